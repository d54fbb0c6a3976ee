"""Names, roles and hiddenness against the specifications' own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.html import names, srcset
from auditor.html.hidden import inline_style, suspects
from auditor.html.roles import is_focusable, part_beside, role, with_role
from auditor.html.tree import Element, Tree


def the(html: str, selector: str = "#x") -> Element:
    return Tree(html).select(selector)[0]


@pytest.mark.parametrize(
    ("html", "name"),
    [
        # 2B: ids in their order, also of hidden elements, with what is hidden in those; once only.
        ('<a id=x href=/ aria-labelledby="q p"></a><i id=p>one</i><b id=q>two</b>', "two one"),
        ("<a id=x href=/ aria-labelledby=p></a><i id=p hidden>one <b hidden>two</b></i>", "one two"),
        ("<a id=x href=/ aria-labelledby=p></a><i id=p>one <b hidden>two</b></i>", "one"),
        ("<a id=x href=/ aria-labelledby=p></a><i id=p aria-labelledby=q>one</i><i id=q>two</i>", "one"),
        ("<a id=x href=/><i aria-labelledby=q>one</i></a><i id=q>two</i>", "two"),
        ("<button id=x aria-label=Delete aria-labelledby='x q'></button><i id=q>Tea</i>", "Delete Tea"),
        ("<a id=x href=/ aria-labelledby=nowhere>Tea</a>", "Tea"),
        ("<a id=x href=/ aria-labelledby=p>Tea</a><i id=p></i>", "Tea"),
        ("<template><i id=p>no</i></template><a id=x href=/ aria-labelledby=p></a><i id=p>yes</i>", "yes"),
        # 2C: controls within a label.
        (
            "<label for=x>Flash <select><option>1<option selected>3</select> times</label><input type=checkbox id=x>",
            "Flash 3 times",
        ),
        ("<label><input id=x type=checkbox> Wait <input value=5> minutes</label>", "Wait 5 minutes"),
        ("<label>Size <i role=slider aria-valuenow=4 aria-valuetext=big></i><input id=x></label>", "Size big"),
        # 2D
        ("<a id=x href=/ aria-label='  Tea \n house '>x</a>", "Tea house"),
        ("<a id=x href=/ aria-label='  '>Tea</a>", "Tea"),
        # 2E
        ("<img id=x alt=Tea title=Cup>", "Tea"),
        ("<img id=x title=Cup>", "Cup"),
        ("<img id=x role=presentation alt=Tea>", ""),
        ("<img id=x role=presentation alt=Tea tabindex=0>", "Tea"),
        ("<label for=x>One</label><label>Two <input id=x></label>", "One Two"),
        ("<label for=other>One <input id=x></label>", ""),
        ("<label>One <input><input id=x></label>", ""),
        ("<input id=x placeholder=P title=T>", "T"),
        ("<input id=x placeholder=P>", "P"),
        ("<input id=x type=submit>", "Submit"),
        ("<input id=x type=submit value=''>", ""),
        ("<input id=x type=button value=Go>", "Go"),
        ("<input id=x type=image alt=Go value=No>", "Go"),
        ("<label hidden for=x>Name</label><input id=x>", "Name"),
        ("<fieldset id=x><legend>Tea</legend></fieldset>", "Tea"),
        ("<table id=x><caption>Tea</caption></table>", "Tea"),
        ("<figure id=x><figcaption>Tea</figcaption></figure>", "Tea"),
        ("<svg id=x role=img><title>Tea</title><g><title>no</title></g></svg>", "Tea"),
        ("<math id=x alttext=a+b></math>", "a+b"),
        ("<map><area id=x href=/ alt=East></map>", "East"),
        # 2F to 2H
        ("<a id=x href=/>a<div>b</div>c<br>d<b>e</b></a>", "a b c de"),
        ("<a id=x href=/>a<b hidden>b</b><b aria-hidden=true>c</b><script>d</script><template>e</template></a>", "a"),
        ("<a id=x href=/><img alt=Tea> <img alt=''> house</a>", "Tea house"),
        ("<a id=x href=/><svg><title>Tea</title></svg></a>", "Tea"),
        ("<a id=x href=/><iframe>no</iframe></a>", ""),
        ("<a id=x href=/>a&nbsp;</a>", "a\u00a0"),
        ("<div id=x>Tea</div>", ""),
        ("<div id=x role=heading>Tea</div>", "Tea"),
        ("<div id=x role=img>Tea</div>", ""),
        ("<details><summary id=x>Tea</summary></details>", "Tea"),
        # 2I
        ("<a id=x href=/ title=Tea></a>", "Tea"),
        ("<a id=x href=/><i title=Tea></i></a>", "Tea"),
        ("<a id=x href=/><img alt='' title=Tea></a>", "Tea"),
        ("<iframe id=x title=Map></iframe>", "Map"),
    ],
)
def test_accessible_name(html: str, name: str) -> None:
    element = the(html)
    assert names.accessible_name(element) == name
    assert names.has_name(element) == bool(name.strip())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p id=x role='foo BUTTON link'>", "button"),
        ("<p id=x role=landmark>", "paragraph"),
        ("<p id=x role=none>", "presentation"),
        ("<p id=x role=none aria-live=polite>", "paragraph"),
        ("<p id=x role=none aria-hidden=false>", "presentation"),
        ("<h1 id=x role=none tabindex=-1>", "heading"),
        ("<h1 id=x role=none tabindex=no>", "presentation"),
        ("<h1 id=x role=image>", "img"),
        ("<a id=x>", "generic"),
        ("<a id=x href>", "link"),
        ("<img id=x alt>", "presentation"),
        ("<img id=x alt aria-label=Tea>", "img"),
        ("<img id=x>", "img"),
        ("<header id=x>", "banner"),
        ("<article><div><header id=x>", "generic"),
        ("<div role=article><footer id=x>", "generic"),
        ("<article role=none><footer id=x>", "contentinfo"),
        ("<section id=x>", "generic"),
        ("<section id=x aria-label=Tea>", "region"),
        ("<section><aside id=x>", "generic"),
        ("<aside id=x>", "complementary"),
        ("<ul><li id=x>", "listitem"),
        ("<ul role=none><li id=x>", "generic"),
        ("<li id=x>", "generic"),
        ("<table><tr><th id=x>", "columnheader"),
        ("<table><tr><th id=x><td>", "rowheader"),
        ("<table role=grid><tr><td id=x>", "gridcell"),
        ("<table role=presentation><tr><td id=x>", "presentation"),
        ("<input id=x>", "textbox"),
        ("<input id=x type=nonsense list=l>", "combobox"),
        ("<input id=x type=password>", None),
        ("<input id=x type=SEARCH>", "searchbox"),
        ("<select id=x>", "combobox"),
        ("<select id=x size=2>", "listbox"),
        ("<svg><title id=x>", None),
        ("<svg><a id=x href=/>", "link"),
        ("<summary id=x>", None),
    ],
)
def test_role(html: str, expected: str | None) -> None:
    assert role(the(html)) == expected


@pytest.mark.parametrize(
    ("html", "everyone", "assistive"),
    [
        ("<p id=x>", False, False),
        ("<div HIDDEN><p id=x>", True, True),
        ("<p id=x hidden style='display:block'>", False, False),
        ("<p id=x hidden=until-found>", False, True),
        ("<p id=x style='color:red;Display : NONE !important'>", True, True),
        ("<p id=x style='display:none!important;display:block'>", True, True),
        ("<p id=x style='display:none;display:block'>", False, False),
        ("<div style='visibility:hidden'><p id=x>", True, True),
        ("<div style='visibility:hidden'><p id=x style='visibility:visible'>", False, False),
        ("<div style='display:none'><p id=x style='display:block'>", True, True),
        ("<div aria-hidden=true><p id=x>", False, True),
        ("<div aria-hidden=false><p id=x>", False, False),
        ("<div inert><p id=x>", False, True),
        ("<dialog><p id=x>", True, True),
        ("<dialog open><p id=x>", False, False),
        ("<div popover><p id=x>", True, True),
        ("<details><p id=x>", False, False),
        ("<template><p id=x>", True, True),
        ("<input id=x type=Hidden>", True, True),
        ("<video><p id=x>", True, True),
        ("<title id=x>", True, True),
        ("<svg><title id=x>", False, False),
        ("<map><area id=x href=/>", False, False),
    ],
)
def test_hidden(html: str, *, everyone: bool, assistive: bool) -> None:
    element = the(html)
    assert (names.is_hidden(element), names.is_hidden_from_at(element)) == (everyone, assistive)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a id=x href=/>", True),
        ("<a id=x>", False),
        ("<p id=x tabindex=' -1'>", True),
        ("<button id=x disabled>", False),
        ("<fieldset disabled><input id=x>", False),
        ("<fieldset disabled><legend><input id=x></legend>", True),
        ("<details><summary><b>s</b></summary><summary id=x>", False),
        ("<p id=x contenteditable>", True),
        ("<audio id=x>", False),
    ],
)
def test_focusable(html: str, *, expected: bool) -> None:
    assert is_focusable(the(html)) is expected


def test_labels_and_ids() -> None:
    tree = Tree("<label for=a>A</label><input id=a><label>B <button></button></label><label for=zz>C</label><p id=a>")
    assert [names.labelled_control(label) for label in tree.select("label")] == [
        tree.select("input")[0], tree.select("button")[0], None,
    ]  # fmt: skip
    assert names.by_id(tree, "a") == tree.select("input")[0]
    assert names.by_id(tree, "") is None


def test_roles_are_indexed_by_the_first_valid_one() -> None:
    tree = Tree("<p role='x LINK'></p><p role=button></p><p role>")
    assert with_role(tree, "link", "img") == tree.select("p")[:1]


def test_part_beside_the_content() -> None:
    part = part_beside(the("<div role=navigation><ul><li id=x>"))
    assert part is not None
    assert part.name == "div"
    assert part_beside(the("<main><p id=x>")) is None


def test_space_that_shows_nothing_is_no_name() -> None:
    for blank in ("&nbsp;", "&#8203;", "&#xFEFF;", "&emsp;&shy;", " \n"):
        element = the(f"<a id=x href=/>{blank}</a>")
        assert not names.has_name(element)
        assert names.unnamed([element]) == [element]


def test_deep_nesting_is_survived() -> None:
    element = the("<a id=x href=/>" + "<b>" * 3000 + "<img alt=Tea>deep" + "</b>" * 3000)
    assert "deep" in names.accessible_name(element)
    assert not names.is_hidden(element)


def test_inline_style() -> None:
    assert inline_style(the("<p id=x style='A:b; c : D !IMPORTANT;c:e;;f;g:'>")) == {"a": "b", "c": "d"}


_pieces = st.lists(
    st.sampled_from(
        "text| |<b>b</b>|<b hidden>h</b>|<i aria-hidden=true>x</i>|<img alt=Alt>|<img alt=''>|<svg><title>T</title></svg>|<br>|"
        "<script>s</script>|<noscript>n</noscript>|<b aria-label=L></b>|<b title=T></b>|<div>d</div>|&nbsp;|<input value=v>|"
        "<template>t</template>|<i style='display:none'>d</i>|<b aria-labelledby=ref></b>|<iframe>f</iframe>".split("|")
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(_pieces, st.sampled_from(["a href=/", "button", "h2"]))
def test_the_quick_ways_agree_with_the_long_one(pieces: list[str], tag: str) -> None:
    element = the(f"<i id=ref>R</i><{tag} id=x>{''.join(pieces)}</{tag.partition(' ')[0]}>")
    name = names.accessible_name(element)
    blank = not name.replace("\u00a0", " ").strip()
    assert names.text_or_name(element) == name
    assert names.has_name(element) is not blank
    assert names.unnamed([element]) == ([element] if blank else [])


def test_suspects_are_those_with_something_hidden_in_them() -> None:
    tree = Tree(
        "<a href=/>a</a><a href=/><i hidden>b</i></a><h2><b><style></style></b></h2><div><script></script></div>"
    )
    assert suspects(tree) == {tree.select("a")[1], tree.select("h2")[0]}


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("a.png", ""),
        ("a.png, b.png 2x", ""),
        ("a.png 1x,b.png 2x,", ""),
        ("a.png 480w 300h, b.png 960w", ""),
        ("", "it is empty"),
        (" , a.png", "it begins with a comma"),
        ("a.png 1x, b.png", "two candidates have no descriptor, which is 1x,"),
        ("a.png 1.0x, b.png 1x", "two candidates have 1x"),
        ("a.png 480w, b.png 0480w", "two candidates have 0480w"),
        ("a.png 480W", "“480W” is neither a width (480w) nor a density (2x)"),
        ("a.png -1x", "“-1x” is no density"),
        ("a.png +1x", "“+1x” is neither a width (480w) nor a density (2x)"),
        ("my photo.png 2x", "“photo.png” is neither a width (480w) nor a density (2x)"),
        ("a.png 480w 2x", "“480w 2x” are two descriptors of one candidate"),
        ("a.png 300h", "“300h” is neither a width (480w) nor a density (2x)"),
        ("a.png 480w, b.png", "some candidates have a width (w) and others a density (x) or nothing"),
    ],
)
def test_srcset(value: str, fault: str) -> None:
    assert srcset.first_fault(value, srcset.candidates(value)) == fault


@given(st.text("ab.,() wx12\n", max_size=30))
def test_srcset_never_fails(value: str) -> None:
    found = srcset.candidates(value)
    assert all(candidate.url for candidate in found) or srcset.first_fault(value, found)
    srcset.uses_widths(found)
