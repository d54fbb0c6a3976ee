from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Related, Rule, Severity, bad, good, shorten


class DescriptionMultiple(Rule):
    """A page has more than one meta description.

    ## What it does
    Counts the elements `<meta name="description">`. `og:description` is another thing.

    ## Why it matters
    HTML allows one. Search engines may put both together or take either; mostly a theme and a plug-in both write one, and one of
    the two is out of date.

    ## How to fix it
    Keep the one that describes the page.

    ## Sources
    - HTML standard, [standard metadata names](https://html.spec.whatwg.org/multipage/semantics.html#standard-metadata-names)
      (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    examples = (
        bad(
            '<meta name="description" content="Tea.">\n<meta name="Description" content="All of tea.">',
            at=2,
            count=1,
            says="a second meta description: “All of tea.”",
        ),
        good('<meta name="description" content="Tea."><meta property="og:description" content="All of tea.">'),
        good(
            '<meta name="description" content="Tea."><meta property="description" content="Tea.">',
            why="`property` isn't `name`",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding at each description but the first."""
        found = page.meta("description")
        if len(found) < 2 or page.has_templates:
            return
        found = [element for element in found if (element.attr("name") or "").strip().lower() == "description"]
        for element in found[1:]:
            first = Related(f"the first: “{shorten(found[0].attr('content') or '')}”", found[0].span)
            yield self.at(
                element, f"a second meta description: “{shorten(element.attr('content') or '')}”", related=(first,)
            )
