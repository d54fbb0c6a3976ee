"""What bytes that are invalid in a page's encoding were meant to be."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.finding import Span
from auditor.html.charsets import decode_bytes
from auditor.html.decode import Decoded

# The encoding that a language's pages were mostly saved in before UTF-8; windows-1252 for all others.
_USUAL = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk"), "windows-1251"),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "bs", "ro"), "windows-1250"),
    **dict.fromkeys(("tr", "az"), "windows-1254"),
    **dict.fromkeys(("ar", "fa", "ur"), "windows-1256"),
    **dict.fromkeys(("lt", "lv", "et"), "windows-1257"),
    "el": "windows-1253", "he": "windows-1255", "vi": "windows-1258", "th": "windows-874",
    "ja": "shift_jis", "ko": "euc-kr", "zh": "gbk",
}  # fmt: skip

_surrogate = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_cut_off = re.compile(rb"(?:\xe2[\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]?)")
_unsaid = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]")


class WrongBytes(NamedTuple):
    """A run of invalid bytes: its place in the text, its offset in the file, and what it may be (``""`` if nobody can tell)."""

    span: Span
    data: bytes
    start: int
    guess: str

    @property
    def shown(self) -> str:
        """The bytes in hexadecimal, at most eight of them."""
        return self.data[:8].hex(" ").upper() + (" …" if len(self.data) > 8 else "")


def wrong_bytes(decoded: Decoded, language: str = "", *, most: int = 5) -> tuple[list[WrongBytes], int]:
    """The first runs of invalid bytes, at most ``most``, and how many runs there are (among the first thousand mistakes)."""
    runs: list[tuple[int, int, int, int]] = []
    for start, end, at in decoded.errors:
        if runs and runs[-1][1] == start and runs[-1][3] == at:
            runs[-1] = (runs[-1][0], end, runs[-1][2], at + 1)
        else:
            runs.append((start, end, at, at + 1))
    found = [
        WrongBytes(Span(at, until), data := decoded.data[start:end], start, _guess(data, decoded.encoding, language))
        for start, end, at, until in runs[:most]
    ]
    return found, len(runs)


def _guess(run: bytes, encoding: str, language: str) -> str:
    if encoding == "utf-8":
        if (of_utf_8 := _broken_utf_8(run)) is not None:
            return of_utf_8
        likely = _USUAL.get(language[:2].lower(), "windows-1252")
    else:
        likely = "utf-8"
    text, mistakes = decode_bytes(run, likely)
    if mistakes is not None or _unsaid.search(text):
        return ""
    return f"“{text[:20]}” in {likely}" if text.strip() else f"U+{ord(text[0]):04X} in {likely}"


def _broken_utf_8(run: bytes) -> str | None:
    """What is wrong with bytes that were made by something that meant to write UTF-8."""
    if run.startswith((b"\xc0\x80", b"\xc0\xaf", b"\xc1")) and len(run) > 1:
        return "an overlong form, which UTF-8 forbids"
    if _surrogate.match(run):
        try:
            pair = run.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeError:
            return "half of a surrogate pair"
        return f"“{pair[:20]}” in CESU-8"
    if _cut_off.fullmatch(run):
        return "the beginning of a character in UTF-8"
    return None
