"""Which rules run on a page, with which options and severities, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.config.layer import Layer
from auditor.config.names import RuleType
from auditor.finding import Severity
from auditor.rule import Rule, SiteRule

DEFAULT_PRESETS = ("recommended",)


class Row(NamedTuple):
    """One setting as ``auditor config`` shows it: key, value as TOML would have it, where it was stated."""

    key: str
    value: str
    where: str


@dataclass(frozen=True)
class Settings:
    """What holds for a page.

    ``rules`` and ``site_rules`` are made, with their options, and sorted by name. ``severities`` has the rules whose
    severity is stated: it then holds for all their findings. ``reasons`` says of each rule that is on why it is;
    the engine's own rules are among them.
    """

    rules: tuple[Rule, ...]
    site_rules: tuple[SiteRule, ...]
    severities: Mapping[str, Severity]
    presets: tuple[str, ...]
    reasons: Mapping[str, str]
    rows: tuple[Row, ...] = field(default=(), repr=False)

    def is_on(self, rule: str) -> bool:
        """Whether findings of a rule are wanted here."""
        return rule in self.reasons

    def explain(self) -> list[Row]:
        """Every setting that holds here and where it comes from, for ``auditor config``."""
        return list(self.rows)


def presets_have(presets: Iterable[str], rule: RuleType) -> bool:
    """Whether a rule is in any of the presets. ``strict`` has every rule that isn't about style only."""
    own = rule.presets
    return any(preset in own or (preset == "strict" and own != ("style",)) for preset in presets)


def settle(
    layers: Sequence[Layer],
    rules: Mapping[str, RuleType],
    always: frozenset[str],
    never: frozenset[str] = frozenset(),
    rows: Sequence[Row] = (),
) -> Settings:
    """What the layers, the later ones winning, come to.

    ``always`` are the rules that every preset has, ``never`` those that don't hold here whoever selects them.
    """
    reasons = {name: why for name, why in _which(layers, rules, always).items() if name not in never}
    severities: dict[str, Severity] = {}
    options: dict[str, dict[str, object]] = {}
    for layer in layers:
        severities |= {name: severity for name, severity in layer.severities.items() if severity is not None}
        for name, given in layer.options.items():
            options.setdefault(name, {}).update(given)
    made = [rules[name](**options.get(name, {})) for name in sorted(reasons) if name in rules]
    presets = next((layer.presets for layer in reversed(layers) if layer.presets is not None), None)
    if presets is None:
        presets = () if any(layer.select is not None for layer in layers) else DEFAULT_PRESETS
    return Settings(
        tuple(rule for rule in made if isinstance(rule, Rule)),
        tuple(rule for rule in made if isinstance(rule, SiteRule)),
        {name: severity for name, severity in severities.items() if name in reasons},
        presets,
        reasons,
        (*rows, *_rows(layers, len(made), len(rules))),
    )


def _which(layers: Sequence[Layer], rules: Mapping[str, RuleType], always: frozenset[str]) -> dict[str, str]:
    """The rules that are on, each with the reason.

    A preset keeps what was switched on and off before it; ``select`` without a preset starts anew.
    """
    switched: dict[str, str | None] = {}
    chosen = _of_presets(DEFAULT_PRESETS, rules, always, "default")
    for layer in layers:
        if layer.presets is not None:
            chosen = _of_presets(layer.presets, rules, always, layer.place("preset"))
            chosen = _switched(chosen, switched)
        if layer.select is not None:
            selected = dict.fromkeys(layer.select, f"selected, {layer.place('select')}")
            chosen = {**chosen, **selected} if layer.presets is not None else selected
            switched = {} if layer.presets is None else switched
        now: dict[str, str | None] = dict.fromkeys(layer.ignore)
        for name, severity in layer.severities.items():
            now[name] = None if severity is None else f"severity, {layer.place('rules', name, 'severity')}"
        switched.update(now)
        chosen = _switched(chosen, now)
    return chosen


def _of_presets(
    presets: tuple[str, ...], rules: Mapping[str, RuleType], always: frozenset[str], where: str
) -> dict[str, str]:
    chosen = {
        name: f"preset {' and '.join(presets)}, {where}"
        for name, rule in rules.items()
        if name not in always and presets_have(presets, rule)
    }
    return {**chosen, **dict.fromkeys(always, "in every preset")}


def _switched(chosen: Mapping[str, str], switches: Mapping[str, str | None]) -> dict[str, str]:
    after = dict(chosen)
    for name, reason in switches.items():
        if reason is None:
            after.pop(name, None)
        else:
            after.setdefault(name, reason)
    return after


def _rows(layers: Sequence[Layer], on: int, known: int) -> list[Row]:
    found: dict[str, Row] = {"preset": Row("preset", toml(DEFAULT_PRESETS), "default")}
    for layer in layers:
        if layer.select is not None:
            if layer.presets is None:
                found.pop("preset", None)
            found["select"] = Row("select", toml(sorted(layer.select)), layer.place("select"))
        if layer.presets is not None:
            found["preset"] = Row("preset", toml(layer.presets), layer.place("preset"))
        if layer.ignore:
            key = "ignore" if "ignore" not in found else f"ignore ({layer.place('ignore')})"
            found[key] = Row("ignore", toml(sorted(layer.ignore)), layer.place("ignore"))
        for name, severity in layer.severities.items():
            key = f"rules.{name}.severity"
            value = toml("off" if severity is None else severity.label)
            found[key] = Row(key, value, layer.place_of(name, "severity"))
        for name, given in layer.options.items():
            for option, value in given.items():
                key = f"rules.{name}.{option.replace('_', '-')}"
                found[key] = Row(key, toml(value), layer.place_of(name, option))
    return [*found.values(), Row("rules on", f"{on} of {known}", "from the above")]


def toml(value: object) -> str:
    """A value as TOML writes it."""
    import json  # noqa: PLC0415 — only ``auditor config`` needs it

    return json.dumps(list(value) if isinstance(value, (tuple, list)) else value, ensure_ascii=False)
