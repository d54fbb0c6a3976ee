from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from auditor import UNKNOWN, Finding, Page, Related, Rule, Severity, bad, good, shorten

_token = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_year = re.compile(r"(?:19|20)\d\d")
_separator = re.compile(r"[ ]+[|–—·•»-][ ]+|: ")
# How many parts of a title are tried without those that follow.
_MOST_PARTS = 10


class TitleHeadingDisagree(Rule):
    """The title and the main heading are the same but for a year or a number.

    ## What it does
    Compares the title (of a post: the front matter's), whole and without the site's name, with the first `<h1>`. It speaks
    only where all words agree and a year is on one side only, or numbers differ. Titles and headings that differ in words
    are none of its business.

    ## Why it matters
    One of the two was forgotten when the page was brought up to date. Google names titles with an old year as a reason to show
    the heading in the title's place.

    ## How to fix it
    Find out which one holds, and write it in both places, or in neither.

    ## Exceptions
    A number, other than a year, that only one of the two has (“5.3. Constraints”) is taken for the number of a section.

    ## Sources
    - Google Search Central, [title links, “obsolete titles”](https://developers.google.com/search/docs/appearance/title-link)
      (checked 2026-11)
    """

    severity = Severity.NOTE
    presets = ("recommended", "content", "seo")
    examples = (
        bad(
            "---\ntitle: Complete Guide to Tea 2026\n---\n<p>Hello</p>\n<h1>Complete Guide to Tea</h1>",
            at=5,
            says="title and h1 differ by “2026”: “Complete Guide to Tea 2026”",
            path="tea.html",
        ),
        bad("<title>Tea prices 2025 | Teahouse</title><h1>Tea prices 2026</h1>", says="differ by “2025” and “2026”"),
        bad("<title>10 green teas</title><h1>12 green teas</h1>", says="differ by “10” and “12”"),
        good("<title>Complete Guide to Tea 2026 – Teahouse</title><h1>Complete guide to tea, 2026</h1>"),
        good("<title>Tea in 2026</title><h1>What we drink this year</h1>", why="other words are a choice"),
        good("<title>5.3. Constraints</title><h1>Constraints</h1>", why="a section's number"),
        good("<title>Tea – Teahouse 2026</title><h1>Tea</h1>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding, at the heading."""
        title = page.title
        if not title or UNKNOWN in title:
            return
        heading = next((heading for heading in page.headings if heading.level == 1), None)
        if heading is None or UNKNOWN in heading.text:
            return
        parts = [title, *_starts(title)]
        of_heading = _token.findall(heading.text.casefold())
        of_parts = [_token.findall(part.casefold()) for part in parts]
        if of_heading in of_parts:
            return
        for part, tokens in zip(parts, of_parts, strict=True):
            differing = _difference(tokens, of_heading)
            if differing:
                message = f"title and {heading.name} differ by {' and '.join(f'“{one}”' for one in differing)}: “{shorten(part)}”"
                related = (Related(f"the title: “{shorten(title)}”", page.title_span),)
                yield self.at(heading, message, related=related)
                return


def _starts(title: str) -> list[str]:
    """What stands before each separator, the longest first: the title without the site's name."""
    return [title[: found.start()] for found in reversed(list(islice(_separator.finditer(title), _MOST_PARTS)))]


def _difference(title: Sequence[str], heading: Sequence[str]) -> list[str]:
    """The numbers that the one has and the other hasn't, where all else agrees; none where that means nothing."""
    words = [token for token in title if not token[0].isdecimal()]
    if not words or words != [token for token in heading if not token[0].isdecimal()] or title == heading:
        return []
    of_title = Counter(token for token in title if token[0].isdecimal())
    of_heading = Counter(token for token in heading if token[0].isdecimal())
    only_title, only_heading = list((of_title - of_heading).elements()), list((of_heading - of_title).elements())
    both = only_title and only_heading
    years = all(_year.fullmatch(number) for number in only_title + only_heading)
    return only_title + only_heading if both or (years and only_title + only_heading) else []
