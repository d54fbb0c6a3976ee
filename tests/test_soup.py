"""The page for BeautifulSoup and lxml, held against the tree that it is made from."""

from __future__ import annotations

import copy
import gc
import re
from typing import TYPE_CHECKING, Any

import pytest
from bs4.element import Comment, Doctype, NavigableString, PageElement, Script, Stylesheet, Tag, TemplateString
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from auditor.html.soup import as_lxml, as_soup
from auditor.html.tree import Tree

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from lxml.etree import _Element as LxmlElement

PAGE = (
    "---\r\ntitle: Tea\r\n---\r\n"
    "<!-- before -->\r\n<!DOCTYPE html>\r\n"
    '<html lang="en">\r\n<head><title>Tëa &amp; cake</title><style>p { }</style></head>\r\n'
    '<body>\r\n  <p class="a  b" id=x rel="c d">One <B>two</B> <!-- in --> three\r\n'
    "<script>if (1<2) {}</script><template><i class=t>later</i></template>\r\n"
    '<svg viewBox="0 0 1 1"><linearGradient/><title>Cup</title></svg>\r\n'
    "<table><tr><td>cell</table><o:p x:y=1>office</o:p>\r\n</body></html><!-- after -->"
)
BASE = PAGE.index("<!-- before")


def tree() -> Tree:
    return Tree(PAGE, base=BASE)


def tags(soup: BeautifulSoup) -> list[Tag]:
    return [node for node in soup.descendants if isinstance(node, Tag)]


def found(root: LxmlElement, path: str) -> list[Any]:
    """What an XPath expression for nodes or strings finds."""
    answer = root.xpath(path)
    assert isinstance(answer, list)
    return answer


def starts(page: Tree) -> list[str]:
    return [event[1].name for event in page.events() if event[0] == "start"]


def texts(page: Tree) -> str:
    return "".join([event[1] for event in page.events() if event[0] == "text"])


def soup_texts(soup: BeautifulSoup) -> str:
    kinds = (Comment, Doctype)
    strings = [node for node in soup.descendants if isinstance(node, NavigableString) and not isinstance(node, kinds)]
    return "".join([str(node) for node in strings if type(node).__name__ != "ProcessingInstruction"])


def assert_linked(soup: BeautifulSoup) -> None:
    """Every link of every node agrees with the order of the contents."""
    order: list[PageElement] = [soup]
    stack: list[PageElement] = list(reversed(soup.contents))
    while stack:
        node = stack.pop()
        order.append(node)
        if isinstance(node, Tag):
            stack.extend(reversed(node.contents))
            for before, after in zip([None, *node.contents], [*node.contents, None], strict=True):
                if before is not None:
                    assert before.next_sibling is after
                    assert before.parent is node
                if after is not None:
                    assert after.previous_sibling is before
    for before, after in zip(order, [*order[1:], None], strict=True):
        assert before.next_element is after
        if after is not None:
            assert after.previous_element is before


def test_tags_know_their_place() -> None:
    page = tree()
    lines = re.split(r"(?<=\n)", PAGE)
    for tag in tags(as_soup(page)):
        assert tag.sourceline is not None
        assert tag.sourcepos is not None
        if tag.name != "tbody":
            line = lines[tag.sourceline - 1]
            assert line[tag.sourcepos - 1 :].lower().startswith(f"<{tag.name.lower()}")


def test_everything_is_kept() -> None:
    soup = as_soup(tree())
    assert [str(node) for node in soup.find_all(string=lambda text: isinstance(text, Comment))] == [
        " before ",
        " in ",
        " after ",
    ]
    assert [str(node) for node in soup.contents if isinstance(node, Doctype)] == ["html"]
    assert soup.title is not None
    assert soup.title.string == "Tëa & cake"
    assert isinstance(soup.select_one("script").string, Script)  # type: ignore[union-attr]
    assert isinstance(soup.select_one("style").string, Stylesheet)  # type: ignore[union-attr]
    assert isinstance(soup.find("i").string, TemplateString)  # type: ignore[union-attr]
    assert_linked(soup)


def test_attributes_are_as_in_html_builders() -> None:
    soup = as_soup(tree())
    paragraph = soup.select_one("p.b#x")
    assert paragraph is not None
    assert paragraph["class"] == ["a", "b"]
    assert paragraph["rel"] == "c d"
    assert soup.select_one("svg")["viewBox"] == "0 0 1 1"  # type: ignore[index]
    assert soup.find("linearGradient") is not None


