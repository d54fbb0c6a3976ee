from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Rule, Severity, bad, good, shorten

_space = re.compile(r"[\t\n\f\r ]")


class IdInvalid(Rule):
    """An id is empty or has white space in it.

    ## What it does
    Looks at the `id` attributes of the page, those in `<template>` apart. Any other character is allowed.

    ## Why it matters
    An empty id is none. One with a space can't be named where a list of ids is wanted, as in `aria-labelledby` and `headers`,
    and a link has to write `%20` for it.

    ## How to fix it
    Write `-` for the space; remove an empty attribute.

    ## Sources
    - HTML standard, [the id attribute](https://html.spec.whatwg.org/multipage/dom.html#the-id-attribute) (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "accessibility")
    also_known_as = ("valid-id (html-validate)",)
    examples = (
        bad('<p>Tea</p>\n<p id="">Green</p>', at=2, says="the id of <p> is empty"),
        bad('<p id="green tea">Green</p>', says="the id “green tea” has white space in it"),
        bad('<p id=" tea">Green</p>', says="the id “ tea” has white space in it"),
        good('<p id="green-tea:2/3">Green</p><p id="绿茶">Green</p>'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding at each such attribute."""
        ids = page.ids
        if "" not in ids and _space.search("\0".join(ids)) is None:
            return
        for value, elements in ids.items():
            if UNKNOWN in value or (value and _space.search(value) is None):
                continue
            for element in elements:
                if element.is_implied:
                    continue
                quoted = value if len(value) < 60 else shorten(value)
                message = (
                    f"the id “{quoted}” has white space in it" if value else f"the id of <{element.name}> is empty"
                )
                yield self.at(element.attr_span("id"), message)
