"""Fingerprints that tell findings of one run apart: equal ones on a page are numbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.finding import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A fingerprint for each finding, in order: its own, and for the second and later of a kind ``:2`` and so on."""
    seen: Counter[str] = Counter()
    marks: list[str] = []
    for one in findings:
        mark = one.fingerprint
        seen[mark] += 1
        marks.append(mark if seen[mark] == 1 else f"{mark}:{seen[mark]}")
    return marks
