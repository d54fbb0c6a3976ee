from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Finding, Page, Rule, bad, fold, good, names, option, shorten

# In the languages that content systems are written in: a word for “picture”, for “no text yet”, or what a program prints for nothing.
_WORDS = frozenset(
    "alt|alt text|alt tag|alternative text|image|images|img|picture|pic|photo|photograph|foto|graphic|graphics|thumbnail|thumb|"
    "spacer|blank|untitled|placeholder|image placeholder|placeholder image|todo|tbd|xxx|null|none|undefined|nan|n/a|"
    "featured image|blog image|image alt|description|image description|insert alt text|alt text here|no alt|"
    "bild|bilder|grafik|abbildung|platzhalter|imagen|fotografía|gráfico|marcador de posición|immagine|fotografia|grafica|segnaposto|"
    "imagem|figura|afbeelding|plaatje|image sans titre|sans titre|obrázek|zdjęcie|obraz|billede|kuva|görsel|resim|"
    "изображение|картинка|фото|画像|写真|图片|圖片|照片|이미지|사진".split("|")
)
_numbered = re.compile(
    r"(?:image|img|picture|photo|foto|bild|imagen|immagine|imagem|slide|graphic)[ _-]?#?\d{1,4}\Z", re.IGNORECASE
)


class ImageAltPlaceholder(Rule):
    """The text that stands for an image is a placeholder: “image”, “alt text”, “null”.

    ## What it does
    Looks for an `alt` that is nothing but a word for picture, a note to write one, or a program's word for nothing, in a
    dozen languages, with or without a number after it.

    ## Why it matters
    A screen reader already says that it is an image. Whoever can't see it learns that there is something, and not what.

    ## How to fix it
    Write what the image shows or does, or `alt=""` if it is decoration.

    ## Sources
    - WCAG 2.2, 1.1.1 “Non-text Content”, failure F30 (checked 2026-11)
    """

    allow: tuple[str, ...] = option(
        default=(), help="Texts that mean something on this site, such as “Photo” on a button."
    )

    presets = ("recommended", "accessibility", "seo")
    also_known_as = ("alt_suspicious (WAVE)", "no-redundant-alt (jsx-a11y)")
    examples = (
        bad('<p>Tea</p>\n<img src="tea.jpg" alt="image">', at=2, says="alt is a placeholder: “image”"),
        bad('<img src="tea.jpg" alt="Bild 3">', says="alt is a placeholder: “Bild 3”"),
        bad('<img src="tea.jpg" alt="undefined">', says="“undefined”"),
        good('<img src="tea.jpg" alt="Image of the Buddha at Kamakura">'),
        bad('<img src="cam.svg" alt="Photo">', says="“Photo”"),
        good('<img src="cam.svg" alt="Photo">', allow=("Photo",)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for image in page.all("img"):
            alt = image.attr("alt")
            if not alt or len(alt) > 40:
                continue
            text = fold(alt)
            bare = text.casefold().strip(".:!?[](){}<>…„“”\"'* ")
            if (
                (bare in _WORDS or _numbered.match(bare))
                and text not in self.allow
                and not names.is_hidden_from_at(image)
            ):
                yield self.at(image.value_span("alt"), f"alt is a placeholder: “{shorten(text)}”")
