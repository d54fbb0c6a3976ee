"""The texts that a reader or a machine gets from a page, each with its place in the source: titles, descriptions, attributes, prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.finding import Span

if TYPE_CHECKING:
    from auditor.html.tree import Element, TextRun
    from auditor.page import Page


class Leftover(NamedTuple):
    """A piece that was left behind: its text as written, its place, and where it stands (``text``, ``title``, ``alt`` …)."""

    text: str
    span: Span
    where: str


class Spot(NamedTuple):
    """A text that readers or machines get from the page, with its place and what it is.

    ``where`` is ``title``, ``h1``, ``description``, ``alt``, ``href``, ``src`` or ``text``; ``raw`` the source text in ``span``, character
    references as written.
    """

    raw: str
    span: Span
    where: str
    element: Element | None


_DESCRIPTIONS = ("description", "og:title", "og:description", "twitter:title", "twitter:description")


def head_spots(page: Page) -> Iterator[Spot]:
    """Title and descriptions."""
    for title in page.titles:
        end = title.end_tag_span
        if end is not None:
            span = Span(title.span.end, end.start)
            yield Spot(page.text[span.start : span.end], span, "title", title)
    for name in _DESCRIPTIONS:
        for meta in page.meta(name):
            yield _attribute(page, meta, "content", "description" if name == "description" else name)


def attribute_spots(
    page: Page, pieces: Sequence[str], *, names: Sequence[str] = ("alt", "src", "href")
) -> Iterator[Spot]:
    """``alt`` and ``src`` of images and ``href`` of links that hold one of these pieces; each different ``href`` once."""
    for name in names:
        if name == "href":
            values = ((href, links[0]) for href, links in page.hrefs.items())
        else:
            values = ((image.attr(name) or "", image) for image in page.all("img"))
        for value, element in values:
            if any(piece in value for piece in pieces):
                yield _attribute(page, element, name, name)


def attribute_text(page: Page) -> str:
    """All values of `attribute_spots`, one a line: to be searched before each is looked at."""
    found: str | None = page.tree.memo.get("attribute-text")
    if found is None:
        values = [image.attr(name) or "" for name in ("alt", "src") for image in page.all("img")]
        found = page.tree.memo["attribute-text"] = "\n".join([*values, *page.hrefs])
    return found


def has_pair(text: str, first: str, then: str, *, most: int = 300) -> bool:
    """Whether a character stands before one of others: ``{`` before ``{`` or ``%``.

    Much quicker than a search for each pair of two where the first is rare; after ``most`` of it, the pairs are searched for.
    """
    at = text.find(first)
    while at >= 0:
        if text[at + 1 : at + 2] in then and at + 1 < len(text):
            return True
        most -= 1
        if not most:
            return any(text.find(first + char, at) >= 0 for char in then)
        at = text.find(first, at + 1)
    return False


def places(text: str, piece: str) -> Iterator[int]:
    """The offsets of a piece in a text."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + len(piece))


def _attribute(page: Page, element: Element, name: str, where: str) -> Spot:
    span = element.value_span(name) if element.attr(name) is not None else Span(element.span.start, element.span.start)
    return Spot(page.text[span.start : span.end], span, where, element)


def text_spots(page: Page, is_wanted: Callable[[str], object]) -> Iterator[Spot]:
    """What is read as text, isn't code, and passes a test."""
    for run in page.prose_runs:
        if is_wanted(run.raw) and not is_quoted(page, run):
            yield Spot(run.raw, run.span, "text", run.parent)


_QUOTING = frozenset(
    ("code", "highlight", "sourcecode", "literal", "programlisting", "pre", "codehilite", "verbatim", "example")
)


def is_quoted(page: Page, run: TextRun) -> bool:
    """Whether a run is code, or of a class that shows code."""
    if run.parent is None:
        return False
    if page.is_code(run.parent) or run.parent.closest("svg", "math") is not None:
        return True
    for node in (run.parent, *run.parent.ancestors):
        if "translate" in (names := node.attributes) and names["translate"].lower() == "no":
            return True
        if not _QUOTING.isdisjoint(re.split(r"[\s_-]+", (node.attr("class") or "").lower())):
            return True
    return False


@cache
def _open_code() -> re.Pattern[str]:
    return re.compile(r"(?i)<(/?)(script|style|pre|code|kbd|samp|textarea|tt|var|xmp|template|noscript)\b|(<!--)|(-->)")


def outside_code(text: str, hits: Sequence[int]) -> bool:
    """Whether any offset may stand outside comments, scripts, styles and code: a look at the source, before a parse of the text runs.

    Errs on the side of yes.
    """
    if not hits:
        return False
    wanted = iter(sorted(hits))
    at = next(wanted)
    depth: dict[str, int] = {}
    for tag in _open_code().finditer(text):
        while at < tag.start():
            if not any(depth.values()):
                return True
            following = next(wanted, None)
            if following is None:
                return False
            at = following
        if tag[3] or tag[4]:
            if not depth.get("script"):
                depth["!"] = 1 if tag[3] else 0
        elif depth.get("script") and tag[2].lower() != "script":
            continue
        else:
            name = tag[2].lower()
            depth[name] = max(0, depth.get(name, 0) + (-1 if tag[1] else 1))
    return True


def leftover(spot: Spot, match: re.Match[str]) -> Leftover:
    """What a pattern found in a spot."""
    return Leftover(match[0], Span(spot.span.start + match.start(), spot.span.start + match.end()), spot.where)
