"""The command ``auditor``: its subcommands, and what every one of them does with errors."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import Any

import click

from auditor.version import VERSION

# Subcommands are imported when they are called: a pre-commit hook runs ``check`` at every commit and waits for it.
_COMMANDS = {
    "check": ("auditor.cli.check", "Audit pages: the default."),
    "rules": ("auditor.cli.rules", "List the rules."),
    "explain": ("auditor.cli.explain", "Show the documentation of a rule."),
    "config": ("auditor.cli.config", "Show what is in force for a path, and why."),
    "init": ("auditor.cli.init", "Write a configuration to start from."),
    "new-rule": ("auditor.cli.new_rule", "Write the file of a new rule."),
}


class _Commands(click.Group):
    """Subcommands loaded on demand; whatever isn't the name of one is a target of ``check``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name][0]).command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"--help", "-h", "--version", "-V"}
        if args and args[0] not in _COMMANDS and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="“auditor PATH …” is short for “auditor check PATH …”.",
)
@click.version_option(VERSION, "-V", "--version", prog_name="auditor", message="%(prog)s %(version)s")
def cli() -> None:
    """Audit web pages: what is wrong, exactly where, and how to mend it.

    Give it the folder that your site generator writes, single pages, source posts with front matter, or “-” for standard input.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit.

    0: nothing at or above --fail-on. 1: findings. 2: wrong usage or configuration, or nothing to check. 3: the auditor itself failed.
    130: interrupted.
    """
    _let_every_character_out()
    try:
        sys.exit(_run(arguments))
    except KeyboardInterrupt:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader (“| head”) has what it wanted. Keep Python from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception:  # noqa: BLE001 — 1 would say that the pages have faults
        import traceback  # noqa: PLC0415 — for the unexpected only

        traceback.print_exc()
        click.echo("auditor: this is a fault of the auditor: please report it with the lines above", err=True)
        sys.exit(3)


def _let_every_character_out() -> None:
    """Show “?” for a character that a terminal's encoding doesn't have, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _run(arguments: list[str] | None) -> int:
    try:
        outcome: Any = cli.main(args=arguments, prog_name="auditor", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return error.exit_code if error.exit_code in (2, 3) else 2
    return outcome if isinstance(outcome, int) else 0
