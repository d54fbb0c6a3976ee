"""The rule `reading-time-wrong`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import (
    Extent,
    Finding,
    Fix,
    Page,
    Related,
    Rule,
    Safety,
    Severity,
    bad,
    good,
    main_content,
    reading_time,
    shorten,
)

# With fewer words than this, the text comes from elsewhere: from a script, or from the layout of an include.
_FEWEST_WORDS = 25


class ReadingTimeWrong(Rule):
    """The page says that it takes far longer, or far less, to read than it does.

    ## What it does
    Looks for the page's own claim (“8 min read” near its title, `timeRequired` of an article in JSON-LD or microdata,
    `twitter:data1`, `<meta name="reading-time">`), counts the words of the page's main content, and compares. A claim is
    wrong if no formula in use would have made it: below the prose at 300 words a minute, rounded down, or above prose and code
    at 175 words a minute plus 12 seconds for each image, rounded up. Chinese, Japanese, Thai and their like are counted by the
    character.

    The main content is the one `<article>`, else `<main>`, else the body without header, navigation and footer; the message
    says which was counted.

    ## Why it matters
    Readers decide by it whether to begin. A number that was typed once, or copied with a template, is soon about another text.

    ## How to fix it
    State the time that the message gives, let the site generator work it out, or finish the article.

    ## Exceptions
    Claims in cards, menus, asides and links are about other pages and aren't judged, nor are pages that list several articles.
    Where template code stands in the text, there may be more of it than can be counted: only claims that are too low
    are judged then.

    ## Sources
    - Brysbaert, “How many words do we read per minute? A review and meta-analysis of reading rate”, 2019 (checked 2026-11)
    - Trauzettel-Klosinski and Dietz, IReST, reading speed in 17 languages, 2012 (checked 2026-11)
    - The formulas of reading-time, readtime, Hugo, Chirpy, Minimal Mistakes, Ghost, WordPress and Medium (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "content")
    examples = (
        bad(
            "<main>\n<h1>Green tea</h1>\n<p>8 min read</p>\n<p>"
            + "A pot of tea is made in no time. " * 10
            + "</p>\n</main>",
            at=3,
            says="“8 min read”, but the main element has 95 words: about 1 minute",
        ),
        bad(
            '<h1>Tea</h1>\n<p class="byline">Reading time: 1 minute</p>\n<article><p>'
            + "Leaves and water. " * 210
            + "</p></article>",
            at=2,
            says="“Reading time: 1 minute”, but the article has 630 words: about 3 minutes",
        ),
        bad(
            '<script type="application/ld+json">{"@type": "BlogPosting", "timeRequired": "PT20M"}</script>\n'
            "<article><h1>Tea</h1><p>" + "Leaves and water. " * 100 + "</p></article>",
            at=1,
            says="timeRequired “PT20M”, but the article has 301 words: about 2 minutes",
        ),
        good(
            "<article><h1>Tea</h1><p>4 min read</p><p>" + "Leaves and water. " * 250 + "</p></article>",
            why="at 175 words a minute it takes 4 minutes, at 265 words 3",
        ),
        good(
            "<article><h1>Tea</h1><p>" + "Leaves and water. " * 50 + "</p></article>\n"
            "<aside><h2>More</h2><p>Coffee: 12 min read</p></aside>",
            why="that is another page's",
        ),
        good(
            "<article><h1>Tea</h1><p>It takes 10 minutes to brew. " + "Leaves and water. " * 50 + "</p></article>",
            why="brewing isn't reading",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Compare the page's own claims with its text."""
        claims = reading_time.own_claims(page)
        if not claims:
            return
        extent = main_content(page)
        counted = extent.prose
        if counted.words + counted.characters < _FEWEST_WORDS:
            return
        fewest, most = reading_time.band(extent, page.language)
        wrong: dict[tuple[float, float], list[reading_time.Claim]] = {}
        for claim in claims:
            # That nothing takes no time is another rule's to say.
            is_high = claim.low > most and not extent.has_unknown
            if is_high or 0 < claim.high < fewest:
                wrong.setdefault((claim.low, claim.high), []).append(claim)
        if not wrong:
            return
        minutes = reading_time.estimate(extent, page.language)
        for claim, *others in wrong.values():
            yield self.at(
                claim.span,
                f"{claim.said}, but {extent.description} has {_counted(extent)}: about {_minutes(minutes)}",
                fix=Fix(
                    f"Write “{shorten(claim.as_restated(page.text, minutes))}”",
                    (claim.restated(minutes, page.text),),
                    Safety.SHOWN,
                ),
                related=tuple(Related(f"the same is said here: {other.said}", other.span) for other in others),
                minutes=minutes,
                words=counted.words,
                fewest=fewest,
                most=most,
            )


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"


def _counted(extent: Extent) -> str:
    """How much there is to read: “91 words (115 with its excerpt)”, “2,560 characters”."""
    prose, code = extent.prose, extent.code
    parts: list[str] = []
    if prose.words or not prose.characters:
        parts.append(f"{prose.words:,} word{'' if prose.words == 1 else 's'}")
    if prose.characters:
        parts.append(f"{prose.characters:,} character{'' if prose.characters == 1 else 's'}")
    said = " and ".join(parts)
    if extent.has_unknown:
        said = f"at least {said}"
    if extent.excerpt.words:
        said += f" ({prose.words + extent.excerpt.words:,} with its excerpt)"
    if code.words:
        said += f" and {code.words:,} in code"
    return said
