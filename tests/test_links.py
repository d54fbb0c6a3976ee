from __future__ import annotations

import pytest

from auditor import Page
from auditor.finding import Confidence, Finding, Severity
from auditor.registry import all_rules
from auditor.rule import Rule
from auditor.site.inventory import Site
from auditor.testing import findings, page


def say(rule: str, html: str, **options: object) -> list[str]:
    return [finding.message for finding in findings(all_rules()[rule], html, **options)]


def check(rule: str, one: Page) -> list[Finding]:
    made = all_rules()[rule]()
    assert isinstance(made, Rule)
    return list(made.check(one))


SEED = (
    '<header>\n  <a href="#" class="blog-logo">\n    <i class="bi bi-truck"></i> Logistics Insights\n  </a>\n</header>'
)


def test_the_logo_that_leads_nowhere() -> None:
    found = findings(all_rules()["link-target-empty"], SEED)
    assert [(f.place.line, f.severity, f.message) for f in found] == [
        (2, Severity.WARNING, "link without a target: “#” (“Logistics Insights”)")
    ]
    assert SEED[found[0].span.start : found[0].span.end] == "#"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#" aria-expanded="false">Menu</a>',
        '<a href="#" onclick="open()">Menu</a>',
        '<a href="#" @click="open">Menu</a>',
        '<a href="#" data-toggle="collapse">Menu</a>',
        '<a href="javascript:;" role="button">Menu</a>',
        '<a href="#" class="scroll-to-top"><i></i></a>',
        '<a href="#">↑</a>',
        '<a href="#">Nach oben</a>',
        '<li class="up"><a href="#">Pujar</a></li>',
        '<a href="" aria-current="page">Here</a>',
        '<a href="#top">x</a>',
        '<template><a href="#">x</a></template>',
        '<!-- <a href="#">x</a> -->',
        '<a name="x">x</a>',
        "---\ntitle: x\n---\n<a href=\"{{ '/' | relative_url }}\">x</a>",
    ],
)
def test_targets_that_are_right(html: str) -> None:
    assert say("link-target-empty", html) == []


@pytest.mark.parametrize(
    "html", ['<A HREF="#">x</A>', '<a href=" ">x</a>', "<a href>x</a>", '<a href="#!">x</a>', '<area href="#">']
)
def test_targets_that_are_none(html: str) -> None:
    assert len(say("link-target-empty", html)) == 1


def test_fragments_are_looked_up_as_browsers_do() -> None:
    html = (
        "<!doctype html><h2 id='a b'>x</h2><h2 id='50%25'>x</h2><svg><g id='g'/></svg><a name='old'></a>"
        "<a href='#a b'>1</a><a href='#a%20b'>2</a><a href='#50%25'>3</a><a href='#g'>4</a><a href='#old'>5</a><a href='#!/x'>6</a>"
        "<a href='#g:~:text=x'>7</a><a href='#OLD'>8</a>"
    )
    assert say("link-fragment-missing", html) == ["no element of the page has the id “OLD”; did you mean “old”?"]


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><base href='/'><a href='#x'>x</a>",
        "<!doctype html><a href='#x'>x</a><script>show('x')</script>",
        "---\nlayout: post\n---\n<a href='#x'>x</a>",
        "<p><a href='#x'>x</a></p>",
    ],
)
def test_fragments_that_cannot_be_judged(html: str) -> None:
    assert say("link-fragment-missing", html) == []


def test_ids_in_templates_are_no_targets() -> None:
    html = "<!doctype html><template><p id=x></p></template><a href='#x'>x</a>"
    assert len(say("link-fragment-missing", html)) == 1


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ('<a href="http://localhost/x">x</a>', 1),
        ('<a href="//127.0.0.1:8080/x">x</a>', 1),
        ('<a href="http://[::1]/x">x</a>', 1),
        ('<a href="http://printer.local/">x</a>', 1),
        ('<a href="http://172.20.1.1/">x</a>', 1),
        ('<img src="C:\\site\\a.png" alt="">', 1),
        ('<a href="\\\\server\\share\\a.doc">x</a>', 1),
        ('<link rel="canonical" href="file:///home/ann/a.html">', 1),
        ('<img srcset="http://localhost/a.png 2x" alt="">', 1),
        ('<a href="http://172.32.1.1/">x</a>', 0),
        ('<a href="https://local.example.com/">x</a>', 0),
        ('<a href="https://example.com/?next=http://localhost/">x</a>', 0),
        ('<a href="http://localhost:8000/"><code>localhost:8000</code></a>', 0),
        ('<pre><a href="http://localhost:8000/">open</a></pre>', 0),
        ("<p>Open http://localhost:8000/ and file:///etc/hosts.</p>", 0),
        ('<link rel="canonical" href="http://wiki.internal/x"><a href="http://wiki.internal/y">x</a>', 0),
    ],
)
def test_addresses_of_the_author(html: str, count: int) -> None:
    assert len(say("link-leak", html)) == count


