from __future__ import annotations

from collections.abc import Iterator

from auditor import Element, Finding, Page, Rule, Severity, bad, good, named, names


class ImageAltMissing(Rule):
    """An image has no `alt`, so nothing stands for it where it can't be seen.

    ## What it does
    Looks at each `img` that assistive technology meets. `alt=""` and a bare `alt` are fine: they say that the image is decoration.
    An `alt` of nothing but white space says neither.

    ## Why it matters
    A screen reader falls back on the file name and reads that out, or keeps silent about a picture that matters. Image search and readers
    whose image doesn't load have no text either.

    ## How to fix it
    Write what the image says in its place, or `alt=""` if the text is complete without it.

    ## Exceptions
    Silent on images that are hidden, kept from assistive technology (`aria-hidden`), marked as decoration
    (`role="presentation"`) or named by `aria-label`, `aria-labelledby` or `title`, and where template code may add an `alt`.

    ## Sources
    - WCAG 2.2, 1.1.1 “Non-text Content”, failures F65 and F38 (checked 2026-11)
    - ACT rule 23a2a8 “Image has non-empty accessible name” (checked 2026-11)
    - HTML standard, 4.8.4.4 “Requirements for providing text to act as an alternative for images” (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "accessibility", "seo")
    also_known_as = (
        "image-alt (axe, Lighthouse)",
        "wcag/h37 (html-validate)",
        "alt-require (HTMLHint)",
        "H013 (djLint)",
        "ACT 23a2a8",
    )
    examples = (
        bad('<p>Tea</p>\n<img src="/tea.jpg?w=800">', at=2, says="image without alt: “/tea.jpg?w=800”"),
        bad('<IMG SRC="tea.jpg">', says="image without alt"),
        bad('<img src="tea.jpg" alt=" ">', says="image whose alt is only white space: “tea.jpg”"),
        bad('<a href="/"><img src="logo.png"> Home</a>', says="image without alt", why="the text beside it doesn’t stand for it"),
        bad('<img src="tea.jpg" role="none" tabindex="0">', says="image without alt", why="what takes the focus can’t be decoration"),
        good('<img src="tea.jpg" alt="A cup of green tea">'),
        good('<img src="line.png" alt=""><img src="line.png" alt>', why="decoration"),
        good('<img src="line.png" role="presentation"><img src="line.png" aria-hidden="true"><div hidden><img src="x.png"></div>'),
        good('<img src="tea.jpg" aria-label="Green tea"><img src="tea.jpg" title="Green tea">'),
        good('<template><img src="tea.jpg"></template><noscript><img src="pixel.gif"></noscript>'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for image in page.all("img"):
            alt = image.attr("alt")
            if alt is not None and (alt == "" or alt.strip()):
                continue
            if image.has_unknown_attributes or names.is_hidden_from_at(image) or names.role(image) == "presentation":
                continue
            if names.accessible_name(image).strip():
                continue
            what = "image without alt" if alt is None else "image whose alt is only white space"
            yield self.at(image, f"{what}{_which(image)}")


def _which(image: Element) -> str:
    address = image.attr("src") or image.attr("srcset") or image.attr("data-src") or ""
    return named(address)
