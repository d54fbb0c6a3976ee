from __future__ import annotations

import time
from typing import Any

import pytest

from auditor import Finding, Severity
from auditor.custom import MOST, CustomRuleError, custom_rule
from auditor.place import locate
from auditor.testing import page


def said(html: str, path: str = "page.html", **entry: Any) -> list[tuple[int, int, str]]:
    rule = custom_rule({"name": "my-rule", "message": "it is there", **entry})()
    one = page(html, path)
    found = [locate(one, finding) for finding in rule.check(one)]
    return [(finding.place.line, finding.place.column, finding.message) for finding in found]


def findings(html: str, **entry: Any) -> list[Finding]:
    return list(custom_rule({"name": "my-rule", "message": "it is there", **entry})().check(page(html)))


def test_a_rule_is_described() -> None:
    rule = custom_rule({"name": "my-h2-rule", "message": "m", "css": "a", "severity": "error"})
    assert (rule.name, rule.category, rule.severity) == ("my-h2-rule", "custom", Severity.ERROR)
    assert "CSS selector `a`" in rule.documentation()
    assert custom_rule({"name": "x", "message": "m", "css": "a"}).severity is Severity.WARNING
    found = findings("<a>", css="a")
    assert found[0].rule == "my-rule"


def test_css() -> None:
    html = "<p>\r\n<a href=x>Click  <b>here</b></a>\r\n<A>no</A>"
    assert said(html, css="a[href]", message="<{name}> says “{text}” {{sic}}") == [
        (2, 1, "<a> says “Click here” {sic}")
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_xpath(newline: str) -> None:
    html = newline.join(
        [
            "<!doctype html>",
            "<title>T</title>",
            "<p>one",
            "<p>two <a class=k href='/x'>three</a> four",
            "<svg><title>s</title></svg>",
        ]
    )
    assert said(html, xpath="//p[a]") == [(4, 1, "it is there")]
    assert said(html, xpath="//a/@href", message="{name}: {value}") == [(4, 19, "a: /x")]
    assert said(html, xpath="//p/text()[contains(., 'four')]", message="{name}: {value}") == [(4, 1, "p: four")]
    assert said(html, xpath="//a/text()", message="{text}") == [(4, 8, "three")]
    assert said(html, xpath="//svg/title", message="{text}") == [(5, 6, "s")]
    assert said(html, xpath="count(//p) > 1") == [(1, 1, "it is there")]
    assert said(html, xpath="count(//p) > 2") == []
    assert said(html, xpath="//video") == []


def test_xpath_finds_the_same_element_among_many() -> None:
    html = "<ul>" + "".join(f"<li><template><b>x</b></template><i id=n{n}>{n}</i>\n" for n in range(200)) + "</ul>"
    assert said(html, xpath="//i[. = '150']", message="{text}")[0][0] == 151


def test_regex() -> None:
    html = "<p>© 1999\r\n<p>Acme corp, ACME\r\n"
    assert said(html, regex=r"(?i)acme( corp)?", message="“{text}” ({1})") == [
        (2, 4, "“Acme corp” (corp)"),
        (2, 15, "“ACME” ()"),
    ]
    assert said(html, regex=r"©\s(?P<year>\d{4})", message="{year} {value}") == [(1, 4, "1999 © 1999")]
    assert said(html, regex=r"\A(?!.*<main)") == [(1, 1, "it is there")]
    assert [finding.span for finding in findings(html, regex="Acme")] == [(14, 18)]


def test_a_regex_sees_the_source_of_a_post() -> None:
    assert said("---\ntitle: Foo\n---\nfoo bar\n", "a.md", regex="(?i)foo") == [
        (2, 8, "it is there"),
        (4, 1, "it is there"),
    ]


@pytest.mark.parametrize("pattern", [r"(?:a|aa)+$", r"(a|a)*b", r"(?:a+)+(?:a+)+c", r"(.*)*=(.*)*x"])
def test_a_catastrophic_regex_ends(pattern: str) -> None:
    html = "<p>" + "a" * 5000 + "!"
    started = time.perf_counter()
    found = said(html, regex=pattern)
    assert time.perf_counter() - started < 3
    assert all("broken off" in message or message == "it is there" for _, _, message in found)
    assert len(found) <= 1


def test_the_limit_holds_for_all_matches_of_a_page_together() -> None:
    html = ("a" * 25 + "b") * 2000
    started = time.perf_counter()
    found = said(html, regex=r"(?:a|aa|aaa)+c|b")
    assert time.perf_counter() - started < 3
    assert "broken off" in found[-1][2]


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:(?:(?:a{1000}){1000}){1000}){1000}",
        r"a{100000000}",
        r"(?:x{65536}){65536}",
        "(?:" * 40 + "a" + "){2}" * 40,
        "(?x)(?:a{1000} # )\n){1000}",
        r"(?:[)]{1000}){1000}",
        r"(?:\({1000}){1000}",
        "(" * 3000 + ")" * 3000,
        "a" * 6000,
        "(a",
        "*",
        r"\p{Foo}",
        "(?<a",
        "a{2,1}",
    ],
)
def test_patterns_that_are_refused(pattern: str) -> None:
    started = time.perf_counter()
    with pytest.raises(CustomRuleError) as caught:
        custom_rule({"name": "x", "message": "m", "regex": pattern})
    assert caught.value.key == "regex"
    assert "\n" not in str(caught.value)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "pattern",
    [r"\d{4}-\d{2}-\d{2}", r"(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", "[]{9}]{3}", "x{,5}", "{{ page"],
)
def test_ordinary_repeats_are_taken(pattern: str) -> None:
    assert custom_rule({"name": "x", "message": "m", "regex": pattern})


