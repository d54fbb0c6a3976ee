"""The rule `cta-text-vague`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Element, Finding, Page, Rule, Severity, bad, cta, good, shorten, vague


class CtaTextVague(Rule):
    """A call to action doesn't say what happens when it is pressed.

    ## What it does
    Looks for buttons that score as a call to action and are called “Submit”, “Send”, “OK”, “Click here”, “Learn more” or the like,
    in some twenty-five languages: `<button>` and `<input type="submit">`.

    ## Why it matters
    People press what they understand. “Submit” tells how a form works; “Get my quote” tells what one gets.

    ## How to fix it
    Begin with a verb and name the outcome: “Book a table”, “Download the price list”.

    ## Exceptions
    Links, also those that look like buttons, are the matter of `link-text-vague`. Search forms are left alone, and so is a
    button with an accessible name that says more.

    ## Sources
    - WCAG 2.2, success criterion 2.4.6 Headings and Labels: a label describes its purpose (checked 2026-11)
    """

    severity = Severity.NOTE
    presets = ("content", "strict")
    examples = (
        bad('<form action="/quote"><input type="email" name="email">\n<button class="btn">Submit</button></form>', at=2,
            says="call to action is called only “Submit”"),
        bad('<form lang="de" action="/post"><input name="email"><input class="button" type="submit" value="Absenden"></form>',
            says="“Absenden”"),
        good('<form action="/quote"><input type="email" name="email"><button class="btn">Get my quote</button></form>'),
        good('<form action="/search" role="search"><input name="q"><button>Go</button></form>', why="a search form"),
        good('<a class="btn btn-primary" href="/tea/">Learn more</a>', why="link-text-vague speaks of it"),
        good('<form><input name="email"><button class="btn" aria-label="Subscribe to our letter">OK</button></form>'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for button in page.all("button"):
            yield from self._judge(page, button, button.text)
        for field in page.all("input"):
            if (field.attr("type") or "").lower() in ("submit", "button"):
                yield from self._judge(page, field, field.attr("value") or "")

    def _judge(self, page: Page, element: Element, text: str) -> Iterator[Finding]:
        if len(text) > vague.LONGEST or UNKNOWN in text or not vague.may_be_action(text):
            return
        if element.attr("aria-label") or element.attr("aria-labelledby") or element.has_unknown_attributes:
            return
        form = element.closest("form")
        if (form is not None and cta.is_search(form)) or not vague.is_vague_action(text, page.language_of(element)):
            return
        scored = cta.score_cta(page, element)
        if scored is not None and scored.is_cta:
            yield self.at(element, f"call to action is called only “{shorten(text)}”", score=scored.score)
