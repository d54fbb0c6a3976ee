"""What a rule says: findings, the places they point at, and the fixes they carry.

Everything here is frozen data. This module imports nothing else of the project, so every other
module may import it.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Severity(enum.IntEnum):
    """How bad a finding is. Ordered, so that ``finding.severity >= Severity.WARNING`` reads as it should.

    ``ERROR`` is kept for what a specification or a search engine's documentation calls wrong.
    """

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case word used in configuration and reports."""
        return self.name.lower()


class Confidence(enum.IntEnum):
    """How sure a rule is. ``POSSIBLE`` findings are shown on request only."""

    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3

    @property
    def label(self) -> str:
        """The lower-case word used in configuration and reports."""
        return self.name.lower()


class Safety(enum.StrEnum):
    """What may be done with a fix.

    ``SAFE`` is applied by ``--fix``; ``UNSAFE`` only when asked for by name; ``SHOWN`` is a suggestion
    for a person and is never applied.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"
    SHOWN = "shown"


class Span(NamedTuple):
    r"""A half-open range of a file's decoded text, in code points, front matter and ``\r`` included.

    ``page.text[span.start:span.end]`` is the construct that the span names.
    """

    start: int
    end: int

    @property
    def span(self) -> Span:
        """Itself, so that a span can stand wherever a thing with a span is wanted."""
        return self


class HasSpan(Protocol):
    """Anything that knows its place: an element, a heading, a text run, a span."""

    @property
    def span(self) -> Span:
        """Where it stands in the file's text."""
        ...


class Place(NamedTuple):
    """A span as people and editors count: 1-based lines, 1-based columns in code points.

    ``end_column`` is the column just past the last character. ``start`` and ``end`` are the span's
    offsets. ``frame`` holds the source lines from ``line`` on, for a code frame: at most a few,
    without line ends, of long lines a window whose first character has the column
    ``frame_column``.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    start: int = 0
    end: int = 0
    frame: tuple[str, ...] = ()
    frame_column: int = 1


_NOWHERE = Place(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of ``span`` by ``new``. An empty span inserts."""

    span: Span
    new: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of source text that makes a finding go away."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding, such as the first of two equal ids.

    A rule gives a ``span`` on its own page, or a ``page`` with a ``place`` elsewhere; the engine
    fills in the ``place`` of a span.
    """

    message: str
    span: Span | None = None
    page: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found.

    Rules fill in ``span``, ``message`` and perhaps ``severity``, ``confidence``, ``related``,
    ``data`` and ``fix``. The engine adds ``page`` (the path as the user knows it), ``rule`` and
    ``place``. ``data`` is what a machine may want to know besides the message, as sorted pairs of
    strings and numbers. ``anchor`` is the element's own source text, for the fingerprint.
    """

    span: Span
    message: str
    page: str = ""
    rule: str = ""
    severity: Severity = Severity.WARNING
    confidence: Confidence = Confidence.CERTAIN
    related: tuple[Related, ...] = ()
    data: tuple[tuple[str, str | int | float | bool], ...] = ()
    fix: Fix | None = None
    place: Place = _NOWHERE
    anchor: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Page, place, rule, message: the order of every report."""
        return (self.page, self.span.start, self.span.end, self.rule, self.message)

    def __lt__(self, other: Finding) -> bool:
        """Order as reports do."""
        return self.sort_key < other.sort_key

    @property
    def fingerprint(self) -> str:
        """32 hex digits that stay the same when lines are moved or re-indented.

        Made of the rule, the page and the flagged source text with white space folded; two alike on one
        page are told apart by the reporter with a counter.
        """
        import hashlib  # noqa: PLC0415 — a few milliseconds that a clean small page doesn't owe

        anchor = re.sub(r"\s+", " ", self.anchor or self.message).strip()
        key = f"{self.rule}\0{self.page}\0{anchor}"
        return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
