from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Rule, Severity, bad, good, purpose, shorten

_open_end = re.compile(r"(?:[|–—·•»] | - )|[|]")


class TitleHalfEmpty(Rule):
    """The title has a separator with nothing on one side of it.

    ## What it does
    Looks for a title that begins or ends with `|`, a dash or a dot between parts, as in “| Teahouse”.

    ## Why it matters
    A part that a program should have filled in is missing: what is left is the same on every such page.

    ## How to fix it
    Give the page its own title, and leave the separator out where there is only one part.

    ## Sources
    - Google Search Central, [title links, “half-empty titles”](https://developers.google.com/search/docs/appearance/title-link)
      (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo")
    examples = (
        bad("<html><head>\n<title>| Teahouse</title></head></html>", at=2, says="nothing before “|”: “| Teahouse”"),
        bad("<title>Green tea – </title>", says="nothing after “–”: “Green tea –”"),
        good("<title>Green tea | Teahouse</title>"),
        good("<title>—</title>", why="no word at all is another matter"),
        good("<title>-ing forms in English</title>"),
        good("<title>Learn C–</title>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the title."""
        title = page.title
        if not title or len(title) < 3 or UNKNOWN in title or purpose(page) != "content":
            return
        if _open_end.match(f"{title[:2]}") or title.startswith("- "):
            yield self.at(page.title_span, f"the title has nothing before “{title[0]}”: “{shorten(title)}”")
        elif title[-1] in "|–—·•»-" and title[-2] == " ":
            yield self.at(page.title_span, f"the title has nothing after “{title[-1]}”: “{shorten(title)}”")
