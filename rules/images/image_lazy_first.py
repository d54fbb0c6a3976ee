from __future__ import annotations

from collections.abc import Iterator

from auditor import Element, Finding, Page, Rule, Severity, bad, good, names, option, shorten

# Above this many pixels an image is no icon or portrait.
_SMALL = 100


class ImageLazyFirst(Rule):
    """The first image of the content is loaded lazily, though it is what readers see first.

    ## What it does
    Looks at the first image of the content (not of header, navigation or sidebar, no icon) for `loading="lazy"`, if there is little
    text before it.

    ## Why it matters
    The browser loads a lazy image only once the layout is known. For the image at the top that is lost time: it is often the largest
    thing on the screen, and Largest Contentful Paint is one of the Core Web Vitals.

    ## How to fix it
    Take `loading="lazy"` off the first image; `fetchpriority="high"` helps further.

    ## Exceptions
    Silent where more than `after` characters of text stand before the image: it may be below what is seen first.

    ## Sources
    - web.dev, “Browser-level image lazy loading for the web” and “Optimize Largest Contentful Paint” (checked 2026-11)
    """

    after: int = option(default=600, help="How many characters of text before the image make it a later one.", least=0)

    severity = Severity.NOTE
    presets = ("recommended", "seo")
    also_known_as = ("lcp-lazy-loaded (Lighthouse)",)
    examples = (
        bad('<h1>Tea</h1>\n<img src="tea.jpg" alt="" loading="lazy">', at=2, says="the first image is loaded lazily: “tea.jpg”"),
        good('<h1>Tea</h1><img src="tea.jpg" alt=""><p>…</p><img src="cup.jpg" alt="" loading="lazy">'),
        good("<h1>Tea</h1><p>" + "Tea is a drink. " * 50 + '</p><img src="tea.jpg" alt="" loading="lazy">', why="far down"),
        good('<h1>Tea</h1><p>A drink.</p><img src="tea.jpg" alt="" loading="lazy">', after=5),
        good('<header><img src="logo.png" alt="Tea" loading="lazy"></header><img src="i.png" width="16" height="16" alt="" loading="lazy">'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        if not any(_is_lazy(image) for image in page.all("img")):
            return
        for image in page.all("img"):
            if _is_small(image) or names.is_hidden(image) or names.part_beside(image) is not None:
                continue
            if _is_lazy(image) and _text_before(image, self.after) <= self.after:
                message = f"the first image is loaded lazily: “{shorten(image.attr('src') or '')}”"
                yield self.at(image.attr_span("loading"), message)
            return


def _is_lazy(image: Element) -> bool:
    return (image.attr("loading") or "").lower() == "lazy"


def _is_small(image: Element) -> bool:
    return any((stated := image.attr(name) or "").isdecimal() and int(stated) < _SMALL for name in ("width", "height"))


def _text_before(image: Element, enough: int) -> int:
    """Characters of text before it in the body, or in ``main`` or ``article`` if it stands in one; counts little past ``enough``."""
    count = 0
    node: Element = image
    while count <= enough and (parent := node.parent) is not None:
        for item in parent.contents:
            if isinstance(item, str):
                count += len(item.strip())
            elif item == node:
                break
            elif item.name not in ("script", "style", "nav", "header", "noscript", "template"):
                count += len(item.text.strip())
        if parent.name in ("main", "article", "body"):
            break
        node = parent
    return count
