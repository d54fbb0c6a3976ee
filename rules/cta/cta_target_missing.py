"""The rule `cta-target-missing`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Element, Finding, Page, Rule, Severity, bad, cta, good, shorten

# Attributes by which a script or the browser knows what to do with a button.
_HANDLED = (
    "id", "form", "formaction", "popovertarget", "commandfor", "command", "name", "is", "wire:click", "hx-get", "hx-post",
)  # fmt: skip
_HANDLERS = ("on", "@", "v-", "ng-", ":", "x-", "(", "data-", "hx-", "wire:", "jsaction", "aria-controls")


class CtaTargetMissing(Rule):
    """A call to action leads nowhere.

    ## What it does
    Looks at what scores as a call to action and can't do anything: an `<a>` without `href` and without any handler, and a `<button>` outside
    a form on a whole document that has no script.

    ## Why it matters
    The most important button of the page does nothing. An `<a>` without `href` can't be reached by keyboard either.

    ## How to fix it
    Give the link its `href`; put the button into the form that it sends, or make it a link.

    ## Exceptions
    `href="#"`, an empty `href` and `javascript:` are the matter of `link-target-empty`, for calls to action as for all links.
    What carries an event handler or an attribute that a script may go by (`onclick`, `data-…`, `@click`, an `id`) is left alone.

    ## Sources
    - HTML Standard, the a element: without href it is a placeholder for a link (checked 2026-11)
    - WCAG 2.2, success criterion 2.1.1 Keyboard (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "content")
    examples = (
        bad('<h1>Tea</h1>\n<a class="btn btn-primary">Buy now</a>', at=2, says="call to action “Buy now” is an <a> without href"),
        bad('<!doctype html><title>Tea</title><button class="btn">Get a quote</button>',
            says="call to action “Get a quote” is a button outside a form on a page without scripts"),
        good('<a class="btn btn-primary" href="/buy/">Buy now</a>'),
        good('<a class="btn btn-primary" onclick="buy()">Buy now</a>'),
        good('<a class="btn btn-primary" href="#">Buy now</a>', why="link-target-empty speaks of it"),
        good('<!doctype html><title>Tea</title><button class="btn">Get a quote</button><script src="a.js"></script>'),
        good('<form action="/quote"><input name="email"><button class="btn">Get a quote</button></form>'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        if page.count("a") + page.count("area") > len(page.links):
            for link in page.all("a"):
                if link.attr("href") is None and self._does_nothing(link):
                    yield from self._judge(page, link, "is an <a> without href")
        if page.count("button") and page.is_document and not page.count("script") and not page.has_templates:
            for button in page.all("button"):
                if button.closest("form") is None and self._does_nothing(button):
                    yield from self._judge(page, button, "is a button outside a form on a page without scripts")

    def _does_nothing(self, element: Element) -> bool:
        if element.has(*_HANDLED) or element.has_unknown_attributes:
            return False
        return not any(name.startswith(_HANDLERS) for name in element.attributes) and not element.closest(
            "summary", "label"
        )

    def _judge(self, page: Page, element: Element, what: str) -> Iterator[Finding]:
        scored = cta.score_cta(page, element)
        if scored is not None and scored.is_cta:
            yield self.at(element, f"call to action “{shorten(scored.text)}” {what}", score=scored.score)
