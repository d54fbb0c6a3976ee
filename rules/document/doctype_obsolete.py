from __future__ import annotations

from collections.abc import Iterator

from auditor import Edit, Finding, Fix, Page, Rule, Safety, Severity, bad, doctypes, good, shorten


class DoctypeObsolete(Rule):
    """A doctype is one of an older HTML, though browsers treat the page nearly as they should.

    ## What it does
    Speaks of any doctype but `<!DOCTYPE html>` that doesn't switch to quirks mode: XHTML 1.0, HTML 4.01 Strict. See
    `doctype-quirks` for those that do.

    ## Why it matters
    Validators check such a page against today's HTML all the same, and readers of the source expect another language.
    The transitional ones switch to “limited quirks”, in which images in table cells stand closer.

    ## How to fix it
    Write `<!DOCTYPE html>`.

    ## Sources
    - HTML standard, [the doctype](https://html.spec.whatwg.org/multipage/syntax.html#the-doctype) (checked 2026-11)
    """

    severity = Severity.NOTE
    documents_only = True
    presets = ("strict",)
    also_known_as = ("doctype-html5 (HTMLHint)", "doctype-html (html-validate)")
    examples = (
        bad(
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"\n "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html></html>',
            at=1,
            says="an older HTML",
            fixed="<!DOCTYPE html>\n<html></html>",
        ),
        good('<!DOCTYPE html SYSTEM "about:legacy-compat"><html></html>'),
        good(
            '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN"><html></html>', why="`doctype-quirks` speaks of it"
        ),
        good("<!doctype html><html></html>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the doctype."""
        if page.doctype is None:
            return
        mode = doctypes.mode(page.doctype)
        if mode in ("standard", "quirks"):
            return
        span = doctypes.span(page)
        # What sets no quirks keeps the page as it is; the other may move an image by some pixels.
        safety = Safety.SAFE if mode == "obsolete" else Safety.UNSAFE
        fix = Fix("Write <!DOCTYPE html>", (Edit(span, "<!DOCTYPE html>"),), safety)
        yield self.at(
            span, f"the doctype is of an older HTML: “{shorten(page.text[span.start : span.end], 80)}”", fix=fix
        )
