"""Which addresses of a page lead to no file of its site, once the cases are set apart in which the site isn't known well enough."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from auditor.html import urls

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page
    from auditor.site.inventory import Site

# Hints to the browser and addresses for programs: no file that readers miss.
_NO_FILES = frozenset(("preconnect", "dns-prefetch", "pingback", "edituri", "shortlink", "wlwmanifest"))
# So many failing addresses of one sort, and none that works, are a root that was guessed wrong.
_TOO_MANY = 4


class Missing(NamedTuple):
    """An address that no file answers: as written without its fragment, the URL of the nearest file (``""`` if none is near),
    the element and attribute of its first use, and how many links and resources use it."""

    target: str
    hint: str
    element: Element
    attribute: str
    count: int


class _Lookup:
    """The addresses of one page, each looked up once."""

    def __init__(self, page: Page, site: Site) -> None:
        self.missing: dict[str, Missing] = {}
        self.found: set[str] = set()
        self._known: set[str] = set()
        self._page = page
        self._site = site
        self._base = page.base_href

    def add(self, href: str, element: Element, attribute: str, count: int) -> None:
        """Take one use of an address."""
        target = href.partition("#")[0]
        if target in self._known:
            if target in self.missing:
                known = self.missing[target]
                self.missing[target] = known._replace(count=known.count + count)
            return
        self._known.add(target)
        answer = self._site.resolve(self._page.path, target, self._base)
        if answer.is_missing:
            self.missing[target] = Missing(target, answer.hint, element, attribute, count)
        elif answer.kind == "internal":
            self.found.add(target)

    def served_below(self, target: str) -> bool:
        """Whether it is the home of a site that is served from a subfolder: other links lead to known files below it."""
        home = urls.trim(target).rstrip("/") + "/"
        if home.count("/") != 2:
            return False
        return any(other.startswith(home) and other not in self.missing and other not in self.found for other in self._known)


def missing_targets(page: Page) -> Iterator[Missing]:
    """The page's broken addresses within its site, in order of first use: links, then resources.

    Says nothing for a source post (only its generator knows its address) and where the root seems to be another: then all fail.
    """
    site = page.site
    if site is None or page.is_post:
        return
    lookup = _Lookup(page, site)
    known = lookup._known  # noqa: SLF001 — one class in two parts; a call for each of 75,000 links is what this avoids
    hrefs = page.hrefs
    for href in page.hrefs_by_kind.get("/", ()):
        # Most links of a contents page differ in the fragment only.
        if href.partition("#")[0] not in known or lookup.missing:
            elements = hrefs[href]
            lookup.add(href, elements[0], "href", len(elements))
    for element, attribute, url in page.resources:
        if urls.kind(url) != "/" or (element.name == "link" and _is_no_file(element)):
            continue
        lookup.add(url, element, attribute, 1)
    if not lookup.missing:
        return
    for is_rooted in (False, True):
        failing = [one for one in lookup.missing.values() if _is_rooted(one.target) is is_rooted]
        if not any(_is_rooted(target) is is_rooted for target in lookup.found) and (not site.is_whole or len(failing) >= _TOO_MANY):
            continue
        for one in failing:
            if not (is_rooted and lookup.served_below(one.target)):
                yield one


def _is_rooted(target: str) -> bool:
    return target.lstrip()[:1] in ("/", "\\")


def _is_no_file(link: Element) -> bool:
    return not _NO_FILES.isdisjoint((link.attr("rel") or "").lower().split())
