"""A stretch of markup as the text that it shows, each character with its place.

For phrases that run through tags and character references (“<b>8</b>&nbsp;min read”) in a page whose tree need not be asked.
"""

from __future__ import annotations

import functools
import re

# Stands between the texts of two blocks: not white space, so that no phrase reaches from one to the next.
BLOCK = "\x00"


@functools.cache
def _piece() -> re.Pattern[str]:
    return re.compile(
        r"<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>|&(?:#\d+|#[xX][\da-fA-F]+|\w+);?|[^<&]+|.",
        re.DOTALL,
    )


_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em font i ins kbd label mark q s samp small span strong sub sup svg path use g time "
    "u var".split()
)


def flat_text(markup: str, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """The text in a stretch of markup, and for each of its characters where it stands. Blocks are kept apart."""
    # Begin outside of a tag.
    first_open, first_close = markup.find("<", start, end), markup.find(">", start, end)
    if first_close >= 0 and (first_open < 0 or first_close < first_open):
        start = first_close + 1
    text: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _piece().finditer(markup, start, end):
        piece = match.group()
        if match[2] is not None:
            if match[2].lower() not in _INLINE:
                text.append(BLOCK)
                places.append(match.span())
        elif piece[0] == "&" and len(piece) > 1:
            import html  # noqa: PLC0415 — few pages come this far

            for char in html.unescape(piece):
                text.append(char)
                places.append(match.span())
        elif not piece.startswith("<!--"):
            text.append(piece)
            places.extend((i, i + 1) for i in range(match.start(), match.end()))
    return "".join(text), places


@functools.cache
def _value() -> re.Pattern[str]:
    return re.compile(r"\s(?:aria-label|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def flat_attribute(markup: str, at: int) -> tuple[str, list[tuple[int, int]]]:
    """The value of the ``aria-label`` or ``title`` in which an offset stands, and the places of its characters."""
    start, end = markup.rfind("<", 0, at), markup.find(">", at)
    if start < 0 or end < 0 or at - start > 2000:
        return "", []
    for match in _value().finditer(markup, start, end):
        group = 1 if match[1] is not None else 2
        if match.start(group) <= at < match.end(group):
            return match[group], [(i, i + 1) for i in range(*match.span(group))]
    return "", []
