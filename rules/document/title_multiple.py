from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Related, Rule, Severity, bad, good, shorten


class TitleMultiple(Rule):
    """A page has more than one title.

    ## What it does
    Counts the `<title>` elements of the document; those inside `<svg>` and `<template>` aren't among them.

    ## Why it matters
    Browsers show the first one. Search engines may put both together, or choose the other.

    ## How to fix it
    Keep the one that describes the page. Two of them often mean that a theme and a plug-in both write one. A `<title>` in
    the body usually belonged to an `<svg>`.

    ## Sources
    - HTML standard, [the title element](https://html.spec.whatwg.org/multipage/semantics.html#the-title-element) (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    examples = (
        bad(
            "<html><head>\n<title>Tea</title>\n<title>Tea – Teahouse</title>\n</head></html>",
            at=3,
            count=1,
            says="a second title: “Tea – Teahouse”",
        ),
        bad("<title>Tea</title><body><title>Cup</title>", says="a second title: “Cup”"),
        good("<title>Tea</title><svg><title>Cup</title></svg><template><title>x</title></template>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding at each title but the first."""
        if len(page.titles) < 2 or page.has_templates:
            return
        first = Related(f"the first title: “{shorten(page.titles[0].text)}”", page.titles[0].span)
        for title in page.titles[1:]:
            yield self.at(title, f"a second title: “{shorten(title.text)}”", related=(first,))
