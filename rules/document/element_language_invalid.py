from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Element, Finding, Page, Rule, Severity, bad, good, languages, names, shorten


class ElementLanguageInvalid(Rule):
    """The language that a part of the page states is no language.

    ## What it does
    Looks up the first part of every `lang` in the body in IANA's registry, where there is text that it holds for.

    ## Why it matters
    Assistive technology either keeps the voice of the surrounding text or falls back to its own: a quotation in another
    language becomes hard to follow.

    ## How to fix it
    Write the shortest tag of the language: `fr`, `ja`. An empty `lang=""` says that the language isn't known.

    ## Exceptions
    Text that nobody is shown, and elements whose whole text has a `lang` of its own further in.

    ## Sources
    - WCAG 2.2, [3.1.2 Language of Parts](https://www.w3.org/TR/WCAG22/#language-of-parts) (checked 2026-11)
    - ACT rule [de46e4](https://www.w3.org/WAI/standards-guidelines/act/rules/de46e4/) (checked 2026-11)
    - IANA, [Language Subtag Registry](https://www.iana.org/assignments/language-subtag-registry) of 2026-09-17 (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "accessibility")
    also_known_as = ("valid-lang (axe)",)
    examples = (
        bad(
            '<p>Tea</p>\n<p lang="dutch">Zij drinken thee.</p>',
            at=2,
            says="<p>: the language “dutch” is not a registered language",
        ),
        bad('<p lang="#!">Tea</p>', says="“#!”"),
        bad('<p lang="x1"><img src="a.png" alt="Tea"></p>', says="“x1”", why="the text alternative is text"),
        good('<p lang="fr-CH">Thé</p>'),
        good('<p lang="x-klingon">Qapla’</p>', why="a private tag is valid"),
        good('<p lang="">Mbaw</p>', why="the language is unknown, and that is said"),
        good('<article lang="dutch"><p lang="nl">Thee</p></article>', why="it holds for no text"),
        good('<p lang="dutch" hidden>Thee</p>'),
        good('<template><p lang="dutch">Thee</p></template>'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding at each such attribute."""
        for element in page.language_declarations:
            stated = element.attr("lang")
            if not stated or UNKNOWN in stated or element.name in ("html", "head"):
                continue
            problem = languages.language_problem(stated)
            if problem is not None and not names.is_hidden(element) and _holds_for_text(element):
                yield self.at(
                    element.value_span("lang"), f"<{element.name}>: the language “{shorten(stated)}” {problem}"
                )


def _holds_for_text(element: Element) -> bool:
    """Whether there is text, or the name of an image, that has no nearer ``lang``."""
    stack = [element]
    while stack:
        node = stack.pop()
        if (node.attr("alt") or node.attr("aria-label") or node.attr("title") or "").strip():
            return True
        for part in node.contents:
            if isinstance(part, str):
                if part.strip():
                    return True
            elif part.attr("lang") is None and not names.is_hidden(part):
                stack.append(part)
    return False
