from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Element, Finding, Page, Rule, Severity, bad, good, shorten, urls

# What browsers block on an https page; images, sound and film they fetch by https instead (Mixed Content, level 2).
_BLOCKED = frozenset(("script", "iframe", "object", "embed", "track", "svg:use", "use"))
_LOADED = frozenset("stylesheet icon preload modulepreload manifest apple-touch-icon mask-icon prefetch".split())


class LinkInsecure(Rule):
    """A page that is served by https uses an address that begins with `http:`.

    ## What it does
    Where the page says that its own address is an https one (canonical link, `og:url` or `base`), finds resources
    that it loads by http, and links to its own host by http.

    ## Why it matters
    Browsers block scripts, styles and frames that come by http into an https page, and refuse images for which https fails. A link to
    one's own site by http costs a redirect and can be read and changed on the way.

    ## How to fix it
    Write `https:`, or an address relative to the page.

    ## Exceptions
    Silent where the page doesn't say what its address is, and for links to other hosts. A policy `upgrade-insecure-requests` on the page
    makes http resources and links to one's own host harmless.

    ## Sources
    - W3C, “Mixed Content”, level 2, sections 3 and 4 (checked 2026-11)
    - W3C, “Upgrade Insecure Requests” (checked 2026-11)
    - Google Search Central, “Secure your site with HTTPS” (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo")
    also_known_as = ("is-on-https (Lighthouse)", "EnforceHTTPS (html-proofer)")
    examples = (
        bad('<link rel="canonical" href="https://example.com/tea/">\n<script src="http://cdn.example.net/a.js"></script>', at=2,
            says="script by http on an https page, which browsers block: “http://cdn.example.net/a.js”"),
        bad('<link rel="canonical" href="https://example.com/tea/"><img src="http://example.com/a.png" alt="">', says="img by http on an https page"),
        bad('<link rel="canonical" href="https://example.com/tea/"><a href="http://example.com/">Home</a>',
            says="link to this site by http: “http://example.com/”"),
        good('<link rel="canonical" href="https://example.com/tea/"><a href="http://example.org/">Elsewhere</a>'),
        good('<link rel="canonical" href="http://example.com/tea/"><img src="http://example.com/a.png" alt="">', why="the page is no https page"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        hrefs = page.hrefs_by_kind.get("http", ())
        loaded = [resource for resource in page.resources if resource.url.lstrip()[:5].lower() == "http:"]
        if not hrefs and not loaded:
            return
        own = urls.split(page.stated_address)
        if own.scheme != "https" or _is_upgraded(page):
            return
        for href in hrefs:
            if UNKNOWN not in href and _bare(urls.split(href).host) == _bare(own.host):
                element, *others = page.hrefs[href]
                yield self.at(
                    element.value_span("href"),
                    f"link to this site by http: “{shorten(href)}”",
                    target=href,
                    count=1 + len(others),
                )
        for element, attribute, url in loaded:
            if UNKNOWN in url or not _is_loaded(element):
                continue
            is_blocked = element.name in _BLOCKED or "stylesheet" in (element.attr("rel") or "").lower().split()
            what = ", which browsers block" if is_blocked else ""
            message = f"{element.name} by http on an https page{what}: “{shorten(url)}”"
            yield self.at(
                element.value_span(attribute), message, severity=Severity.ERROR if is_blocked else None, target=url
            )


def _is_loaded(element: Element) -> bool:
    if element.name == "input":
        return (element.attr("type") or "").strip().lower() == "image"
    return element.name != "link" or not _LOADED.isdisjoint((element.attr("rel") or "").lower().split())


def _is_upgraded(page: Page) -> bool:
    return any(
        (meta.attr("http-equiv") or "").strip().lower() == "content-security-policy"
        and "upgrade-insecure-requests" in (meta.attr("content") or "").lower()
        for meta in page.all("meta")
    )


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.")
