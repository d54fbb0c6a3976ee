"""The phrases in which pages state how long they take to read, as patterns, by language."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from auditor.text.flat import BLOCK

# Languages whose phrases are run on; their words have no ends to look for.
_UNSPACED = frozenset(("ja", "zh", "th", "ko"))
_SAME = {"no": "nb", "nn": "nb", "bs": "hr", "iw": "he", "in": "id"}
_ABOUT = "~|≈|±|∼|ca\\.?|circa|approx\\.?|about|around|約|约|약|etwa|rund|environ|unos|cerca de|около|ок\\.?|تقريبا"
# “8 min read the manual” and “8 min Read more” aren't claims.
_NOT_AFTER_READ = r"(?!\s+(?:the|an?|all|through|about|it|them|up|more|on|our|your|out|full|article|now)\b)"


class _Language(TypedDict):
    units: list[str]
    phrases: list[str]
    numbers: dict[str, int]
    less: list[str]
    labels: list[str]


@dataclass(frozen=True)
class Phrases:
    """What a language says.

    ``patterns`` have the groups ``less`` (“less than”), ``n`` (digits, one decimal place perhaps), ``m`` (the upper end of a
    range), ``w`` (a number word; `numbers` tells its value). ``bare`` is a number and a unit alone. ``units`` are the words for
    minutes, case-folded.
    """

    units: tuple[str, ...]
    numbers: dict[str, int]
    patterns: tuple[re.Pattern[str], ...]
    bare: re.Pattern[str]


@functools.cache
def _data() -> dict[str, _Language]:
    text = Path(__file__).with_name("reading_time.json").read_text(encoding="utf-8")
    languages: dict[str, _Language] = json.loads(text)["languages"]
    return languages


@functools.lru_cache(maxsize=256)
def languages_for(tag: str) -> tuple[str, ...]:
    """The languages to look for on a page: its own and English; all of them where the page doesn't say or isn't known."""
    code = tag.replace("_", "-").partition("-")[0].lower()
    code = _SAME.get(code, code)
    if code in _data():
        return (code,) if code == "en" else (code, "en")
    return tuple(_data())


@functools.cache
def anchors(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Strings of which one stands, as written here, in every claim of these languages."""
    found: list[str] = []
    for language in languages:
        for unit in _data()[language]["units"]:
            for form in dict.fromkeys((unit, unit.capitalize(), unit.upper(), unicodedata.normalize("NFD", unit))):
                if not any(form.startswith(shorter) for shorter in found):
                    found = [longer for longer in found if not longer.startswith(form)]
                    found.append(form)
    return tuple(found)


@functools.cache
def is_anchor_of(anchor: str, language: str) -> bool:
    """Whether a word for minutes in a language begins with one of `anchors`."""
    return any(own.startswith(anchor) or anchor.startswith(own) for own in anchors((language,)))


@functools.cache
def number_words(languages: tuple[str, ...]) -> frozenset[str]:
    """The number words of these languages, case-folded."""
    return frozenset(word.casefold() for language in languages for word in _data()[language]["numbers"])


@functools.cache
def phrases(language: str) -> Phrases:
    """The patterns of a language."""
    data = _data()[language]
    numbers = {unicodedata.normalize("NFC", word): value for word, value in data["numbers"].items()}
    spaced = language not in _UNSPACED
    less = "|".join([*map(_spelled, data["less"]), "<", "＜", "&lt;"])
    words = "|".join(map(_spelled, sorted(numbers, key=len, reverse=True)))
    number = (
        rf"(?:(?P<less>{less})\s*)?(?:(?:{_ABOUT})\s*)?"
        r"(?:(?P<n>\d{1,3}(?:[.,]\d{1,2})?)(?:\s?[-–—~〜～]\s?(?P<m>\d{1,3}))?\+?"
        + (rf"|(?P<w>{words}))" if words else ")")
    )
    unit = "(?:" + "|".join(map(_spelled, sorted(data["units"], key=len, reverse=True))) + r")\.?"
    start = r"(?<![\w.,/:–-])" if spaced else r"(?<![\d.,/:–-])"
    end = r"(?!\w|[-‑]\w)" if spaced else ""
    patterns: list[re.Pattern[str]] = []
    for phrase in data["phrases"]:
        body = _body(phrase, number, unit)
        after = _NOT_AFTER_READ if language == "en" and phrase.endswith("read") else ""
        patterns.append(re.compile(start + body + end + after, re.IGNORECASE))
    bare = re.compile(rf"{number}[\s-]*{unit}", re.IGNORECASE)
    return Phrases(tuple(data["units"]), numbers, tuple(patterns), bare)


@functools.cache
def labels() -> frozenset[str]:
    """What `twitter:label1` says in front of a reading time, in every language, case-folded."""
    return frozenset(label.casefold() for language in _data().values() for label in language["labels"])


def _body(phrase: str, number: str, unit: str) -> str:
    parts: list[str] = []
    for part in re.split(r"(\{n\}|\{u\})", phrase):
        if part == "{n}":
            # A label may stand in a block of its own, and end with a colon.
            gap = rf"[\s{BLOCK}:：·|–-]*" if parts and parts[-1] else ""
            parts.append(gap + number)
        elif part == "{u}":
            parts.append(unit)
        elif part.strip():
            lead = r"[\s‑-]*" if part.startswith(" ") and parts else ""
            trail = r"[\s‑-]*" if part.endswith(" ") and phrase.partition(part)[2].startswith("{u}") else ""
            parts.append(lead + _spelled(part.strip()) + trail)
        else:
            parts.append(r"[\s‑-]*" if part else "")
    return "".join(parts)


def _spelled(words: str) -> str:
    """A pattern for some words in any spelling that Unicode holds equal; white space may be any, and missing."""
    forms = [unicodedata.normalize(form, words) for form in ("NFC", "NFD")]
    # Letters with a dot below of Devanagari are never composed by normalisation, but by keyboards.
    forms.append(forms[0].replace("\u0922\u093c", "\u095d").replace("\u0921\u093c", "\u095c"))
    patterns = [re.escape(form).replace("\\ ", r"\s*") for form in dict.fromkeys(forms)]
    return patterns[0] if len(patterns) == 1 else "(?:" + "|".join(patterns) + ")"
