"""Where a page says what encoding it is in: the standard's prescan, and every declaration of the head.

HTML standard, 13.2.3.2 “Determining the character encoding” and 13.2.3.3 (checked 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from auditor.html.charsets import encoding_of

# The standard's window: browsers look for the declaration here before they decode anything.
WINDOW = 1024
# A declaration this far from the start and still before the body is found, though far too late.
_FURTHEST = 65_536
_SPACE = b"\t\n\x0c\r "
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
# Elements of the head in which "<meta" is only text.
_RAW_TEXT = frozenset((b"script", b"style", b"title", b"noscript", b"textarea", b"template"))

_skip = re.compile(rb"[\t\n\x0c\r /]*")
_spaces = re.compile(rb"[\t\n\x0c\r ]*")
_tag_name = re.compile(rb"[^\t\n\x0c\r >]*")
_attribute_name = re.compile(rb"[^\t\n\x0c\r />][^\t\n\x0c\r />=]*")
_unquoted = re.compile(rb"[^\t\n\x0c\r >]*")
_charset = re.compile(rb"charset[\t\n\x0c\r ]*=[\t\n\x0c\r ]*", re.IGNORECASE)
_until_semicolon = re.compile(rb"[^\t\n\x0c\r ;]*")

Kind = Literal["meta charset", "http-equiv", "xml"]


class Declaration(NamedTuple):
    """A declared encoding: the label as written, the encoding it names (None for a label nobody knows).

    ``start`` and ``end`` are byte offsets in the file of the tag, ``label_start`` and ``label_end`` of the label.
    """

    label: str
    encoding: str | None
    start: int
    end: int
    kind: Kind
    label_start: int
    label_end: int


class _Attribute(NamedTuple):
    name: bytes
    value: bytes
    start: int
    end: int


class _Meta(NamedTuple):
    start: int
    end: int
    attributes: list[_Attribute]


class _RanOutError(Exception):
    """The bytes ended inside a construct."""


def prescan(data: bytes, start: int = 0) -> str | None:
    """The encoding that the standard's prescan of the first 1,024 bytes finds, from ``start`` on.

    ``utf-16`` is taken for ``utf-8`` and ``x-user-defined`` for ``windows-1252``, as the standard has it.
    """
    head = data[start : start + WINDOW]
    if head.startswith((b"<\0?\0x\0", b"\0<\0?\0x")):
        return "utf-16le" if head[0] else "utf-16be"
    lower = head.lower()
    if b"charset" in lower:
        for meta in _metas(head, lower, skip_raw_text=False):
            found = declared_by(meta)
            if found is not None and found.encoding is not None:
                return meant(found.encoding)
    if head.startswith(b"<?xml"):
        found = _xml_declaration(head)
        return meant(found.encoding) if found is not None and found.encoding is not None else None
    return None


def meant(encoding: str) -> str:
    """The encoding that a declaration inside the page stands for: it can't be UTF-16, as it was read as ASCII."""
    if encoding in ("utf-16le", "utf-16be"):
        return "utf-8"
    return "windows-1252" if encoding == "x-user-defined" else encoding


def declarations(data: bytes, start: int = 0) -> tuple[Declaration, ...]:
    """Every declaration before the body, in order, those with unknown labels and those too late included."""
    found: list[Declaration] = []
    if data.startswith(b"<?xml", start) and (xml := _xml_declaration(data[start : start + WINDOW])) is not None:
        found.append(xml)
    head, lower = _head(data, start)
    if b"charset" in lower:
        found.extend(
            each for meta in _metas(head, lower, skip_raw_text=True) if (each := declared_by(meta)) is not None
        )
    if start:
        found = [
            each._replace(
                start=each.start + start,
                end=each.end + start,
                label_start=each.label_start + start,
                label_end=each.label_end + start,
            )
            for each in found
        ]
    return tuple(found)


def declared_by(meta: _Meta) -> Declaration | None:
    """What a meta element declares, None if nothing."""
    is_pragma = False
    label: tuple[Kind, bytes, int] | None = None
    seen: set[bytes] = set()
    for name, value, at, _ in meta.attributes:
        if name in seen:
            continue
        seen.add(name)
        if name == b"http-equiv":
            is_pragma = value.lower() == b"content-type"
        elif name == b"content" and label is None:
            inside = _charset_in(value)
            if inside is not None:
                label = ("http-equiv", inside[0], at + inside[1])
        elif name == b"charset":
            label = ("meta charset", value, at)
    if label is None or (label[0] == "http-equiv" and not is_pragma):
        return None
    kind, written, at = label
    text = written.decode("latin-1")
    return Declaration(text, encoding_of(text), meta.start, meta.end, kind, at, at + len(written))


