"""Bytes of a page as text, as browsers read them, and the way back from every character to its bytes.

A byte order mark wins over the ``Content-Type`` header, that over the page's own declaration; without any, bytes that are
valid UTF-8 are UTF-8 and others are windows-1252. HTML standard, 13.2.3.2 (checked 2026-11).
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from auditor.finding import Span
from auditor.html.charsets import (
    HANDLER,
    Mistakes,
    decode_bytes,
    encode_text,
    encoding_of,
    python_name,
    table_of,
)
from auditor.html.declarations import Declaration, declarations, meant, prescan
from auditor.html.references import suspects

Source = Literal["bom", "http", "meta", "utf-8", "fallback"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
# How many wrong places are told one by one; all are counted.
_MOST_ERRORS = 1000
# So many valid sequences of UTF-8 are no accident in another encoding.
_ENOUGH = 3
# Characters between two known places, for `Decoded.byte_offset`.
_STRIDE = 2048
# The encodings in which a character is always as many bytes as it would be written with.
_WIDTHS = {"utf-8": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
_FURTHEST = 65_536
_header_charset = re.compile(r""";\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))""", re.IGNORECASE)


class DecodeError(NamedTuple):
    """Bytes that mean nothing in the page's encoding: their offsets in the file, and that of the U+FFFD in the text."""

    start: int
    end: int
    at: int


@dataclass(frozen=True)
class Decoded:
    """A page's bytes and its text: without byte order mark, with line ends as they are, invalid bytes as U+FFFD.

    ``encoding`` is the standard's name in lower case, ``source`` what it was learnt from. ``errors`` lists the first thousand
    places with invalid bytes, ``error_count`` counts all. ``declarations`` has those that stand before the body, in order.
    """

    data: bytes
    text: str
    encoding: str
    source: Source
    declarations: tuple[Declaration, ...] = ()
    bom: bool = False
    mistakes: Mistakes | None = field(default=None, repr=False, compare=False)

    @cached_property
    def errors(self) -> tuple[DecodeError, ...]:
        """The first thousand places with bytes that the encoding has no character for, in order."""
        if self.mistakes is None:
            return ()
        bom = self._bom_length
        places = zip(self.mistakes.starts[:_MOST_ERRORS], self.mistakes.ends, self.mistakes.ats, strict=False)
        return tuple([DecodeError(start + bom, end + bom, at) for start, end, at in places])

    @property
    def error_count(self) -> int:
        """How many such places there are."""
        return len(self.mistakes.starts) if self.mistakes is not None else 0

    def byte_offset(self, text_offset: int) -> int:
        """Where in the file the character at an offset of the text begins.

        Exact. The first call reads the text once, others are quick. In ``iso-2022-jp`` an escape sequence belongs to the
        character after it.
        """
        if text_offset >= len(self.text):
            return len(self.data)
        if self._one_byte_each:
            return text_offset + self._bom_length
        ats, offsets = self._marks
        index = bisect_right(ats, text_offset) - 1
        at, offset = ats[index], offsets[index]
        return offset + self._width(at, text_offset) if text_offset > at else offset

    def text_offset(self, byte_offset: int) -> int:
        """The offset in the text of the character that a byte of the file belongs to (0 for the byte order mark)."""
        if byte_offset >= len(self.data):
            return len(self.text)
        if self._one_byte_each:
            return max(byte_offset - self._bom_length, 0)
        ats, offsets = self._marks
        low = max(bisect_right(offsets, byte_offset) - 1, 0)
        high = ats[low + 1] if low + 1 < len(ats) else len(self.text)
        low = ats[low]
        while high - low > 1:
            middle = (low + high) // 2
            if self.byte_offset(middle) <= byte_offset:
                low = middle
            else:
                high = middle
        return low

    def encode(self, text: str) -> bytes:
        """A text as bytes of the page's encoding, with the byte order mark if the file has one.

        Raises ``UnicodeEncodeError`` for a character that the encoding doesn't have.
        """
        return self.data[: self._bom_length] + encode_text(text, self.encoding)

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> bytes:
        """The file with parts of its text replaced: ``(start, end, new)`` in order, not overlapping.

        All bytes outside these parts stay what they are, invalid ones too. Raises ``UnicodeEncodeError`` like `encode`.
        """
        parts: list[bytes] = []
        past = 0
        for start, end, new in edits:
            parts += (self.data[past : self.byte_offset(start)], encode_text(new, self.encoding))
            past = self.byte_offset(end)
        parts.append(self.data[past:])
        return b"".join(parts)

    def span_of(self, declaration: Declaration) -> Span:
        """The place in the text of a declaration's label; of the whole tag where the label is empty."""
        start, end = declaration.label_start, declaration.label_end
        if start == end:
            start, end = declaration.start, declaration.end
        return Span(self.text_offset(start), self.text_offset(end))

    # -- what it looks like -------------------------------------------------------------------

    @cached_property
    def replaced(self) -> frozenset[int]:
        """The offsets in the text of the U+FFFD that stand for invalid bytes; others are the author's own."""
        return frozenset(self.mistakes.ats) if self.mistakes is not None else frozenset()

    @cached_property
    def suspect_references(self) -> tuple[int, ...]:
        """The offsets in the text of numeric character references to C1 controls and to U+FFFD, scripts and comments included."""
        return tuple(suspects(self.text))

    @property
    def encoding_name(self) -> str:
        """The encoding for a message: “UTF-8” as it is mostly written, others by their label."""
        return self.encoding.upper() if self.encoding.startswith("utf-") else self.encoding

    @cached_property
    def is_utf_8_after_all(self) -> bool:
        """Whether another encoding was declared, but the bytes are UTF-8: valid, with three or more characters past ASCII."""
        if self.encoding in ("utf-8", "utf-16le", "utf-16be") or self.data.isascii():
            return False
        try:
            read = self.data.decode()
        except UnicodeDecodeError:
            return False
        return len(read) - len(read.encode("ascii", "ignore")) >= _ENOUGH

    # -- the way back --------------------------------------------------------------------------

    @cached_property
    def _bom_length(self) -> int:
        return (3 if self.encoding == "utf-8" else 2) if self.bom else 0

    @cached_property
    def _one_byte_each(self) -> bool:
        if self.encoding == "replacement":
            return False
        return table_of(self.encoding) is not None or len(self.text) == len(self.data) - self._bom_length

    @cached_property
    def _marks(self) -> tuple[list[int], list[int]]:
        """Offsets in the text and in the file that belong together: around every mistake, and every few characters."""
        ats: list[int] = []
        offsets: list[int] = []
        bom = self._bom_length
        at, offset = 0, bom
        if self.mistakes is not None:
            for start, end, wrong in zip(*self.mistakes, strict=True):
                self._mark(ats, offsets, (at, wrong), (offset, start + bom))
                ats.append(wrong)
                offsets.append(start + bom)
                at, offset = wrong + 1, end + bom
        self._mark(ats, offsets, (at, len(self.text)), (offset, len(self.data)))
        return ats, offsets

    def _mark(self, ats: list[int], offsets: list[int], chars: tuple[int, int], octets: tuple[int, int]) -> None:
        """Add marks for a stretch without mistakes."""
        at, until = chars
        if self.encoding in _WIDTHS:
            offset = octets[0]
            while at < until:
                ats.append(at)
                offsets.append(offset)
                offset += self._width(at, min(until, at + _STRIDE))
                at += _STRIDE
            return
        # Some characters have several spellings, so only decoding tells how long each is.
        ats += range(at, until)
        reader = codecs.getincrementaldecoder(python_name(self.encoding) or "latin-1")(HANDLER)
        begins = octets[0]
        # The byte 80 alone, which the standard takes for "€" as Windows does: Python's decoder would wait for a second byte.
        euro = b"\x80" if self.encoding in ("gbk", "gb18030") else b""
        for place in range(*octets):
            octet = self.data[place : place + 1]
            if octet == euro and begins == place:
                offsets.append(place)
                begins = place + 1
                continue
            read = reader.decode(octet)
            if read:
                offsets += [begins] * len(read)
                begins = place + 1
        del offsets[len(ats) :]

    def _width(self, start: int, end: int) -> int:
        """How many bytes the characters between two offsets take, where there are no mistakes."""
        return len(self.text[start:end].encode(_WIDTHS[self.encoding]))


