from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Related, Rule, Severity, bad, good, shorten

_WIDE = ("utf-16le", "utf-16be")


class EncodingDeclarationConflict(Rule):
    """An encoding declaration is contradicted by another one, or names an encoding that doesn't exist.

    ## What it does
    Compares every declaration before the body with what the page is read as: by its byte order mark, by the charset of its
    `Content-Type` header where it came with one, or by the declaration before. Labels of the same encoding (`utf8`, `UTF-8`; `latin1`,
    `windows-1252`) agree. Labels that the Encoding Standard doesn't know, or knows only to refuse them, are told too.

    ## Why it matters
    One of the two is wrong. Browsers heed the mark, then the header, then the first declaration; other readers of the page
    (mail programs, scrapers, editors that save it again) may heed another one, and then characters break.

    ## How to fix it
    Keep one declaration, `<meta charset="utf-8">`, and make it true.

    ## Exceptions
    Silent on source posts, whose markup may be an example in a text.

    ## Sources
    - HTML standard, 4.2.5.4 “Specifying the document's character encoding” and 13.2.3.2 (checked 2026-11)
    - Encoding Standard, 4.2 “Names and labels” (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    also_known_as = ("meta-charset (html-validate)",)
    examples = (
        bad('<!doctype html><meta charset="utf-8">\n<meta http-equiv="content-type" content="text/html; charset=iso-8859-1">',
            at=2, says="“iso-8859-1” is declared, but “utf-8” before it"),
        bad(b"\xef\xbb\xbf<!doctype html><meta charset=windows-1251>",
            says="“windows-1251” is declared, but the byte order mark says UTF-8"),
        bad("<!doctype html><meta charset=utf8mb4>", says="“utf8mb4” is declared, an encoding that browsers don't know"),
        bad("<!doctype html><meta charset=''>", says="“” is declared, an encoding that browsers don't know"),
        bad("<!doctype html><meta charset=iso-2022-kr>", says="“iso-2022-kr” is declared, which browsers refuse"),
        bad("<!doctype html><meta charset=utf-16>", says="“utf-16” is declared, but the page is read as UTF-8"),
        good('<!doctype html><meta charset="utf-8"><meta http-equiv="content-type" content="text/html; charset=UTF8">'),
        good("<!doctype html><meta charset=latin1><script charset=utf-8 src=a.js></script>"),
        good("<!doctype html><meta charset=utf-8><!-- <meta charset=latin1> --><script>'<meta charset=big5>'</script>"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        decoded = page.decoded
        if page.is_post or not decoded.declarations:
            return
        outranked = {"bom": "the byte order mark says", "http": "the Content-Type header says"}.get(decoded.source)
        first = None
        for each in decoded.declarations:
            label, encoding = shorten(each.label), each.encoding
            why = ""
            if encoding is None:
                why = ", an encoding that browsers don't know"
            elif encoding == "replacement":
                why = ", which browsers refuse"
            elif outranked is not None:
                if encoding != decoded.encoding:
                    why = f", but {outranked} {decoded.encoding_name}"
            elif encoding in _WIDE:
                why = f", but the page is read as {decoded.encoding_name}"
            elif first is not None and encoding != first.encoding:
                why = f", but “{shorten(first.label)}” before it"
            if why:
                related = (
                    (Related("declared here", decoded.span_of(first)),) if first is not None and "before" in why else ()
                )
                yield self.at(decoded.span_of(each), f"“{label}” is declared{why}", related=related, label=each.label)
            elif first is None:
                first = each
