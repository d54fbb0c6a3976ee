from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, option


class TeaWithMilk(Rule):
    """A paragraph puts milk into green tea.

    ## What it does
    Looks for paragraphs with both words, by way of the page's BeautifulSoup.

    ## Why it matters
    The house has its standards.

    ## How to fix it
    Leave the milk out.

    ## Sources
    - The house's own book of tea (checked 2026-11)
    """

    milk: str = option(default="milk", help="The word for milk.")

    severity = Severity.NOTE
    presets = ("strict",)
    examples = (
        bad("<p>Green tea\n<p>Green tea with milk", at=2, says="green tea with milk"),
        bad("<p>Green tea with Milch", milk="Milch"),
        good("<p>Black tea with milk"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for paragraph in page.soup.find_all("p"):
            text = paragraph.get_text()
            if "Green tea" in text and self.milk in text:
                yield self.at(page.place_of(paragraph), f"green tea with {self.milk}")
