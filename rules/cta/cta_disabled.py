"""The rule `cta-disabled`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Element, Finding, Page, Rule, Severity, bad, cta, good, names, shorten


class CtaDisabled(Rule):
    """The only call to action of a page is disabled or hidden.

    ## What it does
    Looks at pages on which everything that scores as a call to action is `disabled`, `aria-disabled` or hidden by attribute or inline style.

    ## Why it matters
    What was meant to be pressed can't be. Mostly the state was left behind: a sale that has not begun, a test.

    ## How to fix it
    Take the state away, or show the reader why and what to do instead.

    ## Exceptions
    A submit button of a form is left alone: scripts enable it once the form is filled in. So is a hidden one on a page with scripts, which may
    show it.

    ## Sources
    - HTML Standard, the disabled and hidden attributes (checked 2026-11)
    - WAI-ARIA 1.2, aria-disabled (checked 2026-11)
    """

    severity = Severity.NOTE
    presets = ("content", "strict")
    examples = (
        bad('<h1>Tea</h1>\n<a class="btn btn-primary" aria-disabled="true" href="/buy/">Buy now</a>', at=2,
            says="the only call to action, “Buy now”, is disabled"),
        bad('<div hidden><a class="btn btn-primary" href="/buy/">Buy now</a></div>', says="“Buy now”, is hidden"),
        good('<a class="btn" aria-disabled="true" href="/buy/">Buy now</a> <a class="btn" href="/book/">Book a tasting</a>'),
        good('<form><input type="email" name="email"><button disabled>Subscribe</button></form>', why="a script enables it"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        held_back = [element for element in self._held_back(page) if element.closest("form") is None]
        if not any((one := cta.score_cta(page, element)) is not None and one.is_held_back for element in held_back):
            return
        found = cta.find_ctas(page)
        if found and all(one.state and one.element.closest("form") is None for one in found):
            yield self.at(
                found[0],
                f"the only call to action, “{shorten(found[0].text)}”, is {found[0].state}",
                score=found[0].score,
            )

    def _held_back(self, page: Page) -> Iterator[Element]:
        if "disabled" in page.text:
            yield from (element for element in (*page.all("button"), *page.all("input")) if element.has("disabled"))
            if "aria-disabled" in page.text or 'disabled"' in page.text or "disabled'" in page.text:
                yield from page.select("[aria-disabled],a.disabled,button.disabled")
        if page.uses_hiding and not page.count("script") and not page.has_templates:
            yield from (element for element in (*page.links, *page.all("button")) if names.is_hidden(element))
