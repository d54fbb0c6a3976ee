"""The encodings of the web: the labels they go by, and how their bytes become characters and back.

Labels and single-byte tables are those of the Encoding Standard, https://encoding.spec.whatwg.org/ (2025-06,
checked 2026-11). Encodings are named in lower case: ``utf-8``, ``windows-1252``, ``shift_jis``.

The single-byte encodings are exact: Python's codecs, with the gaps among 80–9F filled by C1 controls and three
characters changed as the standard has it. The others are Python's codecs, which differ from the standard in this:

- after a lead byte with an invalid second byte that isn't ASCII, Python drops one byte where the standard drops two;
- ``euc-jp``, ``shift_jis`` and ``iso-2022-jp`` read a few symbols as their Unicode twins (WAVE DASH, not FULLWIDTH TILDE);
- ``iso-2022-jp`` accepts JIS X 0212; ``big5`` is HKSCS-2004.
"""

from __future__ import annotations

import codecs
import functools
import threading
from array import array
from typing import Any, NamedTuple

_LABELS = """
utf-8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8
ibm866 866 cp866 csibm866
iso-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
iso-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
iso-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
iso-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127
 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
iso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987
 sun_eu_greek
iso-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8
 iso_8859-8:1988 visual
iso-8859-8-i csiso88598i logical
iso-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6
iso-8859-13 iso8859-13 iso885913
iso-8859-14 iso8859-14 iso885914
iso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9
iso-8859-16
koi8-r cskoi8r koi koi8 koi8_r
koi8-u koi8-ru
macintosh csmacintosh mac x-mac-roman
windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620
windows-1250 cp1250 x-cp1250
windows-1251 cp1251 x-cp1251
windows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1
 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252
windows-1253 cp1253 x-cp1253
windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254
windows-1255 cp1255 x-cp1255
windows-1256 cp1256 x-cp1256
windows-1257 cp1257 x-cp1257
windows-1258 cp1258 x-cp1258
x-mac-cyrillic x-mac-ukrainian
gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk
gb18030
big5 big5-hkscs cn-big5 csbig5 x-x-big5
euc-jp cseucpkdfmtjapanese x-euc-jp
iso-2022-jp csiso2022jp
shift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis
euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949
replacement csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr
utf-16be unicodefffe
utf-16le csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16
x-user-defined
"""

