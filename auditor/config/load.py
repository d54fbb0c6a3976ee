"""Finding the configuration, and what it says as a whole."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from auditor.config.globs import Globs
from auditor.config.keys import CUSTOM, OVERRIDE, SITE, TOP
from auditor.config.layer import Layer, Reader, Table, check_keys, globs, words
from auditor.config.names import ENGINE_RULES, Names, RuleType
from auditor.config.read import Keys, Stated, read
from auditor.config.settings import Row, Settings, settle, toml
from auditor.finding import Confidence, Severity
from auditor.rule import SiteRule

OWN_FILE = "auditor.toml"
SHARED_FILE = "pyproject.toml"
_DEFAULTS: Mapping[str, object] = {"fail-on": "warning", "confidence": "likely", "exclude": (), "format": ()}
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def find_config(target: Path, *, stop: Path | None = None) -> Path | None:
    """The configuration file for a target: the nearest ``auditor.toml``, or ``pyproject.toml`` with ``[tool.auditor]``.

    Looked for in the target's folder and those above it, up to ``stop`` or the folder of the repository (which has ``.git``), both
    included. None where there is none.
    """
    here = target.absolute()
    last = stop.absolute() if stop is not None else None
    for folder in (here, *here.parents) if here.is_dir() else here.parents:
        if (folder / OWN_FILE).is_file():
            return folder / OWN_FILE
        if _is_ours(folder / SHARED_FILE):
            return folder / SHARED_FILE
        if folder == last or (folder / ".git").exists():
            return None
    return None


def _is_ours(path: Path) -> bool:
    """Whether a pyproject.toml configures the auditor. One that can't be read counts if it looks as if it did."""
    try:
        raw = path.read_bytes()
    except OSError:
        return False
    if b"auditor" not in raw:
        return False
    import tomllib  # noqa: PLC0415 — a run without a configuration file doesn't need it

    try:
        tool = tomllib.loads(raw.decode("utf-8-sig")).get("tool")
    except (ValueError, RecursionError):
        return b"tool.auditor" in raw
    return isinstance(tool, dict) and "auditor" in tool


def load(
    path: Path | None,
    rules: Mapping[str, RuleType],
    command_line: Mapping[str, Any] = _NOTHING,
    *,
    root: Path | None = None,
    engine: Mapping[str, str] = ENGINE_RULES,
) -> Config:
    """The configuration of a run.

    ``path`` is what `find_config` found. ``command_line`` has the same keys as the file, with ``-`` or ``_``; None and empty tuples
    count as not stated. ``root`` is the folder that page paths are relative to: the configuration's folder (without a file: the
    working folder) unless given. ``engine`` maps the names of the engine's own rules to their categories.

    Raises `ConfigError` for anything that it doesn't understand.
    """
    folder = path.absolute().parent if path is not None else Path.cwd()
    stated = read(path, _shown(path)) if path is not None else Stated({})
    given = {key.replace("_", "-"): value for key, value in command_line.items() if value is not None and value != ()}
    config = Config(stated, Stated(given), rules, folder, root.absolute() if root is not None else folder, engine)
    if path is not None and path.name == OWN_FILE and _is_ours(path.with_name(SHARED_FILE)):
        config.remarks.append(f"{_shown(path)} is used; [tool.auditor] in the {SHARED_FILE} beside it is not")
    return config


def _shown(path: Path) -> str:
    shown = os.path.relpath(path)
    return Path(path if shown.startswith("..") else shown).as_posix()


