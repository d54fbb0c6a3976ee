from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Related, Rule, Severity, bad, good, shorten

_SHOWN = 5


class IdDuplicate(Rule):
    """Two elements have the same id.

    ## What it does
    Compares the `id` attributes of the page, letters' case included; SVG's elements count as well. What stands in a
    `<template>` has ids of its own.

    ## Why it matters
    A link to the id, a `<label for>` and an `aria-labelledby` all find the first element only: a field is announced by the name
    of another, and a link lands in the wrong place.

    ## How to fix it
    Give each its own id, and change what refers to it. In a component that is used more than once, let the id be made.

    ## Exceptions
    Posts with template code are left alone: of two branches of a condition only one is written.

    ## Sources
    - HTML standard, [the id attribute](https://html.spec.whatwg.org/multipage/dom.html#the-id-attribute) (checked 2026-11)
    - DOM standard, [concept-id](https://dom.spec.whatwg.org/#concept-id) (checked 2026-11)
    - ACT rule [3ea0c8](https://www.w3.org/WAI/standards-guidelines/act/rules/3ea0c8/) (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "accessibility")
    also_known_as = ("duplicate-id (axe)", "no-dup-id (html-validate)", "id-unique (HTMLHint)", "H053 (djLint)")
    examples = (
        bad(
            '<h2 id="tea">Tea</h2>\n<p id="tea">Green</p>\n<p id="tea">Black</p>',
            at=2,
            count=1,
            says="3 elements have the id “tea”",
        ),
        bad('<div id="a"></div><svg ID="a"></svg>', says="2 elements have the id “a”: <div> and <svg>"),
        good('<p id="tea"></p><p id="Tea"></p>', why="letters' case counts"),
        good('<p id="a"></p><template><p id="a"></p></template>'),
        good('<p id=""></p><p id=""></p>', why="`id-invalid` speaks of it"),
        good('<p><a id="tea"/>Tea</p><p>Green</p><p>Black</p>', why="one tag, though browsers open it again"),
        good("---\nx: 1\n---\n{% if y %}<p id=a>{% else %}<p id=a>{% endif %}", path="x.html"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding an id, at the second element that has it."""
        if page.has_templates:
            return
        for value, elements in page.ids.items():
            if len(elements) < 2 or not value or UNKNOWN in value:
                continue
            # An <a> that isn't closed is opened anew by the parser in every paragraph; in the source it is one.
            elements = [element for element in elements if not element.is_implied]
            if len(elements) < 2:
                continue
            names = list(dict.fromkeys(f"<{element.name}>" for element in elements))[:3]
            message = f"{len(elements)} elements have the id “{shorten(value)}”: {' and '.join(names)}"
            others = [element for index, element in enumerate(elements[: _SHOWN + 1]) if index != 1]
            related = tuple(Related(f"<{other.name}> has it too", other.attr_span("id")) for other in others)
            yield self.at(elements[1].attr_span("id"), message, related=related)
