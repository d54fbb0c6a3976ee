from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.html import srcset, urls

ANY_TEXT = st.text(max_size=60)
# Text that is made of what URLs are made of reaches more branches than any text.
URL_TEXT = st.text(alphabet="abhtpsC:/\\.?#%2eEzZ @[]\t\n 0é", max_size=30)


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        ("", ""),
        ("  \n", ""),
        ("#", "#"),
        (" #top", "#"),
        ("x.html", "/"),
        ("/x", "/"),
        ("?page=2", "/"),
        ("./a:b", "/"),
        ("x?y=a:b", "/"),
        ("//host/x", "//"),
        ("\\\\host/x", "//"),
        ("/\t/host", "//"),
        ("HTTPS://x", "https"),
        (" java\nscript:void(0)", "javascript"),
        ("mailto:a@b.c", "mailto"),
        ("C:\\x", "c"),
        ("1:2", "/"),
    ],
)
def test_kinds_of_references(href: str, kind: str) -> None:
    assert urls.kind(href) == kind


@pytest.mark.parametrize(
    ("href", "parts"),
    [
        ("HTTP://User:pw@Example.COM:80/a?b#c", ("http", "example.com", "", "/a", "b", "c")),
        ("https:\\\\example.com\\a\\b?x\\y", ("https", "example.com", "", "/a/b", "x\\y", None)),
        ("https:example.com", ("https", "example.com", "", "/", None, None)),
        ("https:////example.com/", ("https", "example.com", "", "/", None, None)),
        ("http://[::1]:8080/x", ("http", "[::1]", "8080", "/x", None, None)),
        ("http://ex%41mple.com:443", ("http", "example.com", "443", "/", None, None)),
        ("//cdn.example.com/a.js", ("", "cdn.example.com", "", "/a.js", None, None)),
        ("a b.html#", ("", None, "", "a b.html", None, "")),
        ("mailto:a@b.c?subject=x", ("mailto", None, "", "a@b.c", "subject=x", None)),
        ("file:///etc/x", ("file", "", "", "/etc/x", None, None)),
        ("te\nl:\t+1", ("tel", None, "", "+1", None, None)),
    ],
)
def test_references_are_split_as_browsers_do(href: str, parts: tuple[str | None, ...]) -> None:
    assert tuple(urls.split(href)) == parts


BASE = "https://example.com/a/b/c?q#f"


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("", "https://example.com/a/b/c?q"),
        ("#x", "https://example.com/a/b/c?q#x"),
        ("?y", "https://example.com/a/b/c?y"),
        ("d", "https://example.com/a/b/d"),
        ("./", "https://example.com/a/b/"),
        ("..", "https://example.com/a/"),
        ("../../../../x", "https://example.com/x"),
        ("%2e%2E/x", "https://example.com/a/x"),
        (".%2e/x/%2e", "https://example.com/a/x/"),
        ("/x//y/../z", "https://example.com/x//z"),
        ("\\x\\y", "https://example.com/x/y"),
        ("//other.org", "https://other.org/"),
        ("///other.org/x", "https://other.org/x"),
        ("https:d", "https://example.com/a/b/d"),
        ("https:/d", "https://example.com/d"),
        ("http:/d", "http://d/"),
        ("https://other.org:443/../x", "https://other.org/x"),
        ("/a%zz", "https://example.com/a%zz"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        (" \n x \t", "https://example.com/a/b/x"),
    ],
)
def test_references_are_resolved_as_browsers_do(href: str, absolute: str) -> None:
    assert str(urls.resolve(href, BASE)) == absolute


def test_a_base_without_scheme_is_no_base() -> None:
    assert urls.resolve("x", "/docs/") == urls.split("x")


@pytest.mark.parametrize(
    ("written", "decoded"),
    [
        ("caf%C3%A9", "café"),
        ("a%2Fb", "a%2Fb"),
        ("%zz", "%zz"),
        ("%C3", "%C3"),
        ("100%", "100%"),
        ("%2541", "%41"),
        ("%e4%b8%ad", "中"),
    ],
)
def test_escapes_are_decoded_once_and_never_raise(written: str, decoded: str) -> None:
    assert urls.percent_decode(written) == decoded


@pytest.mark.parametrize(
    ("path", "folder", "expected"),
    [
        ("x.html", "docs", ("docs/x.html", False, False)),
        ("../x.html", "docs", ("x.html", False, False)),
        ("../../x.html", "docs", ("x.html", False, True)),
        ("/x/", "docs", ("x", True, False)),
        ("/x/..", "docs", ("", True, False)),
        ("a%2Fb/%20c", "", ("a%2Fb/ c", False, False)),
        ("a//b", "", ("a/b", False, False)),
        ("/", "", ("", True, False)),
    ],
)
def test_paths_below_the_root(path: str, folder: str, expected: tuple[str, bool, bool]) -> None:
    assert urls.segments(path, folder) == expected


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a.png", ["a.png"]),
        ("a.png 1x, b.png 2x", ["a.png", "b.png"]),
        ("a.png, b.png 2x,", ["a.png", "b.png"]),
        ("a.png,b.png", ["a.png,b.png"]),
        ("data:image/png;base64,AA== 1x, /w_10,h_20/c.png 2x", ["data:image/png;base64,AA==", "/w_10,h_20/c.png"]),
        ("a.png calc(1,2), b.png", ["a.png", "b.png"]),
        (" ,\n", []),
    ],
)
def test_srcset_is_read_as_the_standard_says(value: str, found: list[str]) -> None:
    assert srcset.addresses(value) == found


@given(ANY_TEXT | URL_TEXT, ANY_TEXT | URL_TEXT)
def test_no_text_raises(href: str, base: str) -> None:
    urls.split(href)
    srcset.addresses(href)
    urls.segments(href, base)
    urls.resolve(href, base)


@given(URL_TEXT)
def test_kind_agrees_with_split(href: str) -> None:
    kind, url = urls.kind(href), urls.split(href)
    assert (kind not in ("", "#", "/", "//")) == bool(url.scheme)
    if kind == "//":
        assert url.host is not None
    if kind in ("", "#"):
        assert not url.path


@given(URL_TEXT)
def test_resolving_is_stable_and_stays_below_the_root(href: str) -> None:
    url = urls.resolve(href, "https://example.com/a/b")
    if url.scheme == "https":
        assert url.path.startswith("/")
        assert not {"..", "."} & set(url.path.split("/"))
        assert urls.remove_dots(url.path) == url.path
