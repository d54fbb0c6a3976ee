"""The rule `readability-hard`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Related, Rule, Severity, bad, good, main_content, option, readability, shorten

_HARD = (
    "Notwithstanding aforementioned considerations concerning organisational responsibilities, representatives "
    "participating throughout international negotiations should systematically communicate intermediate accomplishments, "
    "comprehensively documenting every significant disagreement between participating institutions and governmental "
    "administrations whenever circumstances require further clarification. "
)
_EASY = (
    "Boil the water and warm the pot. Put in the leaves, one spoon for each cup. Wait for three minutes, then pour. "
)


class ReadabilityHard(Rule):
    """The text is very hard to read: long sentences of long words.

    ## What it does
    Takes the paragraphs of the main content and works out LIX: the words of an average sentence plus the share, in per cent,
    of words longer than six letters. What the page's language adds by its longer words is taken off, so that one limit fits all.
    The longest sentence is named, because that is where to begin.

    ## Why it matters
    Above 55 LIX counts as very difficult, the text of laws and learned papers. Most readers give up on a page like that, those
    who read in a second language first.

    ## How to fix it
    Cut the longest sentences in two. Say the same with verbs instead of nouns. Write for the reader who is tired.

    ## Exceptions
    Nothing is said of less than 100 words in paragraphs, of headings, lists, tables, quotes and code, nor of languages for which
    the measure isn't sound: those written without spaces, and those whose distance from English isn't known.

    ## Sources
    - Björnsson, “Läsbarhet”, 1968; Anderson, “Lix and Rix: Variations on a little-known readability index”, 1983 (checked 2026-11)
    - WCAG 2.2, success criterion 3.1.5 Reading Level (AAA) (checked 2026-11)
    """

    most: int = option(default=65, help="The highest LIX that may pass, on the scale of English.", least=0)

    severity = Severity.NOTE
    presets = ("content",)
    also_known_as = ("Flesch reading ease (SEO plugins)",)
    examples = (
        bad(
            f'<html lang="en"><main><h1>Tea</h1>\n<p>{_HARD * 4}</p></main></html>',
            at=1,
            says="very difficult to read: 32 words a sentence, 91% of them longer than 6 letters (LIX 123)",
        ),
        bad(
            f'<html lang="en"><main><h1>Tea</h1>\n<p>{_EASY * 6}</p></main></html>',
            most=5,
            says="very easy to read",
            why="the limit is yours to set",
        ),
        good(f'<html lang="en"><main><h1>Tea</h1>\n<p>{_EASY * 6}</p></main></html>'),
        good(f'<html lang="en"><main><h1>Tea</h1>\n<p>{_HARD}</p></main></html>', why="too little to judge by"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Measure the paragraphs of the main content."""
        if page.has_templates or page.count("p") == 0 or not readability.is_measurable(page.language):
            return
        content = main_content(page)
        paragraphs = content.paragraphs
        texts = [paragraph.text for paragraph in paragraphs]
        if readability.lix_in_english(readability.rough_lix(texts), page.language) <= self.most - readability.ROUGHNESS:
            return
        quick = readability.quick_lix(texts)
        if readability.lix_in_english(quick, page.language) <= self.most:
            return
        found = readability.measure(texts, page.language)
        if found is None:
            return
        lix = readability.lix_in_english(found.lix, page.language)
        hard = next(
            (p for p, text in zip(paragraphs, texts, strict=True) if found.longest in " ".join(text.split())), None
        )
        said = f"the longest sentence, {found.longest_words} words: “{shorten(found.longest)}”"
        share = 100 * found.long_words / found.words
        yield self.at(
            page.first("h1") or page.start,
            f"{readability.band(lix)} to read: {found.words_a_sentence:.0f} words a sentence, {share:.0f}% of them longer than "
            f"6 letters (LIX {found.lix:.0f})",
            related=(Related(said, hard.span),) if hard is not None else (),
            lix=round(found.lix),
            words=found.words,
            sentences=found.sentences,
        )
