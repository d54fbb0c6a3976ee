from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Related, Rule, Severity, bad, good, option, shorten


class HeadingH1Multiple(Rule):
    """A page has several first-level headings.

    ## What it does
    Counts the `h1` elements, and the `role="heading" aria-level="1"`, that readers get to see.

    ## Why it matters
    HTML allows several, and search engines cope. But the outline has no longer one top, and readers who jump to the h1 can't
    tell which one names the page. HTML's idea that an h1 in a section counts less was never built and has been taken out of the standard.

    ## How to fix it
    Keep the h1 that names the page and make the others `h2`.

    ## Exceptions
    Silent where template code stands, which may show one of several.

    ## Sources
    - HTML standard, 4.3.11 “Headings and outlines” (checked 2026-11)
    - W3C Web Accessibility Tutorials, “Headings” (checked 2026-11)
    """

    most: int = option(default=1, help="How many h1 a page may have.", least=1)

    severity = Severity.NOTE
    presets = ("strict", "seo")
    also_known_as = ("h1 multiple (Screaming Frog)", "no-multiple-h1", "required-h1 (markuplint)")
    examples = (
        bad("<h1>Tea</h1>\n<h1>Coffee</h1>", at=2, says="h1 number 2: “Coffee”", count=1),
        good("<h1>Tea</h1><h2>Coffee</h2>"),
        good("<h1>Tea</h1><h1>Coffee</h1>", most=2),
        good("<h1>Tea</h1><h1 hidden>Coffee</h1>"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        if page.has_templates:
            return
        top = [heading for heading in page.headings if heading.level == 1]
        for number, heading in enumerate(top[self.most :], self.most + 1):
            first = Related("the first h1", span=top[0].span)
            yield self.at(heading, f"h1 number {number}: “{shorten(heading.text)}”", related=(first,))
