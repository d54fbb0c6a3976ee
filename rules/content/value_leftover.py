"""The rule `value-leftover`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, leftovers, shorten


class ValueLeftover(Rule):
    """A program wrote “undefined”, “NaN” or “[object Object]” where a value was to be.

    ## What it does
    Looks for `undefined`, `NaN`, `null`, `None`, `[object Object]` and `Invalid Date` where they can't be meant: as a title or a part of it, as a
    description, `alt` or text of a link, as a step of a path (`/authors/undefined/`), and in the text as “by undefined”, “$NaN”,
    “NaN min read” and the like. `[object Object]` counts in all text outside code.

    ## Why it matters
    The value is missing for every reader, and a link with it leads nowhere.

    ## How to fix it
    Give the value, or have the template leave the place out where there is none.

    ## Exceptions
    Table cells, code, quoted words and pages about the value itself, such as documentation of `null`, are left alone.

    ## Sources
    - ECMAScript, ToString of undefined, null, NaN, objects and invalid dates (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo", "content")
    examples = (
        bad("<h1>Tea</h1>\n<p>by undefined</p>", at=2, says="missing value in the text: “by undefined”"),
        bad("<!doctype html><title>undefined | Tea</title>", says="missing value in the title: “undefined”"),
        bad('<a href="/authors/undefined/">Our author</a>', says="missing value in the href: “undefined”"),
        bad('<img src="tea.jpg" alt="null">', says="missing value in the alt: “null”"),
        bad("<p>Price: $NaN</p>", says="“$NaN”"),
        bad("<p>Ordered: [object Object]</p>", says="“[object Object]”"),
        bad("<time>Invalid Date</time>", says="“Invalid Date”"),
        good("<table><tr><td>None</td><td>undefined</td></tr></table>", why="a table may say so"),
        good("<p>The function returns undefined, and <code>[object Object]</code> is printed.</p>"),
        good('<a href="/reference/undefined/">undefined</a>', why="a page about it"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for found in leftovers.missing_values(page):
            yield self.at(found.span, f"missing value in the {found.where}: “{shorten(found.text)}”")
