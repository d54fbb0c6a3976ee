"""One layer of settings: the file, an override in it, or the command line; checked, names resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from auditor.config.globs import GlobError, Globs
from auditor.config.keys import SEVERITIES, KeyInfo
from auditor.config.names import Names, RuleType, UnknownNameError, with_hint
from auditor.config.read import Keys, Stated
from auditor.finding import Severity
from auditor.rule import OptionError, SiteRule

Table = Mapping[str, object]


@dataclass(frozen=True)
class Layer:
    """What one layer says about rules.

    ``presets`` and ``select`` are None where it doesn't state them; a severity of None is “off”. ``at`` are the keys of
    its table in ``stated``. ``paths`` is None for a layer that holds everywhere.
    """

    stated: Stated
    at: Keys = ()
    paths: Globs | None = None
    presets: tuple[str, ...] | None = None
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severities: Mapping[str, Severity | None] = field(default_factory=dict[str, "Severity | None"])
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, "Mapping[str, Any]"])
    # Rule and option (or “severity”) -> the keys as they are written: retired names, - or _.
    written: Mapping[tuple[str, str], Keys] = field(default_factory=dict[tuple[str, str], Keys])

    def place_of(self, rule: str, option: str) -> str:
        """Where an option or the severity of a rule stands."""
        return self.stated.place(*self.written.get((rule, option), self.at))

    def place(self, *keys: str) -> str:
        """Where a key of the layer stands."""
        return self.stated.place(*self.at, *keys)


class Reader:
    """Checks what is stated against the keys and the rules there are.

    Its methods raise `ConfigError` with the place. ``remarks`` gathers what is accepted but should be known.
    """

    def __init__(self, rules: Mapping[str, RuleType], names: Names, custom: frozenset[str] = frozenset()) -> None:
        self.rules = rules
        self.names = names
        self.custom = custom
        self.remarks: list[str] = []

    def layer(self, stated: Stated, at: Keys, table: Table) -> Layer:
        """The layer in a table whose keys have been checked."""
        presets = table.get("preset")
        written: dict[tuple[str, str], Keys] = {}
        severities, options = self._rules(stated, (*at, "rules"), cast("Table", table.get("rules", {})), written)
        return Layer(
            stated,
            at,
            globs(stated, (*at, "paths"), table["paths"]) if "paths" in table else None,
            None if presets is None else words(presets),
            self._expand(stated, (*at, "select"), table["select"]) if "select" in table else None,
            self._expand(stated, (*at, "ignore"), table.get("ignore", ())),
            severities,
            options,
            written,
        )

    def _expand(self, stated: Stated, keys: Keys, value: object) -> frozenset[str]:
        found: set[str] = set()
        for number, word in enumerate(words(value)):
            try:
                found |= self.names.expand(word)
            except UnknownNameError as error:
                what = with_hint(f"{keys[-1]}: unknown rule or category “{word}”", str(error))
                raise stated.refuse((*keys, number), what) from error
            self._remark_retired(stated, (*keys, number), word)
        return frozenset(found)

    def _remark_retired(self, stated: Stated, keys: Keys, word: str) -> None:
        if word in self.names.retired:
            self.remarks.append(f"{stated.place(*keys)}: “{word}” is called “{self.names.retired[word]}” now")

    def _rules(
        self, stated: Stated, at: Keys, table: Table, written_as: dict[tuple[str, str], Keys]
    ) -> tuple[dict[str, Severity | None], dict[str, dict[str, Any]]]:
        severities: dict[str, Severity | None] = {}
        options: dict[str, dict[str, Any]] = {}
        for written, value in table.items():
            keys = (*at, written)
            name = self._rule_name(stated, keys, written)
            if not isinstance(value, dict):
                hint = f'; write [rules.{written}] and severity = "{value}"' if value in (*SEVERITIES, "off") else ""
                raise stated.refuse(keys, f"rules.{written} must be a table, not {kind_of(value)}{hint}")
            given = dict(cast("Table", value))
            written_as |= {(name, option.replace("-", "_")): (*keys, option) for option in given}
            if "severity" in given:
                severities[name] = severity(stated, (*keys, "severity"), given.pop("severity"))
            if given:
                options[name] = self._options(stated, keys, name, given)
        return severities, options

    def _rule_name(self, stated: Stated, keys: Keys, written: str) -> str:
        if written in self.custom:
            raise stated.refuse(
                keys, f"“{written}” is a rule of your own; its severity belongs to its [[custom]] table"
            )
        try:
            name = self.names.rule(written)
        except UnknownNameError as error:
            raise stated.refuse(keys, with_hint(f"unknown rule “{written}”", str(error))) from error
        self._remark_retired(stated, keys, written)
        return name

    def _options(self, stated: Stated, keys: Keys, name: str, given: Table) -> dict[str, Any]:
        rule = self.rules.get(name)
        known = rule.options if rule is not None else {}
        found: dict[str, Any] = {}
        for written, value in given.items():
            place = (*keys, written)
            option = written.replace("-", "_")
            if option not in known:
                hint = Names.hint(option, [*known, "severity"]).replace("_", "-")
                hint = hint or (f"its options are {listed(known)}" if known else "it has no options, only a severity")
                raise stated.refuse(place, f"{name} has no option “{written}”; {hint}")
            if option in found:
                raise stated.refuse(place, f"{name}: “{option.replace('_', '-')}” is stated twice, with - and with _")
            if self._is_per_page(keys) and rule is not None and issubclass(rule, SiteRule):
                raise stated.refuse(place, f"{name} looks at the whole site: its options belong to [rules.{name}]")
            try:
                found[option] = known[option].validate(value)
            except OptionError as error:
                raise stated.refuse(place, f"{name}: {str(error).replace(option, written, 1)}") from error
        try:
            if rule is not None:
                rule(**found)
        except ValueError as error:
            raise stated.refuse(keys, f"{name}: {error}") from error
        return found

    @staticmethod
    def _is_per_page(keys: Keys) -> bool:
        return keys[0] == "overrides"


def check_keys(stated: Stated, at: Keys, table: Table, known: Mapping[str, KeyInfo]) -> None:
    """Refuse an unknown key, a value of the wrong type and a word that isn't among the choices."""
    where = "".join(f".{key}" for key in at if isinstance(key, str)).lstrip(".")
    for key, value in table.items():
        if key not in known:
            hint = Names.hint(key, known) or f"known are {listed(known)}"
            raise stated.refuse((*at, key), f"unknown key “{key}”{f' in {where}' if where else ''}; {hint}")
        _check_value(stated, (*at, key), value, known[key])


