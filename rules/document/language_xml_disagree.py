from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Related, Rule, Severity, bad, good, languages, shorten


class LanguageXmlDisagree(Rule):
    """The page's `lang` and `xml:lang` name different languages.

    ## What it does
    Compares the languages of both attributes on `<html>`, regions apart.

    ## Why it matters
    Nearly all software goes by `lang`, but not all: the page has two languages, and nobody knows which one a reader gets.

    ## How to fix it
    Remove `xml:lang`: in HTML it has no effect of its own. Where the page is served as XML too, give both one value.

    ## Sources
    - HTML standard, [lang and xml:lang](https://html.spec.whatwg.org/multipage/dom.html#the-lang-and-xml:lang-attributes)
      (checked 2026-11)
    - ACT rule [5b7ae0](https://www.w3.org/WAI/standards-guidelines/act/rules/5b7ae0/) (checked 2026-11)
    """

    severity = Severity.ERROR
    documents_only = True
    presets = ("recommended", "accessibility")
    also_known_as = ("html-xml-lang-mismatch (axe)",)
    examples = (
        bad(
            '<!DOCTYPE html>\n<html lang="fr" xml:lang="en"></html>',
            at=2,
            says="xml:lang is “en”, but lang is “fr”",
        ),
        good('<html lang="en-GB" xml:lang="en-US"></html>'),
        good('<html lang="en" xml:lang=""></html>'),
        good('<html lang="english" xml:lang="en"></html>', why="`language-invalid` speaks of it"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at `xml:lang`."""
        root = page.first("html")
        if root is None:
            return
        plain, xml = root.attr("lang"), root.attr("xml:lang")
        if not plain or not xml or UNKNOWN in plain + xml or languages.language_problem(plain) is not None:
            return
        if languages.primary(plain) != languages.primary(xml):
            first = Related("lang", root.attr_span("lang"))
            message = f"xml:lang is “{shorten(xml)}”, but lang is “{shorten(plain)}”"
            yield self.at(root.attr_span("xml:lang"), message, related=(first,))
