from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.finding import Span
from auditor.html.lines import line_starts
from auditor.place import place_of
from auditor.report.frame import Line, clean, clean_lines, frame, width


def frame_of(text: str, start: int, end: int) -> list[Line]:
    return frame(place_of(text, Span(start, end), line_starts(text)))


def underlined(line: Line) -> str:
    """The characters of a frame's line that stand over its carets."""
    at = 0
    kept: list[str] = []
    for char in line.text:
        cells = width(char)
        if line.start <= at and at + cells <= line.end and (cells or kept):
            kept.append(char)
        at += cells
    return "".join(kept)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<p>plain</p>", "plain"),
        ("\t<b>\tx</b>", "x"),
        ("<p>日本語のテキスト</p>", "のテ"),
        ("<p>🍵🍵 tea</p>", "tea"),
        ("<p>\U0001f469\u200d\U0001f4bb x</p>", "x"),
        ("a\u0301\u0302 <i>e\u0301</i>", "e\u0301"),
        ("\ufeffＷＩＤＥ <i>ok</i>", "<i>"),
        ("soft\xadhyphen <b>", "<b>"),
    ],
)
def test_exact_cells(text: str, marked: str) -> None:
    start = text.index(marked)
    (line,) = frame_of(text, start, start + len(marked))
    assert underlined(line) == marked
    assert width(line.text[: line.text.index(marked)]) == line.start


wide = st.text(st.sampled_from("ab <>\t日本ｗé🍵\xa0\xad\u0301\u200d\x1b\x00\x9b\u202e"), max_size=40)


@given(wide, wide.filter(lambda text: bool(text.strip())), wide)
def test_cells_are_exact_for_any_short_line(before: str, marked: str, after: str) -> None:
    text = before + marked + after
    (line,) = frame_of(text, len(before), len(before) + len(marked))
    shown = [clean(part.replace("\t", "    ")) for part in (before, marked, after)]
    whole = "".join(shown)
    indent = len(whole) - len(line.text) if line.text in whole else 0
    if width(whole) <= 110:
        assert line.text == whole[indent:]
        assert line.start == width(shown[0]) - indent
        assert line.end == max(line.start + width(shown[1]), line.start + 1)


@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_a_frame_is_narrow_harmless_and_short(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    lines = frame_of(text, start, end)
    assert len(lines) <= 3
    for line in lines:
        assert width(line.text) <= 112
        assert 0 <= line.start < line.end <= 112
        assert line.text == clean(line.text)


def test_a_page_in_one_line_of_500_kilobytes_gets_a_short_frame() -> None:
    text = "<p>x</p>" * 30_000 + "<img src=tea.png>" + "<p>日</p>" * 30_000
    start = text.index("<img")
    (line,) = frame_of(text, start, start + 17)
    assert underlined(line) == "<img src=tea.png>"
    assert line.text.startswith("…")
    assert line.text.endswith("…")
    assert width(line.text) <= 110


def test_a_long_flagged_element_is_cut_at_the_right() -> None:
    text = '<img alt="' + "日" * 300 + '">'
    (line,) = frame_of(text, 0, len(text))
    assert width(line.text) <= 110
    assert (line.start, line.end) == (0, width(line.text))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_not_shown(end: str) -> None:
    text = f"<p>{end}  <b>{end}  bold</b>{end}</p>"
    start, stop = text.index("<b>"), text.index("</b>") + 4
    lines = frame_of(text, start, stop)
    assert [(line.number, line.text) for line in lines] == [(2, "<b>"), (3, "bold</b>")]
    assert [underlined(line) for line in lines] == ["<b>", "bold</b>"]


def test_spaces_that_are_flagged_stay() -> None:
    (line,) = frame_of("      x", 2, 4)
    assert (line.text, line.start, line.end) == ("    x", 0, 2)


def test_an_empty_span_has_one_caret() -> None:
    (line,) = frame_of("ab", 1, 1)
    assert (line.start, line.end) == (1, 2)
    (line,) = frame_of("ab", 2, 2)
    assert (line.start, line.end) == (2, 3)


def test_what_steers_a_terminal_is_shown_instead() -> None:
    said = clean("\x1b[31m\x07\r\n\t\x7f\x9b\u202e\u2066\udcff é🍵")
    assert said == "␛[31m␇␍␊␉␡<9B><U+202E><U+2066>\ufffd é🍵"
    assert clean_lines("a\n\tb\x1b\r") == "a\n\tb␛␍"


@pytest.mark.parametrize("text", ["", "\n \n", "  "])
def test_where_nothing_stands_no_frame_is_shown(text: str) -> None:
    assert frame_of(text, 0, 0) == []
