"""Write what the rules say of themselves: docs/rules/, and in README.md the table of rules and the sample of a report.

    python docs/build.py

The same rules give the same files. What stands between “<!-- NAME: made by make docs -->” and “<!-- end of NAME -->” is
replaced, the rest of README.md is written by hand.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from auditor.cli.explain import markdown
from auditor.cli.setup import prepare
from auditor.engine import audit
from auditor.notices import NOTICES
from auditor.registry import RuleType, rules_in
from auditor.report import text

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "docs" / "rules"
README = ROOT / "README.md"
SAMPLE = "docs/sample"
# The one thing in a report that changes from run to run.
_SECONDS = 0.12


def main() -> int:
    """Write the files, take away pages of rules that are no more, and say what changed."""
    wanted = outputs()
    changed = [file for file, content in wanted.items() if not file.exists() or file.read_text("utf-8") != content]
    gone = sorted(set(RULES.glob("*.md")) - set(wanted))
    RULES.mkdir(exist_ok=True)
    for file in changed:
        file.write_text(wanted[file], encoding="utf-8", newline="\n")
        print(f"wrote {file.relative_to(ROOT)}")
    for file in gone:
        file.unlink()
        print(f"deleted {file.relative_to(ROOT)}")
    if not changed and not gone:
        print(f"{len(wanted)} files, all as they should be")
    return 0


def outputs() -> Mapping[Path, str]:
    """Every file that is made of the rules, with its text."""
    rules = built_in()
    files = {RULES / f"{rule.name}.md": f"{markdown(rule).rstrip()}\n" for rule in rules}
    files |= {RULES / f"{name}.md": f"# {name}\n\n{info.documentation}\n" for name, info in NOTICES.items()}
    files[RULES / "README.md"] = "\n".join(_index(rules)) + "\n"
    files[README] = _filled(README.read_text("utf-8"), {"rules": "\n".join(_table(rules)), "sample": sample()})
    return dict(sorted(files.items()))


def built_in() -> list[RuleType]:
    """The rules of this repository, by category and name; those of plug-ins that happen to be installed aren't among them."""
    return sorted(rules_in("auditor_rules"), key=lambda rule: (rule.category, rule.name))


def _by_category(rules: list[RuleType]) -> Iterator[tuple[str, str, list[RuleType]]]:
    """Each category with what its package says of it, and its rules."""
    for category, group in groupby(rules, key=lambda rule: rule.category):
        package = importlib.import_module(f"auditor_rules.{category.replace('-', '_')}")
        yield category, (package.__doc__ or "").strip(), list(group)


def _index(rules: list[RuleType]) -> Iterator[str]:
    yield "# Rules\n"
    yield f"{len(rules)} rules. Those without a preset behind them are on unless something else is configured; the others are on in the"
    yield "presets named, and in `strict`. `auditor explain RULE` shows a rule's page in the terminal.\n"
    for category, about, group in _by_category(rules):
        yield f"## {category}\n"
        if about:
            yield f"{about}\n"
        for rule in group:
            others = [preset for preset in rule.presets if preset != "strict"]
            where = "" if "recommended" in rule.presets else f" *({', '.join(others or ['strict'])})*"
            yield f"- [{rule.name}]({rule.name}.md), {rule.severity.label}: {rule.summary()}{where}"
        yield ""
    yield "## Of the engine itself\n"
    for name, info in sorted(NOTICES.items()):
        yield f"- [{name}]({name}.md), {info.severity.label}: {info.summary}"


def _table(rules: list[RuleType]) -> Iterator[str]:
    yield "| category | rules | names |"
    yield "|---|---:|---|"
    for category, _, group in _by_category(rules):
        names = ", ".join(f"[{rule.name}](docs/rules/{rule.name}.md)" for rule in group)
        yield f"| {category} | {len(group)} | {names} |"
    yield f"| together | {len(rules)} | |"


def sample() -> str:
    """The report on docs/sample, as a block of the terminal."""
    with contextlib.chdir(ROOT):
        setup = prepare([SAMPLE], {"no_config": True})
        done = audit(setup.targets.sources, setup.config, site=setup.targets.site, root=os.getcwd())
    if done.crashes:
        raise SystemExit(done.crashes[0].traceback)
    return f"```console\n$ auditor check {SAMPLE}\n{text.render(replace(done, seconds=_SECONDS))}```"


def _filled(page: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        start, end = f"<!-- {name}: made by make docs -->", f"<!-- end of {name} -->"
        pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
        if len(pattern.findall(page)) != 1:
            raise SystemExit(f"README.md: “{start}” and “{end}” must be there once each")
        # A function, so that no backslash of the part is taken for a group.
        page = pattern.sub(functools.partial(_as_it_is, f"{start}\n{part}\n{end}"), page)
    return page


def _as_it_is(new: str, found: re.Match[str]) -> str:
    del found
    return new


if __name__ == "__main__":
    sys.exit(main())
