"""``auditor init``: a configuration to start from, and the hook if it is wanted."""

from __future__ import annotations

import json
import os
from importlib import metadata
from pathlib import Path

import click

from auditor.cli.complaints import complain

_CONFIG = """\
# What auditor checks in this repository. “auditor config” shows what is in force and why.
preset = "recommended"
fail-on = "warning"
{site}
# [rules.heading-too-long]
# most = 80

# [[overrides]]
# paths = ["drafts/**"]
# ignore = ["reading-time-wrong"]
"""

# Of an installation by "pip install git+URL" the address and the commit are known; pre-commit installs the same again.
_HOOK_OF_REPOSITORY = """\
repos:
  - repo: {url}
    rev: {commit}
    hooks:
      - id: {hook}
"""

# Of any other it isn't known where pre-commit could get it: the installed command is taken.
_HOOK_OF_COMMAND = """\
repos:
  - repo: local
    hooks:
      - id: {hook}
        name: {hook}
        entry: auditor check{options}
        language: system
        files: \\.({endings})$
        require_serial: true
"""

# What a folder holds tells which generator builds it, and where that puts the pages.
_GENERATORS = (
    ("_config.yml", "Jekyll", "_site"),
    ("hugo.toml", "Hugo", "public"),
    ("hugo.yaml", "Hugo", "public"),
    (".eleventy.js", "Eleventy", "_site"),
    ("eleventy.config.js", "Eleventy", "_site"),
    ("astro.config.mjs", "Astro", "dist"),
    ("mkdocs.yml", "MkDocs", "site"),
    ("conf.py", "Sphinx", "_build/html"),
    ("docs/conf.py", "Sphinx", "docs/_build/html"),
)


@click.command(name="init", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--pre-commit", "hook", is_flag=True, help="Write .pre-commit-config.yaml as well, where there is none.")
def command(folder: Path, *, hook: bool) -> int:
    """Write auditor.toml into FOLDER (the current one). Nothing that is there is overwritten."""
    file = folder / "auditor.toml"
    found = next((row for row in _GENERATORS if (folder / row[0]).exists()), None)
    site = f'\n[site]\nroot = "{found[2]}"  # where {found[1]} puts the pages\n' if found else ""
    wanted = {file: _CONFIG.format(site=site)}
    if hook:
        wanted[folder / ".pre-commit-config.yaml"] = _hook(posts=found is not None)
    there = [file for file in wanted if os.path.lexists(file)]
    if there:
        complain(f"{' and '.join(map(str, there))}: there already; nothing was written")
        return 2
    if not all(_write(file, text) for file, text in wanted.items()):
        return 2
    target = found[2] if found else "."
    click.echo(f"Next: auditor check {target}")
    return 0


def _hook(*, posts: bool) -> str:
    """The hook's configuration. What a generator builds is rarely committed, so its posts are what a commit is judged by."""
    hook = "auditor-source" if posts else "auditor"
    text = metadata.distribution("auditor").read_text("direct_url.json")
    origin = json.loads(text) if text else {}
    commit = origin.get("vcs_info", {}).get("commit_id")
    if commit:
        return _HOOK_OF_REPOSITORY.format(url=origin["url"], commit=commit, hook=hook)
    options, endings = (" --posts", "html?|xhtml|md|markdown") if posts else ("", "html?|xhtml")
    return _HOOK_OF_COMMAND.format(hook=hook, options=options, endings=endings)


def _write(file: Path, text: str) -> bool:
    try:
        with open(file, "x", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        complain(f"{file} can't be written: {(error.strerror or str(error)).lower()}")
        return False
    click.echo(f"wrote {file}")
    return True
