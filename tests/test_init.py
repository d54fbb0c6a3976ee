from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.cli import init
from conftest import ROOT


class Installed:
    """A distribution as pip records it."""

    def __init__(self, origin: object) -> None:
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.origin is None else json.dumps(self.origin)


def hook(folder: Path, monkeypatch: pytest.MonkeyPatch, origin: object) -> dict[str, Any]:
    monkeypatch.setattr("importlib.metadata.distribution", lambda _: Installed(origin))
    assert init.command.callback is not None
    assert init.command.callback(folder, hook=True) == 0
    (repository,) = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    return dict(repository)


def test_a_hook_from_where_the_auditor_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    origin = {"url": "https://git.example.org/a.git", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}
    assert hook(tmp_path, monkeypatch, origin) == {
        "repo": "https://git.example.org/a.git",
        "rev": "c0ffee",
        "hooks": [{"id": "auditor"}],
    }


@pytest.mark.parametrize("origin", [None, {"url": "file:///src/auditor", "dir_info": {"editable": True}}])
@pytest.mark.parametrize("there", [(), ("_config.yml",)])
def test_else_a_hook_that_calls_the_installed_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: object, there: tuple[str, ...]
) -> None:
    for name in there:
        (tmp_path / name).touch()
    repository = hook(tmp_path, monkeypatch, origin)
    assert repository["repo"] == "local"
    (made,) = repository["hooks"]
    assert made.pop("language") == "system"
    assert made["id"] == ("auditor-source" if there else "auditor")
    if (ROOT / ".pre-commit-hooks.yaml").exists():
        ours = {one["id"]: one for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
        assert {key: ours[made["id"]][key] for key in ("entry", "files", "require_serial")} == {
            key: made[key] for key in ("entry", "files", "require_serial")
        }


@pytest.mark.parametrize(
    ("file", "root"), [("_config.yml", "_site"), ("hugo.toml", "public"), ("docs/conf.py", "docs/_build/html")]
)
def test_the_generator_tells_where_the_pages_are(
    tmp_path: Path, file: str, root: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).touch()
    assert init.command.callback is not None
    assert init.command.callback(tmp_path, hook=False) == 0
    assert f'[site]\nroot = "{root}"' in (tmp_path / "auditor.toml").read_text(encoding="utf-8")
    assert capsys.readouterr().out.endswith(f"Next: auditor check {root}\n")
