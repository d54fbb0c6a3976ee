from __future__ import annotations

from collections.abc import Iterator

from auditor import Audience, Edit, Finding, Fix, Page, Reader, Rule, Severity, Span, bad, good, limited, references


class ReferenceC1(Rule):
    """A numeric character reference between `&#128;` and `&#159;` names a control character.

    ## What it does
    Looks for such references in text and attributes, decimal or hexadecimal. The first twenty of a page are told, the last of them
    carries the fixes of all that follow.

    ## Why it matters
    The numbers are Unicode's, where 128 to 159 are control characters. Whoever writes `&#150;` means the dash of windows-1252.
    Browsers translate it out of kindness; XML parsers, feeds, mail programs and converters don't, and the character vanishes.

    ## How to fix it
    Write the character itself, such as – for `&#150;`. The fix does so, or writes Unicode's number (`&#8211;`) where the page's encoding
    lacks the character. 129, 141, 143, 144 and 157 stand for nothing, and only the author knows what was meant.

    ## Sources
    - HTML standard, 13.2.5.80 “Numeric character reference end state” and its table (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "content")
    also_known_as = ("control-character-reference", "illegal numeric entity")
    examples = (
        bad("<p>One</p>\n<p>Tea &#150; green</p>", at=2, says="“&#150;” is a control character; browsers show “–”",
            fixed="<p>One</p>\n<p>Tea – green</p>"),
        bad('<p title="It&#x92s">&#128;5</p>', count=2, says="“&#x92” is a control character; browsers show “’”",
            fixed='<p title="It’s">€5</p>'),
        bad(b"<!doctype html><meta charset=iso-8859-2><p>&#128;5</p>", says="“&#128;”",
            fixed="<!doctype html><meta charset=iso-8859-2><p>&#8364;5</p>"),
        bad("<p>a&#129;b</p>", says="“&#129;” is a control character; browsers show nothing useful"),
        bad("<p>" + "&#150;" * 25 + "</p>", count=20, says="; 5 more on this page", fixed="<p>" + "–" * 25 + "</p>"),
        good("<p>Tea &#8211; green &#160; &#1280;</p>"),
        good("<p>Write &amp;#150; and see</p><script>s = '&#150;'</script><!-- &#150; -->"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        suspects = page.decoded.suspect_references
        if not suspects or page.is_markdown:
            return
        audience = Audience(page)
        found = [
            one
            for at in suspects
            if (one := _reference(page.text, at)).problem == "c1" and _is_read(audience, one.span)
        ]
        for one, stands_for, ending in limited(found):
            edits = [Edit(each.span, _spelled(page, each.value)) for each in stands_for if _is_known(each)]
            shown = f"“{one.value}”" if _is_known(one) else "nothing useful"
            fix = Fix(f"Write {shown}", tuple(edits)) if _is_known(one) else None
            yield self.at(one.span, f"“{one.written}” is a control character; browsers show {shown}{ending}", fix=fix)


def _reference(text: str, at: int) -> references.Reference:
    return next(references.references(text[at : at + 40], at))


def _is_known(one: references.Reference) -> bool:
    return ord(one.value) != one.code


def _is_read(audience: Audience, span: Span) -> bool:
    where = audience.of(span.start)
    return where.reader in (Reader.PEOPLE, Reader.CODE) or where.is_attribute


def _spelled(page: Page, char: str) -> str:
    """A character as itself, or as a reference where the page's encoding lacks it."""
    try:
        page.decoded.encode(char)
    except UnicodeEncodeError:
        return f"&#{ord(char)};"
    return char
