"""Lines of a text, as HTML, editors and reports count them."""

from __future__ import annotations

import re
from itertools import accumulate

_line_end = re.compile(r"\r\n|\n|\r")


def line_starts(text: str) -> list[int]:
    r"""The offset of each line's first character. A line ends with ``\n``, ``\r\n`` or a lone ``\r``, and with nothing else."""
    if "\r" in text:
        return [0, *(found.end() for found in _line_end.finditer(text))]
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    starts.pop()
    return starts
