from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, purpose


class LanguageMissing(Rule):
    """A document doesn't say which language it is written in.

    ## What it does
    Asks for a `lang` attribute on `<html>` that isn't empty. `xml:lang`, `<meta http-equiv="content-language">` and a `lang`
    on `<body>` don't count: not all assistive technology reads them.

    ## Why it matters
    A screen reader picks its voice by it, and reads French with English sounds where it has to guess. Hyphenation,
    quotation marks, fonts for Chinese and Japanese, spell checking and offers of translation hang on it too.

    ## How to fix it
    Write the language of most of the text on `<html>`: `<html lang="en">`, `<html lang="pt-BR">`.

    ## Exceptions
    Pages that only forward to another are left alone.

    ## Sources
    - WCAG 2.2, [3.1.1 Language of Page](https://www.w3.org/TR/WCAG22/#language-of-page) (checked 2026-11)
    - ACT rule [b5c3f8](https://www.w3.org/WAI/standards-guidelines/act/rules/b5c3f8/) (checked 2026-11)
    """

    severity = Severity.ERROR
    documents_only = True
    presets = ("recommended", "accessibility", "seo")
    also_known_as = ("html-has-lang (axe)", "html-lang-require (HTMLHint)", "H005 (djLint)")
    examples = (
        bad(
            "<!DOCTYPE html>\n<html><head><title>Tea</title></head></html>",
            at=2,
            says="the document states no language",
        ),
        bad('<html lang=" "></html>', says="lang is empty"),
        bad('<html xml:lang="en"></html>', says="only xml:lang, “en”"),
        good('<html lang="en"></html>'),
        good('<html><head><meta http-equiv="refresh" content="0; url=/new/"></head></html>', why="nobody reads it"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the `<html>` tag."""
        root = page.first("html")
        if root is None or root.has_unknown_attributes or (root.attr("lang") or "").strip("\t\n\f\r "):
            return
        if purpose(page) == "redirect":
            return
        if root.attr("lang") is not None:
            yield self.at(root.attr_span("lang"), "the document states no language: lang is empty")
        elif root.attr("xml:lang"):
            yield self.at(page.start, f"the document states no language: only xml:lang, “{root.attr('xml:lang')}”")
        else:
            yield self.at(page.start, "the document states no language")
