from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Heading, Page, Related, Rule, Severity, bad, good, names, shorten


class HeadingRepeated(Rule):
    """Two headings of one section say the same.

    ## What it does
    Compares each heading with those of the same level under the same heading, letters' case apart.

    ## Why it matters
    In a list of headings readers can't tell the two apart. Often a section was copied and its heading forgotten.

    ## How to fix it
    Say in each heading what is special in its section, or join the two.

    ## Exceptions
    The same words under different headings (“Example” in each chapter) are fine, and so are the
    same words in the content and in a sidebar, header or footer.

    ## Sources
    - WCAG 2.2, 2.4.6 “Headings and Labels”, technique G130 (checked 2026-11)
    """

    severity = Severity.NOTE
    presets = ("strict",)
    also_known_as = ("MD024 siblings_only (markdownlint)", "identical-headings")
    examples = (
        bad("<h2>Green</h2><p>…</p>\n<h2>green</h2>", at=2, says="h2 “green” stands in this section twice"),
        good("<h2>Green</h2><h3>Taste</h3><h2>Black</h2><h3>Taste</h3>", why="different sections"),
        good("<h2>Tea</h2><aside><h2>Tea</h2></aside>"),
        good('<h2><img alt="Green" src="g.png"></h2><h2><img alt="Black" src="b.png"></h2>'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        open_headings: list[Heading] = []
        seen: list[dict[str, Heading]] = [{}]
        for heading in page.headings:
            while open_headings and open_headings[-1].level >= heading.level:
                open_headings.pop()
                seen.pop()
            # One entry more than open headings: the texts of what stands directly under the innermost.
            siblings = seen[-1]
            open_headings.append(heading)
            seen.append({})
            text = heading.text or names.accessible_name(heading.element)
            key = f"{heading.level} {text.casefold()}"
            if not text or UNKNOWN in text:
                continue
            first = siblings.setdefault(key, heading)
            if first is not heading and names.part_beside(first.element) == names.part_beside(heading.element):
                related = Related("the first of them", span=first.span)
                yield self.at(
                    heading, f"{heading.name} “{shorten(text)}” stands in this section twice", related=(related,)
                )
