"""Which writing system a character belongs to, and whether text in it is likely to hold that character at all.

Coarse on purpose: blocks of Unicode 15.1 (checked 2026-11), not the Script property of every character.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

# The first code point of a stretch and what is written with it, up to the next stretch; "" is seldom or never met on web pages.
_STRETCHES: tuple[tuple[int, str], ...] = (
    (0x0000, "common"), (0x0041, "latin"), (0x005B, "common"), (0x0061, "latin"), (0x007B, "common"), (0x00AA, "latin"),
    (0x00AB, "common"), (0x00BA, "latin"), (0x00BB, "common"), (0x00C0, "latin"), (0x00D7, "common"), (0x00D8, "latin"),
    (0x00F7, "common"), (0x00F8, "latin"), (0x02B0, "common"), (0x0370, "greek"), (0x0400, "cyrillic"),
    (0x0530, "armenian"), (0x0590, "hebrew"), (0x0600, "arabic"), (0x0700, "syriac"), (0x0750, "arabic"),
    (0x0780, "thaana"), (0x07C0, "nko"), (0x0800, ""), (0x08A0, "arabic"), (0x0900, "devanagari"), (0x0980, "bengali"),
    (0x0A00, "gurmukhi"), (0x0A80, "gujarati"), (0x0B00, "oriya"), (0x0B80, "tamil"), (0x0C00, "telugu"),
    (0x0C80, "kannada"), (0x0D00, "malayalam"), (0x0D80, "sinhala"), (0x0E00, "thai"), (0x0E80, "lao"),
    (0x0F00, "tibetan"), (0x1000, "myanmar"), (0x10A0, "georgian"), (0x1100, "hangul"), (0x1200, "ethiopic"),
    (0x13A0, "cherokee"), (0x1400, "syllabics"), (0x1680, ""), (0x1700, "philippine"), (0x1780, "khmer"),
    (0x1800, "mongolian"), (0x18B0, "syllabics"), (0x1900, "limbu"), (0x1950, ""), (0x1A20, "tai tham"), (0x1AB0, ""),
    (0x1B00, "balinese"), (0x1B80, "sundanese"), (0x1BC0, ""), (0x1C80, "cyrillic"), (0x1C90, "georgian"), (0x1CC0, ""),
    (0x1D00, "latin"), (0x1DC0, "common"), (0x1E00, "latin"), (0x1F00, "greek"), (0x2000, "common"), (0x2C00, ""),
    (0x2C60, "latin"), (0x2C80, ""), (0x2D00, "georgian"), (0x2D30, "tifinagh"), (0x2D80, "ethiopic"),
    (0x2DE0, "cyrillic"), (0x2E00, "common"), (0x2E80, "cjk"), (0x3000, "common"), (0x3040, "cjk"), (0x3130, "hangul"),
    (0x3190, "cjk"), (0xA000, "yi"), (0xA4D0, "lisu"), (0xA500, "vai"), (0xA640, "cyrillic"), (0xA6A0, ""),
    (0xA720, "latin"), (0xA800, ""), (0xA900, "kayah li"), (0xA930, ""), (0xA980, "javanese"), (0xA9E0, ""),
    (0xAA00, "cham"), (0xAA60, ""), (0xAA80, "tai viet"), (0xAAE0, ""), (0xAB00, "ethiopic"), (0xAB30, "latin"),
    (0xAB70, "cherokee"), (0xABC0, "meetei"), (0xAC00, "hangul"), (0xD800, ""), (0xF900, "cjk"), (0xFB00, "latin"),
    (0xFB13, "armenian"), (0xFB1D, "hebrew"), (0xFB50, "arabic"), (0xFE00, "common"), (0xFE70, "arabic"),
    (0xFEFF, "common"), (0xFF66, "cjk"), (0xFFA0, "hangul"), (0xFFE0, "common"), (0x10000, ""), (0x11100, "chakma"),
    (0x11150, ""), (0x11300, "grantha"), (0x11380, ""), (0x1D400, "common"), (0x1D800, ""), (0x1E900, "adlam"),
    (0x1E960, ""), (0x1F000, "common"), (0x20000, "cjk"), (0x32000, ""),
)  # fmt: skip
_starts = [start for start, _ in _STRETCHES]

# Letters beyond Latin Extended-A and marks that living spellings use.
_latin_beyond = frozenset(
    "ƁƂƆƊƏƐƑƒƓƔƖƘƙƝƠơƩƬƯưƱƲƳƴƷǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǤǥǦǧǨǩǪǫǮǯǴǵǸǹǺǻǼǽǾǿȘșȚțȞȟȦȧȨȩȮȯȲȳɓɔɖɗəɛɣɨɩɪɲʃʉʊʋʒʔʻʼʹʷˆˇ˘˙˚˛˜˝"
)
_marks = frozenset(
    map(chr, (*range(0x300, 0x305), *range(0x306, 0x30D), 0x31B, *range(0x323, 0x329), 0x32D, 0x32E, 0x330, 0x331))
)
# Rows of symbols that pages use.
_symbols = ((0x2010, 0x206F), (0x20A0, 0x20C0), (0x2100, 0x22FF), (0x2300, 0x23FF), (0x2500, 0x27BF), (0x2B00, 0x2BFF))


def script(char: str) -> str:
    """The writing system of a character: ``latin``, ``cyrillic``, ``cjk`` …, ``common`` for what all share, ``""`` for rare ones."""
    return _STRETCHES[bisect_right(_starts, ord(char)) - 1][1]


def is_plausible(char: str, before: str = "", after: str = "") -> bool:
    """Whether a character may stand between two others (or none): it is assigned, and its neighbours don't belong elsewhere."""
    code = ord(char)
    category = unicodedata.category(char)
    if category == "Cn":
        # Emoji that are younger than the interpreter's tables.
        return 0x1F300 <= code <= 0x1FAFF
    if category in ("Co", "Cs"):
        return False
    if category == "Mn" and code < 0x370:
        return before.isalpha()
    own = script(char)
    if own in ("latin", "common", "greek"):
        return True
    return bool(own) and not any(
        beside and beside.isalpha() and script(beside) == "latin" for beside in (before, after)
    )


def is_usual(char: str, before: str = "", after: str = "") -> bool:
    """Whether pages in the world's living spellings hold such a character often: stricter than `is_plausible`."""
    if not is_plausible(char, before, after):
        return False
    code = ord(char)
    if code < 0x180:
        return True
    if code < 0x370:
        return char in _latin_beyond or char in _marks
    if code < 0x530:
        # Greek, then Russian, Ukrainian, Serbian and their neighbours; beyond 0x45F letters of smaller alphabets.
        return 0x384 <= code < 0x3CF or 0x400 <= code < 0x460 or code in (0x490, 0x491)
    if 0x591 <= code < 0x5D0:
        # Hebrew's vowel points stand in scripture and dictionaries only.
        return False
    if 0x2000 <= code < 0x2C00:
        return any(first <= code <= last for first, last in _symbols)
    return script(char) not in ("syriac", "nko", "mongolian", "syllabics", "")
