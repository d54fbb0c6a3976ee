"""The rule `reading-time-contradictory`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Related, Rule, Severity, bad, good, option, reading_time


class ReadingTimeContradictory(Rule):
    """The page states its reading time twice, and not the same.

    ## What it does
    Compares what the page says about itself: near its title, in JSON-LD or microdata (`timeRequired`), for link previews
    (`twitter:data1`) and in `<meta name="reading-time">`. Times that differ by a rounding are let pass.

    ## Why it matters
    One of them is wrong, and the reader who comes by a link preview has been told another than the one who has the page open.

    ## How to fix it
    Let all of them be worked out in one place, or delete those that nobody keeps up.

    ## Sources
    - schema.org, `timeRequired` (checked 2026-11)
    - The `twitter:label` and `twitter:data` elements that SEO plugins write (checked 2026-11)
    """

    most: int = option(default=1, help="How many minutes two statements may be apart.", least=0)

    severity = Severity.WARNING
    presets = ("recommended", "content")
    examples = (
        bad(
            '<script type="application/ld+json">{"@type": "Article", "timeRequired": "PT3M"}</script>\n'
            "<article><h1>Tea</h1>\n<p>8 min read</p></article>",
            at=3,
            says="“8 min read”, but timeRequired “PT3M” on line 1",
        ),
        bad(
            '<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="4 minutes">\n'
            "<article><h1>Tea</h1>\n<p>5 min read</p></article>",
            most=0,
            at=3,
            says="“5 min read”, but twitter:data1 “4 minutes”",
        ),
        good(
            '<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="4 minutes">\n'
            "<article><h1>Tea</h1>\n<p>5 min read</p></article>",
            why="one formula rounds up, the other down",
        ),
        good(
            '<script type="application/ld+json">{"@type": "Recipe", "timeRequired": "PT30M"}</script>\n'
            "<article><h1>Tea</h1>\n<p>5 min read</p></article>",
            why="that is the time it takes to cook",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Compare the shortest with the longest time that the page claims for itself."""
        claims = [claim for claim in reading_time.own_claims(page) if claim.high > 0 and not claim.is_bare]
        if len(claims) < 2:
            return
        longest = max(claims, key=lambda claim: claim.low)
        shortest = min(claims, key=lambda claim: claim.high)
        if longest.low - shortest.high <= self.most:
            return
        first, second = sorted((longest, shortest), key=lambda claim: claim.span)
        yield self.at(
            second.span,
            f"{second.said}, but {first.said} on line {page.tree.position(first.span.start)[0]}",
            related=(Related(f"the other statement: {first.said}", first.span),),
        )
