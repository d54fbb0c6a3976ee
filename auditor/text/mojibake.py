"""Text that was UTF-8, was read as another encoding, and was saved again: where it stands and what was meant.

The bytes of one UTF-8 character come back as two to four characters that no language strings together, such as
``Ã©`` for ``é``. Reading those characters as bytes again, strictly as UTF-8, proves the damage. What the proof can't tell apart
is sound text that happens to look alike (``MARQUÉ…``, ``é`` + no-break space + ``»``), so each place is graded by what stands
around it. Everything here is a pure function of text, in linear time.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.finding import Confidence
from auditor.text.code_pages import (
    C1,
    CONTINUATIONS,
    WINDOWS_1252,
    char_class,
    code_page_of,
    decode,
    is_mixture,
    punctuation_for,
    run_pattern,
    width,
)
from auditor.text.scripts import is_plausible, is_usual, script
from auditor.text.sound import is_a_word, is_no_letter_of, is_sound, may_be_a_word

_MOST_LAYERS = 4
# Runs up to this length are graded once for each surrounding.
_SHORT = 48


class Damage(NamedTuple):
    """One damaged place.

    ``damaged`` is ``text[start:end]``, ``meant`` what stood there once; ``""`` where bytes were lost and nobody can tell.
    ``codepage`` is the encoding that the bytes were read as, ``layers`` how many times over (1 to 4).
    """

    start: int
    end: int
    damaged: str
    meant: str
    codepage: str
    layers: int
    confidence: Confidence


# -- the cheap question ------------------------------------------------------------------------------------------------

_lead_names = (
    "Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc "
    "Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil "
    "egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc"
)
# The leads of damaged characters, U+00C2 to U+00F4, as character references, without the ampersand.
_lead_reference = (
    r"(?:#0*(?:19[4-9]|2[0-3][0-9]|24[0-4])(?![0-9])"
    r"|#[xX]0*(?:[cC][2-9a-fA-F]|[dDeE][0-9a-fA-F]|[fF][0-4])(?![0-9a-fA-F])"
    rf"|{_lead_names.replace(' ', '|')});?"
)


_next = char_class(CONTINUATIONS)
# Of the bytes: leads are C3 82 to C3 B4, U+0080 to U+00BF and the characters of windows-1252 begin with one of the others.
_suspect_bytes = re.compile(rb"\xc3(?:[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2&]|[\x82\x83][ \xef]|(?<=[a-z]\xc3)\x83)")
_reference_start = re.compile(
    r"&(?:#(?:0*(?:19|2[0-4])|[xX]0*[c-fC-F])|[A-Z]|[aeio](?:grave|acute|circ|tilde|uml|ring|elig|th)|ccedil|ntilde|szlig|times)"
)


@functools.cache
def _suspect() -> re.Pattern[str]:
    # Begins with a class of characters, because the search for one is quick.
    return re.compile(
        f"[\xc2-\xf4](?:(?<=[\xc2-\xdf])(?:{_next}|&)|(?<=[\xe0-\xf4])(?:{_next}(?:{_next}|[ &])|&)"
        "|(?<=[ÂÃ])[ \ufffd]|(?<=â)€|(?<=ð)Ÿ|(?<=ï)¸|(?<=[a-z]Ã))"
    )


@functools.cache
def _suspect_reference() -> re.Pattern[str]:
    return re.compile(f"&{_lead_reference}(?:[&\x80-\U0010ffff]|(?<=&Acirc;) |(?<=&Atilde;) )")


def may_be_damaged(text: str, *, utf8: bytes | None = None) -> bool:
    """Whether a page's source may hold damaged text, literally or in character references.

    Made to cost next to nothing on sound pages: 530 pages of 51 MB take some 20 ms. ``utf8`` is the same text as UTF-8 where it
    is at hand; it saves encoding it.
    """
    if not text.isascii():
        # Every lead of a damaged character is U+00C2 to U+00F4, and those alone have this byte in UTF-8.
        data = utf8 if utf8 is not None else text.encode("utf-8", "surrogatepass")
        if b"\xc3" in data and _suspect_bytes.search(data) is not None and _suspect().search(text) is not None:
            return True
    return _reference_start.search(text) is not None and _suspect_reference().search(text) is not None


# -- grading -------------------------------------------------------------------------------------------------------------

_leading = re.compile("[\xc2-\xf4][\x80-\U0010ffff]")
_continuations = frozenset(CONTINUATIONS)
_controls = frozenset(C1)


class _Segment(NamedTuple):
    """A part of a run: its place in the run, what it decodes to, how sure."""

    start: int
    end: int
    meant: str
    confidence: Confidence


def _segments(run: str, before: str, after: str, language: str) -> tuple[_Segment, ...]:
    """The parts of a run that are damaged, graded by themselves."""
    grade = _graded if len(run) <= _SHORT else _graded.__wrapped__
    return grade(run, before, after, language)


@functools.lru_cache(maxsize=8192)
def _graded(run: str, before: str, after: str, language: str) -> tuple[_Segment, ...]:
    decoded = decode(run)
    starts: list[int] = []
    sounds: list[bool] = []
    usual: list[bool] = []
    at = 0
    for index, char in enumerate(decoded):
        end = at + width(char)
        outer_before = (before + run[max(0, at - 3) : at])[-3:]
        outer_after = (run[end : end + 3] + after)[:3]
        sounds.append(is_sound(run[at:end], outer_before, outer_after, language))
        meant_before = decoded[index - 1] if index else before[-1:]
        meant_after = decoded[index + 1] if index + 1 < len(decoded) else after[:1]
        if sounds[-1]:
            # In “TAMBÉ”” a small letter after capitals isn't what was meant.
            shouted = outer_before[-2:]
            is_odd = char.islower() and len(shouted) == 2 and shouted.isalpha() and shouted.isupper()
            usual.append(not is_odd and is_usual(char, meant_before, meant_after))
        else:
            usual.append(is_plausible(char, meant_before, meant_after))
        starts.append(at)
        at = end
    starts.append(at)
    scripts = [script(char) for char in decoded]
    proven = {name for name, sound, fits in zip(scripts, sounds, usual, strict=True) if fits and not sound}
    pairs = zip(scripts, sounds, usual, strict=True)
    kept = [fits or not sound or name in proven for name, sound, fits in pairs]
    found: list[_Segment] = []
    index = 0
    while index < len(decoded):
        if not kept[index]:
            index += 1
            continue
        last = index
        while last < len(decoded) and kept[last]:
            last += 1
        inside = range(index, last)
        confidence: Confidence | None
        if any(usual[i] and not sounds[i] for i in inside):
            confidence = Confidence.CERTAIN
        elif any(not sounds[i] for i in inside):
            confidence = Confidence.LIKELY if last - index > 1 else Confidence.POSSIBLE
        else:
            confidence = _grade_of_sound(decoded[index:last], run[starts[index] : starts[last]], scripts[index:last])
        if confidence is not None:
            found.append(_Segment(starts[index], starts[last], decoded[index:last], confidence))
        index = last
    return tuple(found)


def _grade_of_sound(decoded: str, damaged: str, scripts: list[str]) -> Confidence | None:
    """How sure it is where every character may be meant as it stands; None for not at all."""
    if len(decoded) == 1:
        is_likely = len(damaged) == 2 or (damaged[0] == "â" and not damaged.isalpha()) or scripts == ["latin"]
        return Confidence.POSSIBLE if is_likely else None
    varied = len({char for char in damaged if char in _continuations}) > 1
    one_script = len(set(scripts) - {"common"}) == 1 and scripts[0] not in ("latin", "common")
    if varied and one_script:
        return Confidence.CERTAIN
    return Confidence.LIKELY if varied else Confidence.POSSIBLE


def find_damage(text: str, *, language: str = "") -> list[Damage]:
    """The damaged places of a text, in order and apart from each other.

    ``text`` has its character references resolved. ``language`` is its language tag where it is known: in an English text ``Ã``
    ends no word. A place that might be sound by itself is surer beside others that can't be.
    """
    language = language.partition("-")[0].lower()
    found = [damage for match in run_pattern().finditer(text) for damage in _damages(text, match, language)]
    proofs = [damage for damage in found if damage.confidence is Confidence.CERTAIN]
    leads = {(damage.damaged[0], damage.layers) for damage in proofs}
    if leads:
        found = [_promoted(damage, text, leads, language) for damage in found]
    lost = list(_lost_places(text, language, is_sure=bool(leads)))
    if not lost:
        return found
    return _without_overlaps(sorted(found + lost, key=lambda damage: (damage.start, -damage.end)))


def _damages(text: str, match: re.Match[str], language: str) -> Iterator[Damage]:
    start, end = match.span()
    for part in _segments(match[0], text[max(0, start - 3) : start], text[end : end + 3], language):
        damaged = match[0][part.start : part.end]
        meant, layers, confidence = part.meant, 1, part.confidence
        if confidence is Confidence.CERTAIN and _leading.search(meant):
            first, last = start + part.start, start + part.end
            meant, layers, confidence = _peeled(meant, text[max(0, first - 3) : first], text[last : last + 3], language)
        # windows-1252 taken for Latin-1 on the way to UTF-8: a C1 control stands where punctuation was meant.
        meant = punctuation_for(meant)
        if is_mixture(damaged):
            confidence = min(confidence, Confidence.LIKELY)
        if not _controls.isdisjoint(meant):
            meant, confidence = "", min(confidence, Confidence.LIKELY)
        damage = Damage(start + part.start, start + part.end, damaged, meant, code_page_of(damaged), layers, confidence)
        if confidence is Confidence.CERTAIN and not language and _may_be_a_word(damage, text):
            damage = damage._replace(confidence=Confidence.LIKELY)
        yield damage


def _may_be_a_word(damage: Damage, text: str) -> bool:
    """Whether a place may be sound where no language is stated: a word of one letter, then punctuation."""
    if len(damage.damaged) > 3 or len(damage.meant) != 1:
        return False
    return may_be_a_word(
        damage.damaged, text[max(0, damage.start - 1) : damage.start], text[damage.end : damage.end + 1]
    )


def _peeled(meant: str, before: str, after: str, language: str) -> tuple[str, int, Confidence]:
    """What is left when the same damage is taken away as often as it was done, how often that was, and how sure it is."""
    peel = _layered if len(meant) <= _SHORT else _layered.__wrapped__
    return peel(meant, before, after, language)


@functools.lru_cache(maxsize=8192)
def _layered(meant: str, before: str, after: str, language: str) -> tuple[str, int, Confidence]:
    layers = 1
    while layers < _MOST_LAYERS:
        pieces: list[str] = []
        done = 0
        surest = Confidence.POSSIBLE
        for match in run_pattern().finditer(meant):
            start, end = match.span()
            outer_before = (before + meant[max(0, start - 3) : start])[-3:]
            outer_after = (meant[end : end + 3] + after)[:3]
            for part in _segments(match[0], outer_before, outer_after, language):
                if part.confidence is not Confidence.CERTAIN and not all(map(is_usual, part.meant)):
                    continue
                pieces += (meant[done : start + part.start], part.meant)
                done = start + part.end
                surest = max(surest, part.confidence)
        if not done:
            break
        if surest is not Confidence.CERTAIN:
            # What is left may be sound. “IRMÃ”” after one layer is more likely to be so than a word of its own.
            if not before[-1:].isupper():
                meant, layers = "".join(pieces) + meant[done:], layers + 1
            return meant, layers, Confidence.LIKELY
        meant = "".join(pieces) + meant[done:]
        layers += 1
    return meant, layers, Confidence.CERTAIN


def _promoted(damage: Damage, text: str, leads: set[tuple[str, int]], language: str) -> Damage:
    """A place graded again, now that the text is known to be damaged elsewhere."""
    if damage.confidence is Confidence.CERTAIN or not damage.meant:
        return damage
    if not language and _may_be_a_word(damage, text):
        # Any damage at all proves it here: “« Ã©tÃ© »” has one lead in the word and another in its quotation marks.
        return damage._replace(confidence=Confidence.CERTAIN)
    # Capitals with punctuation after them stay doubtful, and so does “â” with two marks.
    is_doubtful = text[max(0, damage.start - 1) : damage.start].isupper() or damage.damaged[0] == "â"
    if (damage.damaged[0], damage.layers) in leads and not is_doubtful and all(map(is_usual, damage.meant)):
        return damage._replace(confidence=Confidence.CERTAIN)
    return damage._replace(confidence=Confidence.LIKELY)


# -- bytes lost on the way -------------------------------------------------------------------------------------------------


@functools.cache
def _lost() -> re.Pattern[str]:
    # What is left of ⚠, of emoji, of quotation marks, of no-break spaces and of à and í.
    return re.compile(
        f"âš ï¸\x8f?|ï¸(?!{_next})|ðŸ(?!{_next}{_next}){_next}?\ufffd*|â€(?!{_next})\ufffd?|[ÂÃ](?= |\ufffd)\ufffd?"
        f"|(?<=[a-z])Ã(?!{_next})\ufffd?"
    )


def _lost_places(text: str, language: str, *, is_sure: bool) -> Iterator[Damage]:
    """Damage of which a byte was dropped or made a plain space: never certain, often without a known meaning."""
    matches = list(_lost().finditer(text))
    spaces = sum(match[0] == "Â" for match in matches)
    for match in matches:
        damaged, (start, end) = match[0], match.span()
        previous, following = text[max(0, start - 1) : start], text[end : end + 1]
        if damaged[0] in "ÂÃ" and previous.isupper() and not is_sure:
            continue
        confidence = Confidence.LIKELY
        meant = ""
        if damaged.startswith("âš ï¸"):
            meant = "⚠\ufe0f"
        elif damaged == "ï¸":
            meant = "\ufe0f"
        elif damaged.startswith("â€"):
            meant = "”"
        elif damaged[0] in "ÂÃ":
            lead = damaged[0]
            is_letter = previous.isupper() or (not previous.islower() and (is_a_word(lead, language) or not is_sure))
            if is_letter and not (lead == "Â" and spaces > 2 and not previous.isupper()):
                confidence = Confidence.POSSIBLE
            # “Â propos” is a slip of the keyboard: “À” was meant.
            is_first = not previous.strip() and following == " " and text[end + 1 : end + 2].isalpha()
            if lead == "Â" and is_first and not is_sure and not is_no_letter_of(lead, language):
                confidence = Confidence.POSSIBLE
            if lead == "Ã" and text[end : end + 2] == "  ":
                end, meant = end + 1, "à"
            elif lead == "Â" and following == " ":
                end, meant = end + 1, "\xa0"
        yield Damage(start, end, text[start:end], meant, WINDOWS_1252.name, 1, confidence)


def _without_overlaps(found: list[Damage]) -> list[Damage]:
    apart: list[Damage] = []
    for damage in found:
        if not apart or damage.start >= apart[-1].end:
            apart.append(damage)
    return apart
