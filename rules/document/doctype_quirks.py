from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, doctypes, good, shorten


class DoctypeQuirks(Rule):
    """A doctype puts browsers into quirks mode.

    ## What it does
    Compares the doctype with the identifiers for which the HTML standard switches to quirks mode: HTML 2 and 3.2, HTML
    4.01 Transitional without a system identifier, those of old editors, a name other than `html`.

    ## Why it matters
    In quirks mode browsers imitate the mistakes of the browsers of the nineties. The page looks different from what
    its style sheet says.

    ## How to fix it
    Write `<!DOCTYPE html>`, and look at the page afterwards.

    ## Sources
    - HTML standard, [the “initial” insertion mode](https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode)
      (checked 2026-11)
    """

    severity = Severity.ERROR
    documents_only = True
    also_known_as = ("doctype-html5 (HTMLHint)", "doctype-html (html-validate)")
    examples = (
        bad(
            '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html></html>',
            at=1,
            says='quirks mode: “<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">”',
        ),
        bad('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html></html>', says="quirks mode"),
        bad("<!DOCTYPE>\n<html></html>", says="quirks mode"),
        good('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd"><html></html>'),
        good("<!DOCTYPE html><html></html>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the doctype."""
        if page.doctype is not None and doctypes.mode(page.doctype) == "quirks":
            span = doctypes.span(page)
            written = page.text[span.start : span.end]
            yield self.at(span, f"the doctype puts browsers into quirks mode: “{shorten(written, 80)}”")
