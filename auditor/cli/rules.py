"""``auditor rules``: every installed rule, by category."""

from __future__ import annotations

import json
from itertools import groupby

import click

from auditor.registry import RegistryError, RuleType, all_rules
from auditor.rule import PRESETS


@click.command(name="rules", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--preset", type=click.Choice(PRESETS), help="Only the rules of a preset.")
def command(form: str, preset: str | None) -> int:
    """List the rules: name, severity, presets, and what each is about."""
    try:
        rules = list(all_rules().values())
    except RegistryError as error:
        click.echo(f"auditor: {error}", err=True)
        return 2
    if preset is not None:
        from auditor.config.settings import presets_have  # noqa: PLC0415 — beside its only use

        rules = [rule for rule in rules if presets_have((preset,), rule)]
    if form == "json":
        click.echo(json.dumps([_data(rule) for rule in rules], ensure_ascii=False, indent=1))
        return 0
    wide = max((len(rule.name) for rule in rules), default=0)
    by_category = sorted(rules, key=lambda rule: (rule.category, rule.name))
    for category, group in groupby(by_category, key=lambda rule: rule.category):
        click.secho(category, bold=True)
        for rule in group:
            mark = "" if "recommended" in rule.presets else f" ({', '.join(rule.presets) or 'strict'})"
            click.echo(f"  {rule.name:<{wide}}  {rule.severity.label:<7}  {rule.summary()}{mark}")
        click.echo()
    click.echo(
        f"{len(rules)} rules; those with a preset behind them are off outside it. “auditor explain RULE” tells more."
    )
    return 0


def _data(rule: RuleType) -> dict[str, object]:
    return {
        "name": rule.name,
        "category": rule.category,
        "severity": rule.severity.label,
        "presets": list(rule.presets),
        "summary": rule.summary(),
        "also_known_as": list(rule.also_known_as),
        "options": {
            name: {"type": one.type.__name__, "default": one.default, "help": one.help}
            for name, one in rule.options.items()
        },
    }
