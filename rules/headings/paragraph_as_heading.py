from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Element, Finding, Page, Rule, Severity, bad, fold, good, names, option, shorten

_BOLD = frozenset(("b", "strong"))
# What a heading would stand above.
_SECTION = frozenset(("p", "ul", "ol", "dl", "table", "figure", "pre", "blockquote"))
# Where a bold line is a label, a quotation or a by-line and no heading.
_ELSEWHERE = ("td", "th", "li", "dd", "dt", "blockquote", "figcaption", "caption", "aside", "nav", "footer", "header", "form", "label",
              "button", "a", "figure", "address")  # fmt: skip
_ENDS = tuple(".:;,!…。：；，、！।؛،")


class ParagraphAsHeading(Rule):
    """A paragraph is all bold and stands where a heading would.

    ## What it does
    Looks for a `p` with nothing in it but one `b` or `strong`, short and without a full stop or colon at its end, followed by a
    paragraph, list, table, figure or code in the same parent.

    ## Why it matters
    It looks like a heading but isn't one: readers who navigate by heading pass it by, and it is missing from every outline.

    ## How to fix it
    Make it a heading of the level that fits, and let the style sheet make it bold.

    ## Exceptions
    Silent in tables, lists, quotations, forms, captions, sidebars and links, where a bold line is a label, on a
    single word in capitals (“WARNING”) and on a line that is one link.

    ## Sources
    - WCAG 2.2, 1.3.1 “Info and Relationships”, failure F2 (checked 2026-11)
    """

    most: int = option(
        default=60, help="How many characters such a paragraph may have to be taken for a heading.", least=1
    )

    severity = Severity.NOTE
    presets = ("strict", "accessibility")
    also_known_as = ("p-as-heading (axe)",)
    examples = (
        bad("<h1>Tea</h1>\n<p><strong>Green tea</strong></p><p>Green tea is…</p>", at=2, says="bold paragraph in place of a heading: “Green tea”"),
        good("<p><strong>Note:</strong></p><p>Green tea is…</p>", why="a colon: it leads into the text"),
        good("<p><strong>WARNING</strong></p><p>Hot!</p><p><b><a href='/'>Tea</a></b></p><p>…</p>"),
        good("<p><strong>Green</strong> tea</p><p>…</p>"),
        good("<table><tr><td><p><b>Price</b></p><p>3 €</p></td></tr></table>"),
        good("<p><strong>Green tea</strong></p><p>Green tea is…</p>", most=5),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for bold in (*page.all("b"), *page.all("strong")):
            paragraph = bold.parent
            if paragraph is None or paragraph.name != "p":
                continue
            text = fold(bold.text)
            if (
                not text
                or len(text) > self.most
                or text.endswith(_ENDS)
                or UNKNOWN in text
                or not any(map(str.isalpha, text))
            ):
                continue
            # “WARNING” leads into the text; a bold link leads elsewhere.
            if (text.isupper() and " " not in text) or any(fold(link.text) == text for link in bold.all("a")):
                continue
            if fold(paragraph.text) != text or len(paragraph.children) != 1 or not _stands_above(paragraph, bold):
                continue
            yield self.at(paragraph, f"bold paragraph in place of a heading: “{shorten(text)}”")


def _stands_above(paragraph: Element, bold: Element) -> bool:
    following = paragraph.next_element
    if (
        bold.end_tag_span is None
        or following is None
        or following.name not in _SECTION
        or paragraph.closest(*_ELSEWHERE) is not None
    ):
        return False
    # Several bold lines in a row are a poem, an address or a warning.
    return not (following.name == "p" and _is_bold(following)) and not names.is_hidden(paragraph)


def _is_bold(paragraph: Element) -> bool:
    children = paragraph.children
    return len(children) == 1 and children[0].name in _BOLD and fold(children[0].text) == fold(paragraph.text)
