"""Path patterns as ``.gitignore`` has them.

Written here, not borrowed: the patterns come from the repository under audit, and a chain of stars must not be able to
hang a run. Matching takes at most (segments of the pattern) × (segments of the path) steps, each without backtracking.
"""

from __future__ import annotations

import fnmatch
import functools
import re
from collections.abc import Iterable

_ESCAPABLE = frozenset("*?[]!#\\ -^")


class GlobError(ValueError):
    """A pattern that can't be used; the message ends the sentence “the glob “x” …”."""


class Globs:
    """A list of patterns, of which the last that matches decides.

    ``drafts/`` a folder of that name anywhere, ``/drafts`` only at the top, ``*.html`` a file at any depth,
    ``blog/*.html`` (a slash within) from the top, ``**`` any number of folders, ``!keep.html`` takes back. What matches a
    folder matches all that is in it. Paths are relative, with ``/``.

    Raises `GlobError`, with the number of the pattern as ``index``.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = tuple(patterns)
        self._parsed = tuple(_Glob(pattern) for pattern in self.patterns)

    def __bool__(self) -> bool:
        return bool(self._parsed)

    def match(self, path: str) -> bool:
        """Whether a path is meant."""
        segments = [segment for segment in path.split("/") if segment not in ("", ".")]
        for glob in reversed(self._parsed):
            if glob.match(segments):
                return not glob.takes_back
        return False


class _Glob:
    def __init__(self, pattern: str) -> None:
        rest = pattern
        self.takes_back = rest.startswith("!")
        rest = rest[self.takes_back :]
        _refuse(rest)
        rest = rest[1:] if rest.startswith("./") else rest
        self.folders_only = rest.endswith("/")
        rest = rest.rstrip("/")
        anchored = "/" in rest
        segments = [segment for segment in rest.split("/") if segment]
        if not anchored and segments != ["**"]:
            segments.insert(0, "**")
        self.steps = tuple(None if segment == "**" else _segment(segment) for segment in segments)

    def match(self, path: list[str]) -> bool:
        last = len(self.steps) - 1
        states = self._closed({0})
        for number, name in enumerate(path, 1):
            after: set[int] = set()
            for state in states:
                step = self.steps[state]
                if step is None:
                    after.add(state)
                    if state == last:
                        after.add(state + 1)
                elif step.match(name):
                    after.add(state + 1)
            if last + 1 in after and (number < len(path) or not self.folders_only):
                return True
            after.discard(last + 1)
            states = self._closed(after)
            if not states:
                return False
        return False

    def _closed(self, states: set[int]) -> set[int]:
        # "**" within a pattern may stand for no folder at all; at the end it stands for at least one name.
        for state in range(len(self.steps) - 1):
            if state in states and self.steps[state] is None:
                states.add(state + 1)
        return states


def _refuse(pattern: str) -> None:
    if not pattern.strip("/. ") and "*" not in pattern:
        raise GlobError("names no file or folder")
    if ".." in pattern.split("/"):
        raise GlobError("leads out of the folder of the configuration file")
    for found in re.finditer(r"\\(.?)", pattern, re.DOTALL):
        if not found[1]:
            raise GlobError("ends with a backslash")
        if found[1] not in _ESCAPABLE:
            raise GlobError("has a backslash: write / between folders")


@functools.lru_cache(maxsize=1024)
def _segment(segment: str) -> re.Pattern[str]:
    translated: list[str] = []
    at = 0
    while at < len(segment):
        char = segment[at]
        if char == "\\":
            # fnmatch knows no backslash; a class of one character is the same.
            at += 1
            translated.append(f"[{segment[at]}]" if segment[at] in "*?[" else segment[at])
        elif char == "[":
            end = segment.find("]", at + (3 if segment[at + 1 : at + 2] in ("!", "^") else 2))
            if end < 0:
                raise GlobError("has a [ that is never closed")
            inside = segment[at + 1 : end].replace("\\", "")
            translated.append(f"[{'!' + inside[1:] if inside.startswith('^') else inside}]")
            at = end
        else:
            translated.append(char)
        at += 1
    # fnmatch makes atomic groups of stars: no backtracking.
    return re.compile(fnmatch.translate(re.sub(r"\*+", "*", "".join(translated))))
