from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Edit, Finding, Fix, Page, Rule, Safety, Severity, Span, bad, good

_doctype = re.compile(r"<!doctype[^>]*>?", re.IGNORECASE)


class DoctypeMissing(Rule):
    """A document has no doctype, or has it where browsers ignore it.

    ## What it does
    Looks for `<!DOCTYPE html>` before everything but white space and comments. One that comes after text or a tag counts
    as missing, as it does for browsers.

    ## Why it matters
    Without a doctype browsers lay the page out in quirks mode, as the browsers of the nineties did: other box sizes, other
    line heights, tables that don't inherit fonts.

    ## How to fix it
    Make `<!DOCTYPE html>` the first line of the file. Look at the page afterwards: layout that was made to fit quirks
    mode may shift.

    ## Exceptions
    Fragments and posts are left alone; their layout has the doctype.

    ## Sources
    - HTML standard, [the doctype](https://html.spec.whatwg.org/multipage/syntax.html#the-doctype) (checked 2026-11)
    - HTML standard, [the “initial” insertion mode](https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode)
      (checked 2026-11)
    """

    severity = Severity.ERROR
    also_known_as = ("doctype-first (HTMLHint)", "missing-doctype (html-validate)", "doctype (Lighthouse)")
    examples = (
        bad(
            '<html lang="en">\n<head><title>Tea</title></head>\n</html>',
            at=1,
            says="the document has no doctype",
            fixed='<!DOCTYPE html>\n<html lang="en">\n<head><title>Tea</title></head>\n</html>',
        ),
        bad("<p>Hello</p>\n<!DOCTYPE html>\n<html></html>", at=2, says="comes too late"),
        good("<!-- made by hand -->\n<!doctype HTML>\n<html><head><title>Tea</title></head></html>"),
        good(
            '<!DOCTYPE html SYSTEM "about:legacy-compat"><html></html>',
            why="generators that can't do without a system identifier",
        ),
        good("<p>A fragment.</p>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the document's start, or at the doctype that comes too late."""
        if page.is_post or page.doctype is not None:
            return
        late = self._late(page)
        if late is not None:
            yield self.at(late, "the doctype comes too late: browsers have met other content and ignore it")
        elif page.is_document:
            start = page.tree.base
            fix = Fix("Insert <!DOCTYPE html>", (Edit(Span(start, start), "<!DOCTYPE html>\n"),), Safety.UNSAFE)
            yield self.at(page.start, "the document has no doctype", fix=fix)

    @staticmethod
    def _late(page: Page) -> Span | None:
        if _doctype.search(page.text) is None:
            return None
        for code, offset in page.tree.parse_errors():
            if code == "unexpected-doctype":
                written = _doctype.search(page.text, page.text.rfind("<", 0, offset + 1))
                return Span(*written.span()) if written is not None else Span(offset, offset)
        return None
