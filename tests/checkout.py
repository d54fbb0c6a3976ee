"""The repository's own files, for tests that build, install or document the project."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from conftest import ROOT


def files() -> list[str]:
    """Every file that belongs to the repository, changes that aren't committed included, what git ignores not; sorted."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return sorted(name for name in set(listed.split("\0")) - {""} if (ROOT / name).is_file())


def copy(to: Path) -> Path:
    """Copy those files; what builds in the copy leaves nothing in the tree, and finds nothing that an earlier build left."""
    for name in files():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, to / name)
    return to
