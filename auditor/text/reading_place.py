"""Whether a reading time that stands somewhere on a page is the page's own: by titles, landmarks, links and class names."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.html.main_content import holds, main_content

if TYPE_CHECKING:
    from auditor.finding import Span
    from auditor.html.tree import Element
    from auditor.page import Page

# How far around a title a claim is looked for, in characters of source.
_BEFORE, _AFTER = 2000, 6500
# A post whose title stands in its front matter: how far from its beginning.
_FROM_START = 4000
# With so many titles it is a list of them.
_LIST = 3


class Places:
    """The titles of a page, and whether a place belongs to one of them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        content = main_content(page)
        self.content = content.element
        titles: list[Element] = list(page.all("h1"))
        if self.content is not None and titles:
            inside = [title for title in titles if holds(self.content, title)]
            titles = inside or titles
            if content.description == "the article" and not inside:
                titles += self.content.all("h2", "h3")[:1]
        self.titles = {title.span.start for title in titles}

    @cached_property
    def starts(self) -> list[int]:
        """Where the headings begin."""
        return sorted({heading.span.start for heading in self.page.headings} | self.titles)

    @cached_property
    def windows(self) -> list[tuple[int, int]]:
        """The stretches of markup to look at."""
        base, length = self.page.tree.base, len(self.page.tree.markup)
        if len(self.titles) >= _LIST:
            return []
        if not self.titles:
            start = 0 if self.content is None else max(0, self.content.span.start - base)
            return [(start, min(length, start + _FROM_START))]
        found: list[tuple[int, int]] = []
        for title in sorted(self.titles):
            start, end = max(0, title - base - _BEFORE), min(length, title - base + _AFTER)
            if found and start <= found[-1][1]:
                start = found.pop()[0]
            found.append((start, end))
        return found

    def are_own(self, span: Span, parent: Element) -> bool:
        """Whether a claim at a place, in an element, is about the page."""
        for element in (parent, *parent.ancestors):
            name = element.name
            if name in _ELSEWHERE or (element.attr("role") or "") in _ELSEWHERE_ROLES:
                return False
            if name == "a" and not (element.attr("href") or "#").startswith("#"):
                return False
            if name in ("header", "article") and not self._holds_title(element) and element != self.content:
                return False
        if not self.titles:
            return not self.starts or self.starts[0] > span.start
        for element in (parent, *parent.ancestors):
            inside = element.whole_span
            if bisect_left(self.starts, inside.end) > bisect_left(self.starts, inside.start):
                if not self._holds_title(element):
                    return False
                break
        at = bisect_right(self.starts, span.start)
        if at and self.starts[at - 1] in self.titles:
            return True
        return at < len(self.starts) and self.starts[at] in self.titles and self.starts[at] - span.start < _BEFORE

    def _holds_title(self, element: Element) -> bool:
        start, end = element.whole_span
        return any(start <= title < end for title in self.titles)


_ELSEWHERE = frozenset(
    "nav aside footer template noscript dialog figure blockquote pre code select option button".split()
)
_ELSEWHERE_ROLES = frozenset(("navigation", "complementary", "contentinfo", "dialog", "menu"))


def is_about_reading(page: Page, parent: Element) -> bool:
    """Whether a mere “5 min” stands in an element that is named for reading, or beside a clock in an article's byline."""
    around = [parent, *parent.ancestors][:3]
    names = " ".join(f"{e.attr('class') or ''} {e.attr('id') or ''} {e.attr('itemprop') or ''}" for e in around).lower()
    if _named_for_reading().search(names):
        return True
    if _tells_of_other_times(page):
        return False
    clock = any(_is_clock(e) for e in [*(parent.all()), *_before(parent)])
    dated = any(e.all("time") or "byline" in names or "author" in names for e in around)
    return (clock or parent.name == "time") and dated and page.count("article") > 0


@functools.cache
def _named_for_reading() -> re.Pattern[str]:
    return re.compile(
        r"read(?:ing)?[-_]?(?:time|duration|length|min)|time[-_]?to[-_]?read|(?<![a-z])reading(?![a-z-])|timerequired"
    )


def _before(element: Element) -> Iterator[Element]:
    before = element.previous_element
    if before is not None:
        yield before
        yield from before.all()


def _is_clock(element: Element) -> bool:
    names = f"{element.attr('class') or ''} {element.attr('href') or ''} {element.attr('data-icon') or ''}".lower()
    return "clock" in names or "hourglass" in names or "stopwatch" in names


def _tells_of_other_times(page: Page) -> bool:
    """Whether the page is a recipe, a film, a course: their minutes are others."""
    text = page.text
    if page.count("video") or page.count("audio"):
        return True
    kinds = (
        "Recipe",
        "VideoObject",
        "PodcastEpisode",
        "AudioObject",
        "HowTo",
        "Course",
        "Event",
        "ExercisePlan",
        "recipe",
    )
    return any(kind in text for kind in kinds)
