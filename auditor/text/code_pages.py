"""The encodings that UTF-8 is mistaken for: what each of its bytes comes back as, and the way to the bytes again.

The tables are those of windows-1252 and ISO-8859-1 in the Encoding Standard (checked 2026-11): the five bytes that windows-1252
leaves undefined are the C1 controls of the same number. Another encoding is another `CodePage` here.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple


class CodePage(NamedTuple):
    """An encoding of one byte a character. ``high`` are its characters for the bytes 0x80 to 0xFF, in order."""

    name: str
    high: str

    def seen(self, first: int, last: int) -> str:
        """The characters that stand for a range of bytes."""
        return self.high[first - 0x80 : last - 0x7F]


C1 = "".join(map(chr, range(0x80, 0xA0)))
_upper_half = "".join(map(chr, range(0xA0, 0x100)))
_specials = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"

WINDOWS_1252 = CodePage("windows-1252", _specials + _upper_half)
LATIN_1 = CodePage("latin-1", C1 + _upper_half)
CODE_PAGES = (WINDOWS_1252, LATIN_1)

# The bytes that continue a UTF-8 character, in either page; together with the leads, U+00C2 to U+00F4, all that damage is made of.
CONTINUATIONS = "".join(dict.fromkeys(WINDOWS_1252.seen(0x80, 0xBF) + LATIN_1.seen(0x80, 0xBF)))

# The pages disagree about 0x80–0x9F only, and have no character there in common but with the same byte: one table reads both.
_to_bytes = {ord(char): 0x80 + at for page in CODE_PAGES for at, char in enumerate(page.high)}
_from_c1 = {ord(char): special for char, special in zip(C1, _specials, strict=True) if char != special}

# Unicode 15.0, table 3-7, well-formed UTF-8: first bytes, the range of the second byte, how many more there are.
_WELL_FORMED = (
    (0xC2, 0xDF, 0x80, 0xBF, 0),
    (0xE0, 0xE0, 0xA0, 0xBF, 1),
    (0xE1, 0xEC, 0x80, 0xBF, 1),
    (0xED, 0xED, 0x80, 0x9F, 1),
    (0xEE, 0xEF, 0x80, 0xBF, 1),
    (0xF0, 0xF0, 0x90, 0xBF, 2),
    (0xF1, 0xF3, 0x80, 0xBF, 2),
    (0xF4, 0xF4, 0x80, 0x8F, 2),
)


def char_class(chars: str) -> str:
    """A regular expression's class of single characters."""
    return f"[{''.join(map(re.escape, chars))}]"


_only_windows = re.compile(char_class("".join(char for char in _specials if char not in C1)))
_only_latin = re.compile(char_class("".join(char for char in C1 if char not in _specials)))


@functools.cache
def run_pattern() -> re.Pattern[str]:
    """Matches characters that are whole UTF-8 characters in bytes, each of them in one code page throughout."""
    patterns: list[str] = []
    for first, last, low, high, more in _WELL_FORMED:
        rest = "|".join(
            char_class(page.seen(low, high)) + char_class(page.seen(0x80, 0xBF)) * more for page in CODE_PAGES
        )
        patterns.append(f"{char_class(LATIN_1.seen(first, last))}(?:{rest})")
    return re.compile(f"(?:{'|'.join(patterns)})+")


def decode(run: str) -> str:
    """What a match of `run_pattern` says when its bytes are read as UTF-8."""
    return run.translate(_to_bytes).encode("latin-1").decode("utf-8")


def width(char: str) -> int:
    """How many bytes a character beyond ASCII has in UTF-8, which is how many characters its damage has."""
    return 2 if char < "\u0800" else 3 if char < "\U00010000" else 4


def code_page_of(run: str) -> str:
    """The page that a run was read in; windows-1252 where both agree, because that is what browsers take Latin-1 for."""
    is_latin = _only_latin.search(run) is not None and _only_windows.search(run) is None
    return LATIN_1.name if is_latin else WINDOWS_1252.name


def is_mixture(run: str) -> bool:
    """Whether parts of a run were read in different pages, as no one program does."""
    return _only_latin.search(run) is not None and _only_windows.search(run) is not None


def punctuation_for(text: str) -> str:
    """Text with C1 controls as what windows-1252 has for the same bytes: what was meant wherever one stands in a page."""
    return text.translate(_from_c1)


def damaged_again(meant: str, codepage: str, layers: int) -> str:
    """What a text becomes when its UTF-8 is read as a code page, ``layers`` times over: the proof of a repair."""
    high = next(page.high for page in CODE_PAGES if page.name == codepage)
    for _ in range(layers):
        meant = "".join(chr(byte) if byte < 0x80 else high[byte - 0x80] for byte in meant.encode())
    return meant
