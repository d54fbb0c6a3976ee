"""Which part of a page is its content, and what is in it: words, code, images.

Judged by landmark and structure only, never by class names or by how dense the text is: the ``<article>`` with the
page's h1, the one that is far bigger than the others, ``<main>``, ``role=main``, else the body without its header,
navigation and footer. Where several articles stand side by side the page is a list and has no article of its own.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.html.hidden import hides_anything, is_hidden
from auditor.html.tree import UNKNOWN, Element
from auditor.text.words import WordCount, count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.page import Page

# Not the page's own story, wherever it stands.
_BESIDE = frozenset(("nav", "aside", "footer"))
_BESIDE_ROLES = frozenset(("navigation", "complementary", "contentinfo", "search", "menu", "menubar", "dialog"))
# What has no text to read, or none of the page's language.
_SILENT = frozenset(
    "script style noscript template iframe noembed noframes title head svg select datalist textarea button "
    "canvas video audio object embed".split()
)
_CODE = frozenset(("pre", "listing", "xmp", "plaintext"))
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math nobr output q ruby rb s "
    "samp small span strike strong sub sup time tt u var wbr".split()
)
_APART = _BESIDE | _SILENT | {"article", "blockquote", "figure", "table", "form", "details"}
# An article is taken for the page's own without holding its h1 if it is so many times longer than the next one …
_FAR_LONGER = 3
# … and has at least this share of all the text.
_MOST_OF_IT = 0.5
# How a theme calls the paragraph that stands under the title.
_EXCERPT_WORDS = frozenset("excerpt lead lede intro subtitle deck dek summary standfirst abstract".split())

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_PROSE, _CODE_TEXT, _OTHER = range(3)


class Extent:
    """The part of a page that is counted, and what is in it.

    ``element`` is what is counted, None for a page without a body. ``description`` names it in a message (“the article”,
    “the main element”, “the body without header, nav and footer”, “the post”). ``is_list`` says that the page shows several
    articles, none of which is its own.
    """

    def __init__(
        self, element: Element | None, description: str, *, is_list: bool = False, title: Element | None = None
    ) -> None:
        self.element = element
        self.description = description
        self.is_list = is_list
        self._title = title

    def __repr__(self) -> str:
        return f"<Extent: {self.description}>"

    @cached_property
    def _parts(self) -> tuple[tuple[str, str, str], int]:
        return _read(self.element, is_list=self.is_list) if self.element is not None else (("", "", ""), 0)

    @property
    def text(self) -> str:
        """The prose: a line for each block, white space as written; without code blocks, navigation, asides and footers."""
        return self._parts[0][_PROSE]

    @cached_property
    def prose(self) -> WordCount:
        """The words of the prose."""
        return count_words(self.text)

    @cached_property
    def code(self) -> WordCount:
        """The words in code blocks (``pre``)."""
        return count_words(self._parts[0][_CODE_TEXT])

    @cached_property
    def other(self) -> WordCount:
        """The words that some would count: navigation, asides, footers, hidden parts and articles inside it."""
        return count_words(self._parts[0][_OTHER])

    @property
    def everything(self) -> str:
        """All text that some would count: prose, excerpt, code, and navigation, asides and hidden parts inside it."""
        return "\n".join((*self._parts[0], self._excerpt_text))

    @property
    def prose_words(self) -> int:
        """How many words of prose there are; Chinese, Japanese and the like are counted apart, see `prose`."""
        return self.prose.words

    @property
    def code_words(self) -> int:
        """How many words stand in code blocks."""
        return self.code.words

    @property
    def images(self) -> int:
        """How many images stand in the prose."""
        return self._parts[1]

    @property
    def has_unknown(self) -> bool:
        """Whether template code stands in it, so that there may be more than can be counted."""
        return any(UNKNOWN in part for part in self._parts[0])

    @cached_property
    def excerpt(self) -> WordCount:
        """The words of a paragraph that introduces the article under a title that stands outside of it."""
        return count_words(self._excerpt_text)

    @property
    def paragraphs(self) -> list[Element]:
        """The ``<p>`` elements of the prose, in order: not those of navigation, asides, quotes or hidden parts."""
        top = self.element
        if top is None:
            return []
        found: list[Element] = []
        # Paragraphs come in runs of one parent: what was found out about one holds for the next.
        last: Element | None = None
        is_counted = False
        for paragraph in top.all("p"):
            parent = paragraph.parent
            if parent != last:
                last, is_counted = parent, _is_running(parent, top)
            if is_counted:
                found.append(paragraph)
        if found and hides_anything(top.tree):
            return [paragraph for paragraph in found if not is_hidden(paragraph)]
        return found

    @cached_property
    def _excerpt_text(self) -> str:
        if self._title is None or self.element is None or holds(self.element, self._title):
            return ""
        around = self._title.closest("section", "header", "div", "hgroup") or self._title
        # A box around nothing but headings tells nothing: the next one may have more in it.
        while around.parent is not None and len(around.all()) == 1 + len(around.all(*_HEADINGS)):
            around = around.parent
        if around.name in ("body", "main", "html"):
            return ""
        return "\n".join(paragraph.text for paragraph in around.all("p") if _is_excerpt(paragraph))


def _is_running(element: Element | None, top: Element) -> bool:
    """Whether an element's paragraphs are the page's own running text."""
    while element is not None and element != top:
        if element.name in _APART or (element.attr("role") or "") in _BESIDE_ROLES:
            return False
        element = element.parent
    return True


def _is_excerpt(paragraph: Element) -> bool:
    parts = re.split(r"[\s_-]+", (paragraph.attr("class") or "").lower())
    return not _EXCERPT_WORDS.isdisjoint(parts) and not is_hidden(paragraph)


def main_content(page: Page) -> Extent:
    """The part of a page that is its content. Costs little until something is counted; the same object each time."""
    found: Extent | None = page.tree.memo.get("main_content")
    if found is None:
        found = page.tree.memo["main_content"] = _find(page)
    return found


def main_text(page: Page) -> str:
    """The prose of a page's main content, a line for each block. See `Extent.text`."""
    return main_content(page).text