def _head(data: bytes, start: int) -> tuple[bytes, bytes]:
    """The bytes up to the body (at most 64 kB, at least the standard's window), as they are and in lower case."""
    for most in (4096, _FURTHEST):
        head = data[start : start + most]
        lower = head.lower()
        ends = [at for mark in (b"</head", b"<body") if (at := lower.find(mark)) >= 0]
        if ends or len(head) < most:
            end = max(min(ends), WINDOW) if ends else len(head)
            return head[:end], lower[:end]
    return head, lower


def _metas(data: bytes, lower: bytes, *, skip_raw_text: bool) -> Iterator[_Meta]:
    """The meta tags, found as the prescan finds them; with ``skip_raw_text`` as a parser would, without scripts' text."""
    at = 0
    last = lower.rfind(b"charset")
    try:
        while 0 <= (at := data.find(b"<", at)) < last:
            following = data[at + 1 : at + 2]
            if data.startswith(b"<!--", at):
                at = _past(data, b"-->", at + 2)
            elif following in (b"!", b"?"):
                at = _past(data, b">", at + 1)
            elif following == b"/":
                at = _past_tag(data, at + 2) if data[at + 2 : at + 3].isalpha() else _past(data, b">", at + 1)
            elif following.isalpha():
                if lower.startswith(b"meta", at + 1) and data[at + 5 : at + 6] in _META_ENDS:
                    attributes, end = _attributes(data, at + 5)
                    yield _Meta(at, end, attributes)
                    at = end
                    continue
                name = lower[at + 1 : _tag_name_end(data, at + 1)]
                at = _past_tag(data, at + 1)
                if skip_raw_text and name in _RAW_TEXT:
                    at = max(lower.find(b"</" + name, at), at)
            else:
                at += 1
    except _RanOutError:
        return


_META_ENDS = frozenset((b"\t", b"\n", b"\x0c", b"\r", b" ", b"/"))


def _past(data: bytes, mark: bytes, at: int) -> int:
    found = data.find(mark, at)
    if found < 0:
        raise _RanOutError
    return found + len(mark)


def _tag_name_end(data: bytes, at: int) -> int:
    match = _tag_name.match(data, at)
    return match.end() if match is not None else at


def _past_tag(data: bytes, at: int) -> int:
    return _attributes(data, _tag_name_end(data, at))[1]


def _attributes(data: bytes, at: int) -> tuple[list[_Attribute], int]:
    """The attributes from ``at`` to the end of the tag, and where the tag ends."""
    found: list[_Attribute] = []
    while True:
        at = _end(_skip, data, at)
        if _byte(data, at) == 0x3E:
            return found, at + 1
        name_start, at = at, _end(_attribute_name, data, at)
        name = data[name_start:at].lower()
        at = _end(_spaces, data, at)
        if _byte(data, at) != 0x3D:
            found.append(_Attribute(name, b"", at, at))
            continue
        at = _end(_spaces, data, at + 1)
        quote = _byte(data, at)
        if quote in (0x22, 0x27):
            start, at = at + 1, _past(data, data[at : at + 1], at + 1)
            end = at - 1
        else:
            start, at = at, _end(_unquoted, data, at)
            _byte(data, at)
            end = at
        found.append(_Attribute(name, data[start:end], start, end))


def _end(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    match = pattern.match(data, at)
    return match.end() if match is not None else at


def _byte(data: bytes, at: int) -> int:
    if at >= len(data):
        raise _RanOutError
    return data[at]


def _charset_in(content: bytes) -> tuple[bytes, int] | None:
    """The label in ``text/html; charset=…`` and its place, by the standard's own way of finding it."""
    match = _charset.search(content)
    if match is None or match.end() == len(content):
        return None
    at = match.end()
    quote = content[at : at + 1]
    if quote in (b'"', b"'"):
        end = content.find(quote, at + 1)
        return (content[at + 1 : end], at + 1) if end >= 0 else None
    return content[at : _end(_until_semicolon, content, at)], at


def _xml_declaration(head: bytes) -> Declaration | None:
    """``<?xml … encoding="…"?>`` at the very start, which browsers fall back on."""
    end = head.find(b">")
    at = head.find(b"encoding")
    if end < 0 or at < 0:
        return None
    at = _after_controls(head, at + len(b"encoding"))
    if head[at : at + 1] != b"=":
        return None
    at = _after_controls(head, at + 1)
    quote = head[at : at + 1]
    if quote not in (b'"', b"'"):
        return None
    close = head.find(quote, at + 1)
    if close < 0 or close > end:
        return None
    written = head[at + 1 : close]
    if any(byte <= 0x20 for byte in written):
        return None
    text = written.decode("latin-1")
    return Declaration(text, encoding_of(text), 0, end + 1, "xml", at + 1, close)


def _after_controls(data: bytes, at: int) -> int:
    while at < len(data) and data[at] <= 0x20:
        at += 1
    return at
