"""The rule `reading-time-zero`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Fix, Page, Rule, Safety, Severity, bad, good, main_content, reading_time, shorten


class ReadingTimeZero(Rule):
    """The page says that it takes 0 minutes to read.

    ## What it does
    Reports a claim of the page about itself that comes to nothing: “0 min read”, `"timeRequired": "PT0M"`.

    ## Why it matters
    It is the mark of a formula that rounds down, or that was handed an empty text; to a reader it says that there is nothing here.

    ## How to fix it
    Round up, and let the least be one minute. If a longer text says 0, look at what the formula is given to count.

    ## Sources
    - Language files of static site themes, which have forms for “0 minutes” (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "content")
    examples = (
        bad(
            "<article><h1>Tea</h1>\n<p>0 min read</p><p>Leaves.</p></article>",
            at=2,
            says="“0 min read” is no time at all",
        ),
        good("<article><h1>Tea</h1>\n<p>1 min read</p><p>Leaves.</p></article>"),
        good("<article><h1>Tea</h1>\n<p>Less than 1 min read</p><p>Leaves.</p></article>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Look for claims of nothing."""
        for claim in reading_time.own_claims(page):
            if claim.high > 0:
                continue
            minutes = reading_time.estimate(main_content(page), page.language)
            title = f"Write “{shorten(claim.as_restated(page.text, minutes))}”"
            fix = Fix(title, (claim.restated(minutes, page.text),), Safety.SHOWN)
            yield self.at(claim.span, f"{claim.said} is no time at all", fix=fix)
