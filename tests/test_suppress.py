from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import Finding, Page, Rule, Severity
from auditor.audit import Hidden
from auditor.config.names import Names
from auditor.suppress import MALFORMED, UNUSED, Suppressions, suppressions
from auditor.testing import page


class ImageAltMissing(Rule):
    """An image has no alt."""

    formerly = ("img-alt",)


class ImageSizeMissing(Rule):
    """An image has no size."""


class LinkBroken(Rule):
    """A link leads nowhere."""


ImageAltMissing.category = ImageSizeMissing.category = "images"
LinkBroken.category = "links"
NAMES = Names.of([ImageAltMissing, ImageSizeMissing, LinkBroken])
ACTIVE = {"image-alt-missing", "image-size-missing", "link-broken"}


def found_in(one: Page) -> list[Finding]:
    """Each image lacks alt and each link is broken; the file's text “!” is a broken link as well."""
    images = [Finding(element.span, "no alt", rule="image-alt-missing") for element in one.all("img")]
    links = [Finding(element.span, "broken", rule="link-broken") for element in one.all("a")]
    return images + links


def judge(html: str, path: str = "page.html") -> tuple[list[str], list[tuple[str, str]], Suppressions]:
    """Ids of the elements shown, ids with reasons of those hidden."""
    one = page(html, path)
    allowed = suppressions(one, NAMES)
    shown, hidden = allowed.apply(found_in(one))

    def name(finding: Finding) -> str:
        return next((e.attr("id") or "" for e in one.elements() if e.span == finding.span and not e.is_implied), "")

    return [name(finding) for finding in shown], [(name(one_.finding), one_.reason) for one_ in hidden], allowed


def complaints(html: str, path: str = "page.html") -> list[str]:
    """Messages about the comments themselves, as “line: message”."""
    one = page(html, path)
    allowed = suppressions(one, NAMES)
    allowed.apply(found_in(one))
    return [f"{finding.place.line}: {finding.message}" for finding in (*allowed.malformed, *allowed.unused(ACTIVE))]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<!-- auditor: allow image-alt-missing — logo -->\n<img id=1>\n<img id=2>", ["2"]),
        ("<!-- auditor: allow image-alt-missing -- logo -->\n\n  <img id=1> <img id=2>\n<img id=3>", ["3"]),
        ("<!-- auditor: allow image-alt-missing: logo --><img id=1><img id=2>", ["2"]),
        ("<!-- auditor: allow images — logo --><img id=1><img id=2>", ["2"]),
        ("<!--auditor:allow img-alt - logo--><img id=1>", []),
        (
            "<!-- auditor: allow link-broken,\n image-alt-missing — logo -->\n<p><a id=1><img id=2></a>\n</p><img id=3>",
            ["3"],
        ),
        (
            "<!-- auditor: allow image-alt-missing — logo -->\n<div>\n<img id=1>\n<p><img id=2>\n</div>\n<img id=3>",
            ["3"],
        ),
        ("<!-- auditor: allow image-alt-missing — logo -->\ntext <img id=1>\n<img id=2>", ["2"]),
        ("<!-- auditor: allow image-alt-missing — logo --> text <img id=1>\n<img id=2>", ["2"]),
        (
            "<!-- auditor: allow image-alt-missing — logo -->\n<!-- auditor: allow link-broken -->\n<p><img id=1><a id=2></a></p>",
            [],
        ),
        ("<ul><li><!-- auditor: allow image-alt-missing — logo -->\n</ul><img id=1>\n<img id=2>", ["2"]),
        (
            "<img id=1><!-- auditor: allow-start image-alt-missing — logo --><img id=2>\n<a id=3></a><!-- auditor: allow-end --><img id=4>",
            ["1", "4", "3"],
        ),
        (
            (
                "<!-- auditor: allow-start images — logo --><!-- auditor: allow-start link-broken — logo --><img id=1>"
                "<!-- auditor: allow-end images --><img id=2><a id=3></a><!-- auditor: allow-end link-broken --><a id=4></a>"
            ),
            ["2", "4"],
        ),
        ("<img id=1>\n<!-- auditor: allow-file image-alt-missing — logo -->\n<img id=2><a id=3></a>", ["3"]),
        ("<div data-auditor-allow='image-alt-missing — logo'><img id=1></div><img id=2>", ["2"]),
        ("<IMG id=1 data-auditor-allow=image-alt-missing><img id=2>", ["2"]),
        ("<p data-auditor-allow='images, links — logo'><img id=1>\n<a id=2></a>\n<p><a id=3></a>", ["3"]),
        ("<!-- auditor: allow link-broken — logo --><img id=1>", ["1"]),
        ("<script>'<!-- auditor: allow-file images -->'</script><img id=1>", ["1"]),
        ("<p title='<!-- auditor: allow-file images -->'><img id=1>", ["1"]),
        ("<!-- AUDITOR: allow-file images --><img id=1>", ["1"]),
        ("<!-- the auditor: a person --><img id=1>", ["1"]),
    ],
)
def test_what_is_hidden(html: str, shown: list[str], newline: str) -> None:
    assert judge(html.replace("\n", newline))[0] == shown


