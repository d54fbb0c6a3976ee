from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, purpose


class ViewportMissing(Rule):
    """A document doesn't say how wide it wants to be on a small screen.

    ## What it does
    Looks for `<meta name="viewport">` with any content.

    ## Why it matters
    Without it a telephone lays the page out as if it were 980 pixels wide and shows the result shrunk: text too small to read,
    links too small to hit. Search engines index the page as a telephone sees it.

    ## How to fix it
    Put `<meta name="viewport" content="width=device-width, initial-scale=1">` into the head, and look at the page on a narrow
    screen.

    ## Exceptions
    Pages that only forward to another, and frame sets.

    ## Sources
    - Google Search Central, [mobile-first indexing](https://developers.google.com/search/docs/crawling-indexing/mobile/mobile-sites-mobile-first-indexing)
      (checked 2026-11)
    - CSS Viewport Module, [the viewport meta element](https://drafts.csswg.org/css-viewport/#viewport-meta) (checked 2026-11)
    """

    severity = Severity.WARNING
    documents_only = True
    presets = ("recommended", "seo")
    also_known_as = ("viewport (Lighthouse)", "meta-viewport-require (HTMLHint)")
    examples = (
        bad(
            "<!DOCTYPE html>\n<html>\n<head><title>Tea</title></head></html>",
            at=3,
            says="the document has no meta viewport",
        ),
        bad('<html><head>\n<meta name="viewport" content=""></head></html>', at=2, says="the meta viewport is empty"),
        good('<html><head><meta name="Viewport" content="width=device-width"></head></html>'),
        good('<html><head><meta http-equiv="refresh" content="0;/tea/"></head></html>'),
        good('<html><frameset><frame src="tea.html"></frameset></html>'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the head, or at the empty element."""
        found = page.meta("viewport")
        if any((element.attr("content") or "").strip() or element.has_unknown_attributes for element in found):
            return
        if page.has_templates or page.count("frameset") or purpose(page) == "redirect":
            return
        if found:
            yield self.at(found[0], "the meta viewport is empty")
        else:
            yield self.at(page.head_span, "the document has no meta viewport")
