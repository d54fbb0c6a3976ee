from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Element, Finding, Page, Rule, Severity, bad, good, shorten, srcset


class ImageSrcsetMalformed(Rule):
    """A `srcset` can't be read as the author meant it.

    ## What it does
    Reads `srcset` of `img` and `source`, and `imagesrcset` of `link`, by the grammar of the HTML standard: addresses with a width (`480w`) or a density (`2x`) each,
    never both kinds, no two alike, commas between them. With widths, `sizes` must be there.

    ## Why it matters
    Browsers drop what they can't read without a word, and take another image: a small one on a sharp screen, a huge one on a phone.
    Without `sizes` they take the image for as wide as the window.

    ## How to fix it
    Write `small.jpg 480w, large.jpg 960w` with `sizes="(max-width: 600px) 480px, 960px"`, or `one.jpg, two.jpg 2x`.

    ## Exceptions
    An empty `srcset` that a script fills (`data-srcset`) is left alone.

    ## Sources
    - HTML standard, 4.8.4.2.1 “Srcset attributes” and 4.8.4.2.2 “Sizes attributes” (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    also_known_as = ("invalid-attr (markuplint)", "srcset (Nu Html Checker)")
    examples = (
        bad('<p>Tea</p>\n<img src="t.jpg" srcset="t.jpg 300px" alt="">', at=2, says="srcset: “300px” is neither a width (480w) nor a density (2x)"),
        bad('<img src="t.jpg" srcset="a.jpg 480w, b.jpg 2x" sizes="9em" alt="">', says="some candidates have a width (w) and others a density"),
        bad('<img src="t.jpg" srcset="a.jpg 2x, b.jpg 2x" alt="">', says="two candidates have 2x"),
        bad('<img src="t.jpg" srcset="a.jpg 480w, b.jpg 960w" alt="">', says="srcset has widths (w), but sizes is missing"),
        bad('<img src="t.jpg" srcset="a.jpg,b.jpg 2x" alt="">', says="no white space after the comma in “a.jpg,b.jpg”"),
        bad('<link rel="preload" as="image" imagesrcset="a.jpg 0w" imagesizes="9em">', says="imagesrcset: “0w” is no width above zero"),
        good('<img src="t.jpg" srcset="a.jpg 480w, b.jpg 960w" sizes="100vw" alt="">'),
        good('<img src="t.jpg" srcset="a.jpg, b.jpg 1.5x,c.jpg 2x" alt="">'),
        good('<img src="t.jpg" srcset="/w_480,c_fill/t.jpg 1x, data:image/png;base64,AAAA 2x" alt="">', why="commas in addresses"),
        good('<picture><source srcset="a.webp 480w"><img src="t.jpg" loading="lazy" sizes="auto" alt=""></picture>'),
        good('<img src="t.jpg" srcset="" data-srcset="a.jpg 2x" alt="">'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for element in (*page.all("img"), *page.all("source"), *page.all("link")):
            is_link = element.name == "link"
            name = "imagesrcset" if is_link else "srcset"
            value = element.attr(name)
            if value is None or UNKNOWN in value or element.has_unknown_attributes:
                continue
            found = srcset.candidates(value)
            if not found and element.has("data-srcset", "data-lazy-srcset"):
                continue
            fault = srcset.first_fault(value, found)
            if fault:
                yield self.at(element.value_span(name), f"{name}: {shorten(fault, 100)}")
            elif srcset.uses_widths(found) and not _has_sizes(element, is_link=is_link):
                sizes = "imagesizes" if is_link else "sizes"
                yield self.at(element.attr_span(name), f"{name} has widths (w), but {sizes} is missing")


def _has_sizes(element: Element, *, is_link: bool) -> bool:
    if element.has("imagesizes" if is_link else "sizes"):
        return True
    if element.name != "source" or element.parent is None:
        return element.has("data-sizes")
    # A source needs none where the image that follows it has automatic sizes.
    image = next((child for child in element.parent.children if child.name == "img"), None)
    return image is not None and _has_automatic_sizes(image)


def _has_automatic_sizes(image: Element) -> bool:
    sizes = (image.attr("sizes") or "").strip().lower()
    return (image.attr("loading") or "").lower() == "lazy" and (sizes == "auto" or sizes.startswith("auto,"))
