"""What the house asks of every rule, without the rule's asking for it."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

from auditor.finding import Safety
from auditor.page import Page
from auditor.registry import RuleType, all_rules
from auditor.rule import PRESETS, Rule, SiteRule, kebab
from auditor.site.facts import TABLES
from auditor.testing import findings, page
from conftest import ROOT

RULES = list(all_rules().values())
PAGE_RULES = [rule for rule in RULES if issubclass(rule, Rule)]
SITE_RULES = [rule for rule in RULES if issubclass(rule, SiteRule)]
BUILT_IN = [rule for rule in RULES if rule.__module__.startswith("auditor_rules")]

SECTIONS = ["What it does", "Why it matters", "How to fix it", "Exceptions", "Sources"]

CLEAN = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>How green tea is made</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="From the field to the cup: how the leaves of green tea are picked, heated and dried.">
</head>
<body>
<main>
<h1>How green tea is made</h1>
<p>The leaves are picked in spring. They are heated at once, so that they stay green.</p>
<h2>Drying</h2>
<p>Warm air takes the rest of the water. A cup of it is described in <a href="https://example.org/cups">our book of cups</a>.</p>
<p><img src="https://example.org/leaf.jpg" alt="A leaf in the hand" width="400" height="300"></p>
</main>
</body>
</html>
"""

by_name = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
of_pages = pytest.mark.parametrize("rule", PAGE_RULES, ids=lambda rule: rule.name)


@by_name
def test_documentation(rule: RuleType) -> None:
    text = rule.documentation()
    first = rule.summary()
    assert first.endswith(".")
    assert text.splitlines()[1:2] == [""], "the first line stands alone"
    sections = re.findall(r"(?m)^## (.+)$", text)
    assert [name for name in SECTIONS if name in sections] == sections, f"sections are {sections}"
    assert set(SECTIONS) - set(sections) <= {"Exceptions"}
    assert re.search(r"\(checked\s+20\d\d-\d\d\)", text.partition("## Sources")[2]), (
        "a source wants the date of its check"
    )


@by_name
def test_names(rule: RuleType) -> None:
    assert rule.name == kebab(rule.__name__)
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule.name)
    assert rule.__module__.rpartition(".")[2] == rule.name.replace("-", "_")
    assert set(rule.presets) <= set(PRESETS)
    assert rule.presets


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.name)
def test_rules_import_auditor_only(rule: RuleType) -> None:
    tree = ast.parse(Path(inspect.getfile(rule)).read_text(encoding="utf-8"))
    allowed = {
        "auditor",
        "__future__",
        "collections",
        "collections.abc",
        "itertools",
        "functools",
        "re",
        "typing",
        "math",
    }
    allowed |= {"unicodedata", "datetime", "string", "bisect", "operator", "json", "dataclasses", "fnmatch", "html"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.module in allowed, f"{node.module} is imported"
        elif isinstance(node, ast.Import):
            assert {name.name for name in node.names} <= allowed


@of_pages
@pytest.mark.parametrize("html", [CLEAN, CLEAN.replace("h1>", "H1>").replace("<p>", "<P>").replace("\n", "\r\n")])
def test_silence_on_a_clean_page(rule: type[Rule], html: str) -> None:
    assert [one.message for one in findings(rule, html)] == []


@of_pages
def test_an_empty_page_is_no_crash(rule: type[Rule]) -> None:
    for html in ("", " ", "<!doctype html>", "<p>", "---\n---\n", "\ufeff"):
        list(rule().check(page(html)))


@of_pages
def test_upper_case_tags_make_no_difference(rule: type[Rule]) -> None:
    for example in rule.examples:
        ((path, html),) = list(example.pages.items())[:1]
        if len(example.pages) > 1 or not isinstance(html, str) or html.startswith(("---", "+++", "{")):
            continue
        upper = re.sub(r"(?<=<)(/?[a-z][a-z0-9]*)(?=[\s>/])", lambda tag: tag[1].upper(), html)
        if re.search(r"<(pre|code|script|textarea|title|svg|math|!--)", html, re.IGNORECASE):
            continue
        before = [(one.span, one.message.lower()) for one in findings(rule, {path: html}, **example.options)]
        after = [(one.span, one.message.lower()) for one in findings(rule, {path: upper}, **example.options)]
        assert before == after


@of_pages
def test_spans_lie_on_the_page(rule: type[Rule]) -> None:
    for example in rule.examples:
        for path, html in example.pages.items():
            text = page(html, path).text
            for one in findings(rule, example.pages, **example.options):
                if one.page == path:
                    assert 0 <= one.span.start <= one.span.end <= len(text)


@of_pages
def test_messages_are_one_line(rule: type[Rule]) -> None:
    for example in rule.examples:
        for one in findings(rule, example.pages, **example.options):
            assert "\n" not in one.message
            assert len(one.message) < 250
            assert not one.message.endswith("."), one.message


@of_pages
def test_safe_fixes_are_proved(rule: type[Rule]) -> None:
    offers = any(
        one.fix is not None and one.fix.safety is Safety.SAFE
        for example in rule.examples
        for one in findings(rule, example.pages, **example.options)
    )
    if offers:
        assert any(example.fixed is not None for example in rule.examples), "no example proves the safe fix"


@pytest.mark.parametrize("rule", SITE_RULES, ids=lambda rule: rule.name)
def test_site_rules_keep_to_the_common_ground_of_sql(rule: type[SiteRule]) -> None:
    banned = {
        r"::": "CAST(… AS …)",
        r"\blist\(": "array_agg",
        r"\barg_min": "min_by",
        r"\bgroup_concat\b": "array_agg",
        r"\bstrpos\b": "instr",
        r"\bstarts_with\b": "LIKE",
        r"\bregexp_matches\b": "LIKE",
        r"\bleft anti join\b": "NOT EXISTS",
        r"\\": "no backslashes in literals",
        r"\^|//|\bxor\b": "plain arithmetic",
        r"\brecursive\b": "a loop of joins",
        r"\breplace\b|\bilike\b": "LOWER(…) LIKE",
    }
    for pattern, instead in banned.items():
        assert not re.search(pattern, rule.sql, re.IGNORECASE), f"{pattern} in {rule.name}: write {instead}"
    assert rule.tables() <= set(TABLES)
    assert rule.tables()


def test_nothing_names_a_rule_by_its_module() -> None:
    for folder in ("auditor", "tests"):
        for file in (ROOT / folder).rglob("*.py"):
            if not file.exists() or file == Path(__file__):
                continue
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"^\s*(from|import) auditor_rules", text, re.MULTILINE), f"{file} imports a rule"


def test_pages_are_read_only_to_rules() -> None:
    one = page(CLEAN)
    assert isinstance(one, Page)
    before = one.text
    for rule in PAGE_RULES:
        list(rule().check(one))
    assert one.text == before
    with pytest.raises(AttributeError):
        setattr(PAGE_RULES[0](), "most", 3)  # noqa: B010 — a type checker would refuse the plain form