def decode(data: bytes, *, content_type: str | None = None, declared: str | None = None) -> Decoded:
    """Read a page's bytes as browsers do.

    ``content_type`` is the header that the page came with, ``declared`` an encoding label that is known some other way (a
    server's default); either outranks what the page says. Never fails: invalid bytes become U+FFFD.

    A source with front matter is UTF-8, as site generators have it, whatever markup it quotes. A fragment without a
    declaration is UTF-8 unless more than a tenth of its bytes say otherwise.
    """
    bom, marked = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", None))
    found = () if marked in ("utf-16le", "utf-16be") else declarations(data, len(bom))
    if marked is not None:
        decoded = _decoded(data, marked, "bom", found, bom)
        if not found and marked != "utf-8":
            return replace(decoded, declarations=_wide_declarations(decoded))
        return decoded
    known = _from_header(content_type) or (encoding_of(declared) if declared else None)
    if known is not None:
        return _decoded(data, known, "http", found)
    is_source = data.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n"))
    stated = None if is_source else prescan(data) or _stated_late(found)
    if stated is not None:
        return _decoded(data, stated, "meta", found)
    unmarked = _decoded(data, "utf-8", "utf-8", found)
    if unmarked.mistakes is None or is_source:
        return unmarked
    if unmarked.error_count * 10 < len(data) and not _is_document(data):
        return unmarked
    return _decoded(data, "windows-1252", "fallback", found)


def _decoded(data: bytes, encoding: str, source: Source, found: tuple[Declaration, ...], bom: bytes = b"") -> Decoded:
    text, mistakes = decode_bytes(data[len(bom) :] if bom else data, encoding)
    return Decoded(data, text, encoding, source, found, bool(bom), mistakes)


def _from_header(content_type: str | None) -> str | None:
    match = _header_charset.search(content_type) if content_type else None
    return encoding_of(match[1] or match[2]) if match is not None else None


def _stated_late(found: tuple[Declaration, ...]) -> str | None:
    """A declaration past the prescan's window still counts: the parser meets it and starts anew."""
    for each in found:
        if each.encoding is not None and each.kind != "xml":
            return meant(each.encoding)
    return None


def _is_document(data: bytes) -> bool:
    head = data[:_FURTHEST].lower()
    return b"<!doctype" in head or b"<html" in head or b"<head" in head


def _wide_declarations(decoded: Decoded) -> tuple[Declaration, ...]:
    """The declarations of a UTF-16 page, found in its text and given in its bytes."""
    narrow = decoded.text[:_FURTHEST].encode("latin-1", "replace")
    place = decoded.byte_offset
    return tuple(
        [
            each._replace(
                start=place(each.start),
                end=place(each.end),
                label_start=place(each.label_start),
                label_end=place(each.label_end),
            )
            for each in declarations(narrow)
        ]
    )
