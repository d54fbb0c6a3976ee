from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, option, shorten


class HeadingTooLong(Rule):
    """A heading is as long as a paragraph.

    ## What it does
    Counts the characters of each heading, white space folded.

    ## Why it matters
    Headings are skimmed, listed and read out one after the other. A long one is mostly a paragraph that was marked up for its size.

    ## How to fix it
    Say it in a few words and move the rest into the text.

    ## Sources
    - WCAG 2.2, 2.4.6 “Headings and Labels”, technique G130 (checked 2026-11)
    """

    most: int = option(default=120, help="How many characters a heading may have.", least=1)

    severity = Severity.NOTE
    presets = ("strict",)
    also_known_as = ("h1 over 70 characters (Screaming Frog)",)
    examples = (
        bad("<h2>" + "Tea and more tea " * 8 + "</h2>", says="h2 of 135 characters: “Tea and more tea"),
        good("<h2>Everything you ever wanted to know about tea</h2>"),
        bad("<h2>Everything about tea</h2>", most=10, says="h2 of 20 characters"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for heading in page.headings:
            length = len(heading.text)
            if length > self.most:
                yield self.at(
                    heading, f"{heading.name} of {length} characters: “{shorten(heading.text)}”", length=length
                )
