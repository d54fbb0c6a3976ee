"""What the command says on standard error, whatever names and values it quotes."""

from __future__ import annotations

import click

from auditor.report.frame import clean_lines


def complain(problem: object) -> None:
    """Say in one line what keeps the command from its work."""
    click.echo(f"auditor: {clean_lines(str(problem))}", err=True)


def remark(said: str) -> None:
    """Say something by the way."""
    click.echo(clean_lines(said), err=True)
