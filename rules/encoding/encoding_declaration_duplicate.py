from __future__ import annotations

from collections.abc import Iterator

from auditor import Edit, Finding, Fix, Page, Related, Rule, Severity, Span, bad, good, shorten


class EncodingDeclarationDuplicate(Rule):
    """The same encoding is declared more than once.

    ## What it does
    Counts `<meta charset>` and `<meta http-equiv="content-type">` with a charset before the body.

    ## Why it matters
    The second is never read. It is dead weight now, and a contradiction on the day that one of them is changed.

    ## How to fix it
    Keep `<meta charset="utf-8">` and delete the other.

    ## Exceptions
    Declarations that contradict each other are told by `encoding-declaration-conflict`.

    ## Sources
    - HTML standard, 4.2.5 “The meta element” (at most one) and 4.2.5.3 “Pragma directives” (checked 2026-11)
    """

    documents_only = True
    severity = Severity.NOTE
    presets = ("strict",)
    examples = (
        bad('<!doctype html><meta charset="utf-8">\n<meta http-equiv="content-type" content="text/html; charset=utf-8">',
            at=2, says="“utf-8” is declared again", fixed='<!doctype html><meta charset="utf-8">\n'),
        good('<!doctype html><meta charset="utf-8"><meta http-equiv="content-language" content="en">'),
        good('<!doctype html><meta charset="utf-8"><meta http-equiv="content-type" content="text/html; charset=big5">',
             why="a contradiction, which is another rule's"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        decoded = page.decoded
        declared = [each for each in decoded.declarations if each.kind != "xml"]
        for each in declared[1:]:
            first = declared[0]
            if each.encoding is None or each.encoding != first.encoding:
                continue
            span = Span(decoded.text_offset(each.start), decoded.text_offset(each.end))
            related = (Related("declared here", decoded.span_of(first)),)
            fix = Fix("Delete the second declaration", (Edit(span, ""),))
            yield self.at(span, f"“{shorten(each.label)}” is declared again", related=related, fix=fix)
