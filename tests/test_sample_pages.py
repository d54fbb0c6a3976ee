from __future__ import annotations

import json
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from accept import SAMPLES, findings, found, line, samples, sites

PLANTED = [sample for sample in samples() if (sample / "planted.json").exists()]


def named(folder: Path) -> str:
    return folder.relative_to(SAMPLES).as_posix()


@pytest.mark.parametrize("sample", samples(), ids=named)
def test_what_is_found_is_what_is_expected(sample: Path) -> None:
    expected = (sample / "expected.txt").read_text(encoding="utf-8")
    assert found(sample).splitlines() == expected.splitlines(), "if this is as it should be: make accept"


@pytest.mark.parametrize("sample", PLANTED, ids=named)
def test_every_planted_fault_is_found_and_nothing_else(sample: Path) -> None:
    planted = json.loads((sample / "planted.json").read_text(encoding="utf-8"))
    expected = Counter((fault["page"], planted_line(sample, fault), fault["rule"]) for fault in planted)
    seen = Counter((one.page, one.place.line, one.rule) for site in sites(sample) for one in findings(site))
    assert sorted((expected - seen).elements()) == [], "planted, but not found"
    assert sorted((seen - expected).elements()) == [], "found, but not planted"


@pytest.mark.parametrize("sample", PLANTED, ids=named)
def test_every_planted_fault_stands_in_the_table(sample: Path) -> None:
    table = (SAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    for fault in json.loads((sample / "planted.json").read_text(encoding="utf-8")):
        told = fault["fault"].replace("|", "\\|")
        assert f"| {told} | `{fault['page']}` | {fault['rule']} |" in table


def planted_line(sample: Path, fault: dict[str, Any]) -> int:
    """The line of a fault: `line` says it, or it is the line that `at` stands on (the `nth` of several such lines)."""
    if "line" in fault:
        return int(fault["line"])
    text = (sample / fault["page"]).read_bytes().decode("utf-8", "replace")
    at = [number for number, one in enumerate(text.split("\n"), start=1) if fault["at"] in one]
    assert len(at) == 1 or "nth" in fault, f"{fault['page']}: {len(at)} lines hold {fault['at']!r}"
    return at[int(fault.get("nth", 1)) - 1]


def test_nothing_is_found_on_the_clean_site_by_any_rule_however_unsure() -> None:
    (site,) = sites(SAMPLES / "clean_site")
    every = ("recommended", "strict", "seo", "accessibility", "content", "style")
    assert [line(one) for one in findings(site, presets=every, confidence="possible")] == []


def test_the_samples_have_most_rules_in_them() -> None:
    rules = {one.rule for one in chain.from_iterable(findings(site) for sample in samples() for site in sites(sample))}
    assert len(rules) > 60
