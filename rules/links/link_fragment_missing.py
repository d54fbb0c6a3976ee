from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Rule, Severity, bad, good, nearest_name, option, shorten, urls


class LinkFragmentMissing(Rule):
    """A link leads to a place on its own page that isn't there.

    ## What it does
    Looks up the fragment of each link to the same page (`#prices`) among the `id`s and the `name`s of `a` elements,
    first as written, then percent-decoded, as browsers do. Letters' case counts. An empty fragment and `#top` lead
    to the top; a text directive (`#:~:text=…`) is no part of the fragment.

    ## Why it matters
    The link does nothing: the reader stays where they are, and who uses a keyboard or a screen reader isn't taken along. It is a
    warning and no error, because the HTML standard allows a fragment that nothing answers to (a script may), and so do search engines.

    ## How to fix it
    Give the section that id, or correct the fragment.

    ## Exceptions
    Silent on posts and fragments of pages, because the layout around them may hold the id; on addresses of a router in the browser (`#/…`
    and `#!…`); where `base` makes the fragment one of another page; and where a script on the page names the fragment.

    ## Sources
    - HTML standard, 7.4.6.3 “Scrolling to a fragment”: how the indicated part of a document is found (checked 2026-11)
    - WICG, “URL Fragment Text Directives” (checked 2026-11)
    """

    allow: tuple[str, ...] = option(default=(), help="Beginnings of fragments, without #, that a script answers.")

    severity = Severity.WARNING
    presets = ("recommended", "seo", "accessibility")
    also_known_as = (
        "no-refer-to-non-existent-id (Markuplint)",
        "hash does not exist (html-proofer)",
        "skip-link (axe)",
    )
    examples = (
        bad('<!doctype html><body>\n<a href="#prises">Prices</a><h2 id="prices">Prices</h2>', at=2,
            says="no element of the page has the id “prises”; did you mean “prices”?"),
        bad('<!doctype html><a href="#Top-10">Ten</a><h2 id="top-10">Ten</h2>', says="“Top-10”"),
        bad('<!doctype html><a href="#slide-2">Next</a>', says="“slide-2”"),
        good('<!doctype html><a href="#slide-2">Next</a>', allow=("slide-",)),
        good('<!doctype html><a href="#">Top</a> <a href="#TOP">Top</a> <a href="#caf%C3%A9">Café</a><h2 id="café">Café</h2>'),
        good('<!doctype html><a href="#old">Old</a><p><a name="old"></a></p>'),
        good('<!doctype html><a href="#/settings">Settings</a> <a href="#:~:text=tea">Tea</a>', why="a router; a text directive"),
        good('<a href="#prices">Prices</a>', why="the layout around a fragment of a page may hold the id"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        fragments = page.hrefs_by_kind.get("#", ())
        if not fragments or not page.is_document or page.base_href or page.has_templates:
            return
        anchors = page.anchors
        for href in fragments:
            if href[1:] in anchors:
                continue
            raw = urls.trim(href)[1:].partition(":~:")[0]
            name = urls.percent_decode(raw)
            if (
                not raw
                or raw in anchors
                or name in anchors
                or name.lower() == "top"
                or raw[0] in "/!"
                or UNKNOWN in raw
            ):
                continue
            if self.allow and raw.startswith(self.allow):
                continue
            if _is_named_by_a_script(page, name):
                continue
            element, *others = page.hrefs[href]
            near = nearest_name(name, anchors)
            meant = f"; did you mean “{shorten(near)}”?" if near else ""
            message = f"no element of the page has the id “{shorten(name)}”{meant}"
            yield self.at(element.value_span("href"), message, fragment=name, count=1 + len(others))


def _is_named_by_a_script(page: Page, name: str) -> bool:
    return any(name in script.text for script in page.all("script"))
