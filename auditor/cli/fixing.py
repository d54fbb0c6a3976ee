"""``--fix`` and ``--diff``: page after page mended, each change looked at twice before it is written."""

from __future__ import annotations

import sys
from dataclasses import replace

from auditor import fixer
from auditor.audit import Audit
from auditor.cli.complaints import remark
from auditor.cli.setup import Setup
from auditor.engine import Job
from auditor.finding import Finding, Safety
from auditor.report.frame import clean_lines
from auditor.source.reading import Source, page_source


def fix_all(audit: Audit, setup: Setup, *, write: bool) -> int:
    """Fix the pages that have safe fixes and say what was done; with ``write`` false show it as a diff.

    Returns how many pages were (or would be) changed.
    """
    wanted = {one.page for one in audit.findings if one.fix is not None and one.fix.safety is Safety.SAFE}
    job = Job(setup.config, setup.targets.site)
    changed = mended = 0
    for source in setup.targets.sources:
        if source.path not in wanted:
            continue
        if source.file is None and write:
            remark(f"{source.path}: standard input can't be fixed in place; --diff shows the changes")
            continue
        done = _fix_one(source, job, write=write)
        changed += done > 0
        mended += done
    if write:
        remark(f"fixed {_count(mended, 'finding')} in {_count(changed, 'page')}")
    return changed


def _fix_one(source: Source, job: Job, *, write: bool) -> int:
    decoded = page_source(source).decoded

    def look(data: bytes) -> list[Finding]:
        return job.audit([replace(source, data=data)]).findings

    try:
        fixed = fixer.mend_file(decoded, look)
        for finding, why in fixed.refused:
            remark(f"{source.path}:{finding.place.line}: {finding.rule} isn't fixed: {why}")
        if not fixed.mended:
            return 0
        if write:
            assert source.file is not None
            fixer.write(source.file, decoded, fixed.edits)
        else:
            _show(fixer.diff(source.path, decoded.text, fixed.text))
    except UnicodeEncodeError as error:
        lost = error.object[error.start : error.end]
        remark(f"{source.path}: not fixed: its encoding, {decoded.encoding}, has no {lost!r}")
        return 0
    except OSError as error:
        remark(f"{source.path}: not fixed: {(error.strerror or str(error)).lower()}")
        return 0
    return len(fixed.mended)


def _show(diff: str) -> None:
    # For a program the text as it is; for a terminal nothing that would steer it.
    sys.stdout.write(clean_lines(diff) if sys.stdout.isatty() else diff)
    sys.stdout.flush()


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
