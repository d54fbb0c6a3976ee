"""What a page is there for: to be read and found, or to forward, to report an error, to be kept out of search.

Rules about descriptions and titles have nothing to say about pages that nobody reads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from auditor.page import Page

Purpose = Literal["content", "noindex", "redirect", "error"]

# HTML's "shared declarative refresh steps": seconds, then perhaps a URL, of which “url=” may be left out.
_forwarding = re.compile(r"[ \t\n\f\r]*[0-9.]+[ \t\n\f\r]*[;, \t\n\f\r][ \t\n\f\r]*[^ \t\n\f\r]")
_ERROR_PAGES = frozenset(("400", "401", "403", "404", "410", "429", "500", "502", "503", "504", "50x", "offline"))
_ROBOTS = ("robots", "googlebot")


def purpose(page: Page) -> Purpose:
    """Whether a page is ``content``, or else why it isn't.

    ``redirect``: a refresh page, or front matter with ``redirect_to``; ``noindex``: kept out of search by ``robots`` or
    ``googlebot``; ``error``: ``404.html`` and its kin.
    """
    if _forwards(page):
        return "redirect"
    if _is_noindex(page):
        return "noindex"
    parts = page.path.lower().removesuffix("/index.html").split("/")
    return "error" if parts[-1].partition(".")[0] in _ERROR_PAGES else "content"


def _forwards(page: Page) -> bool:
    if page.front_matter is not None and page.front_matter.get("redirect_to"):
        return True
    return any(
        (element.attr("http-equiv") or "").lower() == "refresh"
        and _forwarding.match(element.attr("content") or "") is not None
        for element in page.all("meta")
    )


def _is_noindex(page: Page) -> bool:
    stated = [element.attr("content") or "" for name in _ROBOTS for element in page.meta(name)]
    if page.front_matter is not None:
        stated.append(str(page.front_matter.get("robots", "")))
        if page.front_matter.get("noindex") is True:
            return True
    words = {word for text in stated for word in text.lower().replace(",", " ").split()}
    return not words.isdisjoint(("noindex", "none"))
