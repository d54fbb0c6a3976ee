from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Rule, Severity, bad, good, languages, shorten


class LanguageSubtagInvalid(Rule):
    """A language tag names a language but isn't valid as a whole.

    ## What it does
    Reads every `lang` in the page as BCP 47 does: the order of its parts, and each against IANA's registry. A tag whose
    language isn't known is `language-invalid`'s or `element-language-invalid`'s.

    ## Why it matters
    What isn't valid is ignored: `en-UK` isn't British English for a browser, a voice or a spell checker, since the United
    Kingdom is `GB`.

    ## How to fix it
    Look the region or script up in the registry, or leave it out: `en` is fine where the kind of English makes no
    difference.

    ## Sources
    - HTML standard, [lang](https://html.spec.whatwg.org/multipage/dom.html#the-lang-and-xml:lang-attributes) (checked 2026-11)
    - [RFC 5646](https://www.rfc-editor.org/rfc/rfc5646), section 2.2.9 (checked 2026-11)
    - IANA, [Language Subtag Registry](https://www.iana.org/assignments/language-subtag-registry) of 2026-09-17 (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "accessibility", "seo")
    examples = (
        bad('<!DOCTYPE html>\n<html lang="en-UK"></html>', at=2, says="“en-UK” has an unknown region: “uk”"),
        bad('<p lang="en-US-GB">Tea</p>', says="has a second region: “gb”"),
        bad('<p lang=" en ">Tea</p>', says="“ en ” has white space around it"),
        good('<html lang="en-GB"><body><p lang="sr-Latn-RS">čaj</p></body></html>'),
        good('<p lang="dutch">Thee</p>', why="no language at all: that is another rule's"),
        good('<p lang="de-CH-1901-x-mine">Tee</p>'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding at each such attribute."""
        for element in page.language_declarations:
            stated = element.attr("lang")
            if (
                not stated
                or not stated.strip("\t\n\f\r ")
                or UNKNOWN in stated
                or languages.language_problem(stated) is not None
            ):
                continue
            problem = languages.problem(stated)
            if problem is not None:
                quoted = stated if len(stated) < 60 and stated.isprintable() else shorten(stated)
                yield self.at(element.value_span("lang"), f"the language tag “{quoted}” {shorten(problem, 90)}")
