"""What the examples of the rules about the document can't show: large pages, CRLF, the modes of doctypes, a page's purpose."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import Page, doctypes, purpose
from auditor.registry import RuleType, all_rules
from auditor.testing import findings, page


def rule(name: str) -> RuleType:
    return all_rules()[name]


@pytest.mark.parametrize(
    ("doctype", "mode"),
    [
        ("<!doctype html>", "standard"),
        ("<!DOCTYPE HTML SYSTEM 'about:legacy-compat'>", "standard"),
        (
            "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'>",
            "obsolete",
        ),
        ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01//EN'>", "obsolete"),
        ("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN'>", "limited"),
        (
            "<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'http://www.w3.org/TR/html4/loose.dtd'>",
            "limited",
        ),
        ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'>", "quirks"),
        ("<!DOCTYPE html PUBLIC '-//w3c//dtd html 3.2//en'>", "quirks"),
        ("<!DOCTYPE svg>", "quirks"),
        ("<!DOCTYPE>", "quirks"),
    ],
)
def test_modes_of_doctypes(doctype: str, mode: str) -> None:
    parsed = page(f"\r\n<!-- <!doctype x> -->{doctype}<html></html>")
    assert parsed.doctype is not None
    assert doctypes.mode(parsed.doctype) == mode
    span = doctypes.span(parsed)
    assert parsed.text[span.start : span.end] == doctype


@pytest.mark.parametrize(
    ("html", "path", "expected"),
    [
        ("<p>Tea</p>", "tea.html", "content"),
        ('<META HTTP-EQUIV="Refresh" CONTENT="0; URL=/tea/">', "tea.html", "redirect"),
        ('<meta http-equiv="refresh" content=" 5,/tea/">', "tea.html", "redirect"),
        ('<meta http-equiv="refresh" content="300">', "tea.html", "content"),
        ('<meta name="ROBOTS" content="NoIndex,follow">', "tea.html", "noindex"),
        ('<meta name="googlebot" content="none">', "tea.html", "noindex"),
        ('<meta name="robots" content="nofollow, noimageindex">', "tea.html", "content"),
        ("<p>Gone</p>", "404.html", "error"),
        ("<p>Weg</p>", "de/404/index.html", "error"),
        ("<p>A model</p>", "cars/peugeot-404.html", "content"),
        ("---\nredirect_to: /tea/\n---\n", "old.html", "redirect"),
        ("---\nrobots: noindex\n---\n", "old.html", "noindex"),
    ],
)
def test_purpose(html: str, path: str, expected: str) -> None:
    assert purpose(page(html, path)) == expected


def test_the_seed_in_small() -> None:
    html = '---\r\ntitle: "Guide to Tea 2026"\r\npermalink: /tea/\r\n---\r\n<h1 class="t">Guide to\r\nTea</h1>\r\n'
    found = findings(rule("title-heading-disagree"), {"tea.html": html})
    assert [(one.place.line, one.place.column) for one in found] == [(5, 1)]
    assert found[0].related[0].place is not None
    assert found[0].related[0].place.line == 2
    assert [one.place.line for one in findings(rule("description-missing"), {"tea.html": html})] == [1]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_second_attributes_are_found_to_the_character(break_: str) -> None:
    html = f"<p>é</p>{break_}<p a='1'{break_}b=2 {break_}A = \"x>y\" c B>{break_}</p x=1 x=2><br A a/><img alt=a alt='1'src=b src=c>"
    found = findings(rule("attribute-duplicate"), html)
    assert [html[one.span.start : one.span.end] for one in found] == ['A = "x>y"', "B", "a", "alt='1'", "src=c"]


def test_many_second_attributes_take_no_time() -> None:
    began = time.perf_counter()
    assert len(findings(rule("attribute-duplicate"), "<p id=a id=b>" * 10_000)) == 10_000
    assert time.perf_counter() - began < 5


def test_an_id_is_reported_once_however_often_it_stands() -> None:
    found = findings(rule("id-duplicate"), "<p id=x>" * 1000)
    assert len(found) == 1
    assert "1000 elements" in found[0].message
    assert len(found[0].related) == 5


LANGUAGES = st.sampled_from(
    [
        "<p lang=fr>x</p>",
        "<P LANG=de>x</P>",
        "<a hreflang=en>",
        "<p xml:lang=en>",
        "<template><i lang=nl></template>",
        "<p>lang=en",
        "x ",
    ]
)


@given(
    st.lists(LANGUAGES, max_size=6).map("".join),
    st.booleans(),
    st.sampled_from(["", "<html lang=en>", "<HTML LANG=en>"]),
)
def test_language_declarations_are_all_found(body: str, large: bool, start: str) -> None:  # noqa: FBT001
    parsed: Page = page(start + body.lower() + ("y" * 5000 if large else "") + body.lower())
    found = [element for element in parsed.tree.with_attribute("lang") if element.closest("template") is None]
    assert list(parsed.language_declarations) == found


@pytest.mark.parametrize(
    ("title", "heading", "speaks"),
    [
        ("Tea in 2026", "Tea in 2025", True),
        ("Tea, 2026 edition", "Tea: 2026 Edition", False),
        ("Report 2026 — Teahouse", "Report", True),
        ("What’s new in 3.11 — Tea 3.11.2 documentation", "What’s new in 3.11", False),
        ("Chapter 3", "Chapter 4", True),
        ("Foo (2)", "Foo", False),
        ("お茶 2026年版", "お茶 2025年版", True),
        ("2026", "2025", False),
        ("Tea", "Tea", False),
    ],
)
def test_titles_and_headings(title: str, heading: str, speaks: bool) -> None:  # noqa: FBT001
    found = findings(rule("title-heading-disagree"), f"<title>{title}</title><h1>{heading}</h1>")
    assert bool(found) is speaks
