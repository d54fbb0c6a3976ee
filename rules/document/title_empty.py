from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good


class TitleEmpty(Rule):
    """The page's title has no text.

    ## What it does
    Looks at the first `<title>`, which is the one that counts, and at the `title` of a post's front matter. White space of
    any kind, no-break spaces too, is no text.

    ## Why it matters
    An empty title is as good as none: a screen reader, a tab and a search result show the address in its place.

    ## How to fix it
    Write what the page is about. If a program writes the title, find out why it had nothing to write.

    ## Sources
    - WCAG 2.2, [2.4.2 Page Titled](https://www.w3.org/TR/WCAG22/#page-titled) (checked 2026-11)
    - ACT rule [2779a5](https://www.w3.org/WAI/standards-guidelines/act/rules/2779a5/) (checked 2026-11)
    - Google Search Central, [title links](https://developers.google.com/search/docs/appearance/title-link) (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "accessibility", "seo")
    also_known_as = ("document-title (axe)", "empty-title (html-validate)", "H020 (djLint)")
    examples = (
        bad("<html>\n<head>\n<title> &nbsp; </title></head></html>", at=3, says="the title is empty"),
        bad("<title></title><title>Tea</title>", says="the title is empty", why="the first one counts"),
        bad(
            '---\nlayout: post\ntitle: ""\n---\n<p>Tea</p>',
            at=3,
            says="the front matter's title is empty",
            path="tea.html",
        ),
        good("<title>Tea</title><body><title></title>"),
        good("---\ntitle: 2026\n---\n<p>Tea</p>", path="tea.html", why="a number is a title too"),
        good("<svg><title></title></svg>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the title."""
        if page.titles:
            if not page.titles[0].text.strip():
                yield self.at(page.titles[0], "the title is empty")
        elif page.front_matter is not None and page.front_matter.has("title"):
            stated = page.front_matter.get("title")
            if stated is None or (isinstance(stated, str) and not stated.strip()):
                yield self.at(page.front_matter.key_span("title"), "the front matter's title is empty")
