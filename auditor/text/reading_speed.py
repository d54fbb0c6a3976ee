"""How long a text takes to read: the least and the most that an honest formula may say, and a fair guess.

No single formula may judge a claim: the usual ones reckon with 175 to 300 words a minute, count code or leave it out, add
seconds for images or don't, and round up, down or to the nearest. Here a claim is wrong only outside all of them.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from auditor.text.words import count_words

if TYPE_CHECKING:
    from auditor.html.main_content import Extent
    from auditor.text.words import WordCount

# Words a minute, silent reading. Trauzettel-Klosinski and Dietz, “Standardized Assessment of Reading Performance: The New
# International Reading Speed Texts IReST”, 2012; English: Brysbaert, “How many words do we read per minute?”, 2019.
WORDS_A_MINUTE = {
    "ar": 138, "de": 179, "en": 238, "es": 218, "fi": 161, "fr": 195, "he": 187, "it": 188, "nl": 202, "pl": 166, "pt": 181,
    "ru": 184, "sl": 180, "sv": 199, "tr": 166,
}  # fmt: skip
_WORDS_ELSEWHERE = 200
# Characters a minute, from the same study; Thai from its 1,000 or so characters that take as long as 200 words.
_IDEOGRAPHS_A_MINUTE = {"zh": 255, "ja": 357}
_IDEOGRAPHS_ELSEWHERE = 300
_SPACELESS_A_MINUTE = 900

# The fastest and the slowest reader that the formulas in use know.
_FAST_WORDS, _SLOW_WORDS = 300, 175
_FAST_IDEOGRAPHS, _SLOW_IDEOGRAPHS = 600, 175
_FAST_SPACELESS, _SLOW_SPACELESS = 1500, 400
# The longest that a formula looks at an image, in minutes.
_IMAGE = 12 / 60
# A formula that breaks words at whatever isn't a letter or a digit (dots in names, vowel signs) reckons with this many.
_BROKEN_WORDS = 265
_run = re.compile(r"\w+")


def band(extent: Extent, language: str = "") -> tuple[int, int]:
    """The fewest and the most minutes that may be claimed for a text.

    The fewest are its prose at 300 words a minute, rounded down; the most its prose, excerpt, code and whatever stands beside
    it at 175, with 12 seconds for each image, rounded up, and never less than 1.
    """
    fewest = math.floor(_fast(extent.prose))
    most = math.ceil(_slow(extent, language) + extent.images * _IMAGE)
    return fewest, max(1, most)


def estimate(extent: Extent, language: str = "") -> int:
    """A fair number of minutes for a text, at the reading speed of its language; at least 1. Code is read like prose."""
    count = extent.prose.plus(extent.excerpt).plus(extent.code)
    code = language.partition("-")[0].lower()
    minutes = (
        count.words / WORDS_A_MINUTE.get(code, _WORDS_ELSEWHERE)
        + count.ideographs / _IDEOGRAPHS_A_MINUTE.get(code, _IDEOGRAPHS_ELSEWHERE)
        + count.spaceless / _SPACELESS_A_MINUTE
    )
    return max(1, round(minutes))


def _fast(count: WordCount) -> float:
    return count.words / _FAST_WORDS + count.ideographs / _FAST_IDEOGRAPHS + count.spaceless / _FAST_SPACELESS


def _slow(extent: Extent, language: str) -> float:
    text = extent.everything
    count = count_words(text)
    rate = min(_SLOW_WORDS, WORDS_A_MINUTE.get(language.partition("-")[0].lower(), _SLOW_WORDS))
    # Most formulas take whatever stands between spaces for a word, a lone bracket of code too; some each syllable of Korean.
    words = count.words if count.characters else len(text.split())
    by_words = max(words / rate, len(_run.findall(text)) / _BROKEN_WORDS, count.hangul / _SLOW_WORDS)
    return by_words + count.ideographs / _SLOW_IDEOGRAPHS + count.spaceless / _SLOW_SPACELESS
