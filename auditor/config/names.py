"""The names that people may write for rules, and what to say of one that isn't among them."""

from __future__ import annotations

import fnmatch
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditor.rule import PRESETS, Rule, SiteRule

RuleType = type[Rule] | type[SiteRule]

# Findings that the engine makes itself and that a user may switch off or weigh: name -> category.
ENGINE_RULES: Mapping[str, str] = {"suppression-malformed": "suppressions", "suppression-unused": "suppressions"}


class UnknownNameError(ValueError):
    """A name that means no rule. The message ends the sentence “unknown rule “x””, and may be empty."""


@dataclass(frozen=True)
class Names:
    """Rules, categories and retired names. Plain data, which a worker process can be sent.

    ``rules`` maps each rule to its category, ``retired`` each former name to the name it has now.
    """

    rules: Mapping[str, str]
    retired: Mapping[str, str]

    @classmethod
    def of(cls, rules: Iterable[RuleType], engine: Mapping[str, str] = ENGINE_RULES) -> Names:
        """The names of a registry's rules and of the engine's own."""
        known = {rule.name: rule.category for rule in rules}
        retired = {former: rule.name for rule in rules for former in rule.formerly}
        return cls({**known, **engine}, retired)

    @property
    def categories(self) -> frozenset[str]:
        """The names of the categories."""
        return frozenset(self.rules.values())

    def rule(self, name: str) -> str:
        """The rule of a name or a retired name, as it is called now. Raises `UnknownNameError`."""
        name = self.retired.get(name, name)
        if name in self.rules:
            return name
        raise UnknownNameError(self.hint(name, [*self.rules, *self.retired]))

    def expand(self, word: str) -> frozenset[str]:
        """The rules that a rule's name, a retired name, a category or a glob of rule names means.

        Raises `UnknownNameError`, also for a glob that matches nothing.
        """
        found: Iterable[str]
        if word in self.rules:
            found = [word]
        elif word in self.retired:
            found = [self.retired[word]]
        elif any(char in word for char in "*?["):
            found = fnmatch.filter(self.rules, word)
            if not found:
                raise UnknownNameError("no rule's name is like that")
        else:
            found = [name for name, category in self.rules.items() if category == word]
            if not found:
                raise UnknownNameError(self._hint_of_word(word))
        return frozenset(found)

    def _hint_of_word(self, word: str) -> str:
        if word in PRESETS:
            return f'it is a preset: write preset = "{word}"'
        if word == "all":
            return 'write "*" for all rules'
        return self.hint(word, [*self.rules, *self.retired, *sorted(self.categories)])

    @staticmethod
    def hint(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
        """“did you mean “x”?”, or nothing where nothing is near."""
        near = _nearest(word, tuple(known), likeness)
        return f"did you mean “{near}”?" if near else ""


@functools.lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...], likeness: float) -> str:
    import difflib  # noqa: PLC0415 — a run that goes well has nothing to guess

    near = [one for form in (word, word.lower()) for one in difflib.get_close_matches(form, known, 1, likeness)]
    return near[0] if near else ""


def with_hint(sentence: str, hint: str) -> str:
    """A sentence and, after a semicolon, what would mend it."""
    return f"{sentence}; {hint}" if hint else sentence
