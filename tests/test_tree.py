"""Positions: every span slices out of the file's text exactly the construct that it names."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from auditor.finding import Span
from auditor.html.decode import decode
from auditor.html.lines import line_starts
from auditor.html.tree import UNKNOWN, Element, Tree
from auditor.page import Page, PageSource
from auditor.place import place_of
from auditor.source.reading import Source, from_text, page_source

# Written so that the parser accepts each piece where it stands, whatever comes before it.
_words = st.text(alphabet="ab é中𝒳\t&;", min_size=0, max_size=8)
_newline = st.sampled_from(["\n", "\r\n", "\r", "\r\n\r\n", ""])
_value = st.text(alphabet="xy é𝒳=/\r\n", max_size=6)


@st.composite
def _attribute(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(["title", "ALT", "data-x", "href"]))
    style = draw(st.sampled_from(['{}="{}"', "{}='{}'", '{} = "{}"', "{}", "{}=plain"]))
    return style.format(name, draw(_value))


@st.composite
def _markup(draw: st.DrawFn) -> str:
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(["text", "open", "void", "close", "comment"]))
        name = draw(st.sampled_from(["p", "B", "div", "em", "li", "h2", "a"]))
        space = draw(st.sampled_from([" ", "\n", "\r\n ", "\t"]))
        attribute = draw(_attribute())
        parts.append(
            {
                "text": draw(_words) + draw(_newline),
                "open": f"<{name}{space}{attribute}>",
                "void": f"<IMG{space}{attribute}>",
                "close": f"</{name}{space}>",
                "comment": f"<!--{draw(_words)}-->",
            }[kind]
        )
    return "".join(parts)


_before = st.sampled_from(["", "---\ntitle: é𝒳\n---\n", "---\r\ntitle: x\r\n---\r\n", '+++\ntitle = "𝒳"\n+++\n'])
_mark = st.sampled_from([b"", b"\xef\xbb\xbf"])


@given(_before, _markup(), _mark)
def test_every_span_slices_its_construct(before: str, markup: str, mark: bytes) -> None:
    data = mark + (before + markup).encode()
    page = _page(data)
    text = page.text
    assert text == before + markup
    for element in page.elements():
        if element.is_implied:
            continue
        _check_element(element, text)
        assert element.start == element.span.start
        assert page.tree.element_at(element.start) == element
    for comment in page.comments:
        written = text[slice(*comment.span)]
        assert written.startswith(("<!", "</"))
    for run in page.text_runs:
        assert text[slice(*run.span)] == run.raw
    covered = [run.span for run in page.text_runs]
    assert all(one.end <= other.start for one, other in pairwise(covered))


def _page(data: bytes) -> Page:
    return Page(page_source(Source("x.html", data=data)))


def _check_element(element: Element, text: str) -> None:
    tag = text[slice(*element.span)]
    assert re.match(rf"<{element.name}[\s>/]", tag, re.IGNORECASE)
    assert tag.endswith(">")
    if element.end_tag_span is not None:
        end = text[slice(*element.end_tag_span)]
        assert re.match(rf"</{element.name}[\s>]", end, re.IGNORECASE)
        assert end.endswith(">")
        assert element.whole_span == (element.span.start, element.end_tag_span.end)
    for name, value in element.attributes.items():
        written = text[slice(*element.attr_span(name))]
        assert written.lower().startswith(name)
        inner = text[slice(*element.value_span(name))]
        normal = value.replace("\r\n", "\n")
        if "=" in written and "&" not in written:
            assert inner.replace("\r\n", "\n").replace("\r", "\n") == normal


@given(st.text(alphabet="ab\r\n\té𝒳", max_size=40), st.data())
def test_lines_and_columns(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = place_of(text, Span(start, end), line_starts(text))
    before = re.split(r"\r\n|\r|\n", text[:start])
    if text[start - 1 : start + 1] == "\r\n":
        # Between the halves of a line end: still on the line that it ends.
        return
    assert (place.line, place.column) == (len(before), len(before[-1]) + 1)
    assert (place.start, place.end) == (start, end)


def test_templates_keep_their_places() -> None:
    html = '---\ntitle: x\n---\n<p {{ a }} class="b">{{ c }}<a href="{{ d }}/e">f</a></p>'
    page = Page(from_text(html))
    link = page.first("a")
    assert link is not None
    assert page.text[slice(*link.span)] == '<a href="{{ d }}/e">'
    assert UNKNOWN in (link.attr("href") or "")
    paragraph = page.first("p")
    assert paragraph is not None
    assert paragraph.has_unknown_attributes
    assert paragraph.attr("class") == "b"
    assert not link.has_unknown_attributes


def test_what_stands_in_a_template_or_in_svg_is_apart() -> None:
    page = Page(from_text("<title>a</title><template><img id=x></template><svg><title>b</title></svg><img>"))
    assert [title.text for title in page.titles] == ["a"]
    assert [title.text for title in page.all("svg:title")] == ["b"]
    assert len(page.all("img")) == 1
    assert "x" not in page.ids


def test_a_tree_of_half_a_million_nested_elements_is_no_crash() -> None:
    text = "<b>" * 200_000
    tree = Tree(text)
    assert len(tree.named("b")) > 0
    Page(PageSource("x.html", decode(text.encode())))
