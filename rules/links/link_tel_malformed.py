from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import UNKNOWN, Edit, Element, Finding, Fix, Page, Rule, Severity, bad, good, shorten, urls

_visual = str.maketrans("", "", "-.()")
# A number without its separators; “,” and “;” lead to extensions and parameters, p and w are pauses.
_number = re.compile(r"\+?[0-9*#]+(?:[,pw]+[0-9*#]+)*", re.IGNORECASE)
# Most of ITU-T E.164: country code and number together.
_MOST_DIGITS = 15


class LinkTelMalformed(Rule):
    """A `tel:` link has no number that can be dialled.

    ## What it does
    Reads the number as RFC 3966 has it: digits, with `+` in front for an international number, and `-`, `.`, `(` and `)` to ease
    reading. Letters, spaces, slashes, a second `+`, more digits than any number has, and a “(0)” after a country code are reported.

    ## Why it matters
    The telephone dials another number or none, and the reader who wanted to call doesn't learn why.

    ## How to fix it
    Write the number with its country code and without spaces: `tel:+49-30-123456`. The link's text may look as you like. The fix takes spaces out.

    ## Sources
    - RFC 3966 “The tel URI for Telephone Numbers”, sections 3 and 5.1.1 (checked 2026-11)
    - ITU-T E.164, section 6: at most 15 digits; E.123: “(0)” isn't dialled from abroad (checked 2026-11)
    """

    severity = Severity.ERROR
    examples = (
        bad('<p>\n<a href="tel:">Call us</a></p>', at=2, says="tel: has no number"),
        bad('<a href="tel:1-800-FLOWERS">Call</a>', says="“1-800-FLOWERS” is no telephone number"),
        bad('<a href="tel:+49 30 1234567">Call</a>', says="spaces stand in the number “+49 30 1234567”", fixed='<a href="tel:+49301234567">Call</a>'),
        bad('<a href="tel:+49(0)30-1234567">Call</a>', says="“(0)” follows the country code in “+49(0)30-1234567”"),
        bad('<a href="tel:+12015550123201555">Call</a>', says="has 17 digits"),
        good('<a href="tel:+1-201-555-0123">Call</a> <a href="tel:5550123;phone-context=+1-201">Call</a> <a href="tel:112">112</a>'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for href in page.hrefs_by_kind.get("tel", ()):
            if UNKNOWN in href:
                continue
            number = urls.percent_decode(urls.trim(href).partition(":")[2].partition(";")[0])
            element, *others = page.hrefs[href]
            where, count = element.value_span("href"), 1 + len(others)
            problem = _problem(number)
            if problem:
                yield self.at(where, problem, href=href, count=count)
            elif " " in number or "\xa0" in number:
                message = f"spaces stand in the number “{shorten(number)}”"
                for each in page.hrefs[href]:
                    yield self.at(
                        each.value_span("href"),
                        message,
                        severity=Severity.WARNING,
                        fix=_fix(page, each, href),
                        href=href,
                    )


def _problem(number: str) -> str:
    shown = shorten(number.strip())
    bare = number.replace(" ", "").replace("\xa0", "").translate(_visual)
    if not bare:
        return "tel: has no number"
    if number.startswith("//"):
        return "“//” stands before the number in a tel: link"
    if not _number.fullmatch(bare):
        return f"“{shown}” is no telephone number"
    if number.lstrip().startswith("+"):
        if "(0)" in number.replace(" ", ""):
            return f"“(0)” follows the country code in “{shown}”"
        digits = len(re.split(r"\D", bare[1:], maxsplit=1)[0])
        if digits > _MOST_DIGITS:
            return f"“{shown}” has {digits} digits, more than a telephone number can"
    return ""


def _fix(page: Page, element: Element, href: str) -> Fix | None:
    span = element.value_span("href")
    if page.text[span.start : span.end] != href:
        return None
    return Fix("Take the spaces out", (Edit(span, re.sub(r"(?:\s|%20|%C2%A0)+", "", href, flags=re.IGNORECASE)),))
