from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Related, Rule, Severity, Span, bad, good, wrong_bytes


class EncodingBytesInvalid(Rule):
    """Bytes of a page mean nothing in its encoding.

    ## What it does
    Decodes the page as browsers do and tells where that fails, in one finding a page: the first place with its bytes, the
    next four as related places, and how many there are. Where it can be told what the bytes were meant to be, it is said. A piece of a
    page or a source post that declares nothing is taken for UTF-8.

    ## Why it matters
    Readers see � in place of the character, and so do search engines. Site generators refuse such files, or drop the text.

    ## How to fix it
    Save the text anew in the page's encoding. Mostly a sentence was pasted from a program that writes windows-1252, or two files of
    different encodings were put together.

    ## Exceptions
    Silent where the whole page is UTF-8 under a wrong declaration (`encoding-declaration-untrue`).

    ## Sources
    - HTML standard, 13.2.3.5 “Preprocessing the input stream” and 4.2.5.4 (checked 2026-11)
    - Encoding Standard, 4 “Encodings” (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo", "content")
    also_known_as = ("utf-8 error (vnu)",)
    examples = (
        bad(b"<!doctype html><meta charset=utf-8>\n<p>Prices \x97 from 3 \x80</p>", at=2, count=1,
            says="bytes that aren't UTF-8 at 2 places, first 97 (“—” in windows-1252)"),
        bad(b"<html lang=ru><meta charset=utf-8><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>",
            says="bytes that aren't UTF-8: CF F0 E8 E2 E5 F2 (“Привет” in windows-1251)"),
        bad(b"---\ntitle: Tea\n---\n<p>Green \x96 black</p>", path="tea.html", at=4, says="bytes that aren't UTF-8: 96"),
        bad(b"<html><meta charset=utf-8><p>\xe2\x82</p>", says="E2 82 (the beginning of a character in UTF-8)"),
        bad(b"<html><meta charset=utf-8><p>\xed\xa0\xbd\xed\xb8\x80</p>", says="(“😀” in CESU-8)"),
        bad(b"<p>\xe9\xe8\xe0</p>", says="bytes that aren't UTF-8, and no encoding is declared: E9 E8 E0 read as “éèà”"),
        good("<!doctype html><meta charset=utf-8><p>Prices — from 3 €</p>"),
        good(b"<!doctype html><meta charset=windows-1252><p>Prices \x97 from 3 \x80</p>"),
        good("<!doctype html><meta charset=utf-8><p>Nobody knows what �� was</p>", why="the character itself, validly encoded"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        decoded = page.decoded
        if decoded.source == "fallback" and not page.is_document:
            yield self._undeclared(page)
        if decoded.mistakes is None or decoded.encoding == "replacement" or decoded.is_utf_8_after_all:
            return
        found, count = wrong_bytes(decoded, page.language)
        first, *others = found
        guess = f" ({first.guess})" if first.guess else ""
        places = (
            f" at {count:,}{'+' if decoded.error_count > len(decoded.errors) else ''} places, first" if others else ":"
        )
        message = f"bytes that aren't {decoded.encoding_name}{places} {first.shown}{guess}"
        related = tuple(
            [
                Related(f"{other.shown} at byte {other.start:,}{other.guess and f' ({other.guess})'}", other.span)
                for other in others
            ]
        )
        yield self.at(first.span, message, related=related, byte=first.start, bytes=decoded.error_count)

    def _undeclared(self, page: Page) -> Finding:
        text = page.text
        start = next(index for index, char in enumerate(text) if char > "\x7f")
        end = start
        while end < len(text) and end < start + 8 and text[end] > "\x7f":
            end += 1
        shown = page.decoded.data[page.decoded.byte_offset(start) : page.decoded.byte_offset(end)].hex(" ").upper()
        message = f"bytes that aren't UTF-8, and no encoding is declared: {shown} read as “{text[start:end]}”"
        return self.at(Span(start, end), message)