def test_the_reason_is_kept() -> None:
    assert judge("<!-- auditor: allow images — it is\n  the  logo -- ours -->\n<img id=1>")[1] == [
        ("1", "it is the logo -- ours")
    ]
    assert judge("<!-- auditor: allow images -->\n<img id=1>")[1] == [("1", "")]


def test_template_code_in_a_reason() -> None:
    post = "---\ntitle: x\n---\n<!-- auditor: allow images — {{ why }} -->\n<img id=1>\n"
    assert judge(post)[1] == [("1", "{{ why }}")]


FRONT = "---\n{}\n---\n<p>x\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("front", "hidden"),
    [
        ("image: x.png # auditor: allow images — plain\ntitle: y", ["image"]),
        ("# auditor: allow images — plain\n# another\nimage: x.png\nother: y", ["image"]),
        ("other: y\nimage: x.png\n# auditor: allow images\ntitle: z", ["title"]),
        ("title: y\nimage: x.png\n# auditor: allow-file images", ["image", "title"]),
        ("image: 'x#auditor: allow images'", []),
    ],
)
def test_front_matter(front: str, hidden: list[str], newline: str) -> None:
    for path in ("a.html", "a.md"):
        one = page(FRONT.format(front).replace("\n", newline), path)
        assert one.front_matter is not None
        keys = sorted({"image", "title"} & set(one.front_matter.data))
        allowed = suppressions(one, NAMES)
        found = [Finding(one.front_matter.span_of(key), key, rule="image-alt-missing") for key in keys]
        assert [one_.finding.message for one_ in allowed.apply(found)[1]] == hidden


def test_markdown() -> None:
    text = "---\ntitle: x\n---\n{}\n![](a.png)\n\n![](b.png)\n"
    comment = "<!-- auditor: allow images — plain -->"

    def hidden(before: str) -> list[int]:
        one = page(text.format(before), "a.md")
        places = [one.text.index("![](a"), one.text.index("![](b")]
        found = [Finding(one.start._replace(start=at, end=at + 1), "x", rule="image-alt-missing") for at in places]
        return [places.index(one_.finding.span.start) for one_ in suppressions(one, NAMES).apply(found)[1]]

    assert hidden(comment) == [0]
    assert hidden(comment.replace("allow ", "allow-file ")) == [0, 1]
    assert hidden(f"```html\n{comment}\n```\n") == []
    assert hidden(f"`{comment}`") == []


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("auditor: alow images", "unknown word “alow”; did you mean “allow”?"),
        ("auditor: disable images", "unknown word “disable”; known are allow, allow-start, allow-end, allow-file"),
        ("auditor: allowfile images", "did you mean “allow-file”?"),
        ("auditor allow images", "a colon is missing: auditor: allow"),
        ("auditor: allow", "it names no rule"),
        ("auditor: allow — because", "it names no rule"),
        (
            "auditor: allow image-alt-mising",
            "unknown rule or category “image-alt-mising”; did you mean “image-alt-missing”?",
        ),
        ("auditor: allow all", "“all” names no rule"),
        ("auditor: allow image-*", "“image-*” names no rule"),
        ("auditor: allow images it is a logo", "names are set apart by commas, and the reason follows —"),
        ("auditor: allow-end", "allow-end without an allow-start"),
        ("auditor: allow-end images", "allow-end images without an allow-start of it"),
        ("auditor: allow-start images", "allow-start images is never ended"),
        ("auditor: allow recommended", "unknown rule or category “recommended”"),
    ],
)
def test_malformed(comment: str, says: str) -> None:
    one = page(f"<p>x\n<!-- {comment} -->\n<img>")
    allowed = suppressions(one, NAMES)
    assert len(allowed.malformed) == 1
    finding = allowed.malformed[0]
    assert says in finding.message
    assert (finding.rule, finding.severity, finding.place.line, finding.page) == (
        MALFORMED,
        Severity.WARNING,
        2,
        "page.html",
    )
    if "never ended" not in says:
        assert len(allowed.apply(found_in(one))[0]) == 1


