"""Take what is found on the sample pages as what is expected of them, and show what changed.

A folder of ``sample_pages/`` holds sites (each a folder) and, beside them, ``expected.txt``: one finding a line, as
``site/page.html:line:column: severity: rule: message``.
"""

# ruff: noqa: T201 — it talks to the person who runs it
from __future__ import annotations

import contextlib
import difflib
import sys
from pathlib import Path

from auditor.cli.setup import prepare
from auditor.engine import audit
from auditor.finding import Finding

SAMPLES = Path(__file__).resolve().parent.parent / "sample_pages"
# Sites of this name are what a generator makes a site of: their posts in Markdown are read too.
_SOURCE = "source"


def samples() -> list[Path]:
    """The folders of ``sample_pages/``, by name."""
    return sorted(folder for folder in SAMPLES.iterdir() if folder.is_dir())


def sites(sample: Path) -> list[Path]:
    """The sites of one of them."""
    return sorted(folder for folder in sample.iterdir() if folder.is_dir())


def findings(site: Path, *, presets: tuple[str, ...] = (), confidence: str | None = None) -> list[Finding]:
    """What an audit of a site finds, in this process, as the command line would: paths begin with the site's folder.

    A site is judged without configuration unless it has an ``auditor.toml`` of its own.
    """
    own = site / "auditor.toml"
    options = {
        "no_config": not own.exists(),
        "config_file": own if own.exists() else None,
        "posts": site.name == _SOURCE,
        "presets": presets,
        "confidence": confidence,
    }
    with contextlib.chdir(site.parent):
        setup = prepare([site.name], options)
        done = audit(setup.targets.sources, setup.config, site=setup.targets.site)
    if done.crashes:
        raise RuntimeError(done.crashes[0].traceback)
    return list(done.findings)


def line(finding: Finding) -> str:
    """A finding as a line of ``expected.txt``."""
    place = f"{finding.page}:{finding.place.line}:{finding.place.column}"
    return f"{place}: {finding.severity.label}: {finding.rule}: {finding.message}"


def found(sample: Path) -> str:
    """What ``expected.txt`` would say now."""
    return "".join(f"{line(finding)}\n" for site in sites(sample) for finding in findings(site))


def main() -> int:
    """Rewrite every ``expected.txt`` and print what changed in it."""
    for sample in samples():
        file = sample / "expected.txt"
        file.touch()
        before = file.read_text(encoding="utf-8")
        after = found(sample)
        name = file.relative_to(SAMPLES.parent).as_posix()
        if before == after:
            print(f"{name}: as before, {after.count(chr(10))} findings")
            continue
        file.write_text(after, encoding="utf-8", newline="\n")
        diff = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=0)
        print("\n".join(one for one in diff if not one.startswith("@@")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
