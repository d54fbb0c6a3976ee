"""What a page says about how long it takes to read: in its text, in attributes, in JSON-LD and in meta elements.

Looked for where such claims stand: around the page's title, and in its data. What a card, a menu, an aside or a list says is
about another page; such claims are found as well where they stand near, but aren't the page's own.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from auditor.finding import Edit, Span
from auditor.html.main_content import main_content
from auditor.page import fold, shorten
from auditor.text.flat import BLOCK, flat_attribute, flat_text
from auditor.text.reading_data import data_claims
from auditor.text.reading_phrases import Phrases, anchors, is_anchor_of, languages_for, number_words, phrases
from auditor.text.reading_place import Places, is_about_reading
from auditor.text.reading_speed import band, estimate

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

__all__ = ["Claim", "band", "estimate", "find_claims", "own_claims"]

# How much source is read around a unit, to see a whole phrase through its tags.
_CONTEXT = 260
# A claim stands in a line of its own or among a few others. In a longer text it tells of something else.
_LONGEST_LINE = 160
# So many claims in a row are the cards of a list.
_LIST = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of reading time.

    ``low`` and ``high`` are minutes, equal unless a range is stated (“5–7”) or “less than”. ``span`` is the statement in the
    file's text, ``number`` the part that has to change for another time. ``where`` is ``text``, ``attribute``, ``json-ld``,
    ``twitter`` or ``meta``. ``own`` says that it is about this page. ``is_bare`` is a mere “5 min” that only its surroundings
    make a reading time. ``form`` is how the number is written: ``{}``, or ``PT{}M``. ``said`` quotes it for a message.
    """

    low: float
    high: float
    span: Span
    number: Span
    where: str
    said: str
    own: bool = True
    is_bare: bool = False
    form: str = "{}"

    def restated(self, minutes: int, text: str = "") -> Edit:
        """The edit that makes it claim another number of minutes; with the file's ``text``, “minute” and “minutes” follow it."""
        unit = re.match(r"(?i)((?:\s|&nbsp;)+minute)s?\b", text[self.number.end : self.number.end + 40])
        if unit is None:
            return Edit(self.number, self.form.format(minutes))
        plural = "" if minutes == 1 else "S" if unit[1].endswith("E") else "s"
        return Edit(Span(self.number.start, self.number.end + unit.end()), f"{minutes}{unit[1]}{plural}")

    def as_restated(self, text: str, minutes: int) -> str:
        """What the claim says then, in the words of the file's ``text``: “3 min read”, “PT3M”."""
        edit = self.restated(minutes, text)
        start, end = min(self.span.start, edit.span.start), max(self.span.end, edit.span.end)
        return fold(text[start : edit.span.start] + edit.new + text[edit.span.end : end])


def find_claims(page: Page) -> list[Claim]:
    """The claims of a page in source order; visible ones are found near its title only."""
    found: list[Claim] | None = page.tree.memo.get("reading_time")
    if found is None:
        places = Places(page)
        found = sorted([*_visible(page, places), *_stated(page, places)], key=lambda claim: claim.span)
        page.tree.memo["reading_time"] = found
    return found


def own_claims(page: Page) -> list[Claim]:
    """The claims that a page makes about itself; none on a page that lists articles."""
    found = find_claims(page)
    if not found or main_content(page).is_list:
        return []
    return [claim for claim in found if claim.own]


def _stated(page: Page, places: Places) -> Iterator[Claim]:
    for stated in data_claims(page, places.windows):
        yield Claim(*stated[:5], said=stated.said, own=stated.own, form=stated.form)


# -- in the text -------------------------------------------------------------------------------


def _visible(page: Page, places: Places) -> list[Claim]:
    languages = languages_for(page.language)
    seen: dict[Span, Claim] = {}
    for start, end in places.windows:
        for at, spoken in _units(page.tree.markup, languages, start, end):
            for claim in _around(page, at, spoken):
                seen.setdefault(claim.span, claim)
    found = _longest(list(seen.values()))
    judged = [(claim, _parent(page, claim)) for claim in found]
    kept = [(claim, parent) for claim, parent in judged if parent is not None]
    kept = [(claim, parent) for claim, parent in kept if not claim.is_bare or is_about_reading(page, parent)]
    return _cards_apart([(replace(c, own=places.are_own(c.span, p)), p) for c, p in kept])


