from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, option, permalink, shorten

_spaces = re.compile(r"\s|%20")


class PermalinkStyle(Rule):
    """The permalink has upper-case letters, spaces or underscores.

    ## What it does
    Looks at what is written by hand in the permalink, placeholders apart.

    ## Why it matters
    Servers tell upper case from lower case, and people who type or dictate an address don't. Spaces turn to `%20` when the address is
    copied. Search engines read `green-tea` as two words and `green_tea` as one.

    ## How to fix it
    Use lower-case words with hyphens between them: `/green-tea/`. If the page has been published, redirect the old address.

    ## Sources
    - Google Search Central, “URL structure best practices for Google”: hyphens, letters' case (checked 2026-11)
    """

    case: bool = option(default=True, help="Speak of upper-case letters.")
    space: bool = option(default=True, help="Speak of spaces.")
    underscore: bool = option(default=True, help="Speak of underscores.")

    severity = Severity.NOTE
    presets = ("strict", "seo")
    examples = (
        bad(
            "---\ntitle: Tea\npermalink: /Green-Tea/\n---\n<p>Tea</p>",
            at=3,
            says="permalink “/Green-Tea/” has upper-case letters",
        ),
        bad("---\npermalink: /green tea/\n---\n<p>Tea</p>", says="permalink “/green tea/” has spaces"),
        bad("---\npermalink: /green_tea/\n---\n<p>Tea</p>", says="permalink “/green_tea/” has underscores"),
        good("---\npermalink: /Green-Tea/\n---\n<p>Tea</p>", case=False),
        good("---\npermalink: /green tea/\n---\n<p>Tea</p>", space=False),
        good("---\npermalink: /green_tea/\n---\n<p>Tea</p>", underscore=False),
        good("---\npermalink: /:short_year/green-tea:output_ext\n---\n<p>Tea</p>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        stated = permalink.stated_permalink(page)
        front = page.front_matter
        if not stated or front is None or "{" in stated or "://" in stated:
            return
        text = permalink.without_placeholders(stated.strip())
        faults: list[str] = []
        if self.case and text != text.lower():
            faults.append("upper-case letters")
        if self.space and _spaces.search(text):
            faults.append("spaces")
        if self.underscore and "_" in text:
            faults.append("underscores")
        for fault in faults:
            yield self.at(front.span_of("permalink"), f"permalink “{shorten(stated)}” has {fault}", permalink=stated)
