from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, Span, bad, good


class EncodingNotUtf8(Rule):
    """A page is in another encoding than UTF-8.

    ## What it does
    Looks at what the page is read as, by its byte order mark, its header or its declaration.

    ## Why it matters
    HTML allows UTF-8 only. In other encodings, what readers type into forms and what stands in the queries of addresses is sent in
    that encoding too, characters that it lacks are replaced, and UTF-16 can't even be declared in the page.

    ## How to fix it
    Save the file as UTF-8 and declare `<meta charset="utf-8">`.

    ## Exceptions
    Off in the recommended rules: an old page that declares `windows-1251` truly is read correctly everywhere, and to convert a
    site is a project of its own. Where the bytes are UTF-8 already, `encoding-declaration-untrue` speaks instead; where no
    encoding is declared, `encoding-declaration-missing`.

    ## Sources
    - HTML standard, 4.2.5.4 “Specifying the document's character encoding” (checked 2026-11)
    - Google Search Central, “Meta tags and attributes that Google supports”: Unicode recommended (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("strict", "seo")
    examples = (
        bad(b"<!doctype html>\n<meta charset=iso-8859-1><p>Cr\xe8me</p>", at=2,
            says="the page is in windows-1252, declared as “iso-8859-1”"),
        bad("\ufeff<!doctype html><p>Tea".encode("utf-16-le"), says="the page is in UTF-16LE, by its byte order mark"),
        good("<!doctype html><meta charset=utf-8><p>Crème</p>"),
        good("<!doctype html><meta charset=iso-8859-1><p>Crème brûlée</p>", why="UTF-8, wrongly declared"),
        good("<!doctype html><p>Tea</p>", why="nothing is declared"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        decoded = page.decoded
        if decoded.encoding in ("utf-8", "replacement") or decoded.source == "fallback" or decoded.is_utf_8_after_all:
            return
        if decoded.source == "bom":
            yield self.at(Span(0, 0), f"the page is in {decoded.encoding_name}, by its byte order mark")
        elif decoded.source == "http":
            yield self.at(page.start, f"the page is in {decoded.encoding_name}, by its Content-Type header")
        else:
            for each in decoded.declarations:
                if each.encoding == decoded.encoding:
                    name = f", declared as “{each.label}”" if each.label.lower() != decoded.encoding else ""
                    yield self.at(decoded.span_of(each), f"the page is in {decoded.encoding_name}{name}")
                    return
