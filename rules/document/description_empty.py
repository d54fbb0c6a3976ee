from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good


class DescriptionEmpty(Rule):
    """The page's description has no text.

    ## What it does
    Looks at `<meta name="description">` and at the `description` of a post's front matter. White space of any kind is no text.

    ## Why it matters
    An empty description is as good as none: the search result shows a piece that was cut out of the page.

    ## How to fix it
    Write one or two sentences that tell what a reader finds here. If a program writes the description, find out why it had
    nothing to write.

    ## Sources
    - Google Search Central, [snippets](https://developers.google.com/search/docs/appearance/snippet) (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo")
    also_known_as = ("meta-description (Lighthouse)", "meta-description-require (HTMLHint)")
    examples = (
        bad(
            '<html><head>\n<meta name="description" content=" &nbsp;"></head></html>',
            at=2,
            says="the description is empty",
        ),
        bad('<meta name="description">', says="the description has no content attribute"),
        bad(
            "---\ntitle: Tea\ndescription:\n---\n<p>Tea</p>",
            at=3,
            says="the front matter's description is empty",
            path="tea.html",
        ),
        good('<meta name="description" content="How to brew tea.">'),
        good('---\nlayout: x\n---\n<meta name="description" content="{{ page.description }}">', path="x.html"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding at each empty description."""
        for element in page.meta("description"):
            content = element.attr("content")
            if content is None:
                if not element.has_unknown_attributes:
                    yield self.at(element, "the description has no content attribute")
            elif not content.strip():
                yield self.at(element.attr_span("content"), "the description is empty")
        matter = page.front_matter
        if matter is not None and matter.has("description"):
            stated = matter.get("description")
            if stated is None or (isinstance(stated, str) and not stated.strip()):
                yield self.at(matter.key_span("description"), "the front matter's description is empty")
