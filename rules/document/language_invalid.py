from __future__ import annotations

from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Rule, Severity, bad, good, languages, shorten


class LanguageInvalid(Rule):
    """The language that a page states is no language.

    ## What it does
    Looks up the first part of `<html lang>` in IANA's registry of language subtags; that of a post's `lang` in its front
    matter (where `en_US` is the custom and passes). The other parts are `language-subtag-invalid`'s.
    A private tag (`x-mine`) passes: RFC 5646 leaves its meaning to those who use it.

    ## Why it matters
    A screen reader that doesn't know the language reads with whichever voice it has. `english`, `eng` and `gr` look right and
    mean nothing: the tags are `en`, `en` and `el`.

    ## How to fix it
    Write the shortest tag of the language: `en`, `de`, `zh-Hant`. The W3C's article on choosing a language tag has a list
    to look it up in.

    ## Sources
    - WCAG 2.2, [3.1.1 Language of Page](https://www.w3.org/TR/WCAG22/#language-of-page) (checked 2026-11)
    - ACT rule [bf051a](https://www.w3.org/WAI/standards-guidelines/act/rules/bf051a/) (checked 2026-11)
    - [RFC 5646](https://www.rfc-editor.org/rfc/rfc5646), section 2.2.1 (checked 2026-11)
    - IANA, [Language Subtag Registry](https://www.iana.org/assignments/language-subtag-registry) of 2026-09-17 (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "accessibility", "seo")
    also_known_as = ("html-lang-valid (axe)", "H055 (djLint)")
    examples = (
        bad('<!DOCTYPE html>\n<html lang="english"></html>', at=2, says="“english” is not a registered language"),
        bad('<html lang="em-US"></html>', says="“em-US” starts with no registered language: “em”"),
        bad('<html lang="en_US"></html>', says="“en_US” has “_” where “-” belongs"),
        bad(
            "---\nlang: engl\n---\n<p>Tea</p>",
            at=2,
            says="“engl” is not a registered language",
            path="_posts/2026-01-01-tea.html",
        ),
        bad(
            "---\nlang: no\n---\n<p>Te</p>",
            at=2,
            says="“no” is read as false",
            path="te.html",
            why="YAML takes it for a truth value",
        ),
        good('<html lang="FR"></html>'),
        good('<html lang="x-klingon"></html>', why="a private tag is valid"),
        good('<html lang="zh-Hant-TW"></html>'),
        good('<html lang="en-UK"></html>', why="the language is known; `language-subtag-invalid` speaks of “UK”"),
        good("---\nlang: en_US\n---\n<p>Tea</p>", path="tea.html"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the attribute or the front matter's value."""
        if page.front_matter is not None:
            yield from self._in_front_matter(page)
        root = page.first("html")
        stated = root.attr("lang") if root is not None else None
        if root is None or stated is None or not stated.strip("\t\n\f\r ") or UNKNOWN in stated:
            return
        problem = languages.language_problem(stated)
        if problem is not None:
            yield self.at(root.value_span("lang"), f"the page's language “{shorten(stated)}” {problem}")

    def _in_front_matter(self, page: Page) -> Iterator[Finding]:
        matter = page.front_matter
        if matter is None:
            return
        stated = matter.get("lang")
        span = matter.span_of("lang")
        if stated is False:
            yield self.at(span, f"the page's language “{page.text[span.start : span.end]}” is read as false")
        elif isinstance(stated, str) and stated.strip():
            problem = languages.language_problem(stated.replace("_", "-"))
            if problem is not None:
                yield self.at(span, f"the page's language “{shorten(stated)}” {problem}")
