from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Element, Finding, Page, Rule, bad, fold, good, names, shorten


class ImageAltRepeatsText(Rule):
    """The text that stands for an image also stands beside it, so that it is heard twice.

    ## What it does
    Compares the `alt` of an image in a link or button with the rest of the text in there, and that of an image in a `figure` with its `figcaption`,
    letters' case apart.

    ## Why it matters
    A screen reader says “Home Home”, or the caption twice, and readers look for the difference.

    ## How to fix it
    In a link or button with text, write `alt=""`. Beside a caption, let the alt say what is seen and the caption what it means.

    ## Sources
    - WCAG 2.2, 1.1.1 “Non-text Content”, technique H2 (checked 2026-11)
    - HTML standard, 4.8.4.4.3 “A phrase or paragraph with an alternative graphical representation” (checked 2026-11)
    """

    presets = ("recommended", "accessibility")
    also_known_as = ("image-redundant-alt (axe, Lighthouse)", "alt_duplicate (WAVE)")
    examples = (
        bad('<p>\n<a href="/"><img src="h.png" alt="Home"> Home</a></p>', at=2, says="alt says the same as the link's text: “Home”"),
        bad('<button><img src="s.png" alt="search"> Search</button>', says="alt says the same as the button's text: “search”"),
        bad('<figure><img src="t.jpg" alt="Green tea"><figcaption>Green tea</figcaption></figure>',
            says="alt says the same as the caption: “Green tea”"),
        good('<a href="/"><img src="h.png" alt=""> Home</a> <a href="/"><img src="h.png" alt="Home"></a>'),
        good('<figure><img src="t.jpg" alt="A cup of green tea"><figcaption>Green tea</figcaption></figure>'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for image in page.all("img"):
            alt = fold(image.attr("alt") or "")
            holder = image.closest("a", "button", "figure") if alt and UNKNOWN not in alt else None
            if holder is None:
                continue
            text, what = _text_beside(holder)
            if text.casefold() == alt.casefold() and not names.is_hidden_from_at(image):
                yield self.at(image.value_span("alt"), f"alt says the same as {what}: “{shorten(alt)}”")


def _text_beside(holder: Element) -> tuple[str, str]:
    if holder.name == "figure":
        caption = next((child for child in holder.children if child.name == "figcaption"), None)
        return (names.text_or_name(caption) if caption is not None else "", "the caption")
    return fold(holder.text), f"the {'link' if holder.name == 'a' else 'button'}'s text"
