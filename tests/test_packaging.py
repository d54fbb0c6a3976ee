"""What is installed is what is in the tree."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from auditor.version import VERSION
from checkout import copy, files
from conftest import ROOT

pytestmark = pytest.mark.checkout

# The folder as it stands in the tree, and as it is imported.
FOLDERS = {"auditor/": "auditor/", "rules/": "auditor_rules/"}


def project() -> Mapping[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def packaged() -> list[str]:
    """The files of the tree that are to be installed, under the names that they are installed by."""
    return sorted(
        new + name.removeprefix(old) for name in files() for old, new in FOLDERS.items() if name.startswith(old)
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = copy(folder / "source")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_every_folder_with_modules_is_a_package_and_listed() -> None:
    folders = {name.rpartition("/")[0].replace("/", ".") for name in packaged() if name.endswith(".py")}
    with_init = {name.rpartition("/")[0].replace("/", ".") for name in packaged() if name.endswith("/__init__.py")}
    assert sorted(folders - with_init) == [], "an __init__.py is missing"
    assert project()["tool"]["setuptools"]["packages"] == sorted(folders), "packages in pyproject.toml"


def test_the_wheel_has_every_file_of_the_tree_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        inside = sorted(name for name in opened.namelist() if ".dist-info/" not in name)
    assert inside == packaged()


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        metadata = opened.read(next(name for name in names if name.endswith(".dist-info/METADATA"))).decode()
        points = opened.read(next(name for name in names if name.endswith(".dist-info/entry_points.txt"))).decode()
    assert re.search(r"(?m)^Name: (.+)$", metadata)[1] == "auditor"  # type: ignore[index]
    assert re.search(r"(?m)^License-Expression: (.+)$", metadata)[1] == "MIT"  # type: ignore[index]
    assert f"Version: {VERSION}\n" in metadata
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert "[auditor.rules]\nbuiltin = auditor_rules\n" in points
    assert "[console_scripts]\nauditor = auditor.cli.main:main\n" in points
