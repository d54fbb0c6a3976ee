"""What a page rule sees: one page, parsed once, everything else computed when it is asked for."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from auditor.finding import Span
from auditor.html.tree import UNKNOWN, Comment, Element, TextRun, Tree

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from lxml.etree import _Element as LxmlElement  # pyright: ignore[reportPrivateUsage] — the class has no other name

    from auditor.html.decode import Decoded
    from auditor.html.resources import Reference
    from auditor.site.inventory import Site, Target
    from auditor.source.front_matter import FrontMatter

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What a reader never sees as text.
_NOT_PROSE = frozenset(("script", "style", "noscript", "template", "iframe", "noembed", "noframes", "title"))
# What stands there to be quoted: sample code, keyboard input, output.
_CODE = frozenset(("code", "pre", "kbd", "samp", "tt", "var", "listing", "xmp", "plaintext", "textarea"))


# From this many characters on a search through the text is cheaper than one through the tree.
_LARGE = 4096
_upper_case_tag = re.compile("<[A-Z]")


class Heading(NamedTuple):
    """A heading that readers meet: h1–h6 or ``role=heading``, not hidden, not presentational.

    ``text`` is its text with white space folded, ``level`` 1 to 6 (higher from ``aria-level``).
    """

    element: Element
    level: int
    text: str

    @property
    def span(self) -> Span:
        """The heading's start tag."""
        return self.element.span

    @property
    def name(self) -> str:
        """``h2``, or ``role=heading`` with its level, as a person would call it."""
        return self.element.name if self.element.name in _HEADINGS else f"level-{self.level} heading"


class JsonLd(NamedTuple):
    """A JSON-LD script: its element, its text's place, the parsed value, the error where it isn't JSON."""

    element: Element
    span: Span
    value: Any
    error: str | None


@dataclass(frozen=True)
class PageSource:
    """The text of a page and what is known of it before it is parsed.

    ``path`` is where it stands in its site (relative to the site's root, with ``/``), ``shown`` what reports call it, where that
    differs. ``decoded`` keeps the bytes and what the decoder noticed;
    ``front_matter`` is set for a post, whose markup starts at ``body_start``. ``markup`` is the text from there with template code
    masked, None where nothing had to be masked.
    """

    path: str
    decoded: Decoded
    front_matter: FrontMatter | None = None
    body_start: int = 0
    markup: str | None = None
    shown: str = ""


