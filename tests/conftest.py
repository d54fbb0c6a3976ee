from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import run
from sys import executable

import pytest
from hypothesis import settings

# Where the tests are a gate they are the same every time; at a desk they look further.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("far", max_examples=2000, deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else os.environ.get("HYPOTHESIS_PROFILE", "default"))

ROOT = Path(__file__).parent.parent
# The page that the product was born from, where it lies beside the project.
SEED = ROOT.parent / "shared" / "seed" / "back-office-outsourcing.html"


@dataclass(frozen=True)
class Ran:
    """What a run of the command came to."""

    code: int
    out: str
    err: str


Auditor = Callable[..., Ran]


@pytest.fixture
def auditor(tmp_path: Path) -> Auditor:
    """The command ``auditor``, as a process of its own in an empty folder."""

    def call(*arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Ran:
        command = [executable, "-c", "from auditor.cli.main import main; main()", *arguments]
        whole = {**os.environ, "NO_COLOR": "1", **(env or {})}
        done = run(command, input=stdin, capture_output=True, cwd=cwd or tmp_path, env=whole, timeout=120, check=False)
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Write a small site: paths to text or bytes."""

    def write(pages: Mapping[str, str | bytes], folder: str = "site") -> Path:
        for name, content in pages.items():
            file = tmp_path / folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / folder

    return write
