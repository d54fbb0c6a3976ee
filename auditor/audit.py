"""What an audit came to: the one thing that reporters, the baseline and the exit code look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.finding import Finding, Safety, Severity


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a report may say of a rule. ``documentation`` is Markdown, its first line the summary."""

    name: str
    category: str
    severity: Severity
    summary: str
    documentation: str
    also_known_as: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that wasn't audited, and why, as the end of the sentence “skipped, because …”."""

    page: str
    why: str


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule (or the engine, ``rule=""``) that failed on a page (or on what all say together, ``page=""``).

    ``error`` is the exception in one line.
    """

    page: str
    rule: str
    error: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A finding that an inline comment allows, with the reason given there."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome of a run. All sequences are sorted and the same for the same input."""

    findings: tuple[Finding, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    crashes: tuple[Crash, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    pages: int = 0
    # What "-v" tells: which rules stayed silent and why, what was guessed.
    remarks: tuple[str, ...] = ()
    rules: Mapping[str, RuleInfo] = field(default_factory=dict[str, RuleInfo])
    # Seconds of wall time; by rule only when asked for (``--statistics``).
    seconds: float = 0.0
    seconds_by_rule: Mapping[str, float] = field(default_factory=dict[str, float])
    # The folder that page paths are relative to, absolute.
    root: str = ""
    version: str = ""

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def by_rule(self) -> list[tuple[str, int]]:
        """Rules with their number of findings, the most first, then by name."""
        counts = Counter(finding.rule for finding in self.findings)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    @property
    def fixable(self) -> int:
        """How many findings ``--fix`` would mend."""
        return sum(f.fix is not None and f.fix.safety is Safety.SAFE for f in self.findings)


def exit_code(audit: Audit, *, fail_on: Severity | None = Severity.WARNING, max_warnings: int | None = None) -> int:
    """The exit code of a run.

    0: nothing at or above ``fail_on`` (None: never fail on findings); 1: findings; 2: no page was
    audited; 3: a rule or the engine crashed. ``max_warnings`` judges warnings by their number instead: that many pass, one more fails.
    """
    if audit.crashes:
        return 3
    failing = [one for one in audit.findings if fail_on is not None and one.severity >= fail_on]
    if max_warnings is not None:
        failing = [one for one in failing if one.severity is not Severity.WARNING]
        if audit.count(Severity.WARNING) > max_warnings:
            return 1
    if failing:
        return 1
    return 0 if audit.pages else 2
