"""What is written for people is true: commands, samples, links, the rule in five minutes."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from auditor.cli.main import cli
from auditor.config import load
from auditor.custom import custom_rule
from auditor.registry import all_rules, rules_in
from auditor.testing import check_examples
from conftest import ROOT, Auditor

pytestmark = pytest.mark.checkout

# Pages about one rule are checked by being made anew.
FOLDERS = (".", "benchmarks", "docs", "sample_pages", "tests", "tests/data")
PAGES = sorted(file.relative_to(ROOT).as_posix() for folder in FOLDERS for file in (ROOT / folder).glob("*.md"))
README = ROOT / "README.md"


def read(name: str | Path) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", read(page))


def test_what_is_made_of_the_rules_is_up_to_date() -> None:
    script = "import sys; sys.path.insert(0, 'docs'); import build; print(*[f for f, t in build.outputs().items()"
    script += " if not f.exists() or f.read_text('utf-8') != t], *set(build.RULES.glob('*.md')) - set(build.outputs()))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [], "make docs"


def test_the_sample_in_the_readme_is_what_the_tool_prints(auditor: Auditor) -> None:
    (block,) = blocks("README.md", "console")
    command, _, report = block.partition("\n")
    assert command == "$ auditor check docs/sample"
    printed = auditor("check", "--no-config", "docs/sample", cwd=ROOT).out
    assert without_seconds(printed) == without_seconds(report)


def without_seconds(report: str) -> str:
    return re.sub(r"\(\d+\.\d+ s\)", "", report)


def test_the_readme_names_every_rule_once_and_counts_them() -> None:
    table = read(README).partition("<!-- rules:")[2].partition("<!-- end of rules -->")[0]
    names = re.findall(r"\(docs/rules/([a-z0-9-]+)\.md\)", table)
    built_in = [rule.name for rule in rules_in("auditor_rules")]
    assert sorted(names) == sorted(built_in)
    assert f"| together | {len(built_in)} |" in table


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    for target in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        file = folder / path if path else ROOT / page
        assert file.exists(), f"{page}: {target}"
        if fragment:
            headings = re.findall(r"(?m)^#+ (.+)$", file.read_text(encoding="utf-8"))
            assert fragment in {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}, target


@pytest.mark.parametrize("page", PAGES)
def test_options_that_are_named_exist(page: str) -> None:
    known = {option for name in ("check", "rules", "config", "init", "new-rule") for option in options(name)}
    # Options of other programs.
    known |= {"--from-ref", "--to-ref", "--rules"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", read(page))) - known == set()


def options(command: str) -> list[str]:
    found = cli.commands.get(command) or cli.get_command(None, command)  # type: ignore[arg-type]
    assert found is not None
    return [name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts)]


@pytest.mark.parametrize("page", PAGES)
def test_rules_that_are_named_exist(page: str) -> None:
    named = re.findall(r"auditor explain ([a-z0-9]+(?:-[a-z0-9]+)+)", read(page))
    assert set(named) - {*all_rules(), "heading-full-stop"} == set()


@pytest.mark.parametrize("page", ["README.md", "docs/ci.md"])
def test_yaml_is_yaml(page: str) -> None:
    assert blocks(page, "yaml")
    assert all(isinstance(yaml.safe_load(block), dict) for block in blocks(page, "yaml"))


def test_the_hooks_of_the_readme_exist() -> None:
    (hook,) = blocks("README.md", "yaml")
    named = re.findall(r"- id: ([a-z-]+)", hook)
    assert named == [one["id"] for one in yaml.safe_load(read(".pre-commit-hooks.yaml"))]


def test_the_configuration_of_the_readme_is_taken(tmp_path: Path) -> None:
    configuration, custom, points = blocks("README.md", "toml")
    file = tmp_path / "auditor.toml"
    file.write_text(configuration + custom, encoding="utf-8")
    config = load(file, all_rules(), {}, root=tmp_path)
    assert {"link-to-staging", "button-without-type"} <= set(config.rules)
    for entry in tomllib.loads(custom)["custom"]:
        assert custom_rule(entry).name == entry["name"]
    assert tomllib.loads(points) == {"project": {"entry-points": {"auditor.rules": {"tea": "auditor_tea"}}}}


def test_the_rule_in_five_minutes_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor: Auditor) -> None:
    """As CONTRIBUTING has it: the file is written by the command, then filled with what is printed there."""
    command = re.search(r"(?m)^\.venv/bin/auditor (new-rule .+)$", read("CONTRIBUTING.md"))
    assert command is not None
    (tmp_path / "rules" / "headings").mkdir(parents=True)
    made = auditor(*command[1].split())
    assert (made.code, made.err) == (0, "")
    file = tmp_path / "rules" / "headings" / "heading_full_stop.py"
    (code,) = blocks("CONTRIBUTING.md", "python")
    monkeypatch.syspath_prepend(file.parent)
    for text in (file.read_text(encoding="utf-8"), code):
        file.write_text(text, encoding="utf-8")
        importlib.invalidate_caches()
        sys.modules.pop(file.stem, None)
        (rule,) = rules_in(file.stem)
        assert rule.name == "heading-full-stop"
        check_examples(rule)


def test_the_changes_name_every_rule_that_was_added() -> None:
    added = " ".join(re.findall(r"(?ms)^### Added rules\n(.+?)(?=^##|\Z)", read("CHANGELOG.md")))
    named = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", " ".join(re.findall(r"(?ms)^- [a-z-]+:(.+?)(?=^- |^$)", added)))
    rules = list(rules_in("auditor_rules"))
    assert sorted({rule.name for rule in rules} - set(named)) == []
    assert sorted(set(named) - {name for rule in rules for name in (rule.name, *rule.formerly)}) == []
