"""Which files of the targets are pages: folders walked, ``.gitignore`` respected, named files always taken."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.audit import Skipped

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

PAGES = (".html", ".htm", ".xhtml")
# A file by its ending, in a folder; what is named on the command line may be called anything.
_NEVER = frozenset(("node_modules", "__pycache__"))


@dataclass
class Found:
    """What a walk came to.

    ``pages`` and ``files`` are paths relative to the folder that was walked, with ``/``, sorted; ``files`` holds every file, pages
    included: what links may lead to. ``skipped`` are the things left out that a user might miss, ``ignored`` is how many pages
    ``.gitignore`` left out.
    """

    pages: list[str] = field(default_factory=list[str])
    files: list[str] = field(default_factory=list[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    ignored: int = 0


def walk(folder: Path, *, root: Path | None = None, endings: Iterable[str] = PAGES) -> Found:
    """List a folder.

    ``root`` is the folder that links out of it may not leave (the folder itself unless given). Hidden folders, ``node_modules`` and what
    ``.gitignore`` files name are left out of the pages but not out of ``files``. A folder that is itself ignored (a build folder) is taken
    whole: the user named it. A page that links lead to as well is taken once, under its own name.
    """
    found = Found()
    top = folder.resolve()
    boundary = os.path.realpath(root if root is not None else folder)
    wanted = tuple(endings)
    outer = _outer_ignores(top)
    _walk(str(top), found, boundary, wanted, outer)
    found.pages.sort()
    found.files.sort()
    return found


def _walk(
    top: str,
    found: Found,
    boundary: str,
    wanted: tuple[str, ...],
    ignores: list[tuple[str, GitIgnoreSpec]],
) -> None:
    # An explicit stack: folders may be nested deeper than Python may recurse. With each folder goes where the links lead by which it
    # was reached.
    stack: list[tuple[str, str, list[tuple[str, GitIgnoreSpec]], bool, tuple[str, ...]]] = [
        (top, "", ignores, False, ())
    ]
    linked: list[tuple[str, str]] = []
    while stack:
        here, before, rules, out, reached = stack.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            found.skipped.append(
                Skipped(before or ".", f"the folder can't be read: {(error.strerror or str(error)).lower()}")
            )
            continue
        if not out and any(entry.name == ".gitignore" for entry in entries):
            rules = [*rules, *(own for own in _gitignore(here) if here != top or not _ignores_all(own))]
        for entry in entries:
            path = before + entry.name
            if entry.is_symlink() and not _is_within(entry.path, boundary):
                found.skipped.append(Skipped(path, "it is a link to a place outside the folder"))
                continue
            is_folder = entry.is_dir()
            left_out = out or _is_ignored(entry.path, rules, is_folder=is_folder)
            if is_folder:
                if entry.name.startswith(".") or entry.name in _NEVER:
                    # ".well-known" answers on the web; its pages aren't for readers.
                    if entry.name != ".well-known":
                        continue
                    left_out = True
                links = reached
                if entry.is_symlink():
                    real = os.path.realpath(entry.path)
                    if real in reached or _lies_in(os.path.realpath(here), real):
                        found.skipped.append(Skipped(path, "it is a link to a folder that it lies in"))
                        continue
                    links = (*reached, os.path.realpath(here), real)
                stack.append((entry.path, path + "/", rules, left_out, links))
            elif entry.is_file():
                found.files.append(path)
                if entry.name.lower().endswith(wanted):
                    if left_out:
                        found.ignored += 1
                    elif reached or entry.is_symlink():
                        linked.append((path, os.path.realpath(entry.path)))
                    else:
                        found.pages.append(path)
            elif not left_out and entry.is_symlink() and entry.name.lower().endswith(wanted):
                found.skipped.append(Skipped(path, "it is a link that leads nowhere"))
    taken = {os.path.join(top, path) for path in found.pages}
    for path, real in sorted(linked):
        if real not in taken:
            taken.add(real)
            found.pages.append(path)


def _is_within(path: str, boundary: str) -> bool:
    return _lies_in(os.path.realpath(path), boundary)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _ignores_all(own: tuple[str, GitIgnoreSpec]) -> bool:
    """Whether a folder's own ignore file names everything in it: tools that build reports leave such a file behind."""
    return own[1].match_file("page.html") and own[1].match_file("any/folder/page.xhtml")


def _is_ignored(path: str, rules: list[tuple[str, GitIgnoreSpec]], *, is_folder: bool) -> bool:
    # The innermost file that has an opinion wins.
    for base, spec in reversed(rules):
        verdict = spec.check_file(os.path.relpath(path, base).replace(os.sep, "/") + "/" * is_folder)
        if verdict.include is not None:
            return verdict.include
    return False


def _outer_ignores(folder: Path) -> list[tuple[str, GitIgnoreSpec]]:
    """The ignore files between a folder and the top of its repository; none where they ignore the folder itself."""
    above: list[Path] = []
    for parent in folder.parents:
        above.append(parent)
        if (parent / ".git").exists():
            break
    else:
        return []
    if (folder / ".git").exists():
        return []
    rules = [rule for parent in reversed(above) for rule in _gitignore(str(parent))]
    inside = [folder, *folder.parents]
    if any(_is_ignored(str(path), rules, is_folder=True) for path in inside[: len(above)]):
        return []
    return rules


def _gitignore(folder: str) -> list[tuple[str, GitIgnoreSpec]]:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as opened:
            lines = opened.read().splitlines()
    except OSError:
        return []
    spec = _spec(lines)
    return [(folder, spec)] if spec is not None else []


def _spec(lines: Sequence[str]) -> GitIgnoreSpec | None:
    patterns = [line for line in lines if line.strip() and not line.startswith("#")]
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 — most runs over a built site have no pattern

    return GitIgnoreSpec.from_lines(patterns)
