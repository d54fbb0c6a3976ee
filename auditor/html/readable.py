"""Everything on a page that people read, each piece with the way back to its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from auditor.finding import Span
from auditor.html.references import resolve_with_map

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

# Attributes whose values are read out or shown, on any element.
_ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "placeholder", "label", "summary")
_BUTTONS = frozenset(("button", "submit", "reset"))
_METAS = frozenset(("description", "author", "keywords", "application-name", "apple-mobile-web-app-title", "copyright"))
_SHARED = ("og:", "twitter:", "article:", "dc.", "dcterms.")
_ADDRESSES = ("url", "image", "video", "audio", "src", "player", "identifier")
# Keys of front matter that hold addresses or names of files.
_UNREAD_KEYS = frozenset("permalink url slug aliases redirect_from redirect_to canonical_url image layout".split())


class Piece(NamedTuple):
    """A text that people read.

    ``text`` has its character references resolved; ``places`` gives for each of its characters, and for its end, the offset in
    the page's text. ``kind`` is ``text``, ``attribute``, ``json`` or ``front matter``: what an edit there has to be written as.
    ``element`` is the one whose text or attribute it is.
    """

    text: str
    places: Sequence[int]
    kind: str
    element: Element | None


def readable_pieces(page: Page, is_wanted: Callable[[str], bool]) -> Iterator[Piece]:
    """The pieces of a page whose source text ``is_wanted``; not code, script or style, but the strings of JSON-LD.

    Text comes first, then titles, attributes, JSON-LD and front matter.
    """
    for run in page.prose_runs:
        if is_wanted(run.raw) and not page.is_code(run.parent):
            yield Piece(*resolve_with_map(run.raw, run.span.start), "text", run.parent)
    for title in page.titles:
        end = title.end_tag_span
        if end is not None and is_wanted(raw := _markup(page, span := Span(title.span.end, end.start))):
            yield Piece(*resolve_with_map(raw, span.start), "text", title)
    for element, name in _attributes(page):
        span = element.value_span(name)
        if is_wanted(raw := _markup(page, span)) and not page.is_code(element):
            yield Piece(*resolve_with_map(raw, span.start, attribute=True), "attribute", element)
    for script in page.json_ld:
        if is_wanted(raw := _markup(page, script.span)):
            yield _literal(raw, script.span.start, "json", script.element)
    if page.front_matter is not None:
        for key, span in page.front_matter.values.items():
            if key.lower() not in _UNREAD_KEYS and is_wanted(raw := page.text[span.start : span.end]):
                yield _literal(raw, span.start, "front matter", None)


def _markup(page: Page, span: Span) -> str:
    """The source of a span with template code masked."""
    base = page.tree.base
    return page.tree.markup[span.start - base : span.end - base]


def _literal(raw: str, at: int, kind: str, element: Element | None) -> Piece:
    return Piece(raw, range(at, at + len(raw) + 1), kind, element)


def _attributes(page: Page) -> Iterator[tuple[Element, str]]:
    for name in _ATTRIBUTES:
        if name in page.text or name.upper() in page.text:
            for element in page.tree.with_attribute(name):
                yield element, name
    for element in page.all("input"):
        if (element.attr("type") or "").lower() in _BUTTONS and element.has("value"):
            yield element, "value"
    for element in page.all("meta"):
        keys = [(element.attr(key) or "").strip().lower() for key in ("name", "property", "itemprop")]
        if element.has("content") and any(map(_is_read, keys)):
            yield element, "content"


def _is_read(key: str) -> bool:
    """Whether a ``meta`` element of a name holds words and not an address."""
    if key in _METAS:
        return True
    return key.startswith(_SHARED) and not key.rpartition(":")[2].endswith(_ADDRESSES)
