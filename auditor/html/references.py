"""Character references (``&eacute;``, ``&#233;``) as HTML reads them, with their places.

HTML standard, 13.2.5.72 to 13.2.5.80 and 13.5 (checked 2026-11). The names are those of the standard's table, which is
frozen and comes with Python.
"""

from __future__ import annotations

import functools
import re
from array import array
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from auditor.finding import Span
from auditor.html.charsets import table_of

Problem = Literal[
    "c1", "control", "surrogate", "out-of-range", "null", "noncharacter", "unknown-name", "no-semicolon", "no-digits"
]
_REPLACED = "\ufffd"

_reference = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+)|[xX]?)|([a-zA-Z][a-zA-Z0-9]*))(;?)")

# C1 controls and U+FFFD.
_suspect = re.compile(
    r"&#(?:0*(?:1(?:2[89]|[345][0-9])|65533)(?![0-9])|[xX]0*(?:[89][0-9a-fA-F]|[fF]{3}[dD])(?![0-9a-fA-F]))"
)


class Reference(NamedTuple):
    """A character reference in the source.

    ``written`` is its source text, ``value`` the one or two characters that it stands for; ``written`` itself where it stands
    for nothing (``unknown-name``, ``no-digits``). ``code`` is the number of a numeric reference, which differs from ``value``
    where HTML reads another character (``&#128;`` is €), -1 for a name. ``problem`` is None where all is well.
    """

    span: Span
    written: str
    value: str
    code: int
    problem: Problem | None


def resolve(raw: str, *, attribute: bool = False) -> str:
    """Source text with its character references replaced. In an attribute's value ``&copy=`` isn't one."""
    if "&" not in raw:
        return raw
    parts: list[str] = []
    past = 0
    for span, _, value, _, _ in references(raw, attribute=attribute):
        parts += (raw[past : span.start], value)
        past = span.end
    parts.append(raw[past:])
    return "".join(parts)


def resolve_with_map(raw: str, at: int = 0, *, attribute: bool = False) -> tuple[str, array[int]]:
    """`resolve`, and for each character where in the source it begins; one entry more for the end.

    ``at`` is the offset of ``raw`` in the file's text, which the places count in.
    """
    if "&" not in raw:
        return raw, array("q", range(at, at + len(raw) + 1))
    parts: list[str] = []
    places: array[int] = array("q")
    past = 0
    for span, _, value, _, _ in references(raw, attribute=attribute):
        parts += (raw[past : span.start], value)
        places.extend(range(at + past, at + span.start))
        places.extend([at + span.start] * len(value))
        past = span.end
    parts.append(raw[past:])
    places.extend(range(at + past, at + len(raw) + 1))
    return "".join(parts), places


def references(raw: str, at: int = 0, *, attribute: bool = False) -> Iterator[Reference]:
    """The character references of a source text, in order; ``at`` is added to their places.

    An ampersand that begins none (``AT&T``, ``a & b``, ``?x=1&y=2``) isn't told; ``&nonsense;`` and ``&#;`` are.
    """
    start = raw.find("&")
    while start >= 0:
        match = _reference.match(raw, start)
        found = _read(match, at, attribute=attribute) if match is not None else None
        if found is not None:
            yield found
        start = raw.find("&", start + 1 if found is None else found.span.end - at)


def _read(match: re.Match[str], at: int, *, attribute: bool) -> Reference | None:
    hexadecimal, decimal, name, semicolon = match.groups()
    span = Span(at + match.start(), at + match.end())
    if name is not None:
        return _named(match, span, name, semicolon, attribute=attribute)
    digits = hexadecimal or decimal
    if not digits:
        written = match[0].removesuffix(";")  # "&#" is the mistake, ";" is only text
        return Reference(Span(span.start, span.start + len(written)), written, written, -1, "no-digits")
    code = int(digits.lstrip("0")[:10] or "0", 16 if hexadecimal else 10)
    value, problem = numbered(code)
    return Reference(span, match[0], value, code, problem or (None if semicolon else "no-semicolon"))


def suspects(text: str) -> Iterator[int]:
    """The offsets of numeric references to C1 controls and to U+FFFD. For whole pages: quicker than one search with the pattern."""
    at = text.find("&")
    while at >= 0:
        if text.startswith("#", at + 1) and _suspect.match(text, at) is not None:
            yield at
        at = text.find("&", at + 1)


def numbered(code: int) -> tuple[str, Problem | None]:
    """The character that a numeric reference stands for, and what is wrong with it."""
    if code == 0:
        return _REPLACED, "null"
    if code > 0x10FFFF:
        return _REPLACED, "out-of-range"
    if 0xD800 <= code <= 0xDFFF:
        return _REPLACED, "surrogate"
    if 0x80 <= code <= 0x9F:
        return (table_of("windows-1252") or "")[code], "c1"
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return chr(code), "noncharacter"
    if code == 0x7F or (code < 0x20 and code not in (0x09, 0x0A, 0x0C)):
        return chr(code), "control"
    return chr(code), None


def _named(match: re.Match[str], span: Span, name: str, semicolon: str, *, attribute: bool) -> Reference | None:
    names = _names()
    if semicolon and (value := names.get(name + ";")) is not None:
        return Reference(span, match[0], value, -1, None)
    raw = match.string
    for length in range(min(len(name), 6), 1, -1):
        value = names.get(name[:length])
        if value is None:
            continue
        end = match.start() + 1 + length
        following = raw[end : end + 1]
        if attribute and (following == "=" or (following.isascii() and following.isalnum())):
            return None
        shorter = Span(span.start, span.start + 1 + length)
        return Reference(shorter, raw[match.start() : end], value, -1, "no-semicolon")
    return Reference(span, match[0], match[0], -1, "unknown-name") if semicolon else None


@functools.cache
def _names() -> Mapping[str, str]:
    from html.entities import html5  # noqa: PLC0415 — a table that pages without references do not need

    return html5
