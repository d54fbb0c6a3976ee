from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Edit, Finding, Fix, Page, Rule, Severity, Span, bad, good

_indent = re.compile(r"\r?\n[ \t]*")


class EncodingDeclarationMissing(Rule):
    """A page doesn't say what character encoding it is in.

    ## What it does
    Looks for `<meta charset>` or `<meta http-equiv="content-type">` before the body, a byte order mark, and a charset in the
    `Content-Type` header where the page came with one. A page that has only ASCII characters is a warning, any other an error.

    ## Why it matters
    Without a declaration the browser guesses, and what it guesses differs by the reader's language and settings: `é` may come out
    as `Ã©`. What forms send and how addresses are written depends on the encoding even where the page itself is all ASCII.

    ## How to fix it
    Put `<meta charset="utf-8">` first in the head. The fix does so where the page is valid UTF-8.

    ## Exceptions
    Silent where a declaration is there but names an unknown encoding (`encoding-declaration-conflict` tells), and on `.xhtml`
    files, in which the XML declaration counts. In HTML it doesn't. A server that sends `Content-Type: text/html; charset=utf-8` makes the
    declaration unnecessary on that server, but not in copies, caches and mails.

    ## Sources
    - HTML standard, 4.2.5.4 “Specifying the document's character encoding” (checked 2026-11)
    - W3C Internationalization, “Declaring character encodings in HTML” (checked 2026-11)
    """

    documents_only = True
    severity = Severity.ERROR
    presets = ("recommended", "seo")
    also_known_as = ("meta-charset-require (htmlhint)", "charset (Lighthouse)")
    examples = (
        bad("<!doctype html>\n<head>\n  <title>Café</title></head>", at=2, says="the document declares no encoding",
            fixed='<!doctype html>\n<head>\n  <meta charset="utf-8">\n  <title>Café</title></head>'),
        bad(b"<!doctype html><head><title>Caf\xe9</title></head>", says="the document declares no encoding, and the bytes aren't UTF-8"),
        bad('<?xml version="1.0" encoding="utf-8"?><html><head><title>Café</title></head></html>',
            says="only the XML declaration names an encoding"),
        bad("<!doctype html><title>Tea</title>", says="the document declares no encoding", why="all ASCII, and still ambiguous"),
        good('<!doctype html><meta charset="utf-8"><title>Café</title>'),
        good('<!doctype html><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Café</title>'),
        good(b"\xef\xbb\xbf<!doctype html><title>Caf\xc3\xa9</title>", why="a byte order mark is a declaration"),
        good("<title>Café</title><p>Part of a page</p>", why="no whole document"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        decoded = page.decoded
        if decoded.bom or decoded.source == "http" or any(each.kind != "xml" for each in decoded.declarations):
            return
        message = "the document declares no encoding"
        if decoded.declarations:
            if page.path.lower().endswith((".xhtml", ".xht", ".xml")):
                return
            message = f"only the XML declaration names an encoding: “{decoded.declarations[0].label}”"
        elif decoded.encoding != "utf-8":
            message = "the document declares no encoding, and the bytes aren't UTF-8"
        severity = Severity.WARNING if page.text.isascii() else Severity.ERROR
        yield self.at(page.head_span, message, severity=severity, fix=_fix(page))


def _fix(page: Page) -> Fix | None:
    head = page.first("head")
    if head is None or head.is_implied or page.decoded.encoding != "utf-8" or page.decoded.error_count:
        return None
    after = head.span.end
    indent = _indent.match(page.text, after)
    new = (indent[0] if indent is not None else "") + '<meta charset="utf-8">'
    return Fix("Declare UTF-8", (Edit(Span(after, after), new),))
