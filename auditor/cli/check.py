"""``auditor check``: audit pages, report, fix, and say by the exit code how it went."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from auditor import pool
from auditor.audit import Audit, exit_code
from auditor.cli.complaints import complain
from auditor.cli.formats import FORMATS, Output, outputs, write_all
from auditor.cli.setup import Setup, UsageError, prepare
from auditor.engine import audit
from auditor.site.query import warm_up

_SEVERITIES = ("error", "warning", "note", "never")

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _stacked(*decorators: _Decorator) -> _Decorator:
    def apply(function: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return apply


_which_rules = _stacked(
    click.option("--preset", "presets", multiple=True, metavar="NAME", help="recommended (default), strict, seo, accessibility, content or style; repeatable."),
    click.option("--select", multiple=True, metavar="RULE", help="Run these rules or categories only; repeatable, or with commas."),
    click.option("--ignore", multiple=True, metavar="RULE", help="Leave these rules or categories out; repeatable, or with commas."),
    click.option("--confidence", type=click.Choice(("certain", "likely", "possible")), help="Show findings of at least this confidence (likely)."),
    click.option("--config", "config_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Use this configuration file."),
    click.option("--no-config", is_flag=True, help="Look for no configuration."),
)  # fmt: skip

_which_pages = _stacked(
    click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out what matches, as in .gitignore; repeatable."),
    click.option("--root", "site_root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The folder that links such as “/about/” start from."),
    click.option("--stdin-filename", metavar="NAME", help="What “-” is called in the report and in the configuration."),
    click.option("--posts", is_flag=True, help="Take Markdown posts in folders too, for their front matter."),
)  # fmt: skip

_outcome = _stacked(
    click.option("--fail-on", type=click.Choice(_SEVERITIES), help="Exit with 1 from this severity on (warning)."),
    click.option("--max-warnings", type=click.IntRange(min=0), metavar="N", help="Exit with 1 for more warnings than this; up to it they pass."),
    click.option("--fix", is_flag=True, help="Mend what can be mended safely, then report the rest."),
    click.option("--diff", "show_diff", is_flag=True, help="Show what --fix would change; write nothing."),
    click.option("--format", "formats", multiple=True, metavar="NAME[=FILE]", help=f"{', '.join(FORMATS)}; repeatable, each to its own file."),
    click.option("--output-file", type=click.Path(dir_okay=False, path_type=Path), help="Write the report there instead of to the terminal."),
    click.option("--quiet", "-q", is_flag=True, help="Findings only, one line each."),
    click.option("--verbose", "-v", is_flag=True, help="Say also what was guessed, skipped and allowed, and why."),
    click.option("--statistics", is_flag=True, help="Count findings by rule, and time the rules."),
    click.option("--explain-cta", is_flag=True, help="Show each page's calls to action with their scores."),
    click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Worker processes (as many as processors, where it pays)."),
    click.option("--color/--no-color", default=None, help="Colour, whatever the terminal says."),
)  # fmt: skip


@click.command(name="check", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("targets", nargs=-1, metavar="[PATH]...")
@_which_rules
@_which_pages
@_outcome
def command(targets: tuple[str, ...], **options: Any) -> int:
    """Audit pages: folders, files, or “-” for standard input. Without PATH: the current folder.

    Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or configuration or nothing to check, 3 the auditor itself
    failed, 130 interrupted.
    """
    try:
        setup = prepare(targets or (".",), options)
        wanted = outputs(options["formats"] or setup.config.formats, options["output_file"])
    except UsageError as error:
        complain(error)
        return 2
    if options["explain_cta"]:
        from auditor.cli.explain_page import explain_ctas  # noqa: PLC0415 — asked for rarely

        explain_ctas(setup)
        return 0
    if options["fix"] or options["show_diff"]:
        return _fix(setup, wanted, options)
    done = _run(setup, options)
    return _finish(done, setup, wanted, options)


def _run(setup: Setup, options: Mapping[str, Any]) -> Audit:
    workers = options["jobs"] or setup.config.jobs
    if workers is None:
        workers = pool.processors() if pool.size_of(setup.targets.sources) >= pool.WORTH_IT else 1
    progress = None
    if sys.stderr.isatty() and not options["quiet"] and len(setup.targets.sources) > 1:
        from auditor.cli.progress import Bar  # noqa: PLC0415 — drags rich's live display in

        progress = Bar()
    try:
        return audit(
            setup.targets.sources,
            setup.config,
            site=setup.targets.site,
            skipped=setup.targets.skipped,
            remarks=setup.remarks,
            run=pool.Pool(workers, progress, meanwhile=warm_up if setup.config.site_rules else None),
            timed=options["statistics"],
            root=os.getcwd(),
        )
    finally:
        if progress is not None:
            progress.close()


def _finish(done: Audit, setup: Setup, wanted: list[Output], options: Mapping[str, Any]) -> int:
    try:
        write_all(done, wanted, options)
    except UsageError as error:
        complain(error)
        return 2
    return exit_code(done, fail_on=setup.config.fail_on, max_warnings=setup.config.max_warnings)


def _fix(setup: Setup, wanted: list[Output], options: Mapping[str, Any]) -> int:
    from auditor.cli.fixing import fix_all  # noqa: PLC0415 — most runs fix nothing

    before = _run(setup, options)
    changed = fix_all(before, setup, write=not options["show_diff"])
    if options["show_diff"]:
        return 1 if changed else exit_code(before, fail_on=None)
    after = _run(setup, options) if changed else before
    return _finish(after, setup, wanted, options)
