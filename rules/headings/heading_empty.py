from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, names


class HeadingEmpty(Rule):
    """A heading has nothing to read in it.

    ## What it does
    Asks for the heading's accessible name: its text, the `alt` of its images, `aria-label`, `aria-labelledby` or `title`.
    White space of any kind, no-break spaces and characters of no width count as nothing.

    ## Why it matters
    A screen reader announces a heading and then nothing, or leaves it out; an outline made of the headings has a hole in it.
    Often the text was lost, or a heading is used to make room. WCAG counts it against a technique (H42) and not as a failure, so it
    is a warning.

    ## How to fix it
    Write the heading. If it is there for its space or its style only, take a `div` and the style sheet; if an image is all there is in
    it, say in the image's `alt` what it says.

    ## Exceptions
    Silent on headings that are hidden or kept from assistive technology (`aria-hidden`), and where template code may put a text.

    ## Sources
    - ACT rule ffd0e9 “Heading has non-empty accessible name” (checked 2026-11)
    - WCAG 2.2, 1.3.1 “Info and Relationships”, technique H42 (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "accessibility", "seo")
    also_known_as = ("empty-heading (axe, html-validate)", "heading-has-content (jsx-a11y)", "ACT ffd0e9")
    examples = (
        bad("<h1>Tea</h1>\n<h2></h2>", at=2, says="empty h2"),
        bad("<h2>&nbsp;</h2>", says="empty h2"),
        bad('<h1><img src="logo.png" alt=""></h1>', says="empty h1: its image has no text"),
        bad('<div role="heading" aria-level="3"></div>', says="empty level-3 heading"),
        bad('<h2><span aria-hidden="true">★</span></h2>', says="empty h2"),
        good('<h1><img src="logo.png" alt="Tea House"></h1>'),
        good('<h2 aria-label="Black tea"></h2>'),
        good('<h2 hidden></h2><h2 aria-hidden="true"></h2><h2 role="presentation"></h2>'),
        good("<h2>茶</h2>"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for heading in page.headings:
            element = heading.element
            if names.has_name(element) or names.is_hidden_from_at(element) or names.has_unknown_parts(element):
                continue
            images = element.all("img")
            why = f": its {'image has' if len(images) == 1 else 'images have'} no text" if images else ""
            yield self.at(element, f"empty {heading.name}{why}")
