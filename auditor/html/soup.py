"""The parsed page in the terms of BeautifulSoup and of lxml, for rules that users write.

Both are built from the tree that is already there: nothing is parsed again, nothing is guessed, and pages of any
depth are built without recursion. Import this module lazily: both libraries take long to load.
"""

from __future__ import annotations

import functools
import gc
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import Comment, Doctype, NavigableString, PageElement, ProcessingInstruction, Tag
from lxml import etree

from auditor.html.tree import Element, Tree

if TYPE_CHECKING:
    from lxml.etree import _Element as LxmlElement  # pyright: ignore[reportPrivateUsage]

_NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
# libxml2 keeps a line in 16 bits, the highest of which means “elsewhere”.
_LAST_LINE = 65534


def as_soup(tree: Tree) -> BeautifulSoup:
    """The page for BeautifulSoup.

    Every tag has ``sourceline`` and ``sourcepos``, the 1-based line and column (in code points) that reports show; one that
    the parser implied has its nearest ancestor's. Text is kept to the character, white space included.
    """
    return BeautifulSoup("", builder=_Builder(tree))


class _Builder(HTMLTreeBuilder):
    """Fills a soup from a `Tree`. Once: a copy of the soup asks its builder again, and must start out empty."""

    NAME = "auditor"
    features: Iterable[str] = ("auditor",)
    TRACKS_LINE_NUMBERS = True
    picklable = False

    def __init__(self, tree: Tree | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._tree = tree

    def feed(self, markup: str | bytes) -> None:  # noqa: ARG002 — the page is parsed already
        tree, self._tree = self._tree, None
        if tree is not None and self.soup is not None:
            filling = _Filling(self.soup, self, tree)
            # Nothing made here is garbage, and looking for some takes two thirds of the time.
            collects = gc.isenabled()
            gc.disable()
            try:
                filling.fill()
            finally:
                if collects:
                    gc.enable()


class _Filling:
    """Links new nodes to the end of a soup. BeautifulSoup's own way folds white space and compares whole tags."""

    def __init__(self, soup: BeautifulSoup, builder: HTMLTreeBuilder, tree: Tree) -> None:
        self.soup = soup
        self.builder = builder
        self.tree = tree
        self.open: list[Tag] = [soup]
        # The class of text there: that of scripts, styles, templates and ruby isn't a page's words to BeautifulSoup.
        self.containers: list[type[NavigableString]] = [NavigableString]
        self.last: PageElement = soup

    def fill(self) -> None:
        for event in self.tree.events():
            if event[0] == "start":
                self._start(event[1])
            elif event[0] == "end":
                self.open.pop()
                self.containers.pop()
            elif event[0] == "text":
                self._add(self.containers[-1](event[1]))
            elif event[0] == "comment":
                self._add(Comment(event[1]))
            elif event[0] == "doctype":
                self._add(Doctype.for_name_and_ids(*event[1]))
            elif event[0] == "instruction":
                self._add(ProcessingInstruction(f"{event[1].target} {event[1].data}".rstrip()))

    def _start(self, element: Element) -> None:
        line, column = self.tree.position(element.start)
        tag = Tag(
            self.soup,
            self.builder,
            element.name,
            _NAMESPACES.get(element.namespace),
            attrs=self.builder.attribute_dict_class(element.attributes),
            sourceline=line,
            sourcepos=column,
        )
        self._add(tag)
        self.open.append(tag)
        self.containers.append(self.builder.string_containers.get(tag.name, self.containers[-1]))

    def _add(self, node: PageElement) -> None:
        parent = self.open[-1]
        before = parent.contents[-1] if parent.contents else None
        node.parent = parent
        node.previous_sibling = before
        node.next_sibling = None
        node.previous_element = self.last
        node.next_element = None
        if before is not None:
            before.next_sibling = node
        self.last.next_element = node
        parent.contents.append(node)
        self.last = node


def as_lxml(tree: Tree) -> LxmlElement:
    """The page for XPath: its ``<html>`` element, names without namespaces (``//svg``, ``//p[@lang]``).

    Every element has ``sourceline`` (65534 from that line on). Characters that XML refuses become U+FFFD, such characters in
    names ``_``; attributes that are alike then are dropped. The doctype is left out.
    """
    root: LxmlElement | None = None
    before: list[LxmlElement] = []
    open_: list[LxmlElement] = []
    text: list[str] = []
    for event in tree.events():
        if event[0] == "text":
            text.append(event[1])
            continue
        if event[0] in ("doctype", "instruction"):
            # Left out: the text before and after is one.
            continue
        if text:
            _put_text(open_, "".join(text))
            text = []
        if event[0] == "start":
            element = event[1]
            name = _name(element.name)
            if root is None:
                root = made = _parser().makeelement(name)
            else:
                made = etree.SubElement(open_[-1] if open_ else root, name)
            for attribute, value in element.attributes.items():
                made.set(_name(attribute), _safe(value))
            made.sourceline = min(tree.position(element.start)[0], _LAST_LINE)  # type: ignore[assignment]  # the stubs know no setter
            open_.append(made)
        elif event[0] == "end":
            open_.pop()
        elif event[0] == "comment":
            comment = etree.Comment(_safe(re.sub("-(?=-|$)", "- ", event[1])))
            if open_:
                open_[-1].append(comment)
            elif root is None:
                before.append(comment)
            else:
                root.addnext(comment)
    if root is None:
        root = _parser().makeelement("html")
    for early in before:
        root.addprevious(early)
    return root


def _put_text(open_: list[LxmlElement], text: str) -> None:
    if not open_:
        return
    parent = open_[-1]
    text = _safe(text)
    if len(parent):
        parent[-1].tail = text
    else:
        parent.text = text


@functools.cache
def _parser() -> etree.HTMLParser:
    """Never given anything to parse: elements made by it may have HTML's names, such as ``o:p``."""
    return etree.HTMLParser(no_network=True)


# What XML 1.0 has no place for: control characters, surrogates, the last two of the plane.
_refused = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_odd_name = re.compile(r"""[\x00-\x20\x7f<>&/"'=\ud800-\udfff\ufffe\uffff]""")


def _safe(text: str) -> str:
    return _refused.sub("\ufffd", text)


@functools.lru_cache(maxsize=1024)
def _name(name: str) -> str:
    """A name that lxml takes and XPath finds: ``{`` and ``}`` would be read as a namespace."""
    return re.sub("[{}]", "_", _odd_name.sub("_", name)) or "_"
