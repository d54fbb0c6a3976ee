"""Character references: what the standard's tokenizer makes of them, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.html.references import references, resolve, resolve_with_map, suspects
from auditor.testing import page


@pytest.mark.parametrize(
    ("raw", "value", "problem"),
    [
        ("&eacute;", "é", None),
        ("&eacute", "é", "no-semicolon"),
        ("&#233;", "é", None),
        ("&#XE9;", "é", None),
        ("&#xe9", "é", "no-semicolon"),
        ("&#128;", "€", "c1"),
        ("&#x92", "’", "c1"),
        ("&#129;", "\x81", "c1"),
        ("&#0;", "\ufffd", "null"),
        ("&#xD800;", "\ufffd", "surrogate"),
        ("&#x110000;", "\ufffd", "out-of-range"),
        ("&#99999999999999999999999999999;", "\ufffd", "out-of-range"),
        ("&#0000000000000000000000000065;", "A", None),
        ("&#xFFFE;", "\ufffe", "noncharacter"),
        ("&#xFDD0;", "\ufdd0", "noncharacter"),
        ("&#13;", "\r", "control"),
        ("&#x7f;", "\x7f", "control"),
        ("&#9;", "\t", None),
        ("&NotEqualTilde;", "\u2242\u0338", None),
        ("&nonsense;", "&nonsense;", "unknown-name"),
        ("&EACUTE;", "&EACUTE;", "unknown-name"),
        ("&#", "&#", "no-digits"),
        ("&#x", "&#x", "no-digits"),
    ],
)
def test_one_reference(raw: str, value: str, problem: str | None) -> None:
    (found,) = references(raw, 10)
    assert (found.written, found.value, found.problem) == (raw, value, problem)
    assert tuple(found.span) == (10, 10 + len(raw))


@pytest.mark.parametrize("raw", ["AT&T", "a & b", "?x=1&y=2", "&", "&&", "&;", "&é;"])
def test_ampersands_that_are_no_references(raw: str) -> None:
    assert list(references(raw)) == []
    assert resolve(raw) == raw


def test_attributes_keep_old_names_before_letters_and_equals_signs() -> None:
    assert resolve("?a=1&copy=2&notit;&copy;&amp", attribute=True) == "?a=1&copy=2&notit;©&"
    assert resolve("?a=1&copy=2&notit;&copy;&amp") == "?a=1©=2¬it;©&"


def test_map_points_into_the_source() -> None:
    text, places = resolve_with_map("a&amp;b&#x1F600;", 5)
    assert text == "a&b😀"
    assert list(places) == [5, 6, 11, 12, 21]


PIECES = [
    "&",
    "#",
    "x",
    "X",
    ";",
    "amp",
    "not",
    "in",
    "copy",
    "12",
    "8364",
    "1F600",
    "é",
    " ",
    "=",
    "D800",
    "lt",
    "0",
    "&#",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_reads_as_a_parser_does(raw: str) -> None:
    element = page(f'<p title="{raw}">{raw}</p>').first("p")
    assert element is not None
    assert resolve(raw, attribute=True) == element.attr("title")
    assert resolve(raw) == element.text


@given(raw=st.lists(st.sampled_from(PIECES)).map("".join), attribute=st.booleans())
def test_map_agrees_with_resolve(raw: str, *, attribute: bool) -> None:
    text, places = resolve_with_map(raw, 3, attribute=attribute)
    assert text == resolve(raw, attribute=attribute)
    assert len(places) == len(text) + 1
    assert list(places) == sorted(places)
    assert places[-1] == 3 + len(raw)


def test_suspects_are_c1_controls_and_lost_characters() -> None:
    text = "a &amp; &#127;&#128;&#0159;&#160;&#1280; &#x80 &#x9F; &#xA0; &#65533; &#xfffd;&#xFFFDA; &#655330;"
    assert [next(references(text[at:])).written for at in suspects(text)] == [
        *("&#128;", "&#0159;", "&#x80", "&#x9F;", "&#65533;", "&#xfffd;"),
    ]
