"""The report for pipes: one JSON object a line, ``"type"`` telling what it is, a summary last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from auditor.audit import Audit
from auditor.report.fingerprints import fingerprints
from auditor.report.json import SCHEMA_VERSION, finding_data, summary


def render(audit: Audit) -> str:
    """The report as lines of JSON: findings in their order, then what was skipped and what crashed, then the summary."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(audit))


def _lines(audit: Audit) -> Iterator[dict[str, Any]]:
    marks = fingerprints(audit.findings)
    for one, mark in zip(audit.findings, marks, strict=True):
        yield {"type": "finding", **finding_data(one, mark)}
    for skipped in audit.skipped:
        yield {"type": "skipped", "page": skipped.page, "why": skipped.why}
    for crash in audit.crashes:
        yield {"type": "crash", "page": crash.page, "rule": crash.rule, "error": crash.error}
    yield {"type": "summary", "schema_version": SCHEMA_VERSION, "version": audit.version, **summary(audit)}
