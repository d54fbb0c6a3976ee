from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Finding, Page, Rule, Severity, bad, good, option, shorten


class LinkFileMissing(Rule):
    """A link or a resource leads to a file that the site doesn't have.

    ## What it does
    Looks up every address within the site, of links, images, styles, scripts, media and frames, in the list of the site's files.
    `/x` is answered by `x`, `x.html` or `x/index.html`, and `/x/` by `x/index.html`. Letters' case counts, as on the servers
    that most sites live on. Each address is reported once a page, at its first use.

    ## Why it matters
    Readers get an error page, images stay blank, styles and scripts don't load, and search engines drop what they can't reach.
    It is an error because the server's answer is one: of the class 4xx, which RFC 9110 calls “Client Error”.

    ## How to fix it
    Correct the address, or bring the file back. If the page has moved, link to where it is now.

    ## Exceptions
    Silent on source posts, whose final address only the generator knows; on addresses from the root unless the audited folder
    is the site's root (an index page stands there, or it was said); and where everything fails, because then the root is
    another one. Addresses of another host are never judged. Where the host has redirects of its own (`_redirects`, `vercel.json` …),
    findings are only possible ones.

    ## Sources
    - RFC 9110, 15.5 “Client Error 4xx” and 15.5.5 “404 Not Found” (checked 2026-11)
    - Google Search Central, “Make your links crawlable” and “HTTP status codes” (checked 2026-11)
    """

    allow: tuple[str, ...] = option(
        default=(), help="Beginnings of addresses that something else answers, such as /api/."
    )

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    also_known_as = ("Links: internal (html-proofer)", "broken-internal (SiteOne)")
    examples = (
        bad({"index.html": '<p>Go to\n<a href="/blgo/">the blog</a></p>', "blog/index.html": "<p>Blog</p>"}, at=2,
            says="“/blgo/” leads to no file of the site; did you mean “/blog/”?"),
        bad({"index.html": '<a href="about.html">Us</a><img src="Logo.png" alt="">', "about.html": "", "logo.png": ""},
            says="“Logo.png” leads to no file of the site; did you mean “/logo.png”?"),
        bad({"index.html": '<img srcset="a.png 1x, b.webp 2x" alt="">', "a.png": ""}, says="“b.webp” leads to no file of the site"),
        bad({"index.html": '<a href="/api/prices">Prices</a>', "about.html": ""}, says="“/api/prices”"),
        good({"index.html": '<a href="/api/prices">Prices</a>', "about.html": ""}, allow=("/api/",)),
        good({"index.html": '<a href="/about">Us</a> <a href="about.html#team">Team</a>', "about.html": "<a href='./'>Home</a>"}),
        good({"index.html": '<a href="https://example.org/x">x</a>', "about.html": ""}, why="another host"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        if page.site is None:
            return
        confidence = Confidence.POSSIBLE if page.site.has_redirects else None
        for missing in page.site.missing_targets(page):
            if self.allow and missing.target.startswith(self.allow):
                continue
            meant = f"; did you mean “{shorten(missing.hint)}”?" if missing.hint else ""
            message = f"“{shorten(missing.target)}” leads to no file of the site{meant}"
            where = missing.element.value_span(missing.attribute)
            yield self.at(where, message, confidence=confidence, target=missing.target, count=missing.uses)
