"""Annotations for GitHub Actions: workflow commands that mark lines of a pull request."""

from __future__ import annotations

from auditor.audit import Audit
from auditor.finding import Finding, Severity
from auditor.report.frame import clean_lines

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(audit: Audit) -> str:
    """One workflow command a finding, and a line of summary."""
    counts = ", ".join(_count(audit.count(severity), severity.label) for severity in reversed(Severity))
    # A crash on a page is a finding there; one about the site has no page to stand on.
    crashes = [f"::error title=auditor::{_message(one.error)}" for one in audit.crashes if not one.page]
    lines = [*map(_command, audit.findings), *crashes, f"auditor: {_count(audit.pages, 'page')}, {counts}"]
    return "".join(f"{line}\n" for line in lines)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _command(one: Finding) -> str:
    place = one.place
    where: dict[str, str | int] = {"file": one.page, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:
        # Columns of a range over several lines are refused.
        where |= {"col": place.column, "endColumn": max(place.end_column, place.column)}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in {**where, "title": one.rule}.items())
    return f"::{_COMMANDS[one.severity]} {properties}::{_message(one.message)}"


def _message(text: str) -> str:
    # Escaped as the runner's own toolkit does it; what would steer a terminal is shown instead.
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return clean_lines(escaped).replace("\t", " ")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
