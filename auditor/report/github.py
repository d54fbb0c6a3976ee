"""Annotations for GitHub Actions: workflow commands that mark lines of a pull request."""

from __future__ import annotations

from auditor.audit import Audit
from auditor.finding import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(audit: Audit) -> str:
    """One workflow command a finding, and a line of summary."""
    lines = [_command(one) for one in audit.findings]
    counts = ", ".join(f"{audit.count(severity)} {severity.label}s" for severity in reversed(Severity))
    return "".join(f"{line}\n" for line in [*lines, f"auditor: {audit.pages} pages, {counts}"])


def _command(one: Finding) -> str:
    place = one.place
    where = {"file": one.page, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:
        # Columns of a range over several lines are refused.
        where |= {"col": place.column, "endColumn": max(place.end_column, place.column)}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in {**where, "title": one.rule}.items())
    return f"::{_COMMANDS[one.severity]} {properties}::{_message(one.message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
