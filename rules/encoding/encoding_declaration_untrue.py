from __future__ import annotations

from collections.abc import Iterator

from auditor import Edit, Finding, Fix, Page, Rule, Safety, Severity, bad, good, shorten


class EncodingDeclarationUntrue(Rule):
    """A page declares an old encoding, but its bytes are UTF-8.

    ## What it does
    Where another encoding than UTF-8 is declared, reads the bytes as UTF-8, strictly. If all are valid and at least three of
    the characters are past ASCII, that is no accident: text in other encodings practically never is valid UTF-8.

    ## Why it matters
    Browsers believe the declaration. Every accented letter, dash and curly quote comes out as two or three wrong
    characters: `é` as `Ã©`, `—` as `â€”`.

    ## How to fix it
    Declare `utf-8`. Don't repair the characters one by one, for they are right in the file. The fix changes the declaration only and is
    applied on request, as it changes how the whole page is read.

    ## Sources
    - HTML standard, 4.2.5.4 “Specifying the document's character encoding”: the declaration must be true (checked 2026-11)
    - RFC 3629, section 1: the probability that text in another encoding is valid UTF-8 is low (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo", "content")
    examples = (
        bad("<!doctype html>\n<meta charset=iso-8859-1><p>Crème brûlée</p>", at=2,
            says="“iso-8859-1” is declared, but the bytes are UTF-8: “Crème brûlée”"),
        bad('<!doctype html><meta http-equiv=content-type content="text/html; charset=gb2312"><p>“Tea” — hot</p>',
            says="“gb2312” is declared, but the bytes are UTF-8"),
        good(b"<!doctype html><meta charset=iso-8859-1><p>Cr\xe8me br\xfbl\xe9e</p>"),
        good("<!doctype html><meta charset=iso-8859-1><p>Tea</p>", why="all ASCII"),
        good("<!doctype html><meta charset=utf-8><p>Crème brûlée</p>"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        decoded = page.decoded
        if decoded.source not in ("meta", "http") or not decoded.is_utf_8_after_all:
            return
        sample = _sample(decoded.data.decode())
        meant = next((each for each in decoded.declarations if each.encoding is not None), None)
        if decoded.source == "http" or meant is None:
            yield self.at(page.start, f"the server says “{decoded.encoding}”, but the bytes are UTF-8: “{sample}”")
            return
        span = decoded.span_of(meant)
        fix = Fix("Declare UTF-8", (Edit(span, "utf-8"),), Safety.UNSAFE) if meant.label else None
        message = f"“{shorten(meant.label)}” is declared, but the bytes are UTF-8: “{sample}”"
        yield self.at(span, message, fix=fix, label=meant.label)


def _sample(text: str) -> str:
    """The words around the first character past ASCII, without markup."""
    at = next(index for index, char in enumerate(text) if char > "\x7f")
    start = max(text.rfind(mark, 0, at) for mark in "<>\n\"'") + 1
    ends = [found for mark in "<>\n\"'" if (found := text.find(mark, at)) >= 0]
    return shorten(text[max(start, at - 30) : min([*ends, at + 40])])
