from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, fold, good, option, shorten


class ImageAltTooLong(Rule):
    """The text that stands for an image is longer than anyone wants to hear in one breath.

    ## What it does
    Counts the characters of each `alt`, white space folded.

    ## Why it matters
    A screen reader reads an alt from end to end: the reader can't stop, go back or go word by word as in text.

    ## How to fix it
    Say in a sentence or two what the image is there for, and put the rest into the text or a caption beside it.

    ## Exceptions
    None for formulas and diagrams, whose text may have to be long: raise `most`, or allow the finding there.

    ## Sources
    - W3C Web Accessibility Tutorials, “Images”, complex images (checked 2026-11)
    """

    most: int = option(default=200, help="How many characters an alt may have.", least=1)

    severity = Severity.NOTE
    presets = ("strict",)
    also_known_as = ("alt_long (WAVE)", "img-alt-max-length", "alt text over 100 characters (Screaming Frog)")
    examples = (
        bad(
            '<img src="t.jpg" alt="' + "a cup of tea and " * 13 + '">', says="alt of 220 characters: “a cup of tea and"
        ),
        good('<img src="t.jpg" alt="A cup of tea on a wooden table, steam rising from it.">'),
        bad('<img src="t.jpg" alt="A cup of tea">', most=10, says="alt of 12 characters"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for image in page.all("img"):
            alt = image.attr("alt")
            if alt is None or len(alt) <= self.most:
                continue
            text = fold(alt)
            if len(text) > self.most:
                yield self.at(
                    image.value_span("alt"), f"alt of {len(text)} characters: “{shorten(text)}”", length=len(text)
                )
