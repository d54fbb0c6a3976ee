"""Reading times that are stated for machines: ``timeRequired``, ``twitter:data1`` and ``<meta name="reading-time">``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from auditor.finding import Span
from auditor.page import shorten
from auditor.text.reading_phrases import labels

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import JsonLd, Page

# Types of which ``timeRequired`` is the time it takes to read them. Courses and recipes state other times.
_ARTICLES = frozenset(
    "Article AdvertiserContentArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle BlogPosting "
    "LiveBlogPosting NewsArticle OpinionNewsArticle Report ReportageNewsArticle ReviewNewsArticle SatiricalArticle "
    "ScholarlyArticle SocialMediaPosting TechArticle".split()
)
_METAS = (
    "reading-time", "reading_time", "readingtime", "read-time", "read_time", "readtime", "article:reading_time", "time-to-read"
)  # fmt: skip
_MOST_TWITTER = 4


@functools.cache
def _duration() -> re.Pattern[str]:
    return re.compile(
        r"P(?:0+Y)?(?:0+M)?(?:0+W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?",
        re.IGNORECASE,
    )


@functools.cache
def _hours_and_minutes() -> re.Pattern[str]:
    return re.compile(r"(\d{1,2})\s*(?:h\b|hr|hour|std|stund|heure|hora|or[ae]\b|uur|tim)\D*(\d{1,2})?", re.IGNORECASE)


@functools.cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")


@functools.cache
def _range() -> re.Pattern[str]:
    return re.compile(r"(\d{1,3})\s*[-–—~]\s*(\d{1,3})")


class Stated(NamedTuple):
    """A statement: minutes, its place, the part that holds the number and how that is written. See `Claim`."""

    low: float
    high: float
    span: Span
    number: Span
    where: str
    said: str
    own: bool
    form: str


def duration_minutes(value: str) -> float | None:
    """An ISO 8601 duration in minutes: ``PT8M``, ``PT8M0S``, ``P0DT0H8M``, ``PT480S``.

    None for what isn't one, for weeks, months and years.
    """
    match = _duration().fullmatch(value.strip())
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return days * 1440 + hours * 60 + minutes + seconds / 60


def stated_minutes(value: str) -> tuple[float, float] | None:
    """A value that a person or a plugin wrote: ``8``, ``8 min``, ``1 hour 5 minutes``, ``5–7 minutes``; None if it has no number."""
    hours = _hours_and_minutes().search(value)
    if hours is not None:
        minutes = 60.0 * int(hours[1]) + int(hours[2] or 0)
        return minutes, minutes
    between = _range().search(value)
    if between is not None:
        return float(between[1]), max(float(between[1]), float(between[2]))
    number = _number().search(value)
    if number is None:
        return None
    minutes = float(number[0].replace(",", "."))
    is_less = re.search(r"<|less|under|wenig|moins|menos|meno|minder", value[: number.start()], re.IGNORECASE)
    return (0, minutes) if is_less else (minutes, minutes)


def data_claims(page: Page, windows: list[tuple[int, int]]) -> Iterator[Stated]:
    """Everything of this kind that a page states; microdata in these stretches of its markup only."""
    if page.json_ld:
        yield from _json_ld(page)
    if any(page.tree.markup.find("timeRequired", start, end) >= 0 for start, end in windows):
        yield from _microdata(page)
    if page.count("meta"):
        yield from _twitter(page)
        for name in _METAS:
            for element in page.meta(name):
                yield from _in_attribute(element, "content", "meta", name)


def _json_ld(page: Page) -> Iterator[Stated]:
    found: list[tuple[JsonLd, str]] = []
    for script in page.json_ld:
        if script.value is None or "timeRequired" not in page.text[script.span.start : script.span.end]:
            continue
        found.extend((script, str(value)) for value in _required(script.value) if isinstance(value, (str, int, float)))
    for script, value in found:
        minutes = duration_minutes(value)
        between = (minutes, minutes) if minutes is not None else None
        if between is None and re.fullmatch(
            r"\s*\d{1,3}(?:\.\d+)?\s*(?:m|min|mins|minutes?)?\s*", value, re.IGNORECASE
        ):
            between = stated_minutes(value)
        source = page.text[script.span.start : script.span.end]
        place = re.search(rf'"timeRequired"\s*:\s*"?({re.escape(value)})', source)
        if between is None or place is None:
            continue
        span = Span(script.span.start + place.start(1), script.span.start + place.end(1))
        # Several articles' times on one page: a list, whose articles are elsewhere.
        yield Stated(
            *between,
            span,
            span,
            "json-ld",
            f"timeRequired “{shorten(value)}”",
            len(found) == 1,
            "{}" if minutes is None else "PT{}M",
        )


def _required(value: object) -> Iterator[object]:
    """``timeRequired`` of every article in a JSON value."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Mapping):
            stated = item.get("@type")
            kinds = stated if isinstance(stated, list) else [stated]
            if "timeRequired" in item and any(str(kind).rpartition("/")[2] in _ARTICLES for kind in kinds):
                yield item["timeRequired"]
            waiting.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            waiting.extend(reversed(item))


def _twitter(page: Page) -> Iterator[Stated]:
    for number in range(1, _MOST_TWITTER + 1):
        for label in page.meta(f"twitter:label{number}"):
            if (label.attr("content") or "").strip().strip(":").casefold() in labels():
                for element in page.meta(f"twitter:data{number}")[:1]:
                    yield from _in_attribute(element, "content", "twitter", f"twitter:data{number}")
        if number > 1 and not page.meta(f"twitter:label{number}"):
            break


def _microdata(page: Page) -> Iterator[Stated]:
    for element in page.select("[itemprop~=timeRequired]"):
        if not _is_article(element):
            continue
        for name in ("datetime", "content"):
            if element.attr(name) is not None:
                where = "meta" if element.name == "meta" else "attribute"
                yield from _in_attribute(element, name, where, "timeRequired")


def _is_article(element: Element) -> bool:
    """Whether microdata around an element says that it belongs to an article that isn't in a list."""
    scopes = [above for above in element.ancestors if above.attr("itemscope") is not None]
    if not scopes or (scopes[0].attr("itemtype") or "").rpartition("/")[2] not in _ARTICLES:
        return False
    return scopes[0].closest("nav", "aside", "footer") is None


def _in_attribute(element: Element, name: str, where: str, called: str) -> Iterator[Stated]:
    value = element.attr(name) or ""
    if len(value) > 40:
        return
    minutes = duration_minutes(value)
    between = (minutes, minutes) if minutes is not None else stated_minutes(value)
    if between is None:
        return
    span = element.value_span(name)
    number = _number().search(value)
    inner = span
    if minutes is None and number is not None and span.end - span.start == len(value):
        inner = Span(span.start + number.start(), span.start + number.end())
    yield Stated(
        *between, span, inner, where, f"{called} “{shorten(value)}”", True, "{}" if minutes is None else "PT{}M"
    )
