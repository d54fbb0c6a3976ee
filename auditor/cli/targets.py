"""Targets of a run: the arguments of the command line as sources, and the site that they are of."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from auditor.audit import Skipped
from auditor.site.inventory import Site
from auditor.source.folder import Found, walk
from auditor.source.reading import LARGEST, Source

# Folders in which generators put what they built, for a better message where there is nothing to check.
_OUTPUT_FOLDERS = ("_site", "public", "dist", "build", "out", "site", "_build/html", "docs/_build/html")


class NothingToCheckError(Exception):
    """The targets hold no page. The message is for the user."""


@dataclass
class Targets:
    """Sources in order, what was left out, and the site where it is known."""

    sources: list[Source] = field(default_factory=list[Source])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    site: Site | None = None
    remarks: list[str] = field(default_factory=list[str])
    ignored: int = 0


def collect(
    arguments: Sequence[str],
    *,
    exclude: Sequence[str] = (),
    excludes: Callable[[str], bool] | None = None,
    stdin_filename: str | None = None,
    site_root: Path | None = None,
    site_url: str | None = None,
    posts: bool = False,
) -> Targets:
    """Find the pages.

    A folder is walked; a named file is always taken; ``-`` is standard input. ``excludes`` says of a path in a folder whether it is left out, by the
    patterns ``exclude``. ``posts`` takes Markdown files in folders too. ``site_root`` is the
    folder that root-relative links start from; unless given it is the one folder that was named; ``site_url`` is where it is published. Raises
    `NothingToCheckError`.
    """
    targets = Targets()
    endings = (".html", ".htm", ".xhtml", *((".md", ".markdown") if posts else ()))
    seen: set[str] = set()
    walked: dict[Path, Found] = {}
    for argument in arguments:
        if argument == "-":
            name = stdin_filename or "stdin.html"
            targets.sources.append(Source(name, data=sys.stdin.buffer.read()))
            continue
        path = Path(argument)
        if path.is_dir():
            found = walked[path] = walk(path, endings=endings)
            targets.skipped += [Skipped(shown(path / one.page), one.why) for one in found.skipped]
            targets.ignored += found.ignored
            _remark_on_posts(targets, path, found, endings)
            names = [shown(path / page) for page in found.pages]
            if excludes is not None and exclude:
                names = [name for name in names if not excludes(name)]
        elif path.is_fifo() or path.is_char_device():
            # <(a command), /dev/stdin: what it gives can be had once.
            targets.sources.append(Source(stdin_filename or shown(path), data=_read_once(path)))
            continue
        elif path.exists() or path.is_symlink():
            names = [shown(path)]
        else:
            raise NothingToCheckError(f"{argument}: there is no such file or folder")
        targets.sources += [Source(name, file=name) for name in dict.fromkeys(names) if name not in seen]
        seen.update(names)
    if not targets.sources:
        raise NothingToCheckError(_nothing(arguments, exclude, targets.ignored))
    _place_in_site(targets, walked, site_root, site_url or "")
    return targets


def shown(path: Path) -> str:
    """A path as reports show it: relative to the current folder where it lies below it, with ``/``."""
    return Path(os.path.relpath(path)).as_posix() if _is_below_here(path) else path.as_posix()


def _is_below_here(path: Path) -> bool:
    return not os.path.relpath(path).startswith("..")


def _place_in_site(targets: Targets, walked: dict[Path, Found], root: Path | None, url: str) -> None:
    """Find the site and tell every source its path in it. Several folders, or single files, are no site by themselves."""
    is_whole = True if root is not None else None
    if root is None and len(walked) == 1:
        root = next(iter(walked))
    if root is None or not root.is_dir():
        return
    before = shown(root)
    before = "" if before == "." else before.rstrip("/") + "/"
    if not all(source.path.startswith(before) for source in targets.sources):
        return
    files = walked[root].files if root in walked else walk(root).files
    targets.site = Site.from_folder(root, files, is_whole=is_whole, url=url)
    targets.sources = [replace(source, site_path=source.path[len(before) :]) for source in targets.sources]


def _remark_on_posts(targets: Targets, folder: Path, found: Found, endings: tuple[str, ...]) -> None:
    posts = 0 if ".md" in endings else sum(file.endswith((".md", ".markdown")) for file in found.files)
    if posts:
        files = "1 Markdown file wasn't" if posts == 1 else f"{posts:,} Markdown files weren't"
        targets.remarks.append(f"{shown(folder)}: {files} read (--posts reads their front matter)")


def _read_once(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            # One byte more than a page may have: what reads it says so.
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise NothingToCheckError(f"{path}: it can't be read: {(error.strerror or str(error)).lower()}") from error


def _nothing(arguments: Sequence[str], exclude: Sequence[str], ignored: int) -> str:
    where = ", ".join(arguments)
    if ignored and not exclude:
        pages = "the one page in it is" if ignored == 1 else f"all {ignored:,} pages in it are"
        return f"no page to check in {where}: {pages} left out by .gitignore (a folder that is ignored as a whole can be named)"
    if exclude:
        return f"no page to check in {where} (excluded: {', '.join(exclude)})"
    built = [name for name in _OUTPUT_FOLDERS for one in arguments if (Path(one) / name).is_dir()]
    if built:
        return f"no page to check in {where}; did you mean the folder that is built, such as {built[0]}?"
    return f"no page to check in {where}: there is no .html, .htm or .xhtml file (build the site first?)"
