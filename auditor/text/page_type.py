"""Whether a page is one that a call to action is due on: a product, a service, an application, a landing page.

Decided by what the page states of itself, or by several strong signs together. An article never is one, unless configured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

# What JSON-LD calls the thing that a page is about; with an offer where one is wanted.
_SOLD: Mapping[str, str] = {
    "Product": "product", "ProductGroup": "product", "IndividualProduct": "product", "Vehicle": "product", "Car": "product",
    "Service": "service", "SoftwareApplication": "application", "WebApplication": "application",
    "MobileApplication": "application", "Offer": "offer",
}  # fmt: skip
_NEEDS_OFFER = frozenset(("product", "application"))
# Beside one of these, a product is only talked about or listed.
_TALK = frozenset(
    "Article BlogPosting NewsArticle TechArticle ScholarlyArticle Report SocialMediaPosting LiveBlogPosting Review Recipe"
    " ItemList CollectionPage SearchResultsPage FAQPage HowTo QAPage DiscussionForumPosting ProfilePage Blog".split()
)
_GONE = ("OutOfStock", "SoldOut", "Discontinued")
_hero = frozenset(("hero", "jumbotron", "masthead"))
_signs: Mapping[str, frozenset[str]] = {
    "pricing": frozenset(("pricing", "prices", "plans")),
    "testimonials": frozenset(("testimonial", "testimonials")),
    "features": frozenset(("features", "benefits")),
    "logos": frozenset(("clients", "customers", "logos")),
}


class PageType(NamedTuple):
    """What kind of page this is (``configured product service application offer landing``) and what says so."""

    kind: str
    why: str


def page_type(page: Page, paths: tuple[str, ...] = ()) -> PageType | None:
    """What kind of page that needs a call to action this is, None if it needn't have one.

    ``paths`` are globs of page paths that need one whatever they look like; ``*`` crosses ``/``.
    """
    for glob in paths:
        if fnmatchcase(page.path, glob):
            return PageType("configured", f"path matches “{glob}”")
    if page.is_post:
        return None
    return _by_open_graph(page) or _by_json_ld(page) or _by_microdata(page) or _by_signs(page)


def _by_open_graph(page: Page) -> PageType | None:
    for meta in page.meta("og:type"):
        stated = (meta.attr("content") or "").strip().lower()
        if stated in ("product", "product.item", "og:product"):
            return None if _is_gone(page.text) else PageType("product", f"og:type is “{stated}”")
    return None


def _by_json_ld(page: Page) -> PageType | None:
    tops = [item for script in page.json_ld for item in _tops(script.value)]
    types = [(item, name) for item in tops for name in _types(item)]
    if any(name in _TALK for _, name in types):
        return None
    sold = [(item, name) for item, name in types if name in _SOLD]
    if len({id(item) for item, _ in sold}) != 1:
        return None
    item, name = sold[0]
    offers = item.get("offers")
    if (_SOLD[name] in _NEEDS_OFFER and not offers) or _is_gone(str(item)):
        return None
    return PageType(_SOLD[name], f"JSON-LD says {name}")


def _tops(value: object) -> Iterator[Mapping[str, object]]:
    """The objects that stand for themselves: the outermost, and those of ``@graph``."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from _tops(graph)
            else:
                yield item


def _types(item: Mapping[str, object]) -> list[str]:
    stated = item.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return [re.split(r"[/:#]", name)[-1] for name in names if isinstance(name, str)]


def _is_gone(stated: str) -> bool:
    return any(word in stated for word in _GONE)


def _by_microdata(page: Page) -> PageType | None:
    if "schema.org/Product" not in page.text or _is_gone(page.text):
        return None
    found = [e for e in page.select("[itemtype]") if (e.attr("itemtype") or "").strip().endswith("schema.org/Product")]
    if len(found) != 1 or not any((e.attr("itemprop") or "") == "offers" for e in found[0].all()):
        return None
    if any(name in page.text for name in ("schema.org/Article", "schema.org/BlogPosting", "schema.org/NewsArticle")):
        return None
    return PageType("product", "microdata says Product")


def _by_signs(page: Page) -> PageType | None:
    """A hero with the only h1, and at least two of prices, testimonials, features and customers, prices or testimonials among them."""
    if (
        page.count("h1") != 1
        or page.count("section") < 2
        or page.count("article")
        or page.count("time")
        or _is_article(page)
    ):
        return None
    if not any(_words(node) & _hero for node in page.all("h1")[0].ancestors):
        return None
    signs = {sign for block in page.all("section") for sign, names in _signs.items() if _words(block) & names}
    if len(signs) < 2 or not signs & {"pricing", "testimonials"}:
        return None
    return PageType("landing", f"it has a hero and sections of {' and '.join(sorted(signs))}")


def _words(block: Element) -> set[str]:
    return set(re.split(r"[^a-z]+", f"{block.attr('class') or ''} {block.attr('id') or ''}".lower()))


def _is_article(page: Page) -> bool:
    return any((meta.attr("content") or "").strip().lower() == "article" for meta in page.meta("og:type"))
