"""What a page refers to besides its links: images, styles, scripts, media, frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from auditor.html import srcset, urls

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

# The attributes that hold one URL, by element (HTML standard, section “Attributes”, checked 2026-11).
# Not ``form action``: a static site posts to someone else's program.
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "img": ("src",),
    "link": ("href",),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "svg:image": ("href", "xlink:href"),
    "svg:use": ("href", "xlink:href"),
}
_SETS: dict[str, str] = {"img": "srcset", "source": "srcset", "link": "imagesrcset"}


class Reference(NamedTuple):
    """One use of a URL: the element, the attribute and the URL as written there."""

    element: Element
    attribute: str
    url: str


def resources(page: Page) -> Iterator[Reference]:
    """Every reference of a page but those of ``a`` and ``area``, by kind of element."""
    for name, attributes in _ATTRIBUTES.items():
        if not page.count(name):
            continue
        several = _SETS.get(name)
        for element in page.all(name):
            for attribute in attributes:
                url = element.attr(attribute)
                if url is not None:
                    yield Reference(element, attribute, url)
            if several is not None and (value := element.attr(several)):
                for url in srcset.addresses(value):
                    yield Reference(element, several, url)


def stated_address(page: Page) -> str:
    """The absolute http(s) URL that a page gives as its own: canonical link, ``og:url``, ``base``; else its site's, else ``""``."""
    found = [e.attr("href") for e in page.all("link") if "canonical" in (e.attr("rel") or "").lower().split()]
    found += [e.attr("content") for e in page.meta("og:url")]
    found += [page.base_href, page.site.url if page.site is not None else None]
    for url in found:
        if url and urls.kind(url) in ("http", "https") and urls.split(url).host:
            return urls.trim(url)
    return ""
