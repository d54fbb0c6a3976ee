from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Rule, bad, fold, good, names, shorten, urls

_filename = re.compile(r"[^/\\]*\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic|jfif|apng)\Z", re.IGNORECASE)
# What cameras, phones and screenshot tools call their files, and names that image services make up.
_camera = re.compile(
    r"(?:(?:IMG|DSC[NF]?|DSC_|P|PXL|MVIMG|WP|VID|GOPR|CIMG|DJI|SAM|HPIM|MG)[-_ ]?\d{3,}[-_\w ()]*"
    r"|(?:photo|image|screenshot|screen[-_]shot|bildschirmfoto|whatsapp[-_ ]image|unsplash|pexels|istock|shutterstock|adobestock)[-_]?\d[-_\w]*"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,})\Z",
    re.IGNORECASE,
)


class ImageAltFilename(Rule):
    """The text that stands for an image is a file name.

    ## What it does
    Looks for an `alt` that ends like an image file (`.jpg`, `.png`, `.svg` …) without being a sentence, that a camera or an image
    service wrote (`IMG_1234`, `photo-1566576721346`), or that is the name of the file in `src` word for word, hyphens and all.

    ## Why it matters
    A screen reader spells it out, and it says nothing of what is seen. Content systems put it there when nobody has written an alt.

    ## How to fix it
    Write what the image shows or does, or `alt=""` if it is decoration.

    ## Sources
    - WCAG 2.2, 1.1.1 “Non-text Content”, failure F30 (checked 2026-11)
    - ACT rule 9eb3f6 “Image filename is accessible name for image” (checked 2026-11)
    """

    presets = ("recommended", "accessibility", "seo")
    also_known_as = ("alt_suspicious (WAVE)", "image-alt filename (Siteimprove)", "ACT 9eb3f6")
    examples = (
        bad('<p>Tea</p>\n<img src="a/IMG_1234.jpg" alt="IMG_1234.jpg">', at=2, says="alt is a file name: “IMG_1234.jpg”"),
        bad('<img src="x" alt="photo-1566576721346-d4a3b4eaeb55">', says="alt is a file name"),
        bad('<img src="/img/green-tea-cup_02.webp" alt="green-tea-cup_02">', says="alt is a file name: “green-tea-cup_02”"),
        bad('<img src="tea%20cup.png" alt="tea cup.png">', says="alt is a file name: “tea cup.png”"),
        bad('<input type="image" src="search-button.gif" alt="search-button.gif">', says="“search-button.gif”"),
        bad('<img src="../_images/tea_cup.png" alt="../_images/tea_cup.png">', says="“../_images/tea_cup.png”"),
        good('<img src="tea.jpg" alt="tea">', why="a word, whatever the file is called"),
        good('<img src="shot.png" alt="How to rename logo.png">', why="a sentence about a file"),
        good('<img src="e-mail.svg" alt="e-mail">'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for image in (*page.all("img"), *page.all("input")):
            alt = fold(image.attr("alt") or "")
            if len(alt) < 5 or UNKNOWN in alt or not _is_filename(alt, image.attr("src") or ""):
                continue
            if not names.is_hidden_from_at(image):
                yield self.at(image.value_span("alt"), f"alt is a file name: “{shorten(alt)}”")


def _is_filename(alt: str, source: str) -> bool:
    # A path to it is no better.
    if " " not in alt and _filename.match(alt.rpartition("/")[2]):
        return True
    if _camera.match(alt):
        return True
    name = urls.percent_decode(source.partition("?")[0].partition("#")[0].rpartition("/")[2])
    if not name:
        return False
    if alt == name:
        return _filename.match(alt) is not None
    # A hyphenated word may be called what it is; only digits or underscores give a file's name away.
    return alt == name.rpartition(".")[0] and " " not in alt and re.search(r"_|-.*\d|\d.*-", alt) is not None
