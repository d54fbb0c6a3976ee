from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, permalink, shorten

_KINDS = (
    (bool, "true"),
    (int, "a number"),
    (float, "a number"),
    (list, "a list"),
    (dict, "a map"),
    (dt.date, "a date"),
)


class PermalinkType(Rule):
    """The permalink is not a text but a number, a list, a date or the like.

    ## What it does
    Looks at the type that the front matter gives the value of `permalink`. Nothing at all and `false` mean “the usual
    address” and are fine.

    ## Why it matters
    Jekyll aborts the build of the whole site with an error that names neither the file nor the line.

    ## How to fix it
    Put the address in quotes: `permalink: "/2026/"`.

    ## Sources
    - Jekyll 4.3.1, observed: “undefined method `gsub` for 123:Integer” (checked 2026-11)
    - Jekyll, “Permalinks”, section “Front Matter” (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    examples = (
        bad("---\ntitle: Tea\npermalink: 2026\n---\n<p>Tea</p>", at=3, says="permalink is a number: “2026”"),
        bad("---\npermalink: [/tea/, /chai/]\n---\n<p>Tea</p>", says="permalink is a list"),
        bad("---\npermalink: 2026-01-30\n---\n<p>Tea</p>", says="permalink is a date"),
        bad("---\npermalink: yes\n---\n<p>Tea</p>", says="permalink is true"),
        good("---\npermalink: /tea/\n---\n<p>Tea</p>"),
        good("---\npermalink:\n---\n<p>Tea</p>", why="the usual address"),
        good("---\npermalink: false\n---\n<p>Tea</p>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        front = page.front_matter
        if front is None or not front.has("permalink") or not permalink.is_jekyll(page):
            return
        value = front.get("permalink")
        if value is None or value is False or isinstance(value, str):
            return
        what = next((name for kind, name in _KINDS if isinstance(value, kind)), "no text")
        where = front.span_of("permalink")
        yield self.at(where, f"permalink is {what}: “{shorten(page.text[where.start : where.end])}”")
