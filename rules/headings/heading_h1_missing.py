from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, bad, good, shorten


class HeadingH1Missing(Rule):
    """A page has no first-level heading.

    ## What it does
    Looks for an `h1`, or `role="heading"` with `aria-level="1"`, that readers get to see.

    ## Why it matters
    The h1 says what the page is about. Screen reader users jump to it first, and Google takes the main heading as a source of the title
    that it shows.

    ## How to fix it
    Make the page's visible title an `h1`.

    ## Exceptions
    Silent on posts and includes, whose layout sets the h1; on pages that only redirect (`meta refresh`) or are a frameset; on pages without any
    content; and where template code may set one.

    ## Sources
    - WCAG 2.2, technique H42 and G141 (checked 2026-11)
    - Google Search Central, “Influencing your title links in search results” (checked 2026-11)
    """

    documents_only = True
    presets = ("recommended", "seo", "accessibility")
    also_known_as = (
        "page-has-heading-one (axe)",
        "h1-require (HTMLHint)",
        "required-h1 (markuplint)",
        "h1 missing (Screaming Frog)",
    )
    examples = (
        bad("<!doctype html>\n<title>Tea</title>\n<p>Tea is…</p>", says="the page has no h1"),
        bad("<!doctype html><h2>Tea</h2><p>Tea is…</p>", says="the page has no h1; its first heading is h2: “Tea”"),
        bad("<!doctype html><h1 hidden>Tea</h1><p>Tea is…</p>", says="the only h1 is hidden"),
        good("<!doctype html><h1>Tea</h1>"),
        good('<!doctype html><p role="heading" aria-level="1">Tea</p>'),
        good("<p>Tea is…</p>", why="a fragment: its layout has the h1"),
        good('<!doctype html><meta http-equiv="refresh" content="0; url=/tea/"><p>Moved to <a href="/tea/">tea</a></p>'),
        good('<!doctype html><title>Tea</title><div id="app"></div><noscript>Switch scripts on.</noscript><script>run()</script>',
             why="a script makes the page"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        headings = page.headings
        if any(heading.level == 1 for heading in headings) or page.has_templates or _needs_none(page):
            return
        if page.count("h1"):
            yield self.at(page.all("h1")[0], "the only h1 is hidden or no heading")
        elif headings:
            first = headings[0]
            yield self.at(page.start, f"the page has no h1; its first heading is {first.name}: “{shorten(first.text)}”")
        else:
            yield self.at(page.start, "the page has no h1")


def _needs_none(page: Page) -> bool:
    if page.count("frameset"):
        return True
    if any((meta.attr("http-equiv") or "").strip().lower() == "refresh" for meta in page.all("meta")):
        return True
    return not page.headings and not page.count("img") and not page.count("svg") and not page.prose_runs
