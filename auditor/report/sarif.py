"""SARIF 2.1.0 (OASIS standard, 2020-03-27, with errata 01): the report that code-scanning services read."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from auditor.audit import Audit, RuleInfo
from auditor.finding import Finding, Fix, Place, Related, Safety, Severity
from auditor.report.fingerprints import fingerprints

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render(audit: Audit) -> str:
    """The report as a SARIF log with one run."""
    return json.dumps(as_data(audit), ensure_ascii=False, indent=1) + "\n"


def as_data(audit: Audit) -> dict[str, Any]:
    """The log as plain data."""
    used = sorted({one.rule for one in audit.findings} | {one.finding.rule for one in audit.hidden})
    index = {name: number for number, name in enumerate(used)}
    results = [
        _result(one, index, mark) for one, mark in zip(audit.findings, fingerprints(audit.findings), strict=True)
    ]
    for hidden in audit.hidden:
        result = _result(hidden.finding, index, "")
        result["suppressions"] = [{"kind": "inSource", "justification": hidden.reason or "no reason is given"}]
        results.append(result)
    run = {
        "tool": {
            "driver": {
                "name": "auditor",
                "semanticVersion": audit.version,
                "rules": [_rule(audit.rules[name]) for name in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The folder in which the auditor was run."}}},
        "invocations": [
            {
                "executionSuccessful": not audit.crashes,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": f"{one.rule or 'the engine'} on {one.page}: {one.error}"}}
                    for one in audit.crashes
                ],
            }
        ],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: RuleInfo) -> dict[str, Any]:
    name = "".join(part.capitalize() for part in rule.name.split("-"))
    body = rule.documentation.partition("\n")[2].strip() or rule.summary
    return {
        "id": rule.name,
        "name": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": body, "markdown": body},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.category], "alsoKnownAs": list(rule.also_known_as)},
    }


def _result(one: Finding, index: dict[str, int], mark: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": index[one.rule],
        "level": _LEVELS[one.severity],
        "message": {"text": one.message},
        "locations": [_location(one.page, one.place)],
    }
    if mark:
        result["partialFingerprints"] = {"auditorFinding/v1": mark}
    related = [_related(one, number, other) for number, other in enumerate(one.related) if other.place is not None]
    if related:
        result["relatedLocations"] = related
    if one.fix is not None and one.fix.edits and one.fix.safety is not Safety.SHOWN:
        result["fixes"] = [_fix(one.page, one.fix)]
    if one.data:
        result["properties"] = dict(one.data)
    return result


def _location(page: str, place: Place) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(page), "region": _region(place)}}


def _artifact(page: str) -> dict[str, str]:
    uri = quote(page, safe="/~@!$&'()*+,;=:")
    if page.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": "ROOT"}


def _region(place: Place) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }


def _related(one: Finding, number: int, other: Related) -> dict[str, Any]:
    assert other.place is not None
    return {"id": number, "message": {"text": other.message}, **_location(other.page or one.page, other.place)}


def _fix(page: str, fix: Fix) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": {"charOffset": edit.span.start, "charLength": edit.span.end - edit.span.start},
            "insertedContent": {"text": edit.new},
        }
        for edit in fix.edits
    ]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": _artifact(page), "replacements": replacements}],
    }
