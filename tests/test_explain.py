from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from auditor import Edit, Finding, Fix, Page, Rule, Severity, bad, good, option
from auditor.cli.explain import markdown
from auditor.registry import RuleType, all_rules


class TeaCold(Rule):
    """Tea is cold.

    ## Sources
    - The cup (checked 2026-11)
    """

    least_degrees: int = option(default=40, help="What is warm enough.", least=0)
    kinds: tuple[str, ...] = option(default=("green", "black"), help="The kinds that are judged.")
    words: str = option(default="few", choices=("few", "many"), help="How much is said.")

    severity = Severity.NOTE
    presets = ("style",)
    also_known_as = ("cold-tea (elsewhere)",)
    formerly = ("tea-tepid",)
    examples = (
        bad("<p>cold\n", says="the tea is cold", fixed="<p>warm\n", least_degrees=60, why="in winter"),
        bad(b"<p>\xe9</p>", kinds=("white",), says="cold"),
        bad({"a.html": "<p>a", "b.html": "<p>b"}),
        good("# Tea\n\n```html\n<p>\n```\n", path="README.md"),
        good("<p>" + "warm " * 200 + "tea"),
        good("a\u00a0b"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        yield self.at(page.start, "the tea is cold", fix=Fix("Warm it", (Edit(page.start, "warm"),)))


def test_options_are_written_as_the_configuration_has_them() -> None:
    page = markdown(TeaCold)
    assert "- `least-degrees = 40`: What is warm enough.\n" in page
    assert '- `kinds = ["green", "black"]`: The kinds that are judged.\n' in page
    assert '- `words = "few"`: How much is said. One of few, many.\n' in page
    assert "Reported, with `least-degrees = 60` (in winter):\n" in page
    assert 'Reported, with `kinds = ["white"]`:\n' in page


def test_what_a_rule_is_called() -> None:
    page = markdown(TeaCold)
    assert page.startswith("# tea-cold\n\nTea is cold.\n\n## Sources\n")
    assert "severity note, in the presets style." in page
    assert "Known elsewhere as cold-tea (elsewhere)." in page
    assert "Formerly called tea-tepid." in page


def test_examples() -> None:
    page = markdown(TeaCold)
    assert "```html\n<p>cold\n```\n\n> `the tea is cold`\n\nMended by `--fix`:\n\n```html\n<p>warm\n```\n" in page
    assert page.count("> `the tea is cold`\n") == 3, "in full, and where the example doesn't say it"
    assert "```python\nb'<p>\\xe9</p>'\n```" in page, "bytes are written as Python writes them"
    assert "```python\n'a\\xa0b'\n```" in page, "so is what no editor shows"
    assert "`a.html`\n\n```html\n<p>a\n```\n\n`b.html`\n\n```html\n<p>b\n```\n" in page
    assert "````markdown\n# Tea\n\n```html\n<p>\n```\n````\n" in page, "a fence in an example ends nothing"
    assert max(map(len, page.splitlines())) < 300
    assert re.search("warm .* … .* tea\n", page)


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.name)
def test_fences_are_closed(rule: RuleType) -> None:
    fences = [line for line in markdown(rule).splitlines() if line.startswith("```")]
    assert len(fences) % 2 == 0
    assert all(line.strip("`") == "" for line in fences[1::2])
