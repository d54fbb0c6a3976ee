"""The decoder: browsers' order of evidence, exact places, exact bytes back."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.html.charsets import encode_text, encoding_of, table_of
from auditor.html.declarations import prescan
from auditor.html.decode import Decoded, decode

ENCODINGS = (
    *("utf-8", "utf-16le", "utf-16be", "windows-1252", "windows-1251", "windows-1257", "iso-8859-2", "koi8-u"),
    *("macintosh", "x-mac-cyrillic", "ibm866", "windows-874"),
    *("shift_jis", "euc-jp", "euc-kr", "gbk", "gb18030", "big5"),
)


def page(label: str) -> bytes:
    return f'<!doctype html><meta charset="{label}"><title>Tea</title>'.encode()


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("utf-8", "utf-8"),
        (" UTF8\n", "utf-8"),
        ("ISO-8859-1", "windows-1252"),
        ("ascii", "windows-1252"),
        ("latin5", "windows-1254"),
        ("x-sjis", "shift_jis"),
        ("gb2312", "gbk"),
        ("koi8-ru", "koi8-u"),
        ("utf-7", None),
        ("", None),
        ("utf-\u212a8", None),
    ],
)
def test_labels(label: str, encoding: str | None) -> None:
    assert encoding_of(label) == encoding


@pytest.mark.parametrize(
    ("data", "encoding", "source"),
    [
        (b"", "utf-8", "utf-8"),
        (b"plain", "utf-8", "utf-8"),
        ("<p>Tée".encode(), "utf-8", "utf-8"),
        (b"<!doctype html><p>T\xe9e", "windows-1252", "fallback"),
        (b"<!doctype html><p>\x80\x81\x8d\x8f\x90\x9d", "windows-1252", "fallback"),
        (b"\xef\xbb\xbf" + page("latin2"), "utf-8", "bom"),
        (b"\xff\xfe<\0p\0>\0", "utf-16le", "bom"),
        (b"\xfe\xff\0<\0p\0>", "utf-16be", "bom"),
        (page("latin2"), "iso-8859-2", "meta"),
        (page("utf-16"), "utf-8", "meta"),
        (page("x-user-defined"), "windows-1252", "meta"),
        (page("no-such-thing"), "utf-8", "utf-8"),
        (b'<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=koi8-r">', "koi8-r", "meta"),
        (b'<meta content="text/html; charset=koi8-r">', "utf-8", "utf-8"),
        (b'<meta content="text/html; charset=koi8-r" charset="big5">', "big5", "meta"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=big5>", "big5", "meta"),
        (b"<!--><meta charset=koi8-r>", "koi8-r", "meta"),
        (b'<a title="<meta charset=koi8-r>"><meta charset=big5 >', "big5", "meta"),
        (b"<script><meta charset=koi8-r></script>", "koi8-r", "meta"),
        (b"<meta charset=koi8-r", "utf-8", "utf-8"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r", "meta"),
        (b" " * 2000 + b"<meta charset=koi8-r>", "koi8-r", "meta"),
    ],
)
def test_order_of_evidence(data: bytes, encoding: str, source: str) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.source) == (encoding, source)


def test_header_outranks_meta() -> None:
    assert decode(page("koi8-r"), content_type='text/html; Charset="Big5"').encoding == "big5"
    assert decode(page("koi8-r"), content_type="text/html").encoding == "koi8-r"
    assert decode(page("koi8-r"), content_type="text/html; charset=bogus", declared="big5").source == "http"


def test_window_is_1024_bytes() -> None:
    meta = b"<meta charset=koi8-r>"
    fits = b" " * (1024 - len(meta)) + meta
    assert prescan(fits) == "koi8-r"
    assert prescan(b" " + fits) is None


def test_a_post_is_utf_8_whatever_it_quotes() -> None:
    decoded = decode(b"---\ntitle: x\n---\n<meta charset=koi8-r>\x97")
    assert (decoded.encoding, decoded.error_count, decoded.text[-1]) == ("utf-8", 1, "\ufffd")


def test_a_fragment_with_one_bad_byte_is_still_utf_8() -> None:
    decoded = decode("<p>Crème brûlée ".encode() + b"\x97 and so on</p>")
    assert [tuple(error) for error in decoded.errors] == [(19, 20, 16)]


def test_all_declarations_are_found() -> None:
    data = b'<head><meta charset=big5 ><script>"<meta charset=l1>"</script>' + b" " * 1500
    data += b'<meta http-equiv="content-type" content="x; charset=\'Nope\'"></head><meta charset=l2>'
    found = decode(data).declarations
    assert [(each.label, each.encoding, each.kind) for each in found] == [
        ("big5", "big5", "meta charset"),
        ("Nope", None, "http-equiv"),
    ]
    assert data[found[0].start : found[0].end] == b"<meta charset=big5 >"
    assert data[found[1].label_start : found[1].label_end] == b"Nope"


def test_declarations_of_utf_16_have_places_in_its_bytes() -> None:
    data = b"\xff\xfe" + '<p title="😀"><meta charset="utf-8">'.encode("utf-16-le")
    (found,) = decode(data).declarations
    assert data[found.start : found.end].decode("utf-16-le") == '<meta charset="utf-8">'


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (b"\xc3", [(0, 1, 0)]),
        (b"a\xc0\xafb", [(1, 2, 1), (2, 3, 2)]),
        (b"\xe2\x82a", [(0, 2, 0)]),
        (b"\xf0\x9f\x98", [(0, 3, 0)]),
        (b"\xed\xa0\x80", [(0, 1, 0), (1, 2, 1), (2, 3, 2)]),
        (b"\xef\xbf\xbd\xff\xef\xbf\xbd\xff", [(3, 4, 1), (7, 8, 3)]),
        (b"\xf4\x90\x80\x80", [(0, 1, 0), (1, 2, 1), (2, 3, 2), (3, 4, 3)]),
    ],
)
def test_utf_8_errors_are_maximal_subparts(data: bytes, places: list[tuple[int, int, int]]) -> None:
    decoded = decode(b"---\n" + data)
    assert [(error.start - 4, error.end - 4, error.at - 4) for error in decoded.errors] == places
    assert decoded.text[4:] == data.decode("utf-8", "replace")


def test_undefined_bytes_of_a_single_byte_encoding() -> None:
    decoded = decode(b"<meta charset=windows-1253>\xe1\xd2\xe1")
    assert decoded.text.endswith("α\ufffdα")
    assert [tuple(error) for error in decoded.errors] == [(28, 29, 28)]


def test_vendor_characters_of_euc_jp() -> None:
    decoded = decode(b"<meta charset=euc-jp>\xad\xa1\xa4\xa2\xff\xad\xea", content_type=None)
    assert decoded.text.endswith("①あ\ufffd㈱")
    assert decoded.data[decoded.byte_offset(22) : decoded.byte_offset(23)] == b"\xa4\xa2"


@given(st.binary(max_size=60), st.sampled_from(ENCODINGS))
def test_places_are_exact_for_any_bytes(data: bytes, label: str) -> None:
    decoded = decode(data, content_type=f"text/html; charset={label}")
    offsets = [decoded.byte_offset(at) for at in range(len(decoded.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(data)
    for error in decoded.errors:
        assert decoded.text[error.at] == "\ufffd"
        assert decoded.byte_offset(error.at) == error.start
        assert decoded.byte_offset(error.at + 1) == error.end
    if label != "big5":  # which has bytes for pairs of characters
        for at, (start, end) in enumerate(itertools.pairwise(offsets)):
            assert start < end
            assert {decoded.text_offset(byte) for byte in range(start, end)} == {at}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.sampled_from(ENCODINGS), st.data())
def test_text_survives_the_round_trip(text: str, encoding: str, data: st.DataObject) -> None:
    text = "".join(char for char in text if _can(char, encoding))
    raw = encode_text(text, encoding)
    decoded = Decoded(raw, text, encoding, "http") if encoding == "big5" else decode(raw, declared=encoding)
    if decoded.bom:
        return
    assert decoded.encode(decoded.text) == raw
    start = data.draw(st.integers(0, len(decoded.text)))
    end = data.draw(st.integers(start, len(decoded.text)))
    part = raw[decoded.byte_offset(start) : decoded.byte_offset(end)]
    assert encode_text(decoded.text[start:end], encoding) == part
    assert decoded.edited([(start, end, "x")]) == encode_text(decoded.text[:start] + "x" + decoded.text[end:], encoding)


def _can(char: str, encoding: str) -> bool:
    try:
        return decode(encode_text(char, encoding), declared=encoding).text == char
    except UnicodeEncodeError:
        return False


def test_long_text_has_exact_places() -> None:
    text = "añ€😀" * 3000
    decoded = decode(b"\xef\xbb\xbf" + text.encode())
    for at in (0, 1, 2047, 2048, 2049, 5000, 11_999):
        assert decoded.byte_offset(at) == 3 + len(text[:at].encode())
        assert decoded.text_offset(decoded.byte_offset(at)) == at


def test_encode_keeps_the_mark_and_refuses_what_it_cannot_say() -> None:
    assert decode(b"\xff\xfea\0").encode("b") == b"\xff\xfeb\0"
    with pytest.raises(UnicodeEncodeError):
        decode(page("latin1")).encode("中")


def test_an_edit_leaves_invalid_bytes_alone() -> None:
    decoded = decode(b"---\n\xff one \xff")
    assert decoded.edited([(6, 9, "two")]) == b"---\n\xff two \xff"


def test_every_byte_of_windows_1252_is_a_character() -> None:
    table = table_of("windows-1252")
    assert table is not None
    assert (len(set(table)), table[0x80], table[0x81], table[0x9D]) == (256, "€", "\x81", "\x9d")


@pytest.mark.parametrize("label", ["gbk", "gb18030"])
def test_the_two_spellings_of_the_euro_sign(label: str) -> None:
    decoded = decode(b"\x81@\x80\xa2\xe3x", content_type=f"text/html; charset={label}")
    assert decoded.text == "丂€€x"
    assert [decoded.byte_offset(at) for at in range(5)] == [0, 2, 3, 5, 6]
    assert [decoded.text_offset(at) for at in range(6)] == [0, 0, 1, 2, 2, 3]
