"""The report for pipes: one JSON object a line, ``"type"`` telling what it is; its shape is documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.audit import Audit
from auditor.report.json import SCHEMA_VERSION, allowed_data, dumps, findings_data, summary


def render(audit: Audit) -> str:
    """The report as lines of JSON.

    First what wrote it, then the findings in their order, then what was allowed, skipped and what crashed, the summary last.
    """
    return "".join(dumps(line) + "\n" for line in _lines(audit))


def _lines(audit: Audit) -> Iterator[dict[str, Any]]:
    yield {"type": "start", "schema_version": SCHEMA_VERSION, "tool": {"name": "auditor", "version": audit.version}}
    for finding in findings_data(audit):
        yield {"type": "finding", **finding}
    for allowed in allowed_data(audit):
        yield {"type": "allowed", **allowed}
    for skipped in audit.skipped:
        yield {"type": "skipped", "page": skipped.page, "why": skipped.why}
    for crash in audit.crashes:
        yield {"type": "crash", "page": crash.page, "rule": crash.rule, "error": crash.error}
    yield {"type": "summary", **summary(audit)}
