from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor import Finding, Page, Rule, bad, good, names, option, shorten


class HeadingLevelSkipped(Rule):
    """A heading is more than one level below the heading before it.

    ## What it does
    Reads the headings in order. Going down, each may be one level deeper than the last; going up, any jump is fine.
    `role="heading"` counts with its `aria-level` (2 without one), hidden headings don't count.

    ## Why it matters
    Readers who navigate by heading take a missing level for missing content, and search engines and tables of contents
    build their outline from the levels.

    ## How to fix it
    Give the heading the level that its place in the outline has, and change its size in the style sheet.

    ## Exceptions
    The first heading may have any level: `heading-first-not-h1` speaks of that. So may the first heading of an `aside`, `nav`,
    `header`, `footer` or `dialog` (or of what has the role of one), and the first one after it: such parts are the same on every page, whatever level the
    content ends with. A post is judged by its own headings.

    ## Sources
    - WCAG 2.2, 1.3.1 “Info and Relationships” and technique G141 (checked 2026-11)
    - W3C Web Accessibility Tutorials, “Headings”: ranks in fixed sections (checked 2026-11)
    """

    most: int = option(default=1, help="How many levels deeper a heading may be than the one before it.", least=1)

    presets = ("recommended", "accessibility", "seo")
    also_known_as = ("heading-order (axe, Lighthouse)", "heading-level (html-validate)", "heading-levels (markuplint)")
    examples = (
        bad("<h1>Tea</h1>\n<h3>Green</h3>", at=2, says="h1 is followed by h3: “Green”"),
        bad('<h1>Tea</h1><h2>Green</h2>\n<p role="heading" aria-level="4">Sencha</p>', at=2, says="h2 is followed by level-4 heading"),
        good("<h1>Tea</h1><h2>Green</h2><h3>Sencha</h3><h2>Black</h2>", why="going back up may jump"),
        good("<h1>Tea</h1><h3>Green</h3>", most=2),
        good("<h1>Tea</h1><h2 hidden>Green</h2><h2>Black</h2>"),
        good("<h1>Tea</h1><p>…</p><footer><h4>Contact</h4></footer>", why="a footer is the same on every page"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for above, heading in pairwise(page.headings):
            if heading.level - above.level <= self.most:
                continue
            # A part that is the same on every page can't know the level that the content happens to end with.
            if names.part_beside(above.element) != names.part_beside(heading.element):
                continue
            yield self.at(
                heading, f"{above.name} is followed by {heading.name}: “{shorten(heading.text)}”", level=heading.level
            )