def main_plain(page: Page) -> str:
    """All text of the main content, of navigation and hidden parts in it too, blocks not kept apart.

    For comparing pages cheaply: no scripts, no style sheets, white space as written.
    """
    element = main_content(page).element
    if element is None:
        return ""
    text = element.text
    if not text:
        return text
    silent = [inner for name in ("script", "style") if page.count(name) for inner in page.all(name)]
    if silent:
        start, end = element.whole_span if element.name != "body" else (-1, len(page.text))
        for inner in silent:
            if start < inner.span.start < end and (code := inner.text):
                text = text.replace(code, "", 1)
    return text


def main_hash(page: Page) -> str:
    """32 hex digits of `main_plain`, the same for pages whose main content reads the same; ``""`` where there is no text."""
    return hash_of(main_plain(page))


def hash_of(text: str) -> str:
    """32 hex digits of a text, ``""`` for one of nothing but white space."""
    if not text or text.isspace():
        return ""
    import hashlib  # noqa: PLC0415 — a few milliseconds that a clean small page doesn't owe

    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


# -- which part --------------------------------------------------------------------------------


def _find(page: Page) -> Extent:
    body = page.first("body")
    if body is None:
        return Extent(None, "the page")
    title = next(iter(page.all("h1")), None)
    around = _landmark(page, title)
    if page.count("article"):
        found = _article(page, around or body, title)
        if found is not None:
            return found
    if around is not None:
        return Extent(around, "the main element", title=title)
    if page.is_document:
        return Extent(body, "the body without header, nav and footer", title=title)
    return Extent(body, "the post" if page.is_post else "the fragment", title=title)


