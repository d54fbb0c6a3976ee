from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good


class FrontMatterInvalid(Rule):
    """The front matter of a post can't be read.

    ## What it does
    Reads the YAML, TOML or JSON block that a source post begins with, and says where it breaks off.

    ## Why it matters
    The site generator stops, or builds the page without its title, date and permalink.

    ## How to fix it
    Mend the line that is named. A value with a colon or a `#` in it wants quotes.

    ## Sources
    - YAML 1.2.2, TOML 1.0.0, RFC 8259 (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo", "content")
    examples = (
        bad("---\ntitle: Tea: green\n---\n<p>Tea", says="mapping values are not allowed", at=2),
        bad('+++\ntitle = "Tea\n+++\n<p>Tea', says="the TOML front matter can't be read", at=2),
        good('---\ntitle: "Tea: green"\n---\n<p>Tea'),
        good("<p>--- no front matter"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        matter = page.front_matter
        if matter is not None and matter.error is not None:
            message = f"the {matter.format} front matter can't be read: {matter.error}"
            yield self.at(matter.error_span or matter.opening, message)
