"""What the engine itself may report: findings that no rule makes, with the documentation that rules have."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.audit import RuleInfo
from auditor.finding import Finding, Place, Severity, Span

_DOCUMENTATION = {
    "page-unreadable": (
        Severity.ERROR,
        """A page can't be read.

## What it does
Reports a file that was to be audited and that the system doesn't hand over, with the system's own reason.

## Why it matters
A page that isn't read isn't audited: silence would look like a clean page.

## How to fix it
Mend the file's permissions or the link that leads nowhere, or exclude the file.
""",
    ),
    "page-crashed": (
        Severity.ERROR,
        """A page made the auditor itself fail.

## What it does
Reports a page on which a rule failed, or whose audit ended the worker process, ran out of memory or took longer than the limit.

## Why it matters
What that rule would have said of the page is unknown. The run ends with exit code 3.

## How to fix it
Report it as a fault of the auditor, with the page if you can. Meanwhile ignore the rule that is named, or exclude the page.
""",
    ),
    "suppression-unused": (
        Severity.NOTE,
        """A suppression hides nothing.

## What it does
Reports an `auditor: allow` whose rule had nothing to say at that place.

## Why it matters
What it excused is mended or gone; left standing, it will hide the next fault.

## How to fix it
Delete it.
""",
    ),
    "suppression-malformed": (
        Severity.WARNING,
        """A suppression can't be understood.

## What it does
Reports an `auditor:` comment or `data-auditor-allow` that names no rule or one that doesn't exist, or a range that isn't closed.

## Why it matters
It hides nothing, while its author thinks it does.

## How to fix it
Write `<!-- auditor: allow RULE — reason -->` with the name of a rule or category, as `auditor rules` lists them.
""",
    ),
}

NOTICES: Mapping[str, RuleInfo] = {
    name: RuleInfo(name, "engine", severity, documentation.partition("\n")[0], documentation.strip())
    for name, (severity, documentation) in _DOCUMENTATION.items()
}


def notice(name: str, page: str, message: str) -> Finding:
    """A finding about a whole file, at its first character."""
    return Finding(
        span=Span(0, 0), message=message, page=page, rule=name, severity=NOTICES[name].severity, place=Place(1, 1, 1, 1)
    )
