"""Where a page speaks to the auditor: in comments, in attributes, in its front matter; and what each place means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from auditor.finding import Span

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

ATTRIBUTE = "data-auditor-allow"

_SPACE = re.compile(r"[ \t\r\n\f]*")
_LINE = re.compile(r"[^\r\n]*")
_FRONT_COMMENT = re.compile(r"(?m)^(?P<before>[^\r\n]*?)(?<!\S)#(?P<text>[ \t]*auditor\b[^\r\n]*)")
_MARKDOWN_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_MARKDOWN_CODE = re.compile(r"(?ms)^[ ]{0,3}(`{3,}|~{3,}).*?(?:^[ ]{0,3}\1|\Z)|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)")


class Written(NamedTuple):
    """A directive as it stands: what it says, its place, and the area that a plain ``allow`` would have there."""

    text: str
    span: Span
    areas: tuple[Span, ...]
    is_attribute: bool = False


def directives(page: Page) -> Iterator[Written]:
    """Everything in a page that may be meant for the auditor, in no particular order."""
    yield from _in_front_matter(page)
    if page.is_markdown:
        yield from _in_markdown(page)
        return
    text = page.text
    following = _Following(page)
    for comment in page.comments:
        # Of the file's own text: in the parser's, template code is masked.
        said = text[comment.span.start : comment.span.end].removeprefix("<!--").removesuffix("-->")
        if "auditor" in said:
            yield Written(said, comment.span, following.areas(comment.span.end))
    for element in page.tree.with_attribute(ATTRIBUTE):
        value = element.value_span(ATTRIBUTE)
        areas = (element.whole_span,)
        yield Written(text[value.start : value.end], element.attr_span(ATTRIBUTE), areas, is_attribute=True)


class _Following:
    """What follows a comment: an element, or else a line."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.comments = {comment.span.start: comment.span.end for comment in page.comments}
        # From the end of a comment to what follows it and all comments right behind it.
        self.behind: dict[int, int] = {}
        self.elements: list[tuple[int, Element]] | None = None

    def areas(self, end: int) -> tuple[Span, ...]:
        at = self._past_comments(end)
        element = self._element_at(at)
        areas = [] if element is None else [element.whole_span]
        starts = self.page.tree.text_line_starts
        line = bisect_right(starts, at)
        # On the comment's own line the element is enough: a minified page has one line only.
        if element is None or line != bisect_right(starts, end):
            stop = starts[line] if line < len(starts) else len(self.page.text)
            while stop > at and self.page.text[stop - 1] in "\r\n":
                stop -= 1
            areas.append(Span(at, stop + 1))
        return tuple(areas)

    def _past_comments(self, end: int) -> int:
        passed: list[int] = []
        at = end
        while at not in self.behind:
            passed.append(at)
            at = _skip_space(self.page.text, at)
            if at not in self.comments:
                self.behind[passed[-1]] = at
                break
            at = self.comments[at]
        found = self.behind.get(at, at)
        self.behind.update(dict.fromkeys(passed, found))
        return found

    def _element_at(self, offset: int) -> Element | None:
        if self.elements is None:
            known = [(element.span.start, element) for element in self.page.elements() if not element.is_implied]
            self.elements = sorted(known, key=lambda item: item[0])
        at = bisect_left(self.elements, offset, key=lambda item: item[0])
        if at < len(self.elements) and self.elements[at][0] == offset:
            return self.elements[at][1]
        return None


def _in_markdown(page: Page) -> Iterator[Written]:
    base = page.tree.base
    # Samples in code are no directives.
    body = _MARKDOWN_CODE.sub(lambda found: " " * len(found[0]), page.text[base:])
    for found in _MARKDOWN_COMMENT.finditer(body):
        if "auditor" in found[1]:
            end = base + found.end()
            yield Written(
                found[1], Span(base + found.start(), end), (_line_at(page.text, _skip_space(page.text, end)),)
            )


def _in_front_matter(page: Page) -> Iterator[Written]:
    if page.front_matter is None:
        return
    front = page.text[: page.front_matter.span.end]
    for found in _FRONT_COMMENT.finditer(front):
        span = Span(found.end("before"), found.end())
        at = found.start()
        if not found["before"].strip():
            at = _skip_space(front, found.end())
            while front.startswith("#", at):
                at = _skip_space(front, _line_at(front, at).end)
        yield Written(found["text"], span, (_line_at(front, at),))


def _skip_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found is not None else at


def _line_at(text: str, at: int) -> Span:
    """The line from an offset on, its end included, so that what starts there is meant even if it is empty."""
    found = _LINE.match(text, at)
    return Span(at, (found.end() if found is not None else at) + 1)
