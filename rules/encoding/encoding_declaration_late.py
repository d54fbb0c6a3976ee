from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Edit, Finding, Fix, Page, Rule, Severity, Span, bad, good

_WINDOW = 1024
_line = re.compile(r"\r?\n[ \t]*\Z")


class EncodingDeclarationLate(Rule):
    """The encoding is declared after the first 1,024 bytes of the page.

    ## What it does
    Takes the first `<meta charset>` or `<meta http-equiv="content-type">` of the head and looks at which byte it ends.

    ## Why it matters
    Browsers look for the encoding in the first 1,024 bytes. What comes later makes them start again from the beginning, if they heed
    it at all: a slower page, scripts that run twice, and wrong characters where something else was guessed.

    ## How to fix it
    Make the declaration the first thing in the head, before scripts and styles.

    ## Sources
    - HTML standard, 4.2.5.4 “Specifying the document's character encoding” (checked 2026-11)
    - Lighthouse, “Properly defines charset” (checked 2026-11)
    """

    documents_only = True
    severity = Severity.ERROR
    presets = ("recommended", "seo")
    also_known_as = ("charset (Lighthouse)", "charset-first-kb")
    examples = (
        bad(
            f"<!doctype html><head>\n<style>/*{'x' * 1000}*/</style>\n<meta charset=utf-8>\n<title>Tea</title>",
            at=3,
            says="the encoding is declared at byte 1,062, past the first 1,024",
            fixed=f"<!doctype html><head><meta charset=utf-8>\n<style>/*{'x' * 1000}*/</style>\n<title>Tea</title>",
        ),
        bad(f"<html><!--{'x' * 997}--><meta charset=utf-8>", says="at byte 1,030", why="all of it must be within"),
        good(f"<!doctype html><head><meta charset=utf-8><style>{'x' * 2000}</style>"),
        good(f"<!doctype html><head><meta charset=utf-8><style>{'x' * 2000}</style><meta charset=utf-8>",
             why="twice is another matter"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        decoded = page.decoded
        first = next((each for each in decoded.declarations if each.kind != "xml"), None)
        if first is None or first.end <= _WINDOW:
            return
        span = Span(decoded.text_offset(first.start), decoded.text_offset(first.end))
        message = f"the encoding is declared at byte {first.end:,}, past the first 1,024"
        yield self.at(span, message, fix=_fix(page, span), byte=first.end)


def _fix(page: Page, span: Span) -> Fix | None:
    head = page.first("head")
    if head is None or head.is_implied or head.span.end >= span.start:
        return None
    if page.decoded.byte_offset(head.span.end) + (span.end - span.start) * 2 > _WINDOW:
        return None
    line = _line.search(page.text, head.span.end, span.start)
    gone = Span(line.start() if line is not None else span.start, span.end)
    here = Span(head.span.end, head.span.end)
    return Fix("Declare it first", (Edit(here, page.text[span.start : span.end]), Edit(gone, "")))
