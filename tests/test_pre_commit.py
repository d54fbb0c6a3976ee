"""The hooks, by the real client: a repository of its own, a fault in it, the fault mended."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checkout import copy
from conftest import ROOT, Ran

pytestmark = pytest.mark.checkout

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>How green tea is made</title>
<meta name="viewport" content="width=device-width">
<meta name="description" content="From the field to the cup: how the leaves are picked, heated and dried.">
</head>
<body>
<h1>How green tea is made</h1>
<p>The leaves are heated at once, so that they stay green. <img src="leaf.png" width="40" height="40"{alt}></p>
</body>
</html>
"""
POST = "---\ntitle: Tea\ndescription: How it is made.\npermalink: {permalink}\n---\n\n![](sample.png)\n"

BROKEN = {"site/index.html": PAGE.format(alt=""), "_posts/2026-11-23-tea.md": POST.format(permalink="[tea]")}
MENDED = {
    "site/index.html": PAGE.format(alt=' alt="A leaf"'),
    "_posts/2026-11-23-tea.md": POST.format(permalink="/tea/"),
}
# Neither hook has a word to say about Markdown that is no post.
README = {"README.md": '# Tea\n\n```html\n<img src="leaf.png">\n```\n'}


def run(*command: str, cwd: Path, env: Mapping[str, str] | None = None) -> Ran:
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=600, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    done = run("git", *identity, *arguments, cwd=folder, env=environment())
    assert done.code == 0, done.err


def environment() -> dict[str, str]:
    """This process's, but for what git (itself perhaps running these tests from a hook) and pre-commit would take from it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "SKIP"))}
    return {**kept, "PRE_COMMIT_COLOR": "never"}


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "--all")


@pytest.fixture
def pre_commit(tmp_path: Path) -> Callable[..., Ran]:
    """The client, with nothing kept from run to run."""

    def call(*arguments: str, cwd: Path) -> Ran:
        env = {**environment(), "PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}
        return run(sys.executable, "-m", "pre_commit", *arguments, cwd=cwd, env=env)

    return call


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """The project as a repository that pre-commit can clone, with all that isn't committed yet."""
    source = copy(tmp_path / "auditor")
    git(source, "init", "--quiet")
    git(source, "add", "--all")
    git(source, "commit", "--quiet", "--message", "As it is")
    return source


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """Somebody's repository."""
    folder = tmp_path / "blog"
    folder.mkdir()
    git(folder, "init", "--quiet")
    write(folder, README)
    return folder


def test_the_hooks_fail_on_a_fault_and_pass_when_it_is_mended(
    hooks: Path, blog: Path, pre_commit: Callable[..., Ran]
) -> None:
    write(blog, BROKEN)
    page, post = BROKEN
    # Without the name of a hook both are tried, in one environment.
    failed = pre_commit("try-repo", str(hooks), "--files", page, post, "README.md", cwd=blog)
    _, pages, posts = failed.out.split("- hook id: ")
    assert failed.code == 1
    assert pages.startswith("auditor\n- exit code: 1\n"), failed.out
    assert "image without alt: “leaf.png”" in pages
    assert post not in pages, "posts in Markdown are the other hook's"
    assert posts.startswith("auditor-source\n- exit code: 1\n"), failed.out
    assert "permalink-type" in posts
    assert "README.md" not in posts

    write(blog, MENDED)
    passed = pre_commit("try-repo", str(hooks), "--files", page, post, "README.md", cwd=blog)
    assert passed.code == 0, passed.out + passed.err
    assert [line.rpartition(".")[2] for line in passed.out.splitlines() if line.startswith("auditor")] == ["Passed"] * 2


def test_the_files_of_hooks_and_configuration_are_valid(tmp_path: Path, pre_commit: Callable[..., Ran]) -> None:
    manifest = pre_commit("validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)
    assert (manifest.code, manifest.out) == (0, "")
    own = pre_commit("validate-config", ".pre-commit-config.yaml", cwd=ROOT)
    assert (own.code, own.out) == (0, "")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"(?ms)^```yaml\n(repos:.*?)^```$", readme)
    (tmp_path / "shown.yaml").write_text(shown, encoding="utf-8")
    users = pre_commit("validate-config", "shown.yaml", cwd=tmp_path)
    assert (users.code, users.out) == (0, "")
