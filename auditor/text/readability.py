"""How hard a text is to read, by measures that need no dictionary. The only importer of textstat.

Only the measures that count letters, words and sentences: those that count syllables want a corpus from the network. Words
and sentences are cut here and handed over so that textstat can't cut them otherwise.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.text.sentences import sentences

# Nothing is said of less: a sentence more or less would decide it.
FEWEST_WORDS = 100
# Shorter bits are labels and exclamations, and textstat doesn't count them as sentences.
_FEWEST_IN_SENTENCE = 3
_LONG = 6
# How many points `rough_lix` may be too low: abbreviations look like ends of sentences to it.
ROUGHNESS = 6

# How many points of LIX the same text has more than in English: the Universal Declaration of Human Rights in the
# translations of the UDHR in Unicode project, measured with this module (2026-11), rounded to whole points.
LIX_ABOVE_ENGLISH = {
    "af": -3, "be": 10, "bg": 4, "ca": 2, "cs": 2, "da": 0, "de": 5, "el": 6, "en": 0, "es": 10, "et": 13, "eu": 18, "fi": 20,
    "fr": 3, "gl": 9, "hr": 4, "hu": 17, "id": 9, "is": -7, "it": 9, "lt": 10, "lv": 18, "ms": 13, "nb": -4, "nl": 4, "nn": -9,
    "no": -4, "pl": 14, "pt": 7, "ro": 10, "ru": 12, "sk": 6, "sl": 10, "sr": 2, "sv": -1, "tr": 11, "uk": 4,
}  # fmt: skip

_SCALE = ((25, "very easy"), (35, "easy"), (45, "of medium difficulty"), (55, "difficult"))


@dataclass(frozen=True)
class Readability:
    """The measures of a text.

    ``words`` and ``sentences`` are counts, ``long_words`` those of more than 6 letters. ``lix`` and ``rix`` are Björnsson's and
    Anderson's, ``ari`` and ``coleman_liau`` American school grades, None for texts that aren't English. ``longest`` is the
    sentence with the most words.
    """

    words: int
    sentences: int
    long_words: int
    longest: str
    lix: float
    rix: float
    ari: float | None
    coleman_liau: float | None

    @property
    def words_a_sentence(self) -> float:
        """How many words a sentence has on average."""
        return self.words / self.sentences

    @property
    def longest_words(self) -> int:
        """How many words the longest sentence has."""
        return len(self.longest.split())


def is_measurable(language: str) -> bool:
    """Whether the measures say something for a language: one with a known distance from English."""
    return _code(language) in LIX_ABOVE_ENGLISH


def lix_in_english(lix: float, language: str) -> float:
    """A LIX as it would be in English: less what the language's longer words add."""
    return lix - LIX_ABOVE_ENGLISH.get(_code(language), 0)


def band(lix: float) -> str:
    """What a LIX means in words, on Björnsson's scale: “very easy” to “very difficult”."""
    return next((name for most, name in _SCALE if lix < most), "very difficult")


def rough_lix(blocks: Sequence[str]) -> float:
    """About the LIX of a text, hardly ever off by more than `ROUGHNESS`, in a tenth of the time of `quick_lix`."""
    text = "\f".join(blocks)
    words = text.split()
    if len(words) < FEWEST_WORDS:
        return 0
    ends = len(blocks) + sum(
        map(text.count, (". ", ".\n", "? ", "?\n", "! ", "!\n", ".) ", ".\N{RIGHT DOUBLE QUOTATION MARK} "))
    )
    return len(words) / ends + 100 * sum(map(_LONG.__lt__, map(len, words))) / len(words)


def quick_lix(blocks: Iterable[str]) -> float:
    """The LIX of a text without loading anything; 0 for less than 100 words."""
    cut = _cut(blocks)
    words = [word for sentence in cut for word in sentence]
    if len(words) < FEWEST_WORDS:
        return 0
    return len(words) / len(cut) + 100 * sum(len(word) > _LONG for word in words) / len(words)


def measure(blocks: Iterable[str], language: str = "en") -> Readability | None:
    """Measure blocks of running text: paragraphs, without headings and code. None for less than 100 words.

    Loads textstat, which takes half a second: ask `quick_lix` first.
    """
    from textstat import textstat as measures  # noqa: PLC0415, TID251 — see above

    kept = list(blocks)
    cut = _cut(kept)
    words = [word for sentence in cut for word in sentence]
    if len(words) < FEWEST_WORDS:
        return None
    text = " ".join(" ".join(sentence) + "." for sentence in cut)
    is_english = _code(language) == "en"
    longest = max(
        (sentence for block in kept for sentence in sentences(_line(block))), key=lambda one: len(one.split())
    )
    return Readability(
        words=len(words),
        sentences=len(cut),
        long_words=sum(len(word) > _LONG for word in words),
        longest=longest,
        lix=measures.lix(text),
        rix=measures.rix(text),
        ari=measures.automated_readability_index(text) if is_english else None,
        coleman_liau=measures.coleman_liau_index(text) if is_english else None,
    )


@functools.cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*")


_edge = "\"'“”„‘’«»‹›()[]{}.,;:!?…–—-*•"


def _cut(blocks: Iterable[str]) -> list[list[str]]:
    """The sentences as lists of bare words. A number, a name out of code or a URL is a word, but a short one."""
    found: list[list[str]] = []
    for block in blocks:
        for sentence in sentences(_line(block)):
            words: list[str] = []
            for token in sentence.split():
                bare = token.strip(_edge)
                if _word().fullmatch(bare):
                    words.append(re.sub(r"['’\-‑]", "", bare) if not bare.isalpha() else bare)
                elif any(char.isalnum() for char in bare):
                    words.append("x")
            if len(words) >= _FEWEST_IN_SENTENCE:
                found.append(words)
    return found


def _line(block: str) -> str:
    return " ".join(block.split())


def _code(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