class Page:
    r"""One page, read-only.

    ``text`` is the whole file as decoded (without a byte order mark, ``\r\n`` kept); every `Span` counts in it.
    ``path`` is its place in its site, ``shown`` what reports call it. ``site`` is the site that it belongs to, None where only the
    page itself is known.
    """

    def __init__(self, source: PageSource, *, site: Site | None = None) -> None:
        self.path = source.path
        self.shown = source.shown or source.path
        self.decoded = source.decoded
        self.text: str = source.decoded.text
        self.front_matter = source.front_matter
        self.site = site
        # Read for its front matter, of which it may have none; its text isn't HTML yet.
        self.is_markdown = self.path.lower().endswith((".md", ".markdown", ".mkd"))
        markup = "" if self.is_markdown else source.markup
        self.tree = Tree(self.text, base=source.body_start, markup=markup)
        self._named: dict[tuple[str, ...], tuple[Element, ...]] = {}

    def __repr__(self) -> str:
        return f"<Page {self.path}>"

    # -- what it is ----------------------------------------------------------------------------

    @property
    def is_post(self) -> bool:
        """Whether it is a source post with front matter."""
        return self.front_matter is not None

    @cached_property
    def is_document(self) -> bool:
        """Whether it is a whole document (a doctype, ``<html>`` or ``<head>`` is there) and not a post or include."""
        if self.is_post:
            return False
        if self.doctype is not None:
            return True
        roots = (self.first("html"), self.first("head"))
        return any(element is not None and not element.is_implied for element in roots)

    @cached_property
    def has_templates(self) -> bool:
        """Whether template code stands in it: counts and absences can't be trusted then."""
        return self.tree.masked and UNKNOWN in self.tree.markup

    @cached_property
    def is_blank(self) -> bool:
        """Whether there is no markup at all."""
        markup = self.tree.markup
        return not markup or markup.isspace()

    @cached_property
    def doctype(self) -> tuple[str, str | None, str | None] | None:
        """Name, public and system identifier, None where there is no doctype."""
        return self.tree.doctype()

    @property
    def start(self) -> Span:
        """Where a finding about something missing points: the ``<html>`` tag, else the first character of markup."""
        root = self.first("html")
        if root is not None and not root.is_implied:
            return root.span
        return Span(self.tree.base, self.tree.base)

    @property
    def head_span(self) -> Span:
        """Where a finding about something missing from the head points: the ``<head>`` tag, else `start`."""
        head = self.first("head")
        return head.span if head is not None and not head.is_implied else self.start

    # -- elements ------------------------------------------------------------------------------

    def all(self, *names: str) -> tuple[Element, ...]:
        """The HTML elements of these names in document order, without what stands in ``<template>``.

        SVG's and MathML's elements are asked for as ``svg:title``.
        """
        found = self._named.get(names)
        if found is None:
            found = self._named[names] = self.tree.named(*names)
        return found

    def first(self, name: str) -> Element | None:
        """The first element of a name."""
        return next(iter(self.all(name)), None)

    def count(self, name: str) -> int:
        """How many elements of a name there are."""
        return len(self.all(name))

    def elements(self) -> Iterator[Element]:
        """Every element in document order. Slow on a large page: prefer `all`."""
        for node in self.tree.document.iter_elements():
            yield Element(node, self.tree)

    def select(self, selector: str) -> list[Element]:
        """The elements that a CSS selector matches, in document order."""
        return self.tree.select(selector)

    @cached_property
    def ids(self) -> dict[str, list[Element]]:
        """Elements by ``id``, templates' contents apart."""
        elements = self.tree.with_attribute("id")
        if self.count("template"):
            elements = [
                element for element in elements if element.closest("template") is None or element.name == "template"
            ]
        return self.tree.by_value(elements, "id")

    @cached_property
    def anchors(self) -> set[str]:
        """What a fragment may lead to: every ``id``, and every ``name`` of an ``a``."""
        named = {element.attr("name") or "" for element in self.tree.select("a[name]")}
        return (named | self.ids.keys()) - {""}

    @cached_property
    def uses_roles(self) -> bool:
        """Whether any ``role`` attribute is there: a cheap question before dear ones."""
        return "role" in self.text or "ROLE" in self.text

    @cached_property
    def uses_hiding(self) -> bool:
        """Whether anything may be hidden by attribute or inline style: a cheap question before dear ones."""
        text = self.text
        return "hidden" in text or "display" in text or "HIDDEN" in text or "visibility" in text

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings that readers meet, in document order."""
        from auditor.html import names, roles  # noqa: PLC0415 — they import nothing of ours but the tree

        elements = [element for element in self.all(*_HEADINGS) if names.role(element) == "heading"]
        others = [element for element in roles.with_role(self.tree, "heading") if element.name not in _HEADINGS]
        if others:
            elements = sorted((*elements, *others), key=lambda element: element.start)
        found: list[Heading] = []
        for element in elements:
            if names.is_hidden(element):
                continue
            name = element.name
            level = int(name[1]) if name in _HEADINGS else 2
            if self.uses_roles and (stated := (element.attr("aria-level") or "").strip()).isdecimal() and int(stated):
                level = int(stated)
            found.append(Heading(element, level, fold(element.text)))
        return tuple(found)

    @cached_property
    def links(self) -> tuple[Element, ...]:
        """``a`` and ``area`` elements that have ``href``, in document order."""
        elements = self._link_elements
        if sum(map(len, self.hrefs.values())) == len(elements):
            return elements
        return tuple([element for element in elements if element.attr("href") is not None])

    @cached_property
    def link_texts(self) -> list[str]:
        """The text of each of `links`, as `Element.text` has it, in the same order."""
        return [element.text for element in self.links]

    @cached_property
    def hrefs(self) -> dict[str, list[Element]]:
        """`links` by the value of ``href`` as written, in order of first use."""
        return self.tree.by_value(self._link_elements, "href")

    @property
    def _link_elements(self) -> tuple[Element, ...]:
        return self.all("a", "area") if self.count("area") else self.all("a")

    @cached_property
    def hrefs_by_kind(self) -> dict[str, list[str]]:
        """The distinct hrefs by kind (see `auditor.html.urls.kind`): ``""``, ``"#"``, ``"/"``, ``"//"`` or the scheme."""
        from auditor.html import urls  # noqa: PLC0415 — only where links are judged

        found: dict[str, list[str]] = {}
        paths: list[str] = []
        for href in self.hrefs:
            # What most are, told without a call: a name first, and no colon.
            if ":" not in href and href[:1].isalnum():
                paths.append(href)
            else:
                found.setdefault(urls.kind(href), []).append(href)
        if paths:
            found["/"] = paths + found.get("/", [])
        return found

    @cached_property
    def targets(self) -> dict[str, Target]:
        """Where links with a path lead, by the address without its fragment; empty where the site isn't known.

        Most links of a contents page differ in nothing but the fragment, so that few addresses are looked up for many links.
        """
        site = self.site
        if site is None:
            return {}
        addresses = dict.fromkeys([href.partition("#")[0] for href in self.hrefs_by_kind.get("/", ())])
        path, base = self.path, self.base_href
        return {address: site.resolve(path, address, base) for address in addresses}

    @cached_property
    def resources(self) -> tuple[Reference, ...]:
        """Every URL of images, styles, scripts, media and frames, with its element and attribute."""
        from auditor.html import resources  # noqa: PLC0415 — see `hrefs_by_kind`

        return tuple(resources.resources(self))

    @cached_property
    def stated_address(self) -> str:
        """The absolute URL that the page gives as its own (canonical, ``og:url`` or ``base``), ``""`` where there is none."""
        from auditor.html import resources  # noqa: PLC0415 — see `hrefs_by_kind`

        return resources.stated_address(self)

    def meta(self, name: str) -> list[Element]:
        """``<meta name=…>`` or ``<meta property=…>`` elements of a name, letters' case apart."""
        return self._metas.get(name, [])

    @cached_property
    def _metas(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.all("meta"):
            keys = {(element.attr(key) or "").strip().lower() for key in ("name", "property")}
            for key in keys - {""}:
                found.setdefault(key, []).append(element)
        return found

    @cached_property
    def titles(self) -> tuple[Element, ...]:
        """The ``<title>`` elements of the document (not SVG's)."""
        return self.all("title")

    @cached_property
    def title(self) -> str | None:
        """The text of the first title with white space folded; a post's comes from its front matter. None where there is none."""
        if self.titles:
            return fold(self.titles[0].text)
        stated = self.front_matter.get("title") if self.front_matter is not None else None
        return fold(str(stated)) if stated is not None else None

    @property
    def title_span(self) -> Span:
        """Where `title` stands: the text of the first ``<title>``, else the front matter's value, else `start`."""
        if self.titles:
            tag, end = self.titles[0].span, self.titles[0].end_tag_span
            return tag if end is None or end.start == tag.end else Span(tag.end, end.start)
        return self.front_matter.span_of("title") if self.front_matter is not None else self.start

    @cached_property
    def base_href(self) -> str | None:
        """The value of the first ``<base href>``."""
        return next((href for element in self.all("base") if (href := element.attr("href")) is not None), None)

    @cached_property
    def language(self) -> str:
        """The language tag of the page: ``<html lang>``, else the front matter's ``lang``, else ``""``."""
        root = self.first("html")
        stated = root.attr("lang") if root is not None else None
        if not stated and self.front_matter is not None:
            stated = self.front_matter.get("lang") or self.front_matter.get("language")
        return stated.strip() if isinstance(stated, str) else ""

    @cached_property
    def language_declarations(self) -> tuple[Element, ...]:
        """The elements that have a ``lang`` attribute, in document order, templates' contents apart."""
        root = self.first("html")
        stated = root if root is not None and root.attr("lang") is not None else None
        after = stated.span.end if stated is not None else self.tree.base
        if not self._mentions_language(after):
            return (stated,) if stated is not None else ()
        found = self.tree.with_attribute("lang")
        return tuple(
            [element for element in found if not self.count("template") or element.closest("template") is None]
        )

    def _mentions_language(self, after: int) -> bool:
        """Whether a ``lang`` attribute may stand behind an offset: a cheap question before a dear one."""
        text = self.text
        # A large page is searched once, in the case that its first tags are written in.
        if len(text) < _LARGE or _upper_case_tag.search(text, self.tree.base, after + _LARGE) is not None:
            return True
        at = text.find("lang=", after)
        while at >= 0 and text.endswith(("href", "xml:"), after, at):
            at = text.find("lang=", at + 1)
        return at >= 0

    def language_of(self, element: Element) -> str:
        """The language tag that holds for an element: its own or its nearest ancestor's ``lang``, else the page's."""
        for node in (element, *element.ancestors):
            stated = node.attr("lang")
            if stated is not None:
                return stated.strip()
        return self.language

    @cached_property
    def json_ld(self) -> tuple[JsonLd, ...]:
        """The page's JSON-LD scripts."""
        found: list[JsonLd] = []
        for element in self.all("script"):
            if (element.attr("type") or "").strip().lower() != "application/ld+json":
                continue
            end = element.end_tag_span
            span = Span(element.span.end, end.start if end is not None else len(self.text))
            try:
                found.append(JsonLd(element, span, json.loads(element.text), None))
            except (ValueError, RecursionError) as error:
                found.append(JsonLd(element, span, None, str(error)))
        return tuple(found)

    # -- text ----------------------------------------------------------------------------------

    @cached_property
    def _tokens(self) -> tuple[list[TextRun], list[Comment]]:
        return self.tree.tokens()

    @property
    def comments(self) -> list[Comment]:
        """The comments, in source order."""
        return self._tokens[1] if "<!--" in self.text else []

    @property
    def text_runs(self) -> list[TextRun]:
        """Every run of characters between tags, scripts and styles included."""
        return self._tokens[0]

    @cached_property
    def prose_runs(self) -> list[TextRun]:
        """The runs that a reader may read: no script, style, noscript, template or title; nothing hidden."""
        found: list[TextRun] = []
        # Runs come in groups of one parent, and a deep page makes the way up from each long.
        is_unread: dict[Element | None, bool] = {None: False}
        for run in self.text_runs:
            if not run.raw.strip():
                continue
            parent = run.parent
            if parent is not None and parent not in is_unread:
                is_unread[parent] = self._is_unread(parent)
            if not is_unread[parent]:
                found.append(run)
        return found

    def _is_unread(self, parent: Element) -> bool:
        from auditor.html import names  # noqa: PLC0415 — see `headings`

        return parent.closest(*_NOT_PROSE) is not None or (self.uses_hiding and names.is_hidden(parent))

    def is_code(self, element: Element | None) -> bool:
        """Whether an element stands in ``code``, ``pre``, ``kbd``, ``samp`` or their kin."""
        return element is not None and element.closest(*_CODE) is not None

    # -- the same page in the terms of others ---------------------------------------------------

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page for BeautifulSoup; every Tag has ``sourceline`` and ``sourcepos`` (1-based, as in reports)."""
        from auditor.html.soup import as_soup  # noqa: PLC0415 — half a second that most runs don't need

        return as_soup(self.tree)

    def place_of(self, tag: Tag) -> Span:
        """Where a Tag of `soup` stands: its start tag."""
        start = self.tree.offset_of(tag.sourceline or 1, tag.sourcepos or 1)
        element = self.tree.element_at(start)
        return element.span if element is not None else Span(start, start)

    @cached_property
    def lxml(self) -> LxmlElement:
        """The page for XPath; every element has ``sourceline``."""
        from auditor.html.soup import as_lxml  # noqa: PLC0415 — see `soup`

        return as_lxml(self.tree)


_spaces = re.compile(r"[ \t\n\f\r]+")


def fold(text: str) -> str:
    """ASCII white space folded to single spaces, none at the ends. A no-break space stays what it is."""
    return _spaces.sub(" ", text).strip(" ")


@functools.lru_cache(maxsize=4096)
def shorten(text: str, most: int = 60) -> str:
    """A text for a message: white space folded, cut with “…” after ``most`` characters, template code shown as “…”."""
    text = re.sub(f"{UNKNOWN}+", "…", fold(text))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def named(text: str, most: int = 60) -> str:
    """What a message ends with to tell things apart: ``: “tea.jpg”``, or nothing where nothing of the text is known."""
    is_known = text.strip(f"/. \t\n\f\r{UNKNOWN}" if UNKNOWN in text else " \t\n\f\r")
    return f": “{shorten(text, most)}”" if is_known else ""


def json_objects(value: object) -> Iterator[Mapping[str, object]]:
    """Every object of a JSON value, outermost first."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))
