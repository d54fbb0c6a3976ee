from __future__ import annotations

from collections.abc import Iterator

from auditor import Element, Finding, Page, Rule, Severity, bad, good, named


class ImageSrcEmpty(Rule):
    """An image has no address: its `src` is empty or missing.

    ## What it does
    Looks at each `img` for a `src` with something in it.

    ## Why it matters
    There is no image to see. Some browsers once loaded the page itself again for an empty `src`.

    ## How to fix it
    Give the image its address, or take the element out until a script adds it.

    ## Exceptions
    Silent where a script or framework sets the address: an attribute such as `data-src`, `:src`, `[src]` or `v-bind:src` is there.

    ## Sources
    - HTML standard, 4.8.3 “The img element”: “the src attribute must be present, and must contain a valid non-empty URL” (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    also_known_as = ("src-not-empty (HTMLHint)", "H056 (djLint)", "attribute-allowed-values (html-validate)")
    examples = (
        bad('<p>Tea</p>\n<img src="" alt="Green tea">', at=2, says="image with an empty src: “Green tea”"),
        bad('<img alt="Green tea">', says="image without src: “Green tea”"),
        bad('<img src=" " srcset="t.jpg 1x" alt="">', says="image with an empty src"),
        good('<img src="t.jpg" alt="Green tea">'),
        good(
            '<img data-src="t.jpg" alt="Green tea"><img src="" data-lazy-src="t.jpg" alt="">', why="a script loads it"
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for image in page.all("img"):
            source = image.attr("src")
            if source is not None and source.strip(" \t\n\f\r"):
                continue
            if image.has_unknown_attributes or _is_set_by_script(image):
                continue
            what = "image without src" if source is None else "image with an empty src"
            alt = image.attr("alt")
            yield self.at(image.attr_span("src"), f"{what}{named(alt or '')}")


def _is_set_by_script(image: Element) -> bool:
    return any("src" in name and name not in ("src", "srcset") for name in image.attributes)