def test_a_verbose_pattern_counts_all_its_repeats() -> None:
    with pytest.raises(CustomRuleError, match="repeats"):
        custom_rule({"name": "x", "message": "m", "regex": "(?x) a{1000} # (\n b{1000}"})


@pytest.mark.parametrize("kind", ["css", "xpath", "regex"])
def test_results_are_limited_in_number(kind: str) -> None:
    expression = {"css": "b", "xpath": "//b", "regex": "<b>"}[kind]
    found = said("<b></b>" * (MOST + 5), **{kind: expression})
    assert len(found) == MOST + 1
    assert "more than 1000 findings" in found[-1][2]


@pytest.mark.parametrize(
    ("entry", "key", "says"),
    [
        ({"css": "a["}, "css", "the selector can't be read"),
        ({"css": ""}, "css", "the selector can't be read"),
        ({"xpath": "//["}, "xpath", "the XPath can't be read"),
        ({"xpath": "re:test(//a, 'x')"}, "xpath", "the XPath can't be read"),
        ({"xpath": "document('/etc/passwd')"}, "xpath", "the XPath can't be read"),
        ({"xpath": "$x"}, "xpath", "the XPath can't be read"),
        ({"xpath": "count(//a)"}, "xpath", "comes to a number"),
        ({"xpath": "string(//a)"}, "xpath", "comes to one text"),
        ({"css": "a", "xpath": "//a"}, "xpath", "exactly one"),
        ({}, "name", "exactly one"),
        ({"css": "a", "message": " "}, "message", "needs a message"),
        ({"css": "a", "name": "A"}, "name", "isn't in kebab-case"),
        ({"css": "a", "name": "a--b"}, "name", "isn't in kebab-case"),
        ({"css": "a", "message": "{value}"}, "message", "{value}; it may hold {text}, {name}"),
        ({"regex": "(a)", "message": "{2}"}, "message", "it may hold {text}, {value}, {1}"),
        ({"regex": "a", "message": "{}"}, "message", "has {}"),
    ],
)
def test_refusals(entry: dict[str, Any], key: str, says: str) -> None:
    with pytest.raises(CustomRuleError) as caught:
        custom_rule({"name": "x", "message": "m", **entry})
    assert caught.value.key == key
    assert says in str(caught.value)


def test_a_message_reaches_into_nothing() -> None:
    assert said("<a>", css="a", message="{text.__class__} {0[x]}")[0][2] == "{text.__class__} {0[x]}"


def test_an_empty_page() -> None:
    for entry in ({"css": "b"}, {"xpath": "//b"}, {"regex": "b"}):
        assert said("", **entry) == []


def test_an_xpath_that_fails_on_a_page_says_so() -> None:
    # On a page without <p> there is nothing to fail on: that is all that can be tried when the configuration is read.
    found = said("<p>a", xpath="//p[sum('a') > 1]", message="m")
    assert found == [(1, 1, "the XPath fails on this page: Invalid type")]