def _units(markup: str, languages: tuple[str, ...], start: int, end: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The offsets of words for minutes that have a number beside them, or a number word, and the languages they are of.

    Of several in a heap only the first: what is around it is read together with it.
    """
    words = number_words(languages)
    for unit in anchors(languages):
        spaced = unit[0] < "\u0e00"
        spoken: tuple[str, ...] = ()
        read_to = -1
        at = markup.find(unit, start, end)
        while at >= 0:
            if at >= read_to and not (spaced and markup[at - 1 : at].isalpha()) and _has_number(markup, at, words):
                spoken = spoken or tuple(one for one in languages if is_anchor_of(unit, one))
                yield at, spoken
                if not _is_in_tag(markup, at):
                    read_to = at + _CONTEXT - _LONGEST_LINE
            at = markup.find(unit, at + len(unit), end)


def _is_in_tag(markup: str, at: int) -> bool:
    return markup.rfind("<", max(0, at - 2000), at) > markup.rfind(">", max(0, at - 2000), at)


def _has_number(markup: str, at: int, words: frozenset[str]) -> bool:
    if markup[at - 1 : at].isdecimal():
        return True
    near = _word_before().search(markup, max(0, at - 80), at)
    if near is not None and (near[1][-1].isdecimal() or near[1][-1] == "+" or near[1].casefold() in words):
        return True
    return not markup[at].isascii() and _number_after().match(markup, at) is not None


@functools.cache
def _word_before() -> re.Pattern[str]:
    # Romanian says “20 de minute”.
    return re.compile(
        r"([^\W_]+\+?)(?:\s+de\b)?(?:</?\w[^<>]*>|<!--.*?-->|&nbsp;|&#160;|&#xa0;|[\s.\-‑])*\Z", re.IGNORECASE
    )


@functools.cache
def _number_after() -> re.Pattern[str]:
    # Arabic may put the number last.
    return re.compile(r"\S+\s+\S+\s+\d")


def _around(page: Page, at: int, languages: tuple[str, ...]) -> Iterator[Claim]:
    """The claims in the text around an offset of the markup."""
    markup, base = page.tree.markup, page.tree.base
    text, places = flat_text(markup, max(0, at - _CONTEXT), min(len(markup), at + _CONTEXT))
    where = "text"
    if _is_in_tag(markup, at):
        text, places = flat_attribute(markup, at)
        where = "attribute"
    for language in languages:
        known = phrases(language)
        for pattern in (*known.patterns, known.bare):
            is_bare = pattern is known.bare
            if is_bare and where == "attribute":
                continue
            for match in pattern.finditer(text):
                found = _minutes(match, known)
                if found is None or _is_prose(text, match):
                    continue
                low, high, start, number_end = found
                first = min(start, match.start())
                span = Span(base + places[first][0], base + places[match.end() - 1][1])
                number = Span(base + places[start][0], base + places[number_end - 1][1])
                if not is_bare or _stands_alone(page.text, span):
                    said = shorten(text[first : match.end()].replace(BLOCK, " "))
                    yield Claim(low, high, span, number, where, f"“{said}”", is_bare=is_bare)


def _minutes(match: re.Match[str], known: Phrases) -> tuple[float, float, int, int] | None:
    """The minutes of a claim, from and to, and where the number that says so begins and ends."""
    groups = match.groupdict()
    name = "n" if groups["n"] else "w"
    start, end = match.span(name)
    if name == "w":
        value = known.numbers.get(groups["w"].lower())
        if value is None:
            return None
        low = float(value)
    else:
        low = float(groups["n"].replace(",", "."))
    high = low
    if groups["m"]:
        high, end = max(low, float(groups["m"])), match.end("m")
    if groups["less"]:
        low = 0.0
    hours = _hours().search(match.string, max(0, start - 24), start)
    if hours is not None:
        low, high, start = low + 60 * int(hours[1]), high + 60 * int(hours[1]), hours.start()
    return low, high, start, end


@functools.cache
def _hours() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.,])(\d{1,2})\s*(?:h|hrs?|hours?|std|stunden?|heures?|horas?|or[ae]|uur|tim|timm?ar|godz|ч|час\w*|год\w*|時間|"
        r"小时|小時|시간|giờ|jam|saat|óra|ώρ\w*|ساعة|ชั่วโมง)\.?,?\s*(?:and|und|et|y|e|en|och|og|i|и)?\s*$",
        re.IGNORECASE,
    )


def _stands_alone(text: str, span: Span) -> bool:
    """Whether nothing else stands between the two tags around it, dots and bars between bits of a byline apart."""
    before, after = text[max(0, span.start - 40) : span.start].rstrip(), text[span.end : span.end + 40].lstrip()
    return before[-1:] in _EDGES and after[:1] in _EDGES


_EDGES = frozenset(("", "<", ">", "·", "|", "•", "—", "/"))


def _is_prose(text: str, match: re.Match[str]) -> bool:
    start = text.rfind(BLOCK, 0, match.start()) + 1
    end = text.find(BLOCK, match.end())
    return len(" ".join(text[start : end if end >= 0 else None].split())) > _LONGEST_LINE


def _longest(claims: list[Claim]) -> list[Claim]:
    """Those that don't stand within another."""
    claims.sort(key=lambda claim: (claim.span.start, -claim.span.end, claim.is_bare))
    found: list[Claim] = []
    for claim in claims:
        if found and claim.span.start < found[-1].span.end:
            if found[-1].is_bare and not claim.is_bare:
                found[-1] = claim
            continue
        found.append(claim)
    return found


_UNREAD = frozenset("script style template noscript title textarea iframe noembed noframes svg".split())


def _parent(page: Page, claim: Claim) -> Element | None:
    """The element in whose text, or in whose start tag, a claim stands; None where nobody reads it."""
    from auditor.html.hidden import is_hidden  # noqa: PLC0415 — few pages come this far

    at = claim.number.start
    if claim.where == "attribute":
        for name in ("aria-label", "title"):
            for element in page.tree.with_attribute(name):
                if element.span.start <= at < element.span.end:
                    return element
        return None
    runs = page.text_runs
    index = bisect_right(runs, at, key=lambda run: run.span.start) - 1
    if index < 0 or not runs[index].span.start <= at < runs[index].span.end:
        return None
    parent = runs[index].parent
    if parent is None or parent.closest(*_UNREAD) is not None or is_hidden(parent):
        return None
    return parent


def _cards_apart(claims: list[tuple[Claim, Element]]) -> list[Claim]:
    """The claims, those of a row of cards not taken for the page's own."""
    kinds = Counter((parent.name, parent.attr("class")) for claim, parent in claims if claim.own)
    values: dict[tuple[str, str | None], set[tuple[float, float]]] = {}
    for claim, parent in claims:
        if claim.own:
            values.setdefault((parent.name, parent.attr("class")), set()).add((claim.low, claim.high))
    found: list[Claim] = []
    for claim, parent in claims:
        kind = (parent.name, parent.attr("class"))
        is_card = kinds[kind] >= _LIST or len(values.get(kind, ())) > 1
        found.append(replace(claim, own=False) if is_card else claim)
    return found
