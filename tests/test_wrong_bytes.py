"""What invalid bytes were meant to be; how much one rule says."""

from __future__ import annotations

import pytest

from auditor.html.decode import decode
from auditor.html.wrong_bytes import wrong_bytes
from auditor.limits import limited


@pytest.mark.parametrize(
    ("data", "language", "guess"),
    [
        (b"\x97", "", "“—” in windows-1252"),
        (b"\xa0", "en", "U+00A0 in windows-1252"),
        (b"\xcf\xf0\xe8\xe2\xe5\xf2", "ru-RU", "“Привет” in windows-1251"),
        (b"\x9c", "pl", "“ś” in windows-1250"),
        (b"\x81", "", ""),
        (b"\xe2\x80", "", "the beginning of a character in UTF-8"),
        (b"\xf0\x9f\x98", "", "the beginning of a character in UTF-8"),
        (b"\xe9", "", "“é” in windows-1252"),
        (b"\xc0\x80", "", "an overlong form, which UTF-8 forbids"),
        (b"\xed\xa0\xbd", "", "half of a surrogate pair"),
        (b"\xed\xa0\xbd\xed\xb8\x80", "", "“😀” in CESU-8"),
    ],
)
def test_guesses(data: bytes, language: str, guess: str) -> None:
    decoded = decode(b"<meta charset=utf-8>a" + data + b" b")
    (one,), count = wrong_bytes(decoded, language)
    assert (one.guess, one.data, one.start, count) == (guess, data, 21, 1)
    assert set(decoded.text[one.span.start : one.span.end]) == {"\ufffd"}


def test_utf_8_in_a_page_of_another_encoding() -> None:
    (one,), _ = wrong_bytes(decode(b"<meta charset=windows-1253>\xd2\xb0"))
    assert one.data == b"\xd2"
    assert one.guess == ""


def test_only_the_first_runs_are_shown() -> None:
    found, count = wrong_bytes(decode(b"<meta charset=utf-8>" + b"\xff a" * 9), most=3)
    assert (len(found), count) == (3, 9)
    assert wrong_bytes(decode(b"<meta charset=utf-8>" + b"\xff" * 9))[0][0].shown == "FF FF FF FF FF FF FF FF …"


def test_limited() -> None:
    assert list(limited([1, 2], 2)) == [(1, [1], ""), (2, [2], "")]
    assert list(limited([1, 2, 3, 4], 2)) == [(1, [1], ""), (2, [2, 3, 4], "; 2 more on this page")]
    assert list(limited([], 2)) == []
