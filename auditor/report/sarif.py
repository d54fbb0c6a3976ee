"""SARIF 2.1.0 (OASIS standard, 2020-03-27, with errata 01): the report that code-scanning services read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from auditor.audit import Audit, Crash, RuleInfo, Skipped
from auditor.finding import Finding, Fix, Place, Safety, Severity
from auditor.report.fingerprints import fingerprints
from auditor.report.json import dumps

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The name that services know for “the top of the repository”.
_BASE = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render(audit: Audit) -> str:
    """The report as a SARIF log with one run."""
    return dumps(as_data(audit), indent=1) + "\n"


def as_data(audit: Audit) -> dict[str, Any]:
    """The log as plain data."""
    hidden = [one.finding for one in audit.hidden]
    used = sorted({one.rule for one in (*audit.findings, *hidden)})
    index = {name: number for number, name in enumerate(used)}
    artifacts = _Artifacts(audit.root)
    results = [
        _result(one, index, mark, artifacts)
        for one, mark in zip(audit.findings, fingerprints(audit.findings), strict=True)
    ]
    for allowed, mark in zip(audit.hidden, fingerprints(hidden), strict=True):
        result = _result(allowed.finding, index, mark, artifacts)
        result["suppressions"] = [{"kind": "inSource", "justification": _text(allowed.reason) or "no reason is given"}]
        results.append(result)
    run = {
        "tool": {
            "driver": {
                "name": "auditor",
                "semanticVersion": audit.version,
                "rules": [_rule(audit.rules[name]) if name in audit.rules else {"id": name} for name in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder in which the auditor was run."}}},
        "invocations": [
            {
                "executionSuccessful": not audit.crashes,
                "toolExecutionNotifications": [
                    *(_crash(one, artifacts) for one in audit.crashes),
                    *(_skipped(one, artifacts) for one in audit.skipped),
                ],
            }
        ],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


class _Artifacts:
    """Pages as SARIF names them: relative to the folder of the run where they lie below it, else absolute."""

    def __init__(self, root: str) -> None:
        self.root = root

    def location(self, page: str) -> dict[str, str]:
        path = os.path.normpath(os.path.join(self.root, page)).replace(os.sep, "/") if page.startswith("../") else page
        if path.startswith("/"):
            return {"uri": f"file://{_quoted(path)}"}
        return {"uri": _quoted(path), "uriBaseId": _BASE}


def _quoted(path: str) -> str:
    # The bytes of the name, whatever they are. A colon in a relative reference would read as a scheme.
    return quote(path.encode("utf-8", "surrogateescape"), safe="/~@!$&'()*+,;=")


def _text(text: str) -> str:
    """A text that every reader of UTF-8 takes."""
    return text.encode("utf-8", "replace").decode()


def _crash(one: Crash, artifacts: _Artifacts) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": _text(f"{one.rule or 'the engine'} failed: {one.error}")},
        **(
            {"locations": [{"physicalLocation": {"artifactLocation": artifacts.location(one.page)}}]}
            if one.page
            else {}
        ),
    }


def _skipped(one: Skipped, artifacts: _Artifacts) -> dict[str, Any]:
    return {
        "level": "note",
        "message": {"text": _text(f"skipped, because {one.why}")},
        "locations": [{"physicalLocation": {"artifactLocation": artifacts.location(one.page)}}],
    }


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


def _result(one: Finding, index: Mapping[str, int], mark: str, artifacts: _Artifacts) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": index[one.rule],
        "level": _LEVELS[one.severity],
        "message": {"text": _text(one.message)},
        "locations": [_location(one.page, one.place, artifacts)],
        "partialFingerprints": {"auditorFinding/v1": mark},
    }
    related = [
        {
            "id": number,
            "message": {"text": _text(other.message)},
            **_location(other.page or one.page, other.place, artifacts),
        }
        for number, other in enumerate(one.related)
        if other.place is not None
    ]
    if related:
        result["relatedLocations"] = related
    if one.fix is not None and one.fix.edits and one.fix.safety is not Safety.SHOWN:
        result["fixes"] = [_fix(one.page, one.fix, artifacts)]
    if one.data:
        result["properties"] = {key: _text(value) if isinstance(value, str) else value for key, value in one.data}
    return result


def _location(page: str, place: Place, artifacts: _Artifacts) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": artifacts.location(page), "region": _region(place)}}


def _region(place: Place) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }


def _fix(page: str, fix: Fix, artifacts: _Artifacts) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": {"charOffset": edit.span.start, "charLength": edit.span.end - edit.span.start},
            "insertedContent": {"text": edit.new},
        }
        for edit in fix.edits
    ]
    return {
        "description": {"text": _text(fix.title)},
        "artifactChanges": [{"artifactLocation": artifacts.location(page), "replacements": replacements}],
    }