# Encodings in which a character may be several bytes, with Python's name for them.
_PYTHON = {
    "utf-8": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5hkscs", "euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp_ext", "shift_jis": "cp932", "euc-kr": "cp949",
}  # fmt: skip
# Single-byte encodings whose Python name doesn't follow from the web's.
_SINGLE = {"ibm866": "cp866", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic", "iso-8859-8-i": "iso8859-8"}
# Where the standard's tables differ from Python's, C1 controls apart: byte, character.
_CHANGED = {"koi8-u": ((0xAE, "\u045e"), (0xBE, "\u040e")), "windows-1255": ((0xCA, "\u05ba"),)}
_UNDEFINED = "\ufffe"  # how Python's tables mark a byte that stands for nothing
# The error handler that puts U+FFFD and takes note.
HANDLER = "auditor-record"

# In which no byte below 80 may be taken for the ASCII character it looks like.
_NOT_ASCII = frozenset(("utf-16le", "utf-16be", "iso-2022-jp", "replacement"))


@functools.cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _LABELS.replace("\n ", " ").split("\n"):
        labels = line.split()
        found.update(dict.fromkeys(labels, labels[0] if labels else ""))
    return found


def encoding_of(label: str) -> str | None:
    """The encoding that a label names, None for a label that the standard doesn't know.

    ``"ISO-8859-1"`` gives ``"windows-1252"``. Letters' case and ASCII white space around it don't matter.
    """
    label = label.strip("\t\n\f\r ")
    return _names().get(label.lower()) if label.isascii() else None


@functools.cache
def table_of(encoding: str) -> str | None:
    """The 256 characters of a single-byte encoding (U+FFFE for a byte without one), None for other encodings."""
    if encoding in _PYTHON or encoding == "replacement":
        return None
    if encoding == "x-user-defined":
        return bytes(range(128)).decode("ascii") + "".join(map(chr, range(0xF780, 0xF800)))
    python = _SINGLE.get(encoding) or encoding.replace("windows-", "cp")
    chars = [bytes([byte]).decode(python, "replace").replace("\ufffd", _UNDEFINED) for byte in range(256)]
    for byte in range(0x80, 0xA0):
        if chars[byte] == _UNDEFINED:
            chars[byte] = chr(byte)
    for byte, char in _CHANGED.get(encoding, ()):
        chars[byte] = char
    return "".join(chars)


class Mistakes(NamedTuple):
    """Where bytes couldn't be decoded: byte offsets ``starts[i]`` to ``ends[i]``, shown as the character ``ats[i]``."""

    starts: array[int]
    ends: array[int]
    ats: array[int]


def decode_bytes(data: bytes, encoding: str) -> tuple[str, Mistakes | None]:
    """Bytes as text, invalid ones as U+FFFD, with their places (None where all are valid)."""
    if encoding == "replacement":
        return ("\ufffd", Mistakes(array("q", [0]), array("q", [len(data)]), array("q", [0]))) if data else ("", None)
    if encoding not in _NOT_ASCII and data.isascii():
        return data.decode("ascii"), None
    try:
        return _decoded(data, encoding, "strict"), None
    except UnicodeDecodeError:
        pass
    _recording.starts = starts = array("q")
    _recording.ends = ends = array("q")
    text = _decoded(data, encoding, HANDLER)
    if not starts:  # all were mended by the handler
        return text, None
    return text, Mistakes(starts, ends, _places(data, text, encoding, starts, ends))


def encode_text(text: str, encoding: str) -> bytes:
    """Text as bytes of an encoding.

    Raises ``UnicodeEncodeError`` where it has no bytes for a character.
    """
    if encoding == "replacement":
        raise UnicodeEncodeError("replacement", text, 0, len(text), "nothing can be written in it")
    table = table_of(encoding)
    if table is not None:
        return codecs.charmap_encode(text, "strict", _encoding_map(encoding))[0]
    if encoding == "gbk":  # reads as gb18030, but may not be written with its four-byte characters
        return text.encode("gbk")
    return text.encode(_PYTHON[encoding])


def python_name(encoding: str) -> str | None:
    """Python's codec for an encoding of several bytes a character; None for single-byte encodings."""
    return _PYTHON.get(encoding)


@functools.cache
def _encoding_map(encoding: str) -> dict[int, int]:
    table = table_of(encoding) or ""
    return {ord(char): byte for byte, char in reversed(list(enumerate(table))) if char != _UNDEFINED}


def _decoded(data: bytes, encoding: str, errors: str) -> str:
    table: Any = table_of(encoding)  # a string is what the codec likes best, but the stubs don't know it
    if table is None:
        return data.decode(_PYTHON[encoding], errors)
    return codecs.charmap_decode(data, errors, table)[0]


class _Recording(threading.local):
    """What the error handler saw in this thread."""

    starts: array[int] = array("q")
    ends: array[int] = array("q")


_recording = _Recording()


def _record(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding == "euc_jp" and (char := _vendor_kanji(error.object[error.start : error.start + 2])):
        return char, error.start + 2
    if error.encoding == "gb18030" and error.object[error.start] == 0x80:
        return "€", error.start + 1
    _recording.starts.append(error.start)
    _recording.ends.append(error.end)
    return "\ufffd", error.end


codecs.register_error(HANDLER, _record)


def _vendor_kanji(pair: bytes) -> str:
    """NEC's and IBM's extra characters (①, ㈱, 髙) in EUC-JP, which Python knows in Shift_JIS only."""
    if len(pair) < 2 or min(pair) < 0xA1 or max(pair) > 0xFE:
        return ""
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
    return bytes((lead, trail)).decode("cp932", "ignore")


def _places(data: bytes, text: str, encoding: str, starts: array[int], ends: array[int]) -> array[int]:
    """The offset in the text of the U+FFFD that each mistake became."""
    if table_of(encoding) is not None:
        return array("q", starts)
    found = array("q")
    # Where the encoding can spell U+FFFD itself, those in the text may be the author's own.
    may_be_literal = encoding in ("utf-8", "utf-16le", "utf-16be", "gbk", "gb18030")
    at = past = 0
    for start, end in zip(starts, ends, strict=True):
        at = at + len(_decoded(data[past:start], encoding, HANDLER)) if may_be_literal else text.find("\ufffd", at)
        found.append(at)
        at, past = at + 1, end
    return found