@pytest.mark.parametrize(
    "comment",
    [
        "auditor",
        "auditor: John Smith",
        "the auditor: allow images",
        "auditors: allow",
        "auditor’s note",
        "auditor: 2024",
        "auditor -",
    ],
)
def test_comments_that_are_about_something_else(comment: str) -> None:
    assert suppressions(page(f"<!-- {comment} --><img>"), NAMES).empty


def test_unused() -> None:
    html = "<img>\n<!-- auditor: allow image-alt-missing, link-broken — both -->\n<p><a></a>\n"
    assert complaints(html) == ["2: “image-alt-missing” is allowed here, and nothing of the kind is found"]
    assert complaints("<p data-auditor-allow=images>x") == [
        "1: “images” is allowed here, and nothing of the kind is found"
    ]
    one = page(html)
    allowed = suppressions(one, NAMES)
    assert {finding.rule for finding in allowed.unused(ACTIVE)} == {UNUSED}
    assert all(finding.severity is Severity.NOTE for finding in allowed.unused(ACTIVE))
    assert [finding.message[:12] for finding in allowed.unused({"link-broken"})] == ["“link-broken"]
    assert allowed.unused({"image-size-missing"}) == []
    assert allowed.unused(set()) == []


def test_site_findings_may_come_later() -> None:
    one = page("<!-- auditor: allow link-broken, image-alt-missing -->\n<p><a></a><img>")
    allowed = suppressions(one, NAMES)
    images = [finding for finding in found_in(one) if finding.rule == "image-alt-missing"]
    links = [finding for finding in found_in(one) if finding.rule == "link-broken"]
    assert allowed.apply(images)[0] == []
    again = pickle.loads(pickle.dumps(allowed))
    assert again.apply(links) == ([], [Hidden(links[0], "")])
    assert again.unused(ACTIVE) == []


def test_two_that_cover_the_same_are_both_used() -> None:
    assert complaints("<!-- auditor: allow-file images --><!-- auditor: allow images -->\n<img>") == []


@pytest.mark.parametrize(
    ("html", "fixed"),
    [
        ("<p>\n  <!-- auditor: allow images -->\n<b>", "<p>\n<b>"),
        ("<p>\r\n<!-- auditor: allow images -->\r\n<b>", "<p>\r\n<b>"),
        ("<p>x <!-- auditor: allow images --> y", "<p>x  y"),
    ],
)
def test_an_unused_comment_can_be_removed(html: str, fixed: str) -> None:
    finding = suppressions(page(html), NAMES).unused(ACTIVE)[0]
    assert finding.fix is not None
    edit = finding.fix.edits[0]
    assert html[: edit.span.start] + edit.new + html[edit.span.end :] == fixed


def test_a_page_without_any() -> None:
    one = page("<img>")
    allowed = suppressions(one, NAMES)
    assert allowed.empty
    assert allowed.apply(found_in(one)) == (found_in(one), [])


words = st.sampled_from(
    ["<!--", "-->", " auditor: ", "auditor", "allow ", "allow-start ", "allow-end ", "allow-file ", "images", ",", " — ", "--", "<img>", "<p>",
     "\n", "\r\n", "---\n", "# ", "<svg>", "</p>", "data-auditor-allow=", "<b ", ">", "{{", "```", "`", "é"]
)  # fmt: skip


@given(st.lists(words, max_size=30).map("".join), st.sampled_from(["a.html", "a.md"]))
def test_no_text_is_too_odd(text: str, path: str) -> None:
    one = page(text, path)
    allowed = suppressions(one, NAMES)
    found = found_in(one)
    shown, hidden = allowed.apply(found)
    assert len(shown) + len(hidden) == len(found)
    for finding in (*allowed.malformed, *allowed.unused(ACTIVE)):
        assert 0 <= finding.span.start <= finding.span.end <= len(one.text)
