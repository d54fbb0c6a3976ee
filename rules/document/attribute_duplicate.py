from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import groupby

from auditor import Edit, Element, Finding, Fix, Page, Related, Rule, Safety, Severity, Span, bad, good, shorten

_name_before = re.compile(r"[^\s/>=\"']+\Z")
_CODE = frozenset("{}%<$“”")
_value_after = re.compile(r"\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']*)")
_LONGEST_NAME = 200


class AttributeDuplicate(Rule):
    """A tag has the same attribute twice.

    ## What it does
    Reports what the HTML parser throws away: an attribute whose name, letters' case apart, an earlier one of the tag has.

    ## Why it matters
    The second one has no effect: a class that styles nothing, an address that is never opened.

    ## How to fix it
    Put both values into one attribute, or remove the one that isn't meant. A second one with the very same value is
    removed by `--fix`.

    ## Exceptions
    Posts with template code are left alone: of two branches of a condition only one is written.

    ## Sources
    - HTML standard, [parse error “duplicate-attribute”](https://html.spec.whatwg.org/multipage/parsing.html#parse-error-duplicate-attribute)
      (checked 2026-11)
    - ACT rule [e6952f](https://www.w3.org/WAI/standards-guidelines/act/rules/e6952f/) (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "accessibility")
    also_known_as = ("no-dup-attr (html-validate)", "attr-no-duplication (HTMLHint)", "H037 (djLint)")
    examples = (
        bad(
            "<p class=\"tea\"\n  Class = 'green'>x</p>",
            at=2,
            says="<p> has class twice, “green” is ignored",
            fixed='<p class="tea">x</p>',
        ),
        bad("<br hidden hidden>", says="<br> has hidden twice", fixed="<br hidden>"),
        bad("<p id=a id=b id=c>", count=2),
        good('<p class="tea" data-class="tea"></p><p class="tea"></p>'),
        good("<!-- <p id=a id=b> --><script>'<p id=a id=b>'</script>"),
        good("<p {% if x %}hidden{% endif %}>", why="template code that wasn't rendered is another rule's"),
        good("---\nx: 1\n---\n<p {% if y %}class=a{% else %}class=b{% endif %}>", path="x.html"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding at each attribute that is ignored."""
        if page.has_templates:
            return
        places = [offset for code, offset in page.tree.parse_errors() if code == "duplicate-attribute"]
        if not places:
            return
        starts = {element.start: element for element in page.elements() if not element.is_implied}
        order = sorted(starts)
        for element, offsets in groupby(places, lambda offset: _before(order, starts, offset)):
            if element is None:
                continue
            tag, attributes = element.span, element.attr_spans()
            for offset in offsets:
                # In an end tag no attribute counts.
                finding = self._finding(page, element, tag, attributes, offset) if offset < tag.end else None
                if finding is not None:
                    yield finding

    def _finding(
        self, page: Page, element: Element, tag: Span, attributes: Mapping[str, Span], end: int
    ) -> Finding | None:
        text = page.text
        found = _name_before.search(text, max(0, end - _LONGEST_NAME), end)
        start = found.start() if found is not None else end
        name = text[start:end]
        if not _CODE.isdisjoint(name):
            # Template code that nobody rendered, or quotes gone astray: to remove one of them would make it worse.
            return None
        value = _value_after.match(text, end)
        span = Span(start, value.end() if value is not None else end)
        written = value[0].strip().removeprefix("=").strip().strip("\"'") if value is not None else ""
        ignored = f", “{shorten(written)}” is ignored" if written else ""
        first = attributes.get(name.lower(), tag)
        same = (element.attr(name) or "") == written
        gap = start
        while gap > tag.start and text[gap - 1].isspace():
            gap -= 1
        gone = Span(gap, span.end)
        fix = Fix(f"Remove the second {name.lower()}", (Edit(gone, ""),), Safety.SAFE if same else Safety.UNSAFE)
        return self.at(
            span,
            f"<{element.name}> has {name.lower()} twice{ignored}",
            fix=fix,
            related=(Related("the one that counts", first),),
        )


def _before(order: list[int], starts: dict[int, Element], offset: int) -> Element | None:
    """The element whose start tag is the last to begin before an offset."""
    index = bisect_right(order, offset)
    return starts[order[index - 1]] if index else None
