"""``auditor explain RULE``: a rule's documentation, options and examples."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator

import click

from auditor.cli.complaints import complain
from auditor.config.settings import toml
from auditor.finding import Safety
from auditor.notices import NOTICES
from auditor.registry import RegistryError, RuleType, all_rules
from auditor.rule import Example

# An example's line of more characters than this is shown without its middle.
_LONG = 300


def _names(context: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    """For the shell's completion."""
    del context, parameter
    return [name for name in (*all_rules(), *NOTICES) if name.startswith(start)]


@click.command(name="explain", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("rule", shell_complete=_names)
def command(rule: str) -> int:
    """Say what a rule does, why it matters, how to fix what it finds, and where it comes from."""
    try:
        rules = all_rules()
    except RegistryError as error:
        click.echo(f"auditor: {error}", err=True)
        return 2
    by_any_name = {former: one for one in rules.values() for former in (one.name, *one.formerly)}
    if rule in NOTICES:
        text = f"# {rule}\n\n{NOTICES[rule].documentation}\n"
    elif rule in by_any_name:
        text = markdown(by_any_name[rule])
    else:
        near = difflib.get_close_matches(rule, [*by_any_name, *NOTICES], n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else "; “auditor rules” lists them"
        complain(f"there is no rule {rule}{hint}")
        return 2
    _show(text)
    return 0


def markdown(rule: RuleType) -> str:
    """A rule's page of documentation."""
    return "\n".join(_lines(rule))


def _lines(rule: RuleType) -> Iterator[str]:
    presets = ", ".join(dict.fromkeys((*rule.presets, *(() if rule.presets == ("style",) else ("strict",)))))
    yield f"# {rule.name}\n"
    yield f"{rule.documentation()}\n"
    yield f"Category {rule.category}, severity {rule.severity.label}, in the presets {presets}.\n"
    if rule.also_known_as:
        yield f"Known elsewhere as {', '.join(rule.also_known_as)}.\n"
    if rule.formerly:
        yield f"Formerly called {', '.join(rule.formerly)}.\n"
    if rule.options:
        yield "## Options\n"
        for name, one in rule.options.items():
            choices = f" One of {', '.join(one.choices)}." if one.choices else ""
            yield f"- `{_written(name, one.default)}`: {one.help}{choices}"
        yield ""
    yield "## Examples\n"
    for example in rule.examples:
        yield from _example(rule, example)


def _example(rule: RuleType, example: Example) -> Iterator[str]:
    options = ", ".join(f"`{_written(name, value)}`" for name, value in example.options.items())
    verdict = "Reported" if example.is_bad else "Not reported"
    yield f"{verdict}{f', with {options}' if options else ''}{f' ({example.why})' if example.why else ''}:\n"
    for path, html in example.pages.items():
        if len(example.pages) > 1:
            yield f"`{path}`\n"
        yield _block(html, path)
    if not example.is_bad:
        return
    from auditor.testing import findings  # noqa: PLC0415 — a site rule's example needs the database

    found = findings(rule, example.pages, **example.options)
    said = next((one.message for one in found if example.says in one.message), example.says)
    if said:
        yield f"> {_code(said)}\n"
    if example.fixed is not None:
        is_safe = all(one.fix is None or one.fix.safety is Safety.SAFE for one in found)
        yield "Mended by `--fix`:\n" if is_safe else "With the fix that is offered:\n"
        yield _block(example.fixed, next(iter(example.pages)))


def _written(option: str, value: object) -> str:
    """An option as the configuration has it."""
    return f"{option.replace('_', '-')} = {toml(value)}"


def _code(text: str) -> str:
    """A message as it stands: in Markdown by itself, “<p>” would vanish and “*” change the type."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}{text}{fence}"


def _block(html: str | bytes, path: str) -> str:
    """A block of code; bytes and what no editor shows are written as Python writes them."""
    shown = html if isinstance(html, str) and _is_plain(html) else repr(html)
    language = "html" if shown is html and not path.endswith(".md") else "python" if shown is not html else "markdown"
    fence = "`" * (1 + max((len(run) for run in re.findall("`{2,}", shown)), default=2))
    lines = "\n".join(line if len(line) <= _LONG else f"{line[:180]} … {line[-80:]}" for line in shown.splitlines())
    return f"{fence}{language}\n{lines}\n{fence}\n"


def _is_plain(text: str) -> bool:
    return bool(text) and all(character.isprintable() or character in "\n\t\u3000" for character in text)


def _show(text: str) -> None:
    if not sys.stdout.isatty():
        click.echo(text)
        return
    from rich.console import Console  # noqa: PLC0415 — for terminals only
    from rich.markdown import Markdown  # noqa: PLC0415

    console = Console()
    console.print(Markdown(text), width=min(console.width, 100))