def test_a_copy_is_not_filled_twice() -> None:
    soup = as_soup(tree())
    twin = copy.copy(soup)
    assert str(twin) == str(soup)
    assert len(tags(twin)) == len(tags(soup))


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    as_soup(tree())
    assert gc.isenabled()


def test_a_new_tag_can_be_added() -> None:
    soup = as_soup(tree())
    assert soup.body is not None
    soup.body.append(soup.new_tag("hr"))
    assert str(soup.body).endswith("<hr/></body>")


def test_empty_page() -> None:
    soup = as_soup(Tree(""))
    assert [tag.name for tag in tags(soup)] == ["html", "head", "body"]
    assert [element.tag for element in as_lxml(Tree("")).iter()] == ["html", "head", "body"]


def test_lxml_answers_xpath() -> None:
    root = as_lxml(tree())
    assert root.tag == "html"
    assert root.xpath("string(//title)") == "Tëa & cake"
    assert found(root, "//svg/linearGradient")
    assert found(root, "//*[name()='o:p']/text()") == ["office"]
    assert [str(comment.text) for comment in found(root, "//comment()")] == [" before ", " in ", " after "]
    paragraph = found(root, "//p[@id='x']")[0]
    assert paragraph.sourceline == PAGE[: PAGE.index("<p class")].count("\n") + 1
    assert paragraph.get("class") == "a  b"


def test_lxml_survives_what_xml_refuses() -> None:
    page = Tree(
        '<p a"b=1 {x}=2 c<d=3 data-x="\x01\ufffe" =e f=\x0b>\x0c\x02<a$b>x</a$b><!-- a--b --- --->&#xFDD0;<?pi x?>'
    )
    root = as_lxml(page)
    paragraph = found(root, "//p")[0]
    assert paragraph.get("data-x") == "\ufffd\ufffd"
    assert "\ufffd" in "".join([str(text) for text in root.itertext()])
    assert etree.tostring(root, encoding="unicode")


def test_lines_past_what_lxml_can_count() -> None:
    root = as_lxml(Tree("\n" * 70_000 + "<p>x"))
    assert found(root, "//p")[0].sourceline == 65534


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<pre>", "<template>", "<svg>"])
def test_deep_pages(piece: str) -> None:
    depth = 500_000 if piece == "<div>" else 20_000
    page = Tree(piece * depth + "x")
    soup = as_soup(page)
    assert sum(1 for _ in soup.descendants) >= depth
    root = as_lxml(page)
    assert sum(1 for _ in root.iter()) >= depth


def test_deep_implied_elements() -> None:
    page = Tree("".join(f"<b id=b{number}>" for number in range(5000)) + "<p>x</p></body><div>y")
    assert as_soup(page).find("div") is not None


PIECES = st.sampled_from(
    ["<p>", "</p>", "<b class='x y'>", "</b>", "<table>", "<tr>", "<td>", "</table>", "text ", " ", "\n", "\r\n", "\r", "é😀", "&amp;",
     "<template>", "</template>", "<svg>", "<title>", "</svg>", "<![CDATA[x]]>", "<!-- c -->", "<script>1<2</script>", "<select>",
     "<option>", "<br>", "<pre>\n", "<h1>", "<!doctype html>", "<body>", "<head>", "<li>", "<a href=x>", "<math>", "<mi>",
     "<form>", "<frameset>", "<plaintext>", "<?x y?>", "\x00", "\x0c", "<DIV ID=q>", "<o:p>", "<ruby><rt>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["", "---\r\na: b\n---\n", "é\n\r\n"]))
def test_the_same_as_the_tree(html: str, before: str) -> None:
    page = Tree(before + html, base=len(before))
    soup = as_soup(page)
    assert [tag.name for tag in tags(soup)] == starts(page)
    assert soup_texts(soup) == texts(page)
    assert_linked(soup)
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", page.text)
    elements = [event[1] for event in page.events() if event[0] == "start"]
    for tag, element in zip(tags(soup), elements, strict=True):
        assert tag.sourceline is not None
        assert tag.sourcepos is not None
        if not element.is_implied:
            at = lines[tag.sourceline - 1][tag.sourcepos - 1 :]
            assert at.lower().startswith(f"<{tag.name.lower()}") or tag.name == "img"


@given(st.lists(PIECES, max_size=25).map("".join))
def test_lxml_is_the_same_as_the_tree(html: str) -> None:
    page = Tree(html)
    root = as_lxml(page)
    names = [str(element.tag) for element in root.iter() if isinstance(element.tag, str)]
    assert names == starts(page)
    text = "".join([str(text) for text in root.itertext(*{*names})])
    assert text == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", texts(page))