class Config:
    """The configuration of a run; made by `load`. It can be pickled, and is rebuilt from plain data then.

    ``rules`` are all rules there are, the user's own included, ``names`` what they may be called. ``fail_on`` is None for
    “never”. ``formats`` is empty where none is stated. ``site_root`` is absolute. ``remarks`` are lines worth knowing.
    """

    def __init__(
        self,
        stated: Stated,
        command_line: Stated,
        rules: Mapping[str, RuleType],
        folder: Path,
        root: Path,
        engine: Mapping[str, str] = ENGINE_RULES,
    ) -> None:
        self._made_of = (stated, command_line, rules, folder, root, engine)
        self.folder = folder
        for layer in (stated, command_line):
            check_keys(layer, (), layer.data, TOP)
        self.custom, self._custom_paths = _custom_rules(stated, Names.of(rules.values(), engine))
        self.rules: Mapping[str, RuleType] = {**rules, **self.custom}
        self.names = Names.of(self.rules.values(), engine)
        self._always = frozenset((*self.custom, *engine))
        reader = Reader(self.rules, self.names, frozenset(self.custom))
        self._file = reader.layer(stated, (), stated.data)
        self._overrides = [
            _override(reader, stated, ("overrides", number), table)
            for number, table in enumerate(cast("list[Table]", stated.data.get("overrides", [])))
        ]
        self._command_line = reader.layer(command_line, (), command_line.data)
        self._scalars = _scalars(stated, command_line)
        self.remarks = list(dict.fromkeys(reader.remarks))
        self._read_scalars(stated, command_line)
        self._memo: dict[tuple[bool, ...], Settings] = {}
        self._root = None if root == folder else root
        self.base = self._settle(self._overrides[:0], frozenset(self.custom))

    def __reduce__(self) -> tuple[type[Config], tuple[object, ...]]:
        return Config, self._made_of

    def _read_scalars(self, stated: Stated, command_line: Stated) -> None:
        values = {key: value for key, (value, _) in self._scalars.items()}
        word = cast("str", values["fail-on"])
        self.fail_on = None if word == "never" else Severity[word.upper()]
        self.confidence = Confidence[cast("str", values["confidence"]).upper()]
        self.max_warnings = cast("int | None", values.get("max-warnings"))
        self.jobs = cast("int | None", values.get("jobs"))
        self.formats = words(values["format"])
        self.exclude = words(values["exclude"])
        self._excluded_here = "exclude" in command_line.data
        self._excluded = globs(command_line if "exclude" in command_line.data else stated, ("exclude",), self.exclude)
        self.site_url = cast("str | None", values.get("site.url"))
        self.site_root: Path | None = None
        if "site.root" in values:
            value, place = self._scalars["site.root"]
            base = Path.cwd() if place.startswith("--") else self.folder
            self.site_root = Path(os.path.normpath(base / cast("str", value)))
            if not self.site_root.is_dir():
                self.remarks.append(f"{place}: there is no folder “{value}”")

    @property
    def presets(self) -> tuple[str, ...]:
        """The presets that hold where no override says otherwise; none where rules are selected one by one."""
        return self.base.presets

    @property
    def site_rules(self) -> tuple[SiteRule, ...]:
        """The rules about the whole site that are on anywhere: ask ``for_path(page).is_on(rule)`` of each finding."""
        found = {rule.name: rule for rule in self.base.site_rules}
        for overrides in (*([override] for override in self._overrides), self._overrides):
            found |= {rule.name: rule for rule in self._settle(overrides, frozenset()).site_rules}
        return tuple(found[name] for name in sorted(found))

    def for_path(self, path: str) -> Settings:
        """What holds for a page. ``path`` is relative to the root that `load` was given, with ``/``."""
        if not self._overrides and not self._custom_paths:
            return self.base
        path = self._from_folder(path)
        matched = tuple(override.paths is not None and override.paths.match(path) for override in self._overrides)
        own = tuple(where.match(path) for where in self._custom_paths.values())
        settings = self._memo.get(matched + own)
        if settings is None:
            overrides = [override for override, fits in zip(self._overrides, matched, strict=True) if fits]
            elsewhere = {name for name, fits in zip(self._custom_paths, own, strict=True) if not fits}
            settings = self._memo[matched + own] = self._settle(overrides, frozenset(self.custom) - elsewhere)
        return settings

    def excludes(self, path: str) -> bool:
        """Whether a file is excluded. ``path`` as for `for_path`."""
        if not self._excluded:
            return False
        # What is written on the command line is meant from where it is written.
        return self._excluded.match(path if self._excluded_here else self._from_folder(path))

    def _from_folder(self, path: str) -> str:
        """A path as seen from the configuration's folder, which its globs are relative to."""
        if self._root is None:
            return path
        joined = os.path.relpath(self._root / path, self.folder).replace(os.sep, "/")
        return path if joined.startswith("../") else joined

    def _settle(self, overrides: list[Layer], custom: frozenset[str]) -> Settings:
        absent = frozenset(self.custom) - custom
        rules = {name: rule for name, rule in self.rules.items() if name not in absent}
        layers = [self._file, *overrides, self._command_line]
        return settle(layers, rules, self._always - absent, absent, self._rows())

    def _rows(self) -> list[Row]:
        return [Row(key, toml(value), place) for key, (value, place) in self._scalars.items()]


def _scalars(stated: Stated, command_line: Stated) -> dict[str, tuple[object, str]]:
    """The settings that aren't about single rules: value and place."""
    found: dict[str, tuple[object, str]] = {key: (value, "default") for key, value in _DEFAULTS.items()}
    for layer in (stated, command_line):
        for key, value in layer.data.items():
            if key in ("fail-on", "confidence", "max-warnings", "jobs", "format"):
                found[key] = (value, layer.place(key))
            elif key == "exclude":
                globs(layer, (key,), value)
                found[key] = (value, layer.place(key))
        site = cast("Table", layer.data.get("site", {}))
        check_keys(layer, ("site",), site, SITE)
        for key, value in site.items():
            found[f"site.{key}"] = (value, layer.place("site", key))
            if key == "url" and not re.match(r"https?://[^/?#\s]+[^\s]*\Z", cast("str", value)):
                what = f"url must be a whole URL such as https://example.com/, not “{value}”"
                raise layer.refuse(("site", key), what)
    return found


def _override(reader: Reader, stated: Stated, at: Keys, table: Table) -> Layer:
    check_keys(stated, at, table, OVERRIDE)
    if not table.get("paths"):
        raise stated.refuse(at, "an override needs paths: the globs that it holds for")
    return reader.layer(stated, at, table)


def _custom_rules(stated: Stated, names: Names) -> tuple[dict[str, RuleType], dict[str, Globs]]:
    """The user's own rules by name, and where those that have paths hold."""
    tables = cast("list[Table]", stated.data.get("custom", []))
    if not tables:
        return {}, {}
    from auditor.custom import CustomRuleError, custom_rule  # noqa: PLC0415 — few configurations have any

    found: dict[str, RuleType] = {}
    paths: dict[str, Globs] = {}
    for number, table in enumerate(tables):
        at: Keys = ("custom", number)
        check_keys(stated, at, table, CUSTOM)
        try:
            rule = custom_rule(table)
        except CustomRuleError as error:
            raise stated.refuse((*at, error.key), str(error)) from error
        taken = {**names.rules, **names.retired, **found}
        if rule.name in taken or rule.name in names.categories:
            hint = f"such as my-{rule.name}" if rule.name not in found else "the one above has it"
            raise stated.refuse((*at, "name"), f"the name “{rule.name}” is taken; choose another, {hint}")
        found[rule.name] = rule
        if "paths" in table:
            paths[rule.name] = globs(stated, (*at, "paths"), table["paths"])
    return found, paths
