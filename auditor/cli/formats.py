"""Formats and where they go: several reports of one run, each whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from auditor.audit import Audit
from auditor.cli.setup import UsageError

# Imported when asked for: each brings what it writes with.
FORMATS = {
    "text": "auditor.report.text",
    "json": "auditor.report.json",
    "jsonl": "auditor.report.jsonl",
    "sarif": "auditor.report.sarif",
    "github": "auditor.report.github",
}


class Output(NamedTuple):
    """A format, and the file it is written to; None for standard output."""

    format: str
    file: Path | None


def outputs(formats: Sequence[str], output_file: Path | None) -> list[Output]:
    """What ``--format`` and ``--output-file`` ask for. Raises `UsageError`."""
    wanted: list[Output] = []
    for written in formats or ("text",):
        name, _, file = written.partition("=")
        if name not in FORMATS:
            raise UsageError(f"format {written}: there is no such one; there are {', '.join(FORMATS)}")
        wanted.append(Output(name, Path(file) if file else None))
    if output_file is not None:
        first = next((index for index, output in enumerate(wanted) if output.file is None), None)
        if first is None:
            raise UsageError(f"--output-file {output_file}: every --format has its own file already")
        wanted[first] = Output(wanted[first].format, output_file)
    if sum(output.file is None for output in wanted) > 1:
        raise UsageError(
            "two formats would both go to standard output: give one a file, as in --format sarif=report.sarif"
        )
    return wanted


def write_all(audit: Audit, wanted: Sequence[Output], options: Mapping[str, Any]) -> None:
    """Write the reports.

    Raises `UsageError` for a file that can't be written; it is then as it was.
    """
    for name, file in wanted:
        render: Callable[..., str] = import_module(FORMATS[name]).render
        report = render(audit, style=_style(file, options)) if name == "text" else render(audit)
        if file is None:
            _show(name, report)
            continue
        try:
            _write(file, report)
        except OSError as error:
            raise UsageError(
                f"{file}: the report can't be written: {(error.strerror or str(error)).lower()}"
            ) from error


def _show(name: str, report: str) -> None:
    if name == "text":
        sys.stdout.write(report)
    else:
        # What programs read is UTF-8 with plain line ends, whatever a terminal here would want.
        sys.stdout.flush()
        sys.stdout.buffer.write(report.encode())
    sys.stdout.flush()


def _style(file: Path | None, options: Mapping[str, Any]) -> Any:
    from auditor.report.text import Style  # noqa: PLC0415 — other formats don't need it

    is_terminal = file is None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    colour = options["color"]
    if colour is None:
        colour = is_terminal and not os.environ.get("NO_COLOR")
    return Style(
        color=colour,
        terminal=is_terminal,
        quiet=options["quiet"],
        verbose=options["verbose"],
        statistics=options["statistics"],
    )


def _write(file: Path, report: str) -> None:
    data = report.encode("utf-8", "replace")
    if file.exists() and not file.is_file():
        # A device or a pipe: renaming would put a file in its place.
        file.write_bytes(data)
        return
    file = file.resolve()
    handle, beside = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
        # mkstemp makes files for their owner alone; a report is made like any other file.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(beside, 0o666 & ~mask)
        os.replace(beside, file)
    except BaseException:
        os.unlink(beside)
        raise
