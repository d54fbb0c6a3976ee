from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, fold, good, names, shorten

_redundant = re.compile(
    r"(?:(?:an?|the|this is an?) )?(?:image|picture|pic|photo|photograph|graphic|icon|img) (?:of|showing|that shows|depicting) "
    r"|(?:ein |eine |das |dieses )?(?:bild|foto|grafik|abbildung|symbolbild|icon) (?:von|vom|der|des|mit|zeigt) "
    r"|(?:une |l['’])?(?:image|photo|photographie|illustration|icône) (?:de |du |des |d['’]|montrant |représentant )"
    r"|(?:una? |la )?(?:imagen|foto|fotografía|gráfico|icono) (?:de|del|que muestra) "
    r"|(?:un['’]|una |l['’])?(?:immagine|foto|fotografia|grafica|icona) (?:di |del |della |dello |dei |delle |degli |dell['’]|che mostra )"
    r"|(?:een )?(?:afbeelding|foto|plaatje|icoon) van "
    r"|(?:uma? |a )?(?:imagem|foto|fotografia|gráfico|ícone) (?:de|do|da|dos|das|que mostra) ",
    re.IGNORECASE,
)


class ImageAltRedundantWords(Rule):
    """The text that stands for an image begins by saying that it is an image.

    ## What it does
    Looks for an `alt` that begins with “image of”, “photo of”, “icon of” and the like, in English, German, French, Spanish, Italian,
    Dutch and Portuguese.

    ## Why it matters
    A screen reader announces the image as one before it reads the text, so that readers hear it twice.

    ## How to fix it
    Leave the words out. Where the kind of picture matters, say it exactly: “watercolour of”, “aerial view of”.

    ## Sources
    - W3C Web Accessibility Tutorials, “Images”, tips and tricks (checked 2026-11)
    """

    severity = Severity.NOTE
    presets = ("strict", "accessibility")
    also_known_as = ("img-redundant-alt (jsx-a11y)", "alt_redundant (WAVE)")
    examples = (
        bad(
            '<p>Tea</p>\n<img src="t.jpg" alt="Image of a tea cup">',
            at=2,
            says="alt begins with “Image of”: “Image of a tea cup”",
        ),
        bad('<img src="t.jpg" alt="Ein Bild von einer Tasse">', says="alt begins with “Ein Bild von”"),
        bad('<img src="t.jpg" alt="une photo d’une tasse">', says="alt begins with “une photo d’”"),
        good('<img src="t.jpg" alt="A tea cup"><img src="u.jpg" alt="Picture frames on a wall">'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for image in page.all("img"):
            alt = image.attr("alt")
            if not alt:
                continue
            text = fold(alt)
            found = _redundant.match(text)
            if found is not None and not names.is_hidden_from_at(image):
                yield self.at(image.value_span("alt"), f"alt begins with “{found[0].rstrip()}”: “{shorten(text)}”")
