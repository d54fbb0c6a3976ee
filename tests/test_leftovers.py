"""What was left behind, and what is meant as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.testing import page
from auditor.text.filler import filler
from auditor.text.leftovers import missing_values, template_code
from auditor.text.spots import has_pair, outside_code, places


def code(html: str, path: str = "page.html") -> list[str]:
    return [found.text for found in template_code(page(html, path))]


def values(html: str) -> list[str]:
    return [found.text for found in missing_values(page(html))]


def filled(html: str) -> list[str]:
    return [found.text for found in filler(page(html))]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Dear {{ name }},</p>", ["{{ name }}"]),
        ("<p>{{name|upper}} and {{- x -}}</p>", ["{{name|upper}}", "{{- x -}}"]),
        ("<p>{{< figure src=x >}}</p>", ["{{< figure src=x >}}"]),
        ("<p>{{% note %}}</p>", ["{{% note %}}"]),
        ("<p>{{&lt; figure &gt;}}</p>", []),
        ("<p><%= title %></p>", ["<%= title %>"]),
        ("<p>&lt;%= title %&gt;</p>", ["&lt;%= title %&gt;"]),
        ("<p>{% include a.html %}</p>", ["{% include a.html %}"]),
        ("<p>Liquid syntax error (line 3): Unknown tag</p>", ["Liquid syntax error (line 3): Unknown tag"]),
        ("<code>List</code><p>Liquid error: x</p>", ["Liquid error: x"]),
        ("<p>translation missing: en.cart.title</p>", ["translation missing: en.cart.title"]),
        ('<meta name="description" content="{{ page.description }}">', ["{{ page.description }}"]),
        ('<a href="%7B%7B%20page.url%20%7D%7D">Tea</a>', ["%7B%7B%20page.url%20%7D%7D"]),
        ('<a href="{{ url }}">a</a><a href="{{ url }}">b</a>', ["{{ url }}"]),
        ('<img src="${src}" alt="Tea">', ["${src}"]),
    ],
)
def test_template_code(html: str, found: list[str]) -> None:
    assert code(html) == found


@pytest.mark.parametrize(
    "html",
    [
        "<pre>{{ name }}</pre><p>Write {{ name }}.</p>",
        '<div class="highlight"><span>{{ name }}</span></div>',
        "<p>Not closed: {{ name</p>",
        "<p>{{ name </p><p> }}</p>",
        "<p>{{}} {{ }} {{{}}}</p>",
        "<p>A set of sets {{1, 2}, {3}}.</p>",
        "<p>Set ${HOME} and %(asctime)s.</p>",
        "<script>var a = '{{ name }}';</script>",
        "<!-- {{ name }} -->",
        '<html ng-app><p>{{ name }}</p><a href="{{ url }}">a</a>',
        '<div x-data="{}" title="{{ x }}">{{ y }}</div>',
        "<svg><text>{{ name }}</text></svg>",
        "<p>Growth of 100% {in all} countries</p>",
        '<p translate="no">{{ name }}</p>',
        '<a href="/100%25">{ a }</a>',
        "<p>Liquid errors are rare. The words translation missing: nobody knows.</p>",
        "",
    ],
)
def test_no_template_code(html: str) -> None:
    assert code(html) == []


def test_sources_are_not_asked() -> None:
    assert code("---\ntitle: Tea\n---\n<p>{{ page.title }}</p>", "tea.html") == []
    assert code("<p>{{ page.title }}</p>", "site/_layouts/post.html") == []
    assert code("<p>{{ page.title }}</p>", "site/post.html") == ["{{ page.title }}"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<title>undefined | Tea</title>", ["undefined"]),
        ("<title>Tea – NaN</title>", ["NaN"]),
        ("<title>null</title>", ["null"]),
        ("<h1>undefined</h1>", ["undefined"]),
        ('<meta property="og:title" content="[object Object]">', ["[object Object]"]),
        ("<p>Posted by undefined</p>", ["Posted by undefined"]),
        ("<span>on Invalid Date</span>", ["on Invalid Date"]),
        ("<span>Published: Invalid Date</span>", ["Published: Invalid Date"]),
        ("<span> NaN min read</span>", []),
        ("<span>undefined min read</span>", ["undefined min read"]),
        ("<b>$NaN</b>", ["$NaN"]),
        ("<p>Cart: [object Object]</p>", ["[object Object]"]),
        ('<img src="/undefined" alt="undefined">', ["undefined", "undefined"]),
        ('<a href="/tags/null/">Tag</a>', ["null"]),
        ('<a href="undefined">Tag</a>', ["undefined"]),
        ('<p><a href="/x">undefined</a></p>', ["undefined"]),
    ],
)
def test_values(html: str, found: list[str]) -> None:
    assert values(html) == found


@pytest.mark.parametrize(
    "html",
    [
        "<title>undefined - JavaScript</title><code>undefined</code>",
        "<title>None of the above</title><h1>Second to None</h1>",
        "<title>Side effects: None</title>",
        "<title>Side effects – None</title>",
        "<p>It returns undefined, NaN or null. None is a value.</p>",
        "<table><tr><td>undefined</td><td>NaN</td><td>null</td></tr></table>",
        "<dl><dt>undefined</dt><dt><a href='#u'>undefined</a></dt></dl>",
        "<p>It prints “[object Object]”.</p>",
        "<p><code>[object Object]</code></p>",
        "<script>console.log('by undefined')</script>",
        '<a href="https://developer.example/JavaScript/undefined">Not defined</a>',
        '<a href="/js/undefined">the value undefined</a>',
        '<a href="/x"><code>undefined</code></a>',
        '<a href="/undefined-behaviour/">C</a><a href="/nullable">N</a>',
        '<img src="/none/tea.jpg" alt="None of them">',
        "<p>Decided by null hypothesis</p>",
        "",
    ],
)
def test_no_values(html: str) -> None:
    assert values(html) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Lorem ipsum dolor sit</p>", ["Lorem ipsum dolor sit"]),
        ("<p>Lorem ipsum <b>dolor sit amet</b></p>", []),
        ("<p>lorem ipsum, dolor <i>x</i> sed do eiusmod tempor incididunt</p>", ["sed do eiusmod tempor incididunt"]),
        ('<p lang="de">Dies ist ein Typoblindtext.</p>', ["Dies ist ein Typoblindtext"]),
        ("<h2>Add Your Heading Text Here</h2>", ["Add Your Heading Text Here"]),
        ("<title>Lorem ipsum dolor sit amet</title>", ["Lorem ipsum dolor sit amet"]),
    ],
)
def test_filler(html: str, found: list[str]) -> None:
    assert [text.strip() for text in filled(html)] == found


@pytest.mark.parametrize(
    "html",
    [
        "<p>Lorem ipsum is filler text; “lorem ipsum” begins it.</p>",
        "<pre>Lorem ipsum dolor sit amet</pre>",
        '<p lang="la">dolorem ipsum quia dolor sit amet</p>',
        "<p>Write your text here.</p>",
        "<!-- Lorem ipsum dolor sit amet -->",
        '<input placeholder="Your text here">',
        "",
    ],
)
def test_no_filler(html: str) -> None:
    assert filled(html) == []


@given(st.text(alphabet="ab{%", max_size=40), st.integers(1, 5))
def test_has_pair(text: str, most: int) -> None:
    assert has_pair(text, "{", "{%", most=most) == ("{{" in text or "{%" in text)


@given(st.text(alphabet="ab", max_size=30))
def test_places(text: str) -> None:
    assert len(list(places(text, "ab"))) == text.count("ab")


def test_outside_code() -> None:
    text = "<pre>a</pre><!-- <p>a --><script>'<pre>a'</script><code>a<b>a</b></code>"
    hits = [at for at in range(len(text)) if text.startswith("a", at) and text[at - 3 : at] != "scr"]
    assert not outside_code(text, [at for at in hits if text[at - 1] in "> '"])
    assert outside_code(text + "<p>a", [len(text) + 3])
    assert not outside_code(text, [])
