"""Every rule's examples hold: they are its documentation."""

from __future__ import annotations

import pytest

from auditor.registry import RuleType, all_rules
from auditor.rule import Example
from auditor.testing import check_example, check_examples, findings

RULES = list(all_rules().values())
CASES = [(rule, number, example) for rule in RULES for number, example in enumerate(rule.examples)]


@pytest.mark.parametrize(("rule", "number", "example"), CASES, ids=[f"{rule.name}-{n}" for rule, n, _ in CASES])
def test_example(rule: RuleType, number: int, example: Example) -> None:
    del number
    check_example(rule, example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples_show_what_the_rule_does(rule: RuleType) -> None:
    check_examples(rule)
    assert any(example.says for example in rule.examples if example.is_bad), "no bad example says what is reported"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_same_findings_twice(rule: RuleType) -> None:
    for example in rule.examples:
        assert findings(rule, example.pages, **example.options) == findings(rule, example.pages, **example.options)
