"""The rule `placeholder-text`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, filler, good, shorten


class PlaceholderText(Rule):
    """Filler text such as “Lorem ipsum dolor sit amet” stands on the page.

    ## What it does
    Looks for four or more words of *lorem ipsum* in a row, for its like in other languages (Blindtext, ダミーテキスト, 로렘 입숨 …), and for the
    texts that site builders put in for a start (“Your text here”): in the text, the title, the descriptions and `alt`. Each paragraph is reported
    once.

    ## Why it matters
    The page went out before its text was written.

    ## How to fix it
    Write the text, or take the place out.

    ## Exceptions
    A single “lorem ipsum” in a sentence is a word like others, and so is filler in quotation marks in a sentence about it.
    Code is left alone, and so is text that is marked as Latin (`lang="la"`).

    ## Sources
    - Cicero, De finibus bonorum et malorum, 1.10.32, from which the filler was cut (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "content")
    examples = (
        bad("<h1>Tea</h1>\n<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit.</p>", at=2,
            says="filler text: “Lorem ipsum dolor sit amet, consectetur adipiscing elit”"),
        bad('<img src="tea.jpg" alt="Lorem ipsum dolor sit">', says="filler text in the alt"),
        bad('<p lang="ja">ダミーテキストです。</p>', says="“ダミーテキスト”"),
        bad("<h2>Your text here</h2>", says="“Your text here”"),
        good("<p>“Lorem ipsum” is what printers set in place of a text.</p>"),
        good("<p>Printers set “Lorem ipsum dolor sit amet, …” where the text isn’t there yet.</p>", why="a sentence about it"),
        good("<p><q>Lorem ipsum dolor sit amet</q> is how it begins.</p>"),
        bad("<blockquote>“Lorem ipsum dolor sit amet.” — Jane Doe</blockquote>", says="“Lorem ipsum dolor sit amet”"),
        good('<p lang="la">Neque porro quisquam est qui dolorem ipsum quia dolor sit amet consectetur.</p>'),
        good("<pre>Lorem ipsum dolor sit amet</pre>"),
        good("<p>The first paragraph is always the same (“Lorem ipsum dolor sit amet…”).</p>", why="it is quoted"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for found in filler.filler(page):
            where = "" if found.where == "text" else f" in the {found.where}"
            yield self.at(found.span, f"filler text{where}: “{shorten(found.text.rstrip(' .,;'))}”")
