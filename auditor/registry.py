"""Which rules there are: the entry-point group ``auditor.rules``, by which the built-in rules come in as well.

An entry point names a package or module; every `Rule` and `SiteRule` defined in it or below it is a rule. Only what the
user has installed is loaded, never code from the folder under audit.
"""

from __future__ import annotations

import functools
import importlib
import os
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from types import ModuleType

from auditor.rule import Rule, SiteRule

GROUP = "auditor.rules"


RuleType = type[Rule] | type[SiteRule]


class RegistryError(Exception):
    """A rule that can't be loaded, is misnamed, or bears a name that is taken. The message is one line for a person."""


@functools.cache
def all_rules() -> Mapping[str, RuleType]:
    """Every installed rule by name, sorted.

    Raises `RegistryError`, naming the module, for one that can't be imported, whose file isn't named for it, or whose name
    (or former name) another one bears.
    """
    found: dict[str, RuleType] = {}
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    for value in dict.fromkeys(point.value for point in points):
        for rule in rules_in(value):
            _add(found, rule)
    return dict(sorted(found.items()))


def rules_in(package: str) -> Iterator[RuleType]:
    """The rules of a package or module, by its import name. Raises `RegistryError`."""
    for module in _modules(package):
        for name, value in vars(module).items():
            is_rule = isinstance(value, type) and issubclass(value, (Rule, SiteRule))
            if not is_rule or value.__module__ != module.__name__ or name.startswith("_"):
                continue
            _refuse_misnamed(value, module)
            yield value


def _modules(name: str) -> Iterator[ModuleType]:
    try:
        module = importlib.import_module(name)
    except Exception as error:
        raise RegistryError(f"rules of {name} can't be loaded: {type(error).__name__}: {error}") from error
    yield module
    for folder in getattr(module, "__path__", ()):
        for entry in sorted(os.listdir(folder)):
            stem, suffix = os.path.splitext(entry)
            is_module = suffix == ".py" and stem != "__init__"
            is_package = not suffix and os.path.isfile(os.path.join(folder, entry, "__init__.py"))
            if is_module or is_package:
                yield from _modules(f"{name}.{stem}")


def _refuse_misnamed(rule: RuleType, module: ModuleType) -> None:
    stem = module.__name__.rpartition(".")[2]
    expected = rule.name.replace("-", "_")
    if hasattr(module, "__path__") or stem == expected:
        return
    raise RegistryError(f"{module.__name__}: a file with the rule {rule.__name__} must be called {expected}.py")


def _add(found: dict[str, RuleType], rule: RuleType) -> None:
    taken = {former: other for other in found.values() for former in (other.name, *other.formerly)}
    for name in (rule.name, *rule.formerly):
        other = taken.get(name)
        if other is not None:
            raise RegistryError(f"two rules are called {name}: {other.__module__} and {rule.__module__}")
    found[rule.name] = rule
