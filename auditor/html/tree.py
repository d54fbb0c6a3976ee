r"""The HTML tree, with the place of everything in it. The only importer of the HTML parser.

The parser counts code points of newline-normalised text. ``Tree`` turns its offsets into offsets of
the file's own text (``\r\n`` kept, front matter included), and ``Element`` is a thin view on a parsed
node that knows them. Elements compare equal when they are the same node.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

import turbohtml  # noqa: TID251 — here and nowhere else

from auditor.finding import Span
from auditor.html.lines import line_starts

# Stands for text that only a template engine knows. A noncharacter: no honest page contains it.
UNKNOWN = "\ufdd0"

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_FOREIGN = (turbohtml.Namespace.SVG, turbohtml.Namespace.MATHML)


class TextRun(NamedTuple):
    """Characters between two tags.

    ``raw`` is the source text (character references as written), ``span`` its place, ``parent`` the
    element that it stands in (None at top level).
    """

    raw: str
    span: Span
    parent: Element | None


class Comment(NamedTuple):
    """A comment: its text without the delimiters, the span with them."""

    text: str
    span: Span


class Doctype(NamedTuple):
    """A doctype: its name in lower case, public and system identifier."""

    name: str
    public_id: str | None
    system_id: str | None


class Instruction(NamedTuple):
    """A processing instruction such as ``<?xml-stylesheet …?>``: its target and the rest."""

    target: str
    data: str


class Element:
    """An element of the page: its name, attributes, text, place and neighbours.

    Names and attribute names are lower case as HTML has it (SVG keeps its own case).
    """

    __slots__ = ("_node", "_tree")

    def __init__(self, node: turbohtml.Element, tree: Tree) -> None:
        self._node = node
        self._tree = tree

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and self._node == other._node

    def __hash__(self) -> int:
        return hash(self._node)

    def __repr__(self) -> str:
        return f"<{self.name} at {self.span.start}>"

    @property
    def tree(self) -> Tree:
        """The tree that it stands in."""
        return self._tree

    @property
    def name(self) -> str:
        """The tag name."""
        return self._node.tag

    @property
    def is_html(self) -> bool:
        """Whether it is an HTML element, and not SVG's or MathML's of the same name."""
        return self._node.namespace not in _FOREIGN

    def attr(self, name: str) -> str | None:
        """The value of an attribute, ``""`` if it has none, None if it isn't there."""
        return self._node.attr(name)

    def has(self, *names: str) -> bool:
        """Whether any of these attributes is there."""
        return any(self._node.attr(name) is not None for name in names)

    @property
    def namespace(self) -> str:
        """``html``, ``svg`` or ``math``."""
        namespace = self._node.namespace
        return "math" if namespace is turbohtml.Namespace.MATHML else namespace.value

    @property
    def attributes(self) -> dict[str, str]:
        """All attributes, in source order."""
        node = self._node
        return {name: node.attr(name) or "" for name in node.attrs}

    @property
    def has_unknown_attributes(self) -> bool:
        """Whether a template engine adds attributes that can't be seen here."""
        return self._tree.masked and any(UNKNOWN in name for name in self._node.attrs)

    @property
    def classes(self) -> list[str]:
        """The class names, in order."""
        return (self._node.attr("class") or "").split()

    @property
    def text(self) -> str:
        """All text below it, character references resolved; that of scripts and styles as well."""
        return self._node.text

    # -- place ---------------------------------------------------------------------------------

    @property
    def span(self) -> Span:
        """The start tag. An element that the parser implied has its nearest ancestor's."""
        node: turbohtml.Element | None = self._node
        while node is not None:
            location = node.source_location
            if location is not None:
                return self._tree.span(location.start_tag.start_offset, location.start_tag.end_offset)
            node = _parent(node)
        return Span(self._tree.base, self._tree.base)

    @property
    def position(self) -> tuple[int, int]:
        """1-based line and column of the start tag in the file. Much cheaper than `span`."""
        position = self._node.position
        if position is None:
            return self._tree.position(self.span.start)
        line, column = position
        return line + self._tree.lines_before, column + 1

    @property
    def start(self) -> int:
        """Where the start tag begins: ``span.start``, for a tenth of its price."""
        position = self._node.position
        return self._tree.offset_at(*position) if position is not None else self.span.start

    @property
    def is_implied(self) -> bool:
        """Whether the parser made it up: no tag of it stands in the source."""
        return self._node.source_location is None

    @property
    def end_tag_span(self) -> Span | None:
        """The end tag, None where the source has none."""
        location = self._node.source_location
        if location is None or location.end_tag is None:
            return None
        return self._tree.span(location.end_tag.start_offset, location.end_tag.end_offset)

    @property
    def whole_span(self) -> Span:
        """From the start tag to the end tag; without one, to the end of what is in it."""
        start, end = self.span
        last: turbohtml.Element | None = self._node
        while last is not None:
            location = last.source_location
            if location is not None:
                tag = location.end_tag or location.start_tag
                end = max(end, self._tree.offset(tag.end_offset))
                if location.end_tag is not None:
                    break
            last = next((child for child in reversed(last.children) if isinstance(child, turbohtml.Element)), None)
        return Span(start, end)

    def attr_span(self, name: str) -> Span:
        """An attribute with its value; the start tag where the attribute isn't in the source."""
        location = self._node.source_location
        found = location.attrs.get(name.lower()) if location is not None else None
        return self._tree.span(found.start_offset, found.end_offset) if found is not None else self.span

    def attr_spans(self) -> dict[str, Span]:
        """All attributes that stand in the source with their places, as of `attr_span`: for one with a thousand of them."""
        location = self._node.source_location
        attrs = location.attrs if location is not None else {}
        return {name: self._tree.span(at.start_offset, at.end_offset) for name, at in attrs.items()}

    def value_span(self, name: str) -> Span:
        """An attribute's value without quotes; the whole attribute where it has no value."""
        span = self.attr_span(name)
        written = self._tree.text[span.start : span.end]
        _, equals, value = written.partition("=")
        if not equals or written.startswith("<"):
            return span
        stripped = value.lstrip("\t\n\f\r ")
        start = span.end - len(stripped)
        if stripped[:1] in ('"', "'"):
            return Span(start + 1, span.end - 1) if len(stripped) > 1 else Span(start, span.end)
        return Span(start, span.end)

    # -- neighbours ----------------------------------------------------------------------------

    @property
    def parent(self) -> Element | None:
        """The element it stands in, None for the root."""
        parent = _parent(self._node)
        return Element(parent, self._tree) if parent is not None else None

    @property
    def ancestors(self) -> Iterator[Element]:
        """Its ancestors, the nearest first."""
        for node in self._node.ancestors:
            if isinstance(node, turbohtml.Element):
                yield Element(node, self._tree)

    @property
    def children(self) -> list[Element]:
        """The elements directly in it."""
        return [Element(node, self._tree) for node in self._node.children if isinstance(node, turbohtml.Element)]

    @property
    def contents(self) -> list[Element | str]:
        """What is directly in it: elements, and text with character references resolved."""
        found: list[Element | str] = []
        for node in self._node.children:
            if isinstance(node, turbohtml.Element):
                found.append(Element(node, self._tree))
            elif isinstance(node, (turbohtml.Text, turbohtml.CData)):
                found.append(node.data)
        return found

    @property
    def next_element(self) -> Element | None:
        """The next element with the same parent."""
        for node in self._node.next_siblings:
            if isinstance(node, turbohtml.Element):
                return Element(node, self._tree)
        return None

    @property
    def previous_element(self) -> Element | None:
        """The element before it with the same parent."""
        for node in self._node.previous_siblings:
            if isinstance(node, turbohtml.Element):
                return Element(node, self._tree)
        return None

    def closest(self, *names: str) -> Element | None:
        """The nearest of these names: itself or an ancestor."""
        # The parser's own walk: elements may stand five hundred deep, and each may be asked.
        found = self._node.closest(",".join(names))
        return Element(found, self._tree) if found is not None else None

    def all(self, *names: str) -> list[Element]:
        """The elements of these names below it, in document order; all of them without names."""
        nodes = self._node.iter_elements(names or None)
        return [Element(node, self._tree) for node in nodes]

    def select(self, selector: str) -> list[Element]:
        """The elements below it that a CSS selector matches, in document order."""
        return [Element(node, self._tree) for node in self._node.select(selector)]


