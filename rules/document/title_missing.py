from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, purpose


class TitleMissing(Rule):
    """A document has no title.

    ## What it does
    Looks for a `<title>` in the document. One inside an `<svg>` is the picture's, one inside a `<template>` nobody's.

    ## Why it matters
    The title is the first thing that a screen reader says, the label of the tab and the bookmark, and the headline of
    the search result. Without one, a browser shows the address.

    ## How to fix it
    Write into the head what the page is about, and the site after it: `<title>Brewing green tea – Teahouse</title>`.

    ## Exceptions
    Pages that only forward to another. Posts get their title from front matter and layout.

    ## Sources
    - WCAG 2.2, [2.4.2 Page Titled](https://www.w3.org/TR/WCAG22/#page-titled) (checked 2026-11)
    - ACT rule [2779a5](https://www.w3.org/WAI/standards-guidelines/act/rules/2779a5/) (checked 2026-11)
    - Google Search Central, [title links](https://developers.google.com/search/docs/appearance/title-link) (checked 2026-11)
    """

    severity = Severity.ERROR
    documents_only = True
    presets = ("recommended", "accessibility", "seo")
    also_known_as = ("document-title (axe, Lighthouse)", "title-require (HTMLHint)", "H016 (djLint)")
    examples = (
        bad("<!DOCTYPE html>\n<html>\n<head></head>\n<h1>Tea</h1></html>", at=3, says="the document has no title"),
        bad("<html><svg><title>Cup</title></svg></html>", says="no title", why="it is the picture's"),
        bad("<html><template><title>Tea</title></template></html>", says="no title"),
        good("<html><head><title>Tea</title></head></html>"),
        good("<html><head><TITLE></TITLE></head></html>", why="`title-empty` speaks of it"),
        good('<html><head><meta http-equiv="refresh" content="0; url=/new/"></head></html>'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the head."""
        if not page.titles and purpose(page) != "redirect":
            yield self.at(page.head_span, "the document has no title")