@pytest.mark.parametrize(
    ("address", "is_right"),
    [
        ("a@example.com", True),
        ("a%40example.com", True),
        ("a.b+c@example.com?subject=x&body=y", True),
        ("?subject=x", True),
        ("?to=a@example.com", True),
        ("a@example.com?subject=What?", True),
        ('"a b"@example.com', True),
        ("a@[192.0.2.1]", True),
        ("用户@例子.公司", True),
        ("", False),
        ("?", False),
        ("?subject=", False),
        ("a@", False),
        ("@example.com", False),
        ("a@b@example.com", False),
        ("a@example..com", False),
        ("a@example.com,", False),
        ("a@example.com%20", False),
        ("a example.com", False),
        ("a(at)example.com", False),
    ],
)
def test_mail_addresses(address: str, *, is_right: bool) -> None:
    said = say("link-mailto-malformed", f"<a href='mailto:{address}'>Write</a>")
    assert (said == []) is is_right, said


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("+1-201-555-0123", True),
        ("+1.201.555.0123", True),
        ("+1(201)5550123", True),
        ("112", True),
        ("*123#", True),
        ("+12015550123,,45", True),
        ("+12015550123;ext=45", True),
        ("+4930%201234", False),
        ("%2B4930", True),
        ("++4930", False),
        ("+49/30/123", False),
        ("//+4930123", False),
        ("call", False),
        ("+49 (0) 30 123", False),
    ],
)
def test_telephone_numbers(number: str, *, is_right: bool) -> None:
    said = say("link-tel-malformed", f"<a href='tel:{number}'>Call</a>")
    assert (said == []) is is_right, said


def test_a_number_written_with_character_references_has_no_fix() -> None:
    found = findings(all_rules()["link-tel-malformed"], '<a href="tel:&#43;49 30">Call</a>')
    assert [f.fix for f in found] == [None]


def test_resources_by_http_are_errors_where_browsers_block_them() -> None:
    head = '<meta property="og:url" content="https://www.example.com/">'
    html = (
        head
        + '<iframe src="http://a.example/"></iframe><img src="http://a.example/x.png" alt=""><a href="http://example.com/">x</a>'
    )
    found = findings(all_rules()["link-insecure"], html)
    assert [f.severity for f in found] == [Severity.ERROR, Severity.WARNING, Severity.WARNING]
    policy = '<meta http-equiv="Content-Security-Policy" content="upgrade-insecure-requests">'
    assert say("link-insecure", policy + html) == []


def test_a_window_of_ones_own_name_keeps_its_opener() -> None:
    assert say("link-opener", '<a href="//example.org/" target="x" rel="opener noreferrer">x</a>') == []
    assert say("link-opener", '<a href="/x" target="x">x</a>') == []
    assert len(say("link-opener", '<a href="//example.org/" target="x" rel="external">x</a>')) == 1


def test_missing_files_are_errors_at_their_value() -> None:
    site = Site(["index.html", "img/Logo.png"])
    html = "<img\n  src = 'img/logo.png' alt=''>"
    (found,) = check("link-file-missing", page(html, "index.html", site=site))
    assert found.severity is Severity.ERROR
    assert html[found.span.start : found.span.end] == "img/logo.png"
    assert dict(found.data) == {"target": "img/logo.png", "count": 1}


def test_where_the_host_redirects_missing_files_are_only_possible() -> None:
    site = Site(["index.html", "netlify.toml"])
    (found,) = check("link-file-missing", page('<a href="/nothing/">x</a>', "index.html", site=site))
    assert found.confidence is Confidence.POSSIBLE