# One step of `Tree.events`.
Event: TypeAlias = (
    tuple[Literal["start", "end"], Element]
    | tuple[Literal["text", "comment"], str]
    | tuple[Literal["doctype"], Doctype]
    | tuple[Literal["instruction"], Instruction]
)


class Tree:
    """A parsed page.

    ``text`` is the file's text, ``base`` the offset at which the markup starts (after front matter),
    ``markup`` what the parser is given in place of ``text[base:]``: of the same length, with template
    code masked by ``UNKNOWN``. ``text`` never holds a byte order mark.
    """

    def __init__(self, text: str, *, base: int = 0, markup: str | None = None) -> None:
        self.text = text
        self.base = base
        self.masked = markup is not None
        self.markup = text[base:] if markup is None else markup
        # The parser counts "\r\n" as one; where the markup has none, its offsets need only the base.
        self._returns = _crlf_offsets(self.markup) if "\r" in self.markup else None
        self._line_starts: list[int] | None = None
        # Front matter ends with its line, so that columns need no correction.
        self.lines_before = len(line_starts(text[:base])) - 1 if base else 0
        # What other modules worked out about this tree, so that they need no state of their own.
        self.memo: dict[str, Any] = {}
        self.document = turbohtml.parse(self.markup, source_locations=True, scripting=True)

    # -- places --------------------------------------------------------------------------------

    def forget(self) -> None:
        """Let go of what was remembered, so that the page's memory is free for the next one at once and not when cycles are collected."""
        self.memo.clear()

    def span(self, start: int, end: int) -> Span:
        """Parser offsets as a span of the file's text."""
        return Span(self.offset(start), self.offset(end))

    def offset(self, normalised: int) -> int:
        """A parser offset as an offset of the file's text."""
        if self._returns is not None:
            normalised += bisect_right(self._returns, normalised)
        return normalised + self.base

    def offset_at(self, line: int, column: int) -> int:
        """The offset of a parser's 1-based line and 0-based column."""
        if self._line_starts is None:
            self._line_starts = line_starts(self.markup)
        return self.base + self._line_starts[line - 1] + column

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of an offset in the file's text, as reports count them."""
        starts = self.text_line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    # -- contents ------------------------------------------------------------------------------

    def named(self, *names: str) -> tuple[Element, ...]:
        """The elements of these names in document order: HTML's own, and not what stands in ``<template>``.

        Foreign elements are asked for as ``svg:title`` and the like, ``svg`` and ``math`` by their own names. The parser keeps an index by
        name, made in one pass when it is first asked; one of ours would cost a Python object for every element.
        """
        foreign = names[0].startswith("svg:")
        tags = [name.removeprefix("svg:") for name in names] if foreign else names
        # One name after the other: for several at once the parser would walk the whole tree.
        groups = [group for tag in tags if (group := self.document.find_all(tag))]
        found = groups[0] if len(groups) == 1 else sorted((node for group in groups for node in group), key=_in_order)
        if found and self._inert:
            found = [node for node in found if node not in self._inert]
        if found and self._has_foreign and tags[0] not in ("svg", "math"):
            found = [node for node in found if (node.namespace in _FOREIGN) is foreign]
        elif foreign:
            return ()
        return tuple([Element(node, self) for node in found])

    @cached_property
    def _has_foreign(self) -> bool:
        return self.document.find("svg") is not None or self.document.find("math") is not None

    @cached_property
    def _inert(self) -> frozenset[turbohtml.Node]:
        inert: set[turbohtml.Node] = set()
        for template in self.document.find_all("template"):
            # What stands in one that stands in another is there already.
            if template not in inert:
                inert.update(template.descendants)
        return frozenset(inert)

    def by_value(self, elements: Iterable[Element], name: str) -> dict[str, list[Element]]:
        """The elements that have an attribute, by its value, in order of first appearance."""
        found: dict[str, list[Element]] = {}
        for element in elements:
            value = element.attr(name)
            if value is None:
                continue
            if value in found:
                found[value].append(element)
            else:
                found[value] = [element]
        return found

    def with_attribute(self, name: str) -> list[Element]:
        """Every element with an attribute, templates' contents included."""
        return [Element(node, self) for node in self.document.find_all(attrs={name: True})]

    def select(self, selector: str) -> list[Element]:
        """Every element that a CSS selector matches, in document order.

        Raises ``ValueError`` for a selector that can't be read.
        """
        return [Element(node, self) for node in self.document.select(selector)]

    def element_at(self, offset: int) -> Element | None:
        """The element whose start tag begins at an offset."""
        if offset < self.base:
            return None
        line, column = self.position(offset)
        wanted = (line - self.lines_before, column - 1)
        for node in self.document.iter_elements():
            if node.position == wanted:
                return Element(node, self)
        return None

    def offset_of(self, line: int, column: int) -> int:
        """The offset of a 1-based line and column of the file's text; the end of the text where there is no such line."""
        starts = self.text_line_starts
        return min(starts[line - 1] + column - 1, len(self.text)) if line <= len(starts) else len(self.text)

    @cached_property
    def text_line_starts(self) -> list[int]:
        """The offset of each line of the file's text."""
        return line_starts(self.text)

    def events(self) -> Iterator[Event]:
        """The tree from its first node to its last, as a parser would have told it; of any depth.

        ``("start", element)`` and ``("end", element)`` for every element, void and implied ones too;
        ``("text", characters)`` with references resolved, CDATA sections of SVG among them. What stands in a
        ``<template>`` comes between its start and end.
        """
        stack: list[tuple[Iterator[turbohtml.Node], Element | None]] = [(iter(self.document.children), None)]
        while stack:
            nodes, parent = stack[-1]
            node = next(nodes, None)
            if node is None:
                stack.pop()
                if parent is not None:
                    yield "end", parent
            elif isinstance(node, turbohtml.Element):
                element = Element(node, self)
                yield "start", element
                stack.append((iter(node.children), element))
            elif isinstance(node, (turbohtml.Text, turbohtml.CData)):
                yield "text", node.data
            elif isinstance(node, turbohtml.Comment):
                yield "comment", node.data
            elif isinstance(node, turbohtml.Doctype):
                yield "doctype", Doctype(node.name, node.public_id, node.system_id)
            elif isinstance(node, turbohtml.ProcessingInstruction):
                yield "instruction", Instruction(node.target, node.data)
            else:
                stack.append((iter(node.children), None))

    def parse_errors(self) -> Iterator[tuple[str, int]]:
        """The specification's parse errors: code and offset."""
        for error in self.document.errors:
            yield error.code, self.offset_at(error.line, error.col)

    def doctype(self) -> tuple[str, str | None, str | None] | None:
        """Name, public and system identifier of the doctype, None where there is none."""
        for node in self.document.children:
            if isinstance(node, turbohtml.Doctype):
                return node.name, node.public_id, node.system_id
        return None

    def tokens(self) -> tuple[list[TextRun], list[Comment]]:
        """The text runs and comments, in source order.

        Text of ``script`` and ``style`` is among the runs; its parent tells.
        """
        starts, ends = self._tags()
        runs: list[TextRun] = []
        comments: list[Comment] = []
        current: turbohtml.Node | None = None
        pending: tuple[int, object, str] | None = None
        kinds = turbohtml.TokenType
        at = 0
        for token in turbohtml.tokenize(self.markup):
            at = self.offset_at(token.line, token.col)
            if pending is not None:
                self._close(pending, at, current, runs, comments)
                pending = None
            kind = token.type
            if kind == kinds.TEXT:
                pending = (at, kind, "")
            elif kind == kinds.COMMENT:
                pending = (at, kind, token.data or "")
            elif kind == kinds.START_TAG:
                node = starts.get(at)
                if node is not None:
                    current = _parent(node) if node.tag in VOID else node
            elif kind == kinds.END_TAG:
                node = ends.get(at)
                if node is not None:
                    current = _parent(node)
        if pending is not None:
            self._close(pending, self.base + len(self.markup), current, runs, comments)
        return runs, comments

    def _close(
        self,
        pending: tuple[int, object, str],
        end: int,
        current: turbohtml.Node | None,
        runs: list[TextRun],
        comments: list[Comment],
    ) -> None:
        start, kind, data = pending
        if kind == turbohtml.TokenType.TEXT:
            parent = Element(current, self) if isinstance(current, turbohtml.Element) else None
            raw = self.markup[start - self.base : end - self.base]
            runs.append(TextRun(raw, Span(start, end), parent))
        else:
            comments.append(Comment(data, Span(start, end)))

    def _tags(self) -> tuple[dict[int, turbohtml.Element], dict[int, turbohtml.Element]]:
        starts: dict[int, turbohtml.Element] = {}
        ends: dict[int, turbohtml.Element] = {}
        for node in self.document.iter_elements():
            location = node.source_location
            if location is None:
                continue
            starts.setdefault(self.offset(location.start_tag.start_offset), node)
            if location.end_tag is not None:
                ends[self.offset(location.end_tag.start_offset)] = node
        return starts, ends


def _parent(node: turbohtml.Node) -> turbohtml.Element | None:
    """The element that a node stands in. What stands in a template has a fragment between itself and it."""
    parent = node.parent
    if isinstance(parent, turbohtml.DocumentFragment):
        parent = parent.parent
    return parent if isinstance(parent, turbohtml.Element) else None


def _in_order(node: turbohtml.Element) -> tuple[int, int]:
    # Only html, head, body, colgroup, tbody and tr are ever implied: of these nobody asks for several at once in order.
    return node.position or (0, 0)


def _crlf_offsets(text: str) -> list[int]:
    r"""For each ``\r\n`` the normalised offset just past it."""
    found: list[int] = []
    at = text.find("\r\n")
    while at >= 0:
        found.append(at - len(found) + 1)
        at = text.find("\r\n", at + 2)
    return found
