from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Rule, Severity, bad, good, option

# CSS Device Adaptation, 10.3: names and values between white space, commas, semicolons and “=”.
_property = re.compile(r"([^\s,;=]+)[^,;=]*=[\s=]*([^\s,;=]+)")
_number = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)


class ViewportZoomBlocked(Rule):
    """The page keeps its readers from zooming in.

    ## What it does
    Reads `<meta name="viewport">` as browsers do, and speaks where `user-scalable` is off or `maximum-scale` stays below what
    readers need.

    ## Why it matters
    Who doesn't see well enlarges the text. Some browsers do as the page says and leave such readers without it.

    ## How to fix it
    Leave both out: `<meta name="viewport" content="width=device-width, initial-scale=1">`. If an input field makes the
    screen jump on a telephone, give it a font size of 16 pixels instead.

    ## Sources
    - WCAG 2.2, [1.4.4 Resize Text](https://www.w3.org/TR/WCAG22/#resize-text) (checked 2026-11)
    - ACT rule [b4f0c3](https://www.w3.org/WAI/standards-guidelines/act/rules/b4f0c3/) (checked 2026-11)
    - CSS Device Adaptation, [parsing the content attribute](https://www.w3.org/TR/css-device-adapt-1/#parsing-algorithm)
      (checked 2026-11)
    """

    least: float = option(default=2.0, help="The lowest maximum-scale that is allowed.", least=1)

    severity = Severity.ERROR
    presets = ("recommended", "accessibility")
    also_known_as = ("meta-viewport (axe, Lighthouse)", "H049 (djLint)")
    examples = (
        bad(
            '<meta\n name="viewport" content="width=device-width, user-scalable=no">',
            at=2,
            says="can't zoom: “user-scalable=no”",
        ),
        bad('<meta name="viewport" content="initial-scale=1; maximum-scale=1.5">', says="“maximum-scale=1.5”"),
        bad('<meta name="viewport" content="user-scalable = 0">', says="“user-scalable=0”"),
        bad(
            '<meta name="viewport" content="maximum-scale=yes">',
            says="“maximum-scale=yes”",
            why="browsers take “yes” for 1",
        ),
        bad('<meta name="viewport" content="maximum-scale=3">', says="“maximum-scale=3”", least=5.0),
        good('<meta name="viewport" content="width=device-width, maximum-scale=2, user-scalable=yes">'),
        good('<meta name="viewport" content="maximum-scale=-1">', why="a negative value is ignored"),
        good('<meta name="viewport" content="maximum-scale=1, maximum-scale=5">', why="the last one holds"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding at each such attribute."""
        for element in page.meta("viewport"):
            content = element.attr("content") or ""
            if (
                "scal" not in content.lower()
                or UNKNOWN in content
                or (element.attr("name") or "").lower() != "viewport"
            ):
                continue
            stated = {found[1].lower(): found[2] for found in _property.finditer(content)}
            for name, blocks in (("user-scalable", _is_fixed), ("maximum-scale", self._is_low)):
                value = stated.get(name)
                if value is not None and blocks(value.lower()):
                    yield self.at(element.attr_span("content"), f"readers can't zoom: “{name}={value}”")
                    break

    def _is_low(self, value: str) -> bool:
        number = _number.match(value)
        if number is not None:
            return 0 <= float(number[0]) < self.least
        return value not in ("device-width", "device-height")


def _is_fixed(value: str) -> bool:
    """Whether ``user-scalable`` is off. Numbers below 1 and unknown words count as “no”."""
    number = _number.match(value)
    if number is not None:
        return -1 < float(number[0]) < 1
    return value not in ("yes", "device-width", "device-height")
