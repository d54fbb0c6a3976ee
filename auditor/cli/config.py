"""``auditor config``: what is in force for a path, and where each value comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from auditor.cli.complaints import complain
from auditor.cli.setup import configuration
from auditor.cli.targets import shown
from auditor.config import ConfigError
from auditor.registry import RegistryError, all_rules
from auditor.report.frame import clean


@click.command(name="config", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", default=".")
@click.option("--preset", "presets", multiple=True, metavar="NAME", help="As for check.")
@click.option("--select", multiple=True, metavar="RULE", help="As for check.")
@click.option("--ignore", multiple=True, metavar="RULE", help="As for check.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of the configuration instead.")
def command(path: str, *, schema: bool, **options: Any) -> int:
    """Show the settings and rules in force for PATH, each with the place that sets it."""
    try:
        if schema:
            from auditor.config import json_schema  # noqa: PLC0415 — beside its only use

            click.echo(json.dumps(json_schema(all_rules()), ensure_ascii=False, indent=1))
            return 0
        config = configuration((path,), options)
    except (ConfigError, RegistryError) as error:
        complain(error)
        return 2
    rows = config.for_path(shown(Path(path))).explain()
    wide = max(len(row.key) for row in rows)
    values = max(min(len(row.value), 40) for row in rows)
    for row in rows:
        click.echo(f"{row.key:<{wide}}  {clean(row.value):<{values}}  # {clean(row.where)}")
    for remark in config.remarks:
        click.echo(f"remark: {clean(remark)}", err=True)
    return 0
