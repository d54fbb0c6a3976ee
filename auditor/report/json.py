"""The report for programs: one JSON object. Its shape is documented in docs/json.md and versioned."""

from __future__ import annotations

import json
import re
from typing import Any

from auditor.audit import Audit, RuleInfo
from auditor.finding import Finding, Place
from auditor.report.fingerprints import fingerprints

# Additions keep the number; a change of what is there raises it.
SCHEMA_VERSION = 1

_surrogate = re.compile("[\ud800-\udfff]")


def render(audit: Audit) -> str:
    """The report as JSON, indented by one space, keys in a fixed order."""
    return dumps(as_data(audit), indent=1) + "\n"


def dumps(data: object, *, indent: int | None = None) -> str:
    r"""Data as JSON text that can be written as UTF-8.

    A byte of a file's name that is no UTF-8 is, as Python has it, a lone surrogate: it is written as ``\udcff``.
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _surrogate.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_data(audit: Audit) -> dict[str, Any]:
    """The report as plain data. Times are left out: the same input gives the same bytes."""
    used = {one.rule for one in audit.findings} | {one.finding.rule for one in audit.hidden}
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "auditor", "version": audit.version},
        "summary": summary(audit),
        "findings": findings_data(audit),
        "allowed": allowed_data(audit),
        "skipped": [{"page": one.page, "why": one.why} for one in audit.skipped],
        "crashes": [{"page": one.page, "rule": one.rule, "error": one.error} for one in audit.crashes],
        "rules": {name: rule_data(audit.rules[name]) for name in sorted(used) if name in audit.rules},
    }


def summary(audit: Audit) -> dict[str, int]:
    """The numbers that people ask for first."""
    counts = {"error": 0, "warning": 0, "note": 0}
    for one in audit.findings:
        counts[one.severity.label] += 1
    return {
        "pages": audit.pages,
        **counts,
        "fixable": audit.fixable,
        "allowed": len(audit.hidden),
        "skipped": len(audit.skipped),
        "crashes": len(audit.crashes),
    }


def findings_data(audit: Audit) -> list[dict[str, Any]]:
    """The findings in their order."""
    return [finding_data(one, mark) for one, mark in zip(audit.findings, fingerprints(audit.findings), strict=True)]


def allowed_data(audit: Audit) -> list[dict[str, Any]]:
    """The findings that inline comments allow, each with the reason given there."""
    marks = fingerprints([one.finding for one in audit.hidden])
    return [
        {**finding_data(one.finding, mark), "reason": one.reason} for one, mark in zip(audit.hidden, marks, strict=True)
    ]


def finding_data(one: Finding, mark: str) -> dict[str, Any]:
    """One finding as plain data."""
    data: dict[str, Any] = {
        "page": one.page,
        **place_data(one.place),
        "rule": one.rule,
        "severity": one.severity.label,
        "confidence": one.confidence.label,
        "message": one.message,
    }
    if one.data:
        data["data"] = dict(one.data)
    if one.related:
        data["related"] = [
            {
                "message": other.message,
                "page": other.page or one.page,
                **(place_data(other.place) if other.place else {}),
            }
            for other in one.related
        ]
    if one.fix is not None:
        data["fix"] = {
            "title": one.fix.title,
            "safety": str(one.fix.safety),
            "edits": [{"start": edit.span.start, "end": edit.span.end, "new": edit.new} for edit in one.fix.edits],
        }
    data["fingerprint"] = mark
    return data


def place_data(place: Place) -> dict[str, int]:
    """A place: 1-based lines and columns in code points, and the offsets that edits count in."""
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "start": place.start,
        "end": place.end,
    }


def rule_data(rule: RuleInfo) -> dict[str, Any]:
    """What a program may want to show of a rule."""
    return {
        "category": rule.category,
        "severity": rule.severity.label,
        "summary": rule.summary,
        "also_known_as": list(rule.also_known_as),
    }
