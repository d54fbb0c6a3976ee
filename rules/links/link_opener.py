from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Element, Finding, Page, Rule, Severity, bad, good, option, shorten, urls

_OWN_FRAMES = frozenset(("", "_self", "_parent", "_top"))


class LinkOpener(Rule):
    """A link lets the page of another site that it opens send this page elsewhere.

    ## What it does
    Finds links to other hosts that open a window which keeps a hold on this page (`window.opener`): those with `rel=opener`, and those whose
    `target` is a window's name of your own (`target="shop"`) without `rel=noopener` or `noreferrer`.

    ## Why it matters
    The opened page can send this page to another address, such as an imitation of it, while the reader looks elsewhere.

    ## How to fix it
    Take `opener` away, or add `rel="noopener"`.

    ## Exceptions
    `target="_blank"` alone is safe: browsers treat it as `noopener` since Safari 12.1 (2019), Firefox 79 (2020) and
    Chrome 88 (2021), and the HTML standard demands it. For readers with older browsers, set the option `old_browsers`. A
    target that is a frame of the page opens no window.

    ## Sources
    - HTML standard, 4.6.5 “Following hyperlinks” (get an element's noopener) and 4.6.7.15 “Link type opener” (checked 2026-11)
    - MDN, “rel=noopener”, table of browsers (checked 2026-11)
    """

    old_browsers: bool = option(
        default=False, help="Also speak of target=_blank without noopener, for browsers of before 2021."
    )

    severity = Severity.WARNING
    also_known_as = (
        "link-rel-noopener (LinkChecker)",
        "external-anchors-use-rel-noopener (Lighthouse)",
        "jsx-no-target-blank (eslint-plugin-react)",
    )
    examples = (
        bad('<a href="https://example.org/" target="_blank" rel="opener">x</a>', says="link to example.org with rel=opener: the page that opens can redirect this one"),
        bad('<a href="https://example.org/" target="shop">x</a>', says="with target “shop” and no rel=noopener"),
        bad('<a href="https://example.org/" target="_blank">x</a>', says="with target “_blank” and no rel=noopener", old_browsers=True),
        good('<a href="https://example.org/" target="_blank">x</a>', why="browsers imply noopener"),
        good('<a href="https://example.org/" target="shop" rel="noreferrer">x</a>'),
        good('<iframe name="shop"></iframe><a href="https://example.org/" target="shop">x</a>', why="the target is a frame"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        kinds = page.hrefs_by_kind
        for href in (*kinds.get("https", ()), *kinds.get("http", ()), *kinds.get("//", ())):
            if UNKNOWN in href:
                continue
            for element in page.hrefs[href]:
                target = element.attr("target")
                if target is None or target.strip().lower() in _OWN_FRAMES or element.has_unknown_attributes:
                    continue
                why = self._why(page, element, target)
                host = urls.split(href).host
                if why and host != urls.split(page.stated_address).host:
                    message = f"link to {shorten(host or href)} {why}: the page that opens can redirect this one"
                    yield self.at(element, message, host=host or "")

    def _why(self, page: Page, element: Element, target: str) -> str:
        words = (element.attr("rel") or "").lower().split()
        if UNKNOWN in target or "noopener" in words or "noreferrer" in words:
            return ""
        if "opener" in words:
            return "with rel=opener"
        if target.lower() == "_blank":
            return "with target “_blank” and no rel=noopener" if self.old_browsers else ""
        if any(frame.attr("name") == target for frame in page.all("iframe", "object", "frame")):
            return ""
        return f"with target “{shorten(target)}” and no rel=noopener"
