from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Audience, Finding, Page, Reader, Rule, Severity, Span, bad, good, limited, shorten

_reference = re.compile(r"&#(?:0*65533|[xX]0*[fF]{3}[dD])(?![0-9a-fA-F]);?")
_AROUND = 24


class CharacterReplacement(Rule):
    """A replacement character (�) stands in the text where a character was lost.

    ## What it does
    Looks for U+FFFD, written as itself or as `&#xFFFD;`, in text, titles, structured data and attributes that people read. A run of
    them is told once, and at most twenty a page.

    ## Why it matters
    A program put it there because it couldn't read what was there before. The page is valid, the text is not: the character is
    gone for good, and only who wrote it knows which it was.

    ## How to fix it
    Write the lost character again, from the original. Then look for the step that read the text in the wrong encoding.

    ## Exceptions
    Silent in code (`code`, `pre`, `kbd`, `samp`), scripts and comments, where the text around it speaks of the replacement
    character or U+FFFD, and for bytes that are invalid in the file itself (`encoding-bytes-invalid`).

    ## Sources
    - Unicode Standard 17, 23.8 “Specials”: U+FFFD replaces what can't be converted (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo", "content")
    examples = (
        bad("<p>One</p>\n<p>Two caf�s</p>", at=2, says="lost character (U+FFFD) in “Two caf�s”"),
        bad("<p>3&#65533;km, 4 &#xFFFD;&#xFFFD; km</p>", count=2, says="lost character (U+FFFD) in “3&#65533;km"),
        bad('<img alt="Caf�" src="a.png">', says="“Caf�”"),
        bad("<title>Caf� Zentral</title>", says="“Caf� Zentral”"),
        bad("<p>In the shadow of the old castle a caf� opened its doors to travellers</p>", says="“…of the old castle a caf� opened its doors to tra…”"),
        bad("<p>" + "a� " * 30 + "</p>", count=20, says="10 more on this page"),
        good("<p><code>'caf�'</code></p>"),
        good("<p>The replacement character � stands for what can't be read.</p>"),
        good("<script>if (s.includes('�')) fail()</script><!-- caf� -->"),
        good(b"<!doctype html><meta charset=utf-8><p>Caf\xe9</p>", why="an invalid byte, which is another rule's"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        text = page.text
        spans: list[Span] = []
        if "\ufffd" in text:
            spans += _literal(text, page.decoded.replaced)
        for at in page.decoded.suspect_references:
            if (match := _reference.match(text, at)) is not None:
                spans.append(Span(*match.span()))
        if not spans:
            return
        audience = Audience(page)
        found: list[tuple[Span, str]] = []
        for span in sorted(spans):
            where = audience.of(span.start)
            if where.reader is not Reader.PEOPLE:
                continue
            around = text[max(where.span.start, span.start - 80) : min(where.span.end, span.end + 80)].lower()
            if "fffd" in _reference.sub("", around) or "replacement" in around:
                continue
            start, end = max(where.span.start, span.start - _AROUND), min(where.span.end, span.end + _AROUND)
            if found and found[-1][0].end == span.start:
                found[-1] = (Span(found[-1][0].start, span.end), found[-1][1])
            else:
                before = "…" if start > where.span.start else ""
                after = "…" if end < where.span.end else ""
                found.append((span, f"{before}{text[start:end].strip()}{after}"))
        for (span, shown), _, ending in limited(found):
            yield self.at(span, f"lost character (U+FFFD) in “{shorten(shown)}”{ending}")


def _literal(text: str, replaced: frozenset[int]) -> Iterator[Span]:
    at = text.find("\ufffd")
    while at >= 0:
        if at not in replaced:
            yield Span(at, at + 1)
        at = text.find("\ufffd", at + 1)
