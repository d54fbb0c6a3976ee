"""Findings that the author of a page allows, by a comment or an attribute in it.

``<!-- auditor: allow RULE, RULE — reason -->`` holds for the element, or else the line, that follows; ``allow-start RULE`` up to
``allow-end``, ``allow-file RULE`` for the whole file; ``data-auditor-allow="RULE — reason"`` for an element and all that is in it;
``# auditor: allow RULE`` in front matter for its own line or, alone on a line, for the next. A category stands for its rules. The
reason follows ``—`` or ``--``. What is written so that it allows nothing, and what allows nothing any more, is a finding itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from auditor.audit import Hidden
from auditor.config.names import Names, UnknownNameError, with_hint
from auditor.directives import Written, directives
from auditor.finding import Edit, Finding, Fix, Safety, Severity, Span
from auditor.page import shorten
from auditor.place import locate

if TYPE_CHECKING:
    from auditor.page import Page

UNUSED = "suppression-unused"
MALFORMED = "suppression-malformed"
VERBS = ("allow", "allow-start", "allow-end", "allow-file")

_DIRECTIVE = re.compile(r"\s*auditor\s*(?P<colon>:?)\s*(?P<verb>[\w-]+)(?P<rest>.*)", re.DOTALL)
_OTHER_VERBS = ("allowed", "disable", "ignore", "off", "skip", "suppress", "hide", "exclude", "noqa")
_REASON = re.compile(r"\s*(?:—|–|--|:|(?<=\s)-(?=\s))\s*")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule (or category) that is allowed somewhere.

    ``rules`` are the rules that it means, ``areas`` where it holds, by the place at which a finding starts. ``unused`` is the finding
    that says that it allowed nothing.
    """

    rules: frozenset[str]
    reason: str
    areas: tuple[Span, ...]
    unused: Finding

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is allowed by it."""
        if finding.rule not in self.rules:
            return False
        start = finding.span.start
        return any(area.start <= start < area.end for area in self.areas)


@dataclass
class Suppressions:
    """All that a page allows: plain data, but for what has been used so far.

    ``malformed`` are the findings about comments that allow nothing because of how they are written.
    """

    all: tuple[Suppression, ...] = ()
    malformed: tuple[Finding, ...] = ()
    used: set[int] = field(default_factory=set[int])

    @property
    def empty(self) -> bool:
        """Whether the page says nothing of the kind."""
        return not self.all and not self.malformed

    def apply(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Hidden]]:
        """What is shown, and what is allowed. May be called again with later findings of the same page."""
        if not self.all:
            return list(findings), []
        shown: list[Finding] = []
        hidden: list[Hidden] = []
        covers = _Cover(self.all)
        for finding in findings:
            covering = covers.of(finding)
            if covering:
                hidden.append(Hidden(finding, self.all[covering[0]].reason))
                self.used.update(covering)
            else:
                shown.append(finding)
        return shown, hidden

    def unused(self, active: Collection[str]) -> list[Finding]:
        """A finding for each that allowed nothing in `apply`, of the rules in ``active``: those that were run."""
        ran = frozenset(active)
        return [
            one.unused
            for number, one in enumerate(self.all)
            if number not in self.used and not ran.isdisjoint(one.rules)
        ]


class _Cover:
    """Which suppressions hold at a place: a page may have ten thousand of both."""

    def __init__(self, suppressions: Sequence[Suppression]) -> None:
        # By rule: areas in the order of their starts, each with its end and its suppression's number; and the furthest end so far.
        self.areas: dict[str, list[tuple[int, int, int]]] = {}
        for number, one in enumerate(suppressions):
            for rule in one.rules:
                self.areas.setdefault(rule, []).extend((area.start, area.end, number) for area in one.areas)
        for areas in self.areas.values():
            areas.sort()
        self.furthest = {rule: list(accumulate((area[1] for area in areas), max)) for rule, areas in self.areas.items()}

    def of(self, finding: Finding) -> list[int]:
        """The numbers of those that cover a finding, in order."""
        areas = self.areas.get(finding.rule)
        if areas is None:
            return []
        furthest = self.furthest[finding.rule]
        start = finding.span.start
        at = bisect_right(areas, start, key=_area_start) - 1
        numbers: set[int] = set()
        while at >= 0 and furthest[at] > start:
            if areas[at][1] > start:
                numbers.add(areas[at][2])
            at -= 1
        return sorted(numbers)


def _area_start(area: tuple[int, int, int]) -> int:
    return area[0]


def suppressions(page: Page, names: Names) -> Suppressions:
    """What a page allows. ``names`` are the rules and categories there are."""
    if "auditor" not in page.text:
        return Suppressions()
    reading = _Reading(page, names)
    for written in sorted(directives(page), key=lambda one: one.span):
        reading.read(written)
    return reading.finish()


class _Reading:
    def __init__(self, page: Page, names: Names) -> None:
        self.page = page
        self.names = names
        self.found: list[Suppression] = []
        self.malformed: list[Finding] = []
        # Started and not ended yet: the word as written, with where and why.
        self.open: dict[str, tuple[Written, str]] = {}

    def read(self, written: Written) -> None:
        if written.is_attribute:
            self._allow(written, "allow", written.text)
            return
        said = _DIRECTIVE.match(written.text)
        if said is None:
            return
        verb = said["verb"]
        if verb not in VERBS:
            if said["colon"] and (verb in _OTHER_VERBS or Names.hint(verb, VERBS, 0.7)):
                hint = Names.hint(verb, VERBS) or f"known are {', '.join(VERBS)}"
                self._refuse(written, with_hint(f"unknown word “{verb}”", hint))
            return
        if not said["colon"]:
            self._refuse(written, f"a colon is missing: auditor: {verb}")
            return
        self._allow(written, verb, said["rest"])

    def finish(self) -> Suppressions:
        for word, (written, reason) in self.open.items():
            self._refuse(written, f"allow-start {word} is never ended; it holds to the end of the file")
            self._add(written, word, reason, (Span(written.span.start, len(self.page.text) + 1),))
        return Suppressions(tuple(self.found), tuple(self.malformed))

    def _allow(self, written: Written, verb: str, rest: str) -> None:
        listed, reason = _split(rest)
        if verb == "allow-end":
            self._end(written, listed)
            return
        if not listed:
            self._refuse(written, "it names no rule")
        for word in listed:
            if not self._is_known(written, word):
                continue
            if verb == "allow":
                self._add(written, word, reason, written.areas, alone=len(listed) == 1)
            elif verb == "allow-file":
                self._add(written, word, reason, (Span(0, len(self.page.text) + 1),), alone=len(listed) == 1)
            elif word in self.open:
                self._refuse(written, f"allow-start {word} is there already")
            else:
                self.open[word] = (written, reason)

    def _end(self, written: Written, listed: list[str]) -> None:
        if not self.open and not listed:
            self._refuse(written, "allow-end without an allow-start")
        for word in listed or list(self.open):
            if word not in self.open:
                self._refuse(written, f"allow-end {word} without an allow-start of it")
                continue
            start, reason = self.open.pop(word)
            self._add(start, word, reason, (Span(start.span.start, written.span.start),))

    def _is_known(self, written: Written, word: str) -> bool:
        if re.search(r"\s", word):
            hint = "names are set apart by commas, and the reason follows —"
            self._refuse(written, f"“{shorten(word)}” is no rule or category; {hint}")
        elif word == "all" or any(char in word for char in "*?["):
            self._refuse(written, f"“{shorten(word)}” names no rule; a rule or a category must be named")
        else:
            try:
                self.names.expand(word)
            except UnknownNameError as error:
                self._refuse(written, with_hint(f"unknown rule or category “{shorten(word)}”", str(error)))
            else:
                return True
        return False

    def _add(self, written: Written, word: str, reason: str, areas: tuple[Span, ...], *, alone: bool = False) -> None:
        rules = self.names.expand(word)
        fix = None
        if alone and not written.is_attribute:
            # Not safe: another run, with other rules or options, may need it.
            fix = Fix("Remove the comment", (Edit(_with_line(self.page.text, written.span), ""),), Safety.UNSAFE)
        finding = Finding(written.span, f"“{word}” is allowed here, and nothing of the kind is found", fix=fix)
        self.found.append(Suppression(rules, reason, areas, self._finish(finding, UNUSED, Severity.NOTE)))

    def _refuse(self, written: Written, what: str) -> None:
        self.malformed.append(self._finish(Finding(written.span, what), MALFORMED, Severity.WARNING))

    def _finish(self, finding: Finding, rule: str, severity: Severity) -> Finding:
        return locate(self.page, replace(finding, rule=rule, severity=severity))


def _split(rest: str) -> tuple[list[str], str]:
    """The names and the reason."""
    parts = _REASON.split(rest, maxsplit=1)
    names = [word for part in parts[0].split(",") if (word := part.strip())]
    return list(dict.fromkeys(names)), re.sub(r"\s+", " ", parts[1]).strip() if len(parts) > 1 else ""


def _with_line(text: str, span: Span) -> Span:
    """The span, with its whole line where nothing else stands on it."""
    start, end = span
    while start and text[start - 1] in " \t":
        start -= 1
    after = re.compile(r"[ \t]*(?:\r\n|\r|\n)").match(text, end)
    if after is not None and (start == 0 or text[start - 1] in "\r\n"):
        return Span(start, after.end())
    return span
