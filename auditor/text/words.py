"""How many words a text has, in every script.

A word is what stands between spaces and has a letter or a digit in it: “don’t”, “in-house” and a URL are one
each, a dash or a bullet is none, and neither combining marks nor vowel signs break a word. Scripts that are written
without spaces are counted by the character.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

# Han, kana, bopomofo and their extensions, half-width forms, the iteration mark and the zero. Not their punctuation.
_IDEOGRAPHS = (
    "\u3005\u3007\u3021-\u3029\u3031-\u3035\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f"
    "\U00020000-\U000323af"
)
# Thai, Lao, Tibetan, Burmese and Khmer: letters, vowel signs and digits. Not their punctuation.
_SPACELESS = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0ed9\u0edc-\u0edf\u0f40-\u0fbc\u1000-\u1049\u1050-\u109f"
    "\u1780-\u17d3\u17dc-\u17e9\ua9e0-\ua9fe\uaa60-\uaa7f"
)
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb"

# Between two words there is always one of these, space or no space: dashes, the ellipsis, the Ethiopic word space.
_breaks = re.compile("[—―…⸺፡\ufdd0\ufffc]")
# What isn't part of a word. Taking it away leaves nothing of a bullet and one word of “don’t”.
_marks = re.compile(r"[^\w\s]+|_+")
_ascii_marks = {code: None for code in range(128) if not (chr(code).isalnum() or chr(code).isspace())}


class _Scripts(NamedTuple):
    counted_apart: re.Pattern[str]
    ideograph: re.Pattern[str]
    spaceless: re.Pattern[str]
    hangul: re.Pattern[str]


@functools.cache
def _scripts() -> _Scripts:
    ranges = (f"{_SPACELESS}{_HANGUL}{_IDEOGRAPHS}", _IDEOGRAPHS, _SPACELESS, _HANGUL)
    return _Scripts(*(re.compile(f"[{those}]") for those in ranges))


class WordCount(NamedTuple):
    """What a text has of each kind.

    ``words`` stand between spaces (Korean ones too), ``ideographs`` are Chinese characters and kana, ``spaceless`` the
    letters and signs of Thai, Lao, Tibetan, Burmese and Khmer. Nothing is counted twice. ``hangul``, the syllables and
    letters of Korean, are parts of its words, for those who count them so.
    """

    words: int = 0
    ideographs: int = 0
    spaceless: int = 0
    hangul: int = 0

    @property
    def characters(self) -> int:
        """What is counted by the character."""
        return self.ideographs + self.spaceless

    def plus(self, other: WordCount) -> WordCount:
        """Both together."""
        return WordCount(*(a + b for a, b in zip(self, other, strict=True)))


def count_words(text: str) -> WordCount:
    """Count the words of a text.

    ``count_words("Don’t — ever — click https://example.org/a-b").words == 4``.
    """
    if text.isascii():
        return WordCount(len(text.translate(_ascii_marks).split()))
    text = _breaks.sub(" ", text)
    scripts = _scripts()
    if scripts.counted_apart.search(text) is None:
        return WordCount(len(_marks.sub("", text).split()))
    text, ideographs = scripts.ideograph.subn(" ", text)
    text, spaceless = scripts.spaceless.subn(" ", text)
    hangul = len(scripts.hangul.findall(text))
    return WordCount(len(_marks.sub("", text).split()), ideographs, spaceless, hangul)
