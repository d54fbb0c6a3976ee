from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.finding import Finding, Severity
from auditor.registry import all_rules
from auditor.rule import Rule
from auditor.site.inventory import Site
from auditor.site.permalink import as_url, output_file, permalink_url, suffix
from auditor.source.front_matter import read_front_matter
from auditor.testing import findings, page

_lines = (Path(__file__).parent / "data" / "jekyll_explicit_permalinks.jsonl").read_text(encoding="utf-8").splitlines()
JEKYLL: list[dict[str, Any]] = [json.loads(line) for line in _lines[1:]]
RULES = [name for name, rule in all_rules().items() if name.startswith("permalink-") and issubclass(rule, Rule)]


def front_of(case: dict[str, Any]) -> Any:
    front = read_front_matter(case["text"])
    assert front is not None
    return front


def say(rule: str, permalink: str, path: str = "tea.html") -> list[Finding]:
    return findings(all_rules()[rule], {path: f"---\ntitle: Tea\npermalink: {permalink}\n---\n<p>Tea</p>"})


@pytest.mark.parametrize("case", JEKYLL, ids=lambda case: case["id"])
def test_urls_are_those_that_jekyll_made(case: dict[str, Any]) -> None:
    url = permalink_url(front_of(case), case["file"])
    if url is not None:
        assert url == case["url"]
        # “/...” is a file without a name.
        if case["id"] != "jk-post-dots":
            assert output_file(url) == case["output"]
    else:
        stated = front_of(case).get("permalink")
        assert not isinstance(stated, str) or ":" in stated or "{" in stated


def test_most_of_the_observed_permalinks_are_known() -> None:
    known = [case for case in JEKYLL if permalink_url(front_of(case), case["file"]) is not None]
    assert len(known) > 0.6 * len(JEKYLL)


@pytest.mark.parametrize("case", [case for case in JEKYLL if case["expect"] == "error"], ids=lambda case: case["id"])
def test_what_stops_jekyll_is_an_error(case: dict[str, Any]) -> None:
    found = [f for name in RULES for f in findings(all_rules()[name], {case["file"]: case["text"]})]
    # Markdown bodies aren't parsed, but their front matter is judged.
    assert any(f.severity is Severity.ERROR for f in found), found


@pytest.mark.parametrize(
    "name",
    [
        "jk-post-seed",
        "jk-post-xml",
        "jk-post-t-title",
        "jk-post-t-underscore",
        "jk-post-index-html",
        "jk-post-umlaut",
        "jk-post-null",
    ],
)
def test_what_is_right_passes_every_rule(name: str) -> None:
    case = next(case for case in JEKYLL if case["id"] == name)
    for rule in RULES:
        assert findings(all_rules()[rule], {case["file"]: case["text"]}) == []


@pytest.mark.parametrize(
    ("permalink", "part"),
    [
        ('""', "is empty"),
        ('"  "', "is empty"),
        ('" /foo/"', "white space stands around"),
        ('"{{ page.title }}/"', "template code"),
        ("https://example.com/foo/", "names a host"),
        ("//example.com/foo/", "names a host"),
        ("/foo?x=1", "“?”"),
        ('"/foo#bar"', "“#”"),
        ("/a\\b/", "“\\”"),
        ("/a*b/", "“*”"),
        ('"/a|b/"', "“|”"),
        ("/foo/../bar/", "“..”"),
        ("/foo//bar/", "“//”"),
        ("/foo/./bar/", "“./”"),
        ("/foo.", "ends in a dot"),
        ("/:nosuch/", "“:nosuch”"),
        ("weekdate", "is a style"),
        (f"/{'a' * 256}/", "longer than the 255 bytes"),
    ],
)
def test_each_fault_has_one_message_of_its_own(permalink: str, part: str) -> None:
    found = say("permalink-malformed", permalink)
    assert len(found) == 1
    assert part in found[0].message
    only_odd = part in ("“..”", "“//”", "“./”", "ends in a dot")
    assert found[0].severity is (Severity.WARNING if only_odd else Severity.ERROR)
    assert found[0].place.line == 3


def test_a_missing_slash_is_only_noted() -> None:
    (found,) = say("permalink-malformed", "tea/")
    assert found.severity is Severity.NOTE
    assert say("permalink-malformed", ":title/") == []


@pytest.mark.parametrize(
    ("path", "date", "permalink", "count"),
    [
        ("_posts/2026-01-30-tea.html", "2026-01-30", "/tea/", 0),
        ("_posts/2026-01-30-tea.html", "2026-01-31", "/tea/", 1),
        ("_posts/2026-01-30-tea.html", "2026-01-31 08:00:00 +0900", "/tea/", 0),
        ("_posts/2026-01-30-tea.html", '"2026-01-30"', "/2026-01-29-tea/", 1),
        ("tea.html", "2026-01-30", "/2026/1/30/tea.html", 0),
        ("tea.html", "2026-01-30", "/2026/02/tea/", 1),
        ("tea.html", "2026-01-30", "/2026/13/tea/", 0),
        ("tea.html", "2026-01-30", "/2025/tea/", 0),
        ("tea.html", "2026-01-30", "/order-2025-01-301/", 0),
        ("tea.html", "yesterday", "/2025/01/30/tea/", 0),
        ("2026-99-99-tea.html", "2026-01-30", "/2026/02/31/tea/", 0),
    ],
)
def test_dates_agree(path: str, date: str, permalink: str, count: int) -> None:
    html = f"---\ndate: {date}\npermalink: {permalink}\n---\n<p>Tea</p>"
    assert len(findings(all_rules()["permalink-date-mismatch"], {path: html})) == count


@pytest.mark.parametrize(
    ("permalink", "ending"),
    [
        ("/docs/v1.2", ".2"),
        ("/x/", ""),
        ("/x", ""),
        ("/x.html", ".html"),
        ("/.hidden", ""),
        ("/x.", "."),
        ("/a.b/c", ""),
        ("x.y.z", ".z"),
    ],
)
def test_what_jekyll_takes_for_an_ending(permalink: str, ending: str) -> None:
    assert suffix(permalink) == ending


def test_other_generators_read_permalinks_their_own_way() -> None:
    site = Site(["tea.html", "eleventy.config.js"])
    one = page('---\npermalink: "{{ title | slug }}/"\n---\n<p>Tea</p>', "tea.html", site=site)
    for name in RULES:
        rule = all_rules()[name]()
        assert isinstance(rule, Rule)
        assert list(rule.check(one)) == []


def test_an_unpublished_document_has_no_url() -> None:
    front = read_front_matter("---\npublished: false\npermalink: /x/\n---\n")
    assert front is not None
    assert permalink_url(front, "x.html") is None


@given(st.text(max_size=40) | st.text(alphabet="/.:abT_-%? #", max_size=20))
def test_cleaning_keeps_one_slash_in_front_and_no_double_one(permalink: str) -> None:
    url = as_url(permalink)
    assert url.startswith("/")
    assert "//" not in url
    output_file(url)
