from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, Span, bad, good


class PageEmpty(Rule):
    """A page's file is empty.

    ## What it does
    Reports a page without a single character but white space.

    ## Why it matters
    A build that failed half-way leaves empty files; readers get a white page, and search engines an empty one.

    ## How to fix it
    Build the page again, or delete the file.

    ## Sources
    - HTML Standard, “Writing HTML documents”: a document has a doctype and a document element (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    examples = (
        bad("", says="the file is empty", at=1),
        bad("\n \n", says="there is nothing but white space in the file"),
        good("---\ntitle: Tea\n---\n", why="a post may leave everything to its layout"),
        good("<p>Tea"),
        good("# Tea\n", path="README.md", why="Markdown is read for its front matter only"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        if not page.text:
            yield self.at(Span(0, 0), "the file is empty")
        elif not (page.is_post or page.is_markdown) and page.is_blank:
            yield self.at(Span(0, 0), "there is nothing but white space in the file")
