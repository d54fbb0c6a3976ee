"""``--fix`` and ``--diff``: page after page mended, each change looked at twice before it is written."""

from __future__ import annotations

import click

from auditor import fixer
from auditor.audit import Audit
from auditor.cli.setup import Setup
from auditor.engine import Job
from auditor.finding import Finding, Safety
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
            click.echo(f"{source.path}: standard input can't be fixed in place; --diff shows the changes", err=True)
            continue
        done = _fix_one(source, job, write=write)
        changed += done > 0
        mended += done
    if write:
        click.echo(f"fixed {_count(mended, 'finding')} in {_count(changed, 'page')}", err=True)
    return changed


def _fix_one(source: Source, job: Job, *, write: bool) -> int:
    decoded = page_source(source).decoded

    def look(text: str) -> list[Finding]:
        data = decoded.encode(text) if not decoded.errors else text.encode("utf-8", "surrogatepass")
        return job.audit([Source(source.path, data=data)]).findings

    try:
        fixed = fixer.mend(decoded.text, look)
        for finding, why in fixed.refused:
            click.echo(f"{source.path}:{finding.place.line}: {finding.rule} isn't fixed: {why}", err=True)
        if not fixed.mended:
            return 0
        if write:
            assert source.file is not None
            fixer.write(source.file, decoded, fixed.edits)
        else:
            click.echo(fixer.diff(source.path, decoded.text, fixed.text), nl=False)
    except UnicodeEncodeError as error:
        lost = error.object[error.start : error.end]
        click.echo(f"{source.path}: not fixed: its encoding, {decoded.encoding}, has no {lost!r}", err=True)
        return 0
    except OSError as error:
        click.echo(f"{source.path}: not fixed: {(error.strerror or str(error)).lower()}", err=True)
        return 0
    return len(fixed.mended)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
