from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, names, shorten


class HeadingFirstNotH1(Rule):
    """The content's first heading isn't the h1, which comes later.

    ## What it does
    Looks at the first heading of the page. What stands in `nav`, `aside`, `header`, `footer` or `dialog`, or has the role of one, may come before the h1.

    ## Why it matters
    Readers who go from heading to heading meet a part of the page before they learn what the page is about.

    ## How to fix it
    Move the h1 up, or make the heading before it a heading of the navigation or sidebar that it belongs to.

    ## Exceptions
    Silent on posts and includes, and on a page without h1: `heading-h1-missing` speaks of that.

    ## Sources
    - W3C Web Accessibility Tutorials, “Headings” (checked 2026-11)
    """

    documents_only = True
    severity = Severity.NOTE
    presets = ("strict",)
    also_known_as = ("heading-start-rank",)
    examples = (
        bad("<!doctype html>\n<h2>News</h2>\n<h1>Tea</h1>", at=2, says="h2 before the h1: “News”"),
        good("<!doctype html><h1>Tea</h1><h2>News</h2>"),
        good("<!doctype html><nav><h2>Menu</h2></nav><h1>Tea</h1>"),
        good("<!doctype html><h2>News</h2>", why="no h1 at all is another rule’s matter"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        headings = page.headings
        if not headings or headings[0].level == 1 or all(heading.level != 1 for heading in headings):
            return
        for heading in headings:
            if heading.level == 1:
                return
            if names.part_beside(heading.element) is None:
                yield self.at(heading, f"{heading.name} before the h1: “{shorten(heading.text)}”")
                return
