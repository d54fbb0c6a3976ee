"""A TOML file with the line of every key in it, so that a refusal can say where.

``tomllib`` gives no positions. It has checked the syntax by the time that lines are asked for, so the scan here
may trust the text and stay small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Key = str | int
Keys = tuple[Key, ...]


class ConfigError(ValueError):
    """A configuration that can't be used. The message is one line: where, what, and how to mend it."""


@dataclass(frozen=True)
class Stated:
    """What somebody stated: a table and where each key of it stands.

    ``shown`` is the file's name for people, ``""`` for the command line. ``within`` are the keys under which the table
    stands in the file: ``("tool", "auditor")`` or none.
    """

    data: Mapping[str, object]
    shown: str = ""
    text: str = field(default="", repr=False)
    within: Keys = ()

    @cached_property
    def _lines(self) -> dict[Keys, int]:
        return lines_of_keys(self.text)

    def place(self, *keys: Key) -> str:
        """Where a key stands: ``auditor.toml:3``, or ``--fail-on`` for the command line."""
        if not self.shown:
            words = [str(key) for key in keys if isinstance(key, str)]
            return f"--{'-'.join(words)}" if words[0] != "rules" else f"command line: {'.'.join(words)}"
        wanted = (*self.within, *keys)
        while wanted and wanted not in self._lines:
            wanted = wanted[:-1]
        return f"{self.shown}:{self._lines.get(wanted, 1)}"

    def refuse(self, keys: Keys, what: str) -> ConfigError:
        """The error that says what is wrong at a key."""
        place = self.place(*keys)
        # "--select: select: …" would say it twice.
        return ConfigError(f"{place}: {what.removeprefix(place.removeprefix('--') + ': ')}")


def read(path: Path, shown: str) -> Stated:
    """The configuration in a file: ``[tool.auditor]`` of a ``pyproject.toml``, all of any other file.

    Raises `ConfigError` for a file that can't be read, isn't UTF-8 or isn't TOML.
    """
    import tomllib  # noqa: PLC0415 — a run without a configuration file doesn't need it

    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{shown}: can't be read: {error.strerror or error}") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{shown}:{line}: is not UTF-8, as TOML must be") from error
    try:
        data: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_syntax(shown, str(error), text)) from error
    except RecursionError as error:
        raise ConfigError(f"{shown}: is nested too deeply") from error
    if path.name != "pyproject.toml":
        return Stated(data, shown, text)
    tool = data.get("tool")
    table: object = tool.get("auditor", {}) if isinstance(tool, dict) else {}
    stated = Stated(table if isinstance(table, dict) else {}, shown, text, ("tool", "auditor"))
    if not isinstance(table, dict):
        raise stated.refuse((), "tool.auditor must be a table: write [tool.auditor]")
    return stated


def _syntax(shown: str, message: str, text: str) -> str:
    found = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if found is None:
        return f"{shown}:{text.count(chr(10)) + 1}: {message.removesuffix(' (at end of document)')} at the end"
    return f"{shown}:{found[1]}:{found[2]}: {message[: found.start()]}"


_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""(?:"{0,2})'''
    r"""|\'\'\'.*?\'\'\'(?:'{0,2})"""
    r'''|"(?:[^"\\\n]|\\.)*"'''
    r"""|'[^'\n]*'""",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}\n#]*")


def lines_of_keys(text: str) -> dict[Keys, int]:
    """The 1-based line of every key, table and array element of valid TOML.

    Elements are keyed by number: ``("overrides", 0, "paths", 1)``. Of text that isn't TOML it returns what it
    understood.
    """
    return dict(_Scanner(text).scan())


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.counted = (0, 1)
        self.tables: dict[Keys, int] = {}

    def line(self) -> int:
        offset, line = self.counted
        line += self.text.count("\n", offset, self.at)
        self.counted = (self.at, line)
        return line

    def scan(self) -> Iterator[tuple[Keys, int]]:
        table: Keys = ()
        while self.blank():
            before = self.at
            if self.text[self.at] == "[":
                line = self.line()
                table = self.header()
                yield table, line
            else:
                yield from self.pair(table)
            if self.at == before:
                return

    def blank(self) -> bool:
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found is not None else self.at
        return self.at < len(self.text)

    def header(self) -> Keys:
        is_array = self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        names = self.dotted()
        closing = self.text.find("]", self.at)
        self.at = closing + (2 if is_array else 1) if closing >= 0 else len(self.text)
        path: Keys = ()
        for name in names[:-1]:
            path = self.latest((*path, name))
        path = (*path, *names[-1:])
        if is_array:
            self.tables[path] = self.tables.get(path, 0) + 1
        return self.latest(path)

    def latest(self, path: Keys) -> Keys:
        return (*path, self.tables[path] - 1) if path in self.tables else path

    def dotted(self) -> Keys:
        names: list[Key] = []
        while True:
            self.blank()
            found = _KEY.match(self.text, self.at)
            if found is None:
                return tuple(names)
            self.at = found.end()
            names.append(_unquoted(found[0]))
            self.blank()
            if not self.text.startswith(".", self.at):
                return tuple(names)
            self.at += 1

    def pair(self, table: Keys) -> Iterator[tuple[Keys, int]]:
        line = self.line()
        path = table
        for name in self.dotted():
            path = (*path, name)
            yield path, line
        if self.text.startswith("=", self.at):
            self.at += 1
            yield from self.value(path)

    def value(self, path: Keys) -> Iterator[tuple[Keys, int]]:
        self.blank()
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            yield from self.items(path, "]")
        elif opening == "{":
            yield from self.items(path, "}")
        else:
            found = (_STRING if opening in ('"', "'") else _SCALAR).match(self.text, self.at)
            self.at = found.end() if found is not None else len(self.text)

    def items(self, path: Keys, closing: str) -> Iterator[tuple[Keys, int]]:
        self.at += 1
        number = 0
        while self.blank() and self.text[self.at] != closing:
            before = self.at
            if closing == "}":
                yield from self.pair(path)
            else:
                yield (*path, number), self.line()
                yield from self.value((*path, number))
                number += 1
            self.blank()
            if self.text.startswith(",", self.at):
                self.at += 1
            if self.at == before:
                self.at = len(self.text)
        self.at += 1


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] == '"':
        import tomllib  # noqa: PLC0415 — see `read`

        try:
            return str(tomllib.loads(f"key = {key}")["key"])
        except tomllib.TOMLDecodeError:
            return key[1:-1]
    return key
