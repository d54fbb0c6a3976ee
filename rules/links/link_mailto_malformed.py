from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Rule, Severity, bad, good, shorten, urls

# An address as mail takes it, a little wider than RFC 5322's dot-atom: letters of every alphabet may stand in it (RFC 6532).
_local = re.compile(r"""[^\s@<>()\[\],;:\\"]+|"[^"]+\"""")
_domain = re.compile(r"[^\s@<>()\[\],;:\\\"./?&=]+(?:\.[^\s@<>()\[\],;:\\\"./?&=]+)*|\[[^\]]+\]")


class LinkMailtoMalformed(Rule):
    """A `mailto:` link has no address that mail can be sent to.

    ## What it does
    Reads the address as RFC 6068 has it: one or more of `name@host`, separated by commas, then `?subject=…&body=…`.
    A link without a recipient is fine if it has a subject, a body or another field.

    ## Why it matters
    The mail program opens with a wrong recipient or none, or doesn't open; the message that the reader meant to send is lost.

    ## How to fix it
    Write `mailto:name@example.com`, several addresses with commas, the first field after `?` and the others after `&`.

    ## Sources
    - RFC 6068 “The 'mailto' URI Scheme”, section 2 (checked 2026-11)
    - RFC 5322, 3.4.1 “Addr-Spec Specification” (checked 2026-11)
    """

    severity = Severity.ERROR
    also_known_as = ("mailto check (html-proofer)",)
    examples = (
        bad('<p>\n<a href="mailto:">Write to us</a></p>', at=2, says="mailto: names no recipient"),
        bad('<a href="mailto:info.example.com">Write</a>', says="“info.example.com” is no mail address: it has no @"),
        bad('<a href="mailto:a@example.com;b@example.com">Write</a>', says="recipients are separated by “;”"),
        bad('<a href="mailto://info@example.com">Write</a>', says="“//” stands before the address"),
        bad('<a href="mailto:info@example.com&subject=Hello">Write</a>', says="“&” stands before the first field where “?” belongs"),
        bad('<a href="mailto:info@example.com?subject=Tea?body=Hello">Write</a>', says="a second “?” stands where “&” belongs"),
        bad('<a href="mailto:Info &lt;info@example.com&gt;">Write</a>', says="“Info <info@example.com>” is no mail address"),
        good('<a href="mailto:ann@example.com,bob@example.com?subject=Tea%20time&amp;cc=eve@example.com">Write</a>'),
        good('<a href="mailto:?subject=Read%20this&amp;body=https%3A%2F%2Fexample.com">Share</a>', why="the reader picks the recipient"),
        good('<a href="mailto:pelé@example.com">Write</a> <a href="MAILTO:o%27hara@example.com">Write</a>'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for href in page.hrefs_by_kind.get("mailto", ()):
            if UNKNOWN in href:
                continue
            problem = _problem(urls.trim(href).partition("#")[0].partition(":")[2])
            if problem:
                element, *others = page.hrefs[href]
                yield self.at(element.value_span("href"), problem, href=href, count=1 + len(others))


def _problem(text: str) -> str:
    recipients, mark, query = text.partition("?")
    if recipients.startswith("//"):
        return "“//” stands before the address in a mailto: link"
    fields = [field for field in query.split("&") if field]
    if not recipients:
        return "" if any("=" in field and field.partition("=")[2] for field in fields) else "mailto: names no recipient"
    if not mark and "&" in recipients and "=" in recipients.partition("&")[2]:
        return "“&” stands before the first field where “?” belongs"
    for recipient in recipients.split(","):
        problem = _address_problem(urls.percent_decode(recipient))
        if problem:
            return problem
    for field in fields:
        if re.search(r"\?(?:subject|body|cc|bcc)=", field, re.IGNORECASE):
            return f"a second “?” stands where “&” belongs: “{shorten(field)}”"
    return ""


def _address_problem(address: str) -> str:
    shown = shorten(address)
    if not address.strip():
        return "a recipient of a mailto: link is empty"
    if ";" in address and address.count("@") > 1:
        return "recipients are separated by “;” in a mailto: link, and not by “,”"
    if address != address.strip():
        return f"white space stands beside the address “{shown}”"
    local, at, domain = address.rpartition("@")
    if not at:
        return f"“{shown}” is no mail address: it has no @"
    if not _local.fullmatch(local) or not _domain.fullmatch(domain):
        return f"“{shown}” is no mail address"
    return ""
