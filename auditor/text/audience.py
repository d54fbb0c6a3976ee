"""Who reads a place of a page: people, those who study code, machines, or nobody."""

from __future__ import annotations

import enum
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from auditor.finding import Span
from auditor.html.tree import UNKNOWN

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

_SCRIPTS = frozenset(("script", "style", "iframe", "noembed", "noframes", "xmp", "plaintext"))
# Attributes whose value is shown, read out or shared.
_READ = frozenset((
    "alt", "title", "aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext",
    "placeholder", "label", "summary", "abbr", "content", "value", "data-title", "data-caption",
))  # fmt: skip


class Reader(enum.StrEnum):
    """Who a place is for. ``NOBODY`` is for comments, template code and names of tags and attributes."""

    PEOPLE = "people"
    CODE = "code"
    MACHINES = "machines"
    NOBODY = "nobody"


class Whereabouts(NamedTuple):
    """Who reads a place; the run of text or attribute value that it stands in; whether that is an attribute's."""

    reader: Reader
    span: Span
    is_attribute: bool = False


class Audience:
    """Answers for one page. Costs a pass over the page, so it is for pages on which something was seen."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._runs = page.text_runs
        self._starts = [run.span.start for run in self._runs]

    def of(self, offset: int) -> Whereabouts:
        """Who reads the character at an offset of the page's text."""
        if self._page.is_markdown:
            return self._in_markdown(offset)
        markup = self._page.tree.markup
        within = offset - self._page.tree.base
        if not 0 <= within < len(markup) or markup[within] == UNKNOWN:
            return Whereabouts(Reader.NOBODY, Span(offset, offset + 1))
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._runs[index].span.end:
            run = self._runs[index]
            return Whereabouts(self._reader_of_text(run.parent), run.span)
        return self._in_tag(offset)

    def _reader_of_text(self, parent: Element | None) -> Reader:
        if parent is None:
            return Reader.PEOPLE
        if parent.name in _SCRIPTS:
            is_data = (parent.attr("type") or "").strip().lower() == "application/ld+json"
            return Reader.PEOPLE if is_data else Reader.MACHINES
        return Reader.CODE if self._page.is_code(parent) else Reader.PEOPLE

    def _in_tag(self, offset: int) -> Whereabouts:
        starts, elements = self._tags
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset < elements[index].span.end:
            element = elements[index]
            for name in element.attributes:
                span = element.value_span(name)
                if span.start <= offset < span.end:
                    return Whereabouts(Reader.PEOPLE if name in _READ else Reader.MACHINES, span, is_attribute=True)
        return Whereabouts(Reader.NOBODY, Span(offset, offset + 1))

    @cached_property
    def _tags(self) -> tuple[list[int], list[Element]]:
        elements = sorted(
            (e for e in self._page.elements() if not e.is_implied), key=lambda element: element.span.start
        )
        return [element.span.start for element in elements], elements

    def _in_markdown(self, offset: int) -> Whereabouts:
        text, base = self._page.text, self._page.tree.base
        start = max(text.rfind("\n", 0, offset) + 1, base)
        end = text.find("\n", offset)
        span = Span(start, end if end >= 0 else len(text))
        if offset < base:
            return Whereabouts(Reader.NOBODY, span)
        fences = sum(line.lstrip().startswith(("```", "~~~")) for line in text[base:start].split("\n"))
        is_code = fences % 2 or text.count("`", start, offset) % 2 or text.startswith(("    ", "\t"), start)
        return Whereabouts(Reader.CODE if is_code else Reader.PEOPLE, span)
