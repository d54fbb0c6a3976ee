"""Code frames: the source lines of a finding with exactly its characters underlined."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from auditor.finding import Place

_TAB = 4
# Cells of a terminal, the margin with the line numbers not counted.
_MOST_WIDE = 110
# Of what stands before the flagged characters, so many cells are kept where all of it is too much.
_BEFORE = 36


class Line(NamedTuple):
    """A line of a frame: its number, its text as shown, and the cells to underline (start and end, 0-based)."""

    number: int
    text: str
    start: int
    end: int


def clean(text: str) -> str:
    """A text without what would steer a terminal: controls and bidirectional overrides become visible stand-ins."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(char) for char in text)


def clean_lines(text: str) -> str:
    """A text of several lines, `clean` but for its line ends and tabs."""
    return "".join(char if char in "\n\t" else _visible(char) for char in text)


def _visible(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F or 0x80 <= code < 0xA0:
        return "␡" if code == 0x7F else f"<{code:02X}>"
    if 0xD800 <= code < 0xE000:
        return "\N{REPLACEMENT CHARACTER}"
    if code in _STEERING:
        return f"<U+{code:04X}>"
    return char


_STEERING = frozenset((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029, 0xFEFF))


def width(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if char == "\xad":
        # A soft hyphen is the one format character for which terminals keep a cell.
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def frame(place: Place) -> list[Line]:
    """The lines to show for a place; none where it has no frame or there is nothing on its lines."""
    if not any(map(str.strip, place.frame)):
        return []
    lines: list[Line] = []
    for index, text in enumerate(place.frame):
        number = place.line + index
        if not text.strip() and index:
            continue
        first = place.column - place.frame_column if number == place.line else len(text) - len(text.lstrip())
        last = place.end_column - place.frame_column if number == place.end_line else len(text.rstrip())
        first = min(max(0, first), len(text))
        lines.append(_line(number, text, first, min(max(first, last), len(text)), is_cut=place.frame_column > 1))
    indent = min((_indent(line) for line in lines), default=0)
    return [Line(n, text[indent:], start - indent, max(end, start + 1) - indent) for n, text, start, end in lines]


def _indent(line: Line) -> int:
    """How many spaces may go from the left: none of them flagged."""
    return min(len(line.text) - len(line.text.lstrip(" ")), line.start)


def _line(number: int, text: str, first: int, last: int, *, is_cut: bool) -> Line:
    before, marked, after = (_shown(part) for part in (text[:first], text[first:last], text[last:]))
    is_long = width(before) + width(marked) > _MOST_WIDE and width(before) > _BEFORE
    if is_long or is_cut:
        # The flagged characters stand far to the right: what comes before them is cut.
        before = "…" + (_upto(reversed(before), _BEFORE)[::-1] if is_long else before)
    start = width(before)
    shown = before + marked + after
    end = start + width(marked)
    if width(shown) > _MOST_WIDE:
        shown = _upto(shown, _MOST_WIDE - 1) + "…"
        end = min(end, width(shown))
    return Line(number, shown, start, end)


def _upto(text: Iterable[str], cells: int) -> str:
    """As much of the beginning of a text as fits."""
    kept: list[str] = []
    for char in text:
        cells -= _width(char)
        if cells < 0:
            break
        kept.append(char)
    return "".join(kept)


def _shown(text: str) -> str:
    return clean(text.replace("\t", " " * _TAB))