def _landmark(page: Page, title: Element | None) -> Element | None:
    """``<main>`` or ``role=main``; of several the one with the h1, else the first that is shown."""
    mains = [main for main in page.all("main") if main.attr("hidden") is None] if page.count("main") else []
    if mains:
        return next((main for main in mains if title is not None and holds(main, title)), mains[0])
    if title is not None:
        for element in title.ancestors:
            if element.attr("role") == "main":
                return element
    text = page.text
    if 'role="main"' in text or "role=main" in text or "role='main'" in text:
        return next((element for element in page.select("[role=main]") if element.attr("hidden") is None), None)
    return None


def _article(page: Page, around: Element, title: Element | None) -> Extent | None:
    """The page's own article; an extent that is a list; None where articles are a side matter."""
    articles = [article for article in page.all("article") if not _is_beside(article)]
    if not articles:
        return None
    with_title = [article for article in articles if article.all("h1")]
    if len(with_title) == 1:
        return Extent(with_title[0], "the article", title=title)
    if len(articles) == 1:
        sizes = [_size(articles[0])]
    else:
        articles.sort(key=_size, reverse=True)
        sizes = [_size(article) for article in articles]
        if sizes[0] < _FAR_LONGER * sizes[1]:
            whole = _size(around)
            if sum(sizes) < _MOST_OF_IT * whole:
                return None
            name = "the body" if around.name == "body" else "the main element"
            return Extent(around, name, is_list=True, title=title)
    if sizes[0] < _MOST_OF_IT * _size(around):
        return None
    return Extent(articles[0], "the article", title=title)


def _is_beside(article: Element) -> bool:
    if article.attr("hidden") is not None:
        return True
    return any(above.name in _BESIDE or above.name == "article" for above in article.ancestors)


def _size(element: Element) -> int:
    """Characters of text, white space and scripts apart."""
    size = len("".join(element.text.split()))
    return size - sum(len("".join(code.text.split())) for code in element.all("script", "style"))


def holds(outer: Element, inner: Element) -> bool:
    """Whether an element stands in another one."""
    return any(above == outer for above in inner.ancestors)


# -- what is in it -----------------------------------------------------------------------------


def _read(top: Element, *, is_list: bool) -> tuple[tuple[str, str, str], int]:
    """Prose, code and other text below an element, and how many images stand in the prose."""
    pieces: tuple[list[str], list[str], list[str]] = ([], [], [])
    images = 0
    in_body = top.name == "body"
    waiting: list[tuple[Element | str, int]] = [(top, _PROSE)]
    while waiting:
        item, kind = waiting.pop()
        if isinstance(item, str):
            # A line break of the source is no end of a block.
            pieces[kind].append(item if kind == _CODE_TEXT else item.replace("\n", " "))
            continue
        name = item.name
        if name in _SILENT:
            continue
        if name == "img" and kind == _PROSE:
            images += 1
            continue
        if item is not top:
            kind = _kind(item, "section" if is_list and name == "article" else name, kind, in_body=in_body)
        inline = name in _INLINE
        if not inline:
            pieces[kind].append("\n")
            waiting.append(("\n", kind))
        waiting.extend((inner, kind) for inner in reversed(item.contents))
    prose, code, other = ("".join(part) for part in pieces)
    return (_lines(prose), code, _lines(other)), images


def _kind(element: Element, name: str, kind: int, *, in_body: bool) -> int:
    """Which kind of text stands in an element, given the kind around it."""
    if kind == _OTHER:
        return kind
    if name in _BESIDE or name == "article" or (name == "header" and in_body and _is_banner(element)):
        return _OTHER
    role = element.attr("role")
    if role is not None and role.strip().lower() in _BESIDE_ROLES:
        return _OTHER
    if element.attr("aria-hidden") == "true" or is_hidden(element):
        return _OTHER
    return _CODE_TEXT if name in _CODE else kind


def _is_banner(header: Element) -> bool:
    """Whether a ``<header>`` is the page's, and not that of an article or a section."""
    return header.closest("article", "section", "main") is None and not header.all("h1")


def _lines(text: str) -> str:
    return "\n".join(_folded(text))


def _folded(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if folded := " ".join(line.split()):
            yield folded