def _check_value(stated: Stated, keys: Keys, value: object, info: KeyInfo) -> None:
    name = str(keys[-1])
    wanted, fits = _fits(value, info)
    if not fits:
        raise stated.refuse(keys, f"{name} must be {wanted}, not {kind_of(value)}")
    if info.choices:
        for number, word in enumerate(words(value)):
            if word not in info.choices:
                place = keys if isinstance(value, str) else (*keys, number)
                hint = Names.hint(word, info.choices) or f"known are {listed(info.choices)}"
                raise stated.refuse(place, f"{name}: unknown word “{word}”; {hint}")


def _fits(value: object, info: KeyInfo) -> tuple[str, bool]:
    is_list = isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in cast("list[object]", value))
    is_tables = isinstance(value, list) and all(isinstance(item, dict) for item in cast("list[object]", value))
    is_number = isinstance(value, int) and not isinstance(value, bool) and value >= info.least
    return {
        "text": ("text", isinstance(value, str)),
        "text or list": ("text or a list of text", isinstance(value, str) or is_list),
        "list": ("a list of text", is_list),
        "number": (f"a whole number from {info.least} up", is_number),
        "table": ("a table", isinstance(value, dict)),
        "tables": ("a list of tables, each under a [[…]] heading of its own", is_tables),
    }[info.kind]


def severity(stated: Stated, keys: Keys, value: object) -> Severity | None:
    """A stated severity, None for “off”."""
    known = (*SEVERITIES, "off")
    if not isinstance(value, str):
        raise stated.refuse(keys, f"severity must be one of {listed(known)}, not {kind_of(value)}")
    if value not in known:
        hint = Names.hint(value, known) or f"known are {listed(known)}"
        raise stated.refuse(keys, f"severity: unknown word “{value}”; {hint}")
    return None if value == "off" else Severity[value.upper()]


def globs(stated: Stated, keys: Keys, value: object) -> Globs:
    """Stated globs."""
    patterns = words(value)
    for number, pattern in enumerate(patterns):
        try:
            Globs((pattern,))
        except GlobError as error:
            raise stated.refuse((*keys, number), f"{keys[-1]}: the glob “{pattern}” {error}") from error
    return Globs(patterns)


def words(value: object) -> tuple[str, ...]:
    """Text as one word, a list of text as its words."""
    return (value,) if isinstance(value, str) else tuple(cast("list[str]", value))


def listed(known: Mapping[str, object] | tuple[str, ...]) -> str:
    """Names for a sentence: ``a, b, c``, with hyphens as people write them in the file."""
    return ", ".join(name.replace("_", "-") for name in known)


def kind_of(value: object) -> str:
    """What a value is, in a word or two, for a refusal."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{value}"
    if isinstance(value, str):
        return f"“{value if len(value) <= 40 else value[:39] + '…'}”"
    if isinstance(value, (list, tuple)):
        odd = next((item for item in cast("list[object]", value) if not isinstance(item, str)), None)
        return "a list" if odd is None or isinstance(odd, (list, dict)) else f"a list with {kind_of(odd)}"
    return "a table" if isinstance(value, dict) else f"a {type(value).__name__}"
