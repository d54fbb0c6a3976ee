from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import (
    Audience,
    Edit,
    Finding,
    Fix,
    Page,
    Reader,
    Rule,
    Safety,
    Severity,
    Span,
    bad,
    good,
    limited,
    references,
    shorten,
)

_control = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_NAMES = {0x00: "NUL", 0x08: "BACKSPACE", 0x0B: "LINE TABULATION", 0x1B: "ESCAPE", 0x7F: "DELETE", 0x85: "NEXT LINE"}
_ERRORS = frozenset(("control-character-in-input-stream", "unexpected-null-character"))
_AROUND = 20


class CharacterControl(Rule):
    """A control character stands in the text, invisible and forbidden.

    ## What it does
    Looks for U+0000–U+0008, U+000B, U+000E–U+001F and U+007F–U+009F in text and attributes, code included. Tabs, line ends and form feeds
    are white space and fine. At most twenty are told a page.

    ## Why it matters
    HTML doesn't allow them. Browsers show a box or nothing, screen readers stumble, XML feeds made of the text are
    invalid. One between U+0080 and U+009F is nearly always a dash, quote or € of windows-1252 that was read as ISO-8859-1.

    ## How to fix it
    Write the character that was meant, or delete it. The fix puts what windows-1252 has at that number; as that is a guess, if a good
    one, it is applied on request only.

    ## Exceptions
    Silent in scripts, styles and comments, and where the control is part of a character of UTF-8 that was read as ISO-8859-1, as
    such text is damaged in a way of its own.

    ## Sources
    - HTML standard, 13.1.4 “Character references” and 13.2.3.5 “Preprocessing the input stream” (checked 2026-11)
    - Infra Standard, 4.6 “Code points” (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "content")
    also_known_as = ("control-character-in-input-stream",)
    examples = (
        bad("<p>One</p>\n<p>Tea \x96 green</p>", at=2, says="control character U+0096 in “Tea \u2423 green”; windows-1252 has “–” there",
            fixed="<p>One</p>\n<p>Tea – green</p>"),
        bad("<p>Tea\x0b</p><p title='a\x00b'>Green</p>", count=2, says="control character U+000B (LINE TABULATION) in “Tea\u2423”"),
        bad("<pre>\x1b[31mred</pre>", says="U+001B (ESCAPE)"),
        good("<p>Tea\tgreen\x0c</p>"),
        good("<script>s = '\x01'</script><!-- \x02 -->"),
        good("<p>It â\x80\x99 s</p>", why="damaged UTF-8, which is another rule's"),
        good(b"<!doctype html><meta charset=latin1><p>Tea \x96 green</p>", why="windows-1252 by the standard: a dash"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        text = page.text
        # The parser has seen them already, except in Markdown, which it isn't given.
        if not page.is_markdown and all(code not in _ERRORS for code, _ in page.tree.parse_errors()):
            return
        audience = Audience(page)
        found: list[tuple[int, Span]] = []
        for match in _control.finditer(text):
            at = match.start()
            where = audience.of(at)
            if where.reader in (Reader.PEOPLE, Reader.CODE) and not _is_part_of_utf_8(text, at):
                found.append((at, where.span))
        for (at, run), _, ending in limited(found):
            code = ord(text[at])
            name = f" ({_NAMES[code]})" if code in _NAMES else ""
            around = text[max(run.start, at - _AROUND) : min(run.end, at + _AROUND)]
            shown = shorten(_control.sub("\u2423", around))
            meant = _meant(code, page)
            hint = f"; windows-1252 has “{meant}” there" if meant else ""
            fix = Fix(f"Write “{meant}”", (Edit(Span(at, at + 1), meant),), Safety.UNSAFE) if meant else None
            yield self.at(Span(at, at + 1), f"control character U+{code:04X}{name} in “{shown}”{hint}{ending}", fix=fix)


def _meant(code: int, page: Page) -> str:
    """What windows-1252 has at the number of a C1 control, if anything, and if the page's encoding can say it."""
    if not 0x80 <= code <= 0x9F:
        return ""
    char = references.numbered(code)[0]
    try:
        page.decoded.encode(char)
    except UnicodeEncodeError:
        return ""
    return char if ord(char) != code else ""


def _is_part_of_utf_8(text: str, at: int) -> bool:
    for start in range(max(at - 3, 0), at):
        for length in range(at - start + 1, 5):
            try:
                if len(text[start : start + length].encode("latin-1").decode()) == 1:
                    return True
            except UnicodeError:
                continue
    return False
