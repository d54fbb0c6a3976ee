from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Rule, Severity, bad, good, languages, shorten


class LanguageDeprecated(Rule):
    """A language tag is out of use.

    ## What it does
    Looks every `lang` up among what IANA's registry calls deprecated: `iw` (now `he`), `mo` (now `ro`), regions that are no
    more.

    ## Why it matters
    The tag is still valid, but newer software may not know it.

    ## How to fix it
    Write what the registry prefers; the message names it.

    ## Sources
    - [RFC 5646](https://www.rfc-editor.org/rfc/rfc5646), section 3.1.6 (checked 2026-11)
    - IANA, [Language Subtag Registry](https://www.iana.org/assignments/language-subtag-registry) of 2026-09-17 (checked 2026-11)
    """

    severity = Severity.NOTE
    presets = ("strict",)
    examples = (
        bad('<!DOCTYPE html>\n<html lang="iw"></html>', at=2, says="“iw” is deprecated: “iw” became “he”"),
        bad('<p lang="de-DD">Tee</p>', says="“dd” became “DE”"),
        good('<html lang="he"></html>'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding at each such attribute."""
        for element in page.language_declarations:
            stated = element.attr("lang")
            if not stated or UNKNOWN in stated:
                continue
            deprecation = languages.deprecation(stated)
            if deprecation is not None:
                yield self.at(element.value_span("lang"), f"the language tag “{shorten(stated)}” {deprecation}")
