from __future__ import annotations

from collections.abc import Iterator

from auditor import Element, Finding, Page, Rule, bad, good, named, names

_SIZES = frozenset(("width", "height", "aspect-ratio", "inline-size", "block-size", "max-width", "max-height"))


class ImageDimensionsMissing(Rule):
    """An image has neither `width` nor `height`, so the page moves when it loads.

    ## What it does
    Looks for an `img` with neither of the two attributes, no size or `aspect-ratio` in its `style`, and no sizes on the
    `source` elements of its `picture`. A file that a page shows several times is named once, where it first stands.

    ## Why it matters
    The browser doesn't know how much room to keep. When the image arrives, everything below it jumps, under the eyes and
    fingers of whoever is reading; Google counts that as Cumulative Layout Shift, one of the Core Web Vitals.

    ## How to fix it
    Write the image's own size in pixels into `width` and `height`, and let the style sheet scale it: `height: auto`.

    ## Exceptions
    Silent on SVG files, whose size is mostly the style sheet's matter, on `data:` images, which are there at once, on hidden images, and on images of
    a source post that template code writes. Sizes in style sheets can't be seen: allow the finding there.

    ## Sources
    - web.dev, “Optimize Cumulative Layout Shift”: images without dimensions (checked 2026-11)
    - HTML standard, 4.8.3 “The img element” and 15.4.3 “Attributes for embedded content and images” (checked 2026-11)
    """

    presets = ("recommended", "seo")
    also_known_as = (
        "unsized-images (Lighthouse)",
        "H006 (djLint)",
        "required-attr (markuplint)",
        "missing size attributes (Screaming Frog)",
    )
    examples = (
        bad('<p>Tea</p>\n<img src="/tea.jpg?w=800" alt="">', at=2, says="image without width and height: “/tea.jpg?w=800”"),
        bad('<img src="up.gif" alt="">\n<img src="up.gif" alt="">', at=1, count=1, says="“up.gif” (2 times)"),
        good('<img src="tea.jpg" width="800" height="600" alt="">'),
        good('<img src="tea.jpg" style="aspect-ratio: 4/3" alt=""><img src="tea.jpg" style="WIDTH:20px;height:20px" alt="">'),
        good('<img src="logo.svg" alt="Tea House"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">'),
        good('<picture><source srcset="a.webp" width="8" height="6"><img src="a.jpg" alt=""></picture>'),
        good('<img src="pixel.gif" alt="" style="display:none">'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        found: dict[str, list[Element]] = {}
        for image in page.all("img"):
            if image.has("width", "height") or image.has_unknown_attributes:
                continue
            source = (image.attr("src") or "").strip()
            if not source or source[:5].lower() == "data:" or _is_svg(source):
                continue
            if _is_sized_elsewhere(image) or names.is_hidden(image):
                continue
            found.setdefault(source, []).append(image)
        for source, images in found.items():
            often = f" ({len(images)} times)" if len(images) > 1 else ""
            yield self.at(images[0], f"image without width and height{named(source)}{often}", count=len(images))


def _is_svg(source: str) -> bool:
    return source.partition("?")[0].partition("#")[0].lower().endswith((".svg", ".svgz"))


def _is_sized_elsewhere(image: Element) -> bool:
    if image.attr("style") and not _SIZES.isdisjoint(names.inline_style(image)):
        return True
    picture = image.parent
    if picture is None or picture.name != "picture":
        return False
    return any(child.name == "source" and child.has("width", "height") for child in picture.children)
