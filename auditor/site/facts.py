"""Facts: what each page says, as rows of tables that site rules query.

Columns are only ever added. ``page`` is the page's path in its site; ``line`` and ``col`` (``title_line`` and so on) are a place in its
file, both from 1 on. A text column is NULL where the page says nothing. Only the tables that a rule asks for are filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from auditor.html import urls
from auditor.html.main_content import hash_of, main_plain
from auditor.html.purpose import purpose
from auditor.page import Page, fold
from auditor.site.permalink import output_file, permalink_url

Value = str | int | bool | None
Row = tuple[Value, ...]
Place = tuple[int, int] | tuple[None, None]


@dataclass(frozen=True, slots=True)
class Table:
    """A fact table: its columns with their SQL types and meanings, and what fills it from a page."""

    columns: Mapping[str, tuple[str, str]]
    rows: Callable[[Page], Iterable[Row]]


def _pages(page: Page) -> Iterator[Row]:
    if page.is_markdown:
        return
    h1 = next((heading for heading in page.headings if heading.level == 1), None)
    root = page.first("html")
    text = main_plain(page)
    yield (
        page.path,
        page.is_document,
        purpose(page),
        page.language.lower(),
        page.title,
        *_place_of_title(page),
        *_description(page),
        h1.text if h1 is not None else None,
        *(h1.element.position if h1 is not None else (None, None)),
        _canonical(page),
        hash_of(text) or None,
        len(text),
        *(root.position if root is not None and not root.is_implied else (1, 1)),
    )


def _place_of_title(page: Page) -> Place:
    if page.titles:
        return page.titles[0].position
    if page.front_matter is not None and page.front_matter.has("title"):
        return page.tree.position(page.front_matter.span_of("title").start)
    return None, None


def _description(page: Page) -> tuple[str | None, int | None, int | None]:
    for element in page.meta("description"):
        return fold(element.attr("content") or "") or None, *element.position
    matter = page.front_matter
    stated = matter.get("description") if matter is not None else None
    if matter is not None and isinstance(stated, str) and stated.strip():
        return fold(stated), *page.tree.position(matter.span_of("description").start)
    return None, None, None


def _canonical(page: Page) -> str | None:
    for element in page.all("link"):
        if "canonical" in (element.attr("rel") or "").lower().split():
            return fold(element.attr("href") or "") or None
    return None


def _links(page: Page) -> Iterator[Row]:
    seen: set[tuple[str, str | None]] = set()
    path, targets, hrefs = page.path, page.targets, page.hrefs
    for href in page.hrefs_by_kind.get("/", ()):
        address, mark, fragment = href.partition("#")
        target = targets.get(address)
        if target is None or target.path is None or target.path == path:
            continue
        name = urls.fragment(fragment) or None if mark else None
        key = (target.path, name)
        if key not in seen:
            seen.add(key)
            yield (path, target.path, name, href, *hrefs[href][0].position)


def _anchors(page: Page) -> Iterator[Row]:
    path = page.path
    for name in page.anchors:
        yield (path, name)


def _permalinks(page: Page) -> Iterator[Row]:
    if page.front_matter is None:
        return
    url = permalink_url(page.front_matter, page.path)
    if url is not None:
        yield (page.path, url, output_file(url), *page.tree.position(page.front_matter.span_of("permalink").start))


TABLES: Mapping[str, Table] = {
    "pages": Table(
        {
            "page": ("VARCHAR", "path of the page"),
            "is_document": ("BOOLEAN", "whether it is a whole document, no post or include"),
            "role": ("VARCHAR", "content, noindex, redirect or error"),
            "language": ("VARCHAR", "language tag in lower case, empty where none is stated"),
            "title": ("VARCHAR", "text of the title, white space folded"),
            "title_line": ("INTEGER", "line of the title"),
            "title_col": ("INTEGER", "column of the title"),
            "description": ("VARCHAR", "content of the first meta description"),
            "description_line": ("INTEGER", "line of the description"),
            "description_col": ("INTEGER", "column of the description"),
            "h1": ("VARCHAR", "text of the first heading of level 1"),
            "h1_line": ("INTEGER", "line of that heading"),
            "h1_col": ("INTEGER", "column of that heading"),
            "canonical": ("VARCHAR", "href of the first canonical link, as written"),
            "text_hash": ("VARCHAR", "hash of the main content's text; NULL where there is none"),
            "text_length": ("BIGINT", "characters of the main content's text"),
            "line": ("INTEGER", "line of the page itself: its html tag"),
            "col": ("INTEGER", "column of the page itself: its html tag"),
        },
        _pages,
    ),
    "links": Table(
        {
            "page": ("VARCHAR", "path of the page with the link"),
            "target": ("VARCHAR", "path of the file that answers, another than the page itself"),
            "fragment": ("VARCHAR", "the fragment, percent-decoded, without #; NULL where there is none"),
            "href": ("VARCHAR", "the href as written"),
            "line": ("INTEGER", "line of the first link to that target and fragment"),
            "col": ("INTEGER", "column of the first link to that target and fragment"),
        },
        _links,
    ),
    "anchors": Table(
        {"page": ("VARCHAR", "path of the page"), "name": ("VARCHAR", "an id, or the name of an a element")}, _anchors
    ),
    "permalinks": Table(
        {
            "page": ("VARCHAR", "path of the source document"),
            "url": ("VARCHAR", "the URL that its permalink makes"),
            "file": ("VARCHAR", "the file that is written for that URL"),
            "line": ("INTEGER", "line of the permalink's value"),
            "col": ("INTEGER", "column of the permalink's value"),
        },
        _permalinks,
    ),
}


class Facts:
    """The rows of some tables, by table. Plain data: it travels between processes."""

    def __init__(self, tables: Iterable[str]) -> None:
        """Collect these tables. Raises `KeyError` for a table that there isn't."""
        self.rows: dict[str, list[Row]] = {table: [] for table in sorted(tables)}
        for table in self.rows:
            TABLES[table]
        self.pages = 0

    def add(self, page: Page) -> None:
        """Take a page's rows."""
        self.pages += 1
        for table, rows in self.rows.items():
            rows.extend(TABLES[table].rows(page))

    def extend(self, other: Facts) -> None:
        """Take the rows of other pages."""
        self.pages += other.pages
        for table, rows in self.rows.items():
            rows.extend(other.rows[table])
