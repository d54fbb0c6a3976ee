"""How a rule is written: `Rule`, `SiteRule`, their options and their examples.

A rule is frozen: its fields are its options, its class variables are facts about it, and it keeps
nothing from page to page.
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, dataclass_transform

from auditor.finding import Confidence, Finding, Fix, HasSpan, Related, Severity, Span

if typing.TYPE_CHECKING:
    from auditor.page import Page

PRESETS = ("recommended", "strict", "seo", "accessibility", "content", "style")

type_names = {bool: "true or false", int: "a whole number", float: "a number", str: "text", list: "a list of text"}


class OptionError(ValueError):
    """An option that a rule doesn't have, or a value it can't take. The message is one line for a person."""


@dataclass(frozen=True, slots=True)
class Option:
    """What is known of one option of a rule: its type is ``bool int float str list[str]``."""

    name: str
    type: type
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    least: float | None = None

    def validate(self, value: object) -> Any:
        """The value in the option's type.

        Raises `OptionError`, naming what is wrong, where it doesn't fit.
        """
        if self.type is list:
            if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
                raise OptionError(f"{self.name} must be a list of text, not {value!r}")
            return tuple(value)
        if self.type is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, self.type) or (isinstance(value, bool) and self.type is not bool):
            raise OptionError(f"{self.name} must be {type_names[self.type]}, not {value!r}")
        if self.choices and value not in self.choices:
            raise OptionError(f"{self.name} must be one of {', '.join(self.choices)}, not {value!r}")
        if self.least is not None and isinstance(value, (int, float)) and value < self.least:
            raise OptionError(f"{self.name} must be at least {self.least:g}, not {value!r}")
        return value


def option(*, default: Any, help: str, choices: tuple[str, ...] = (), least: float | None = None) -> Any:  # noqa: A002 — the word that click and argparse use
    """Declare an option of a rule, as the value of an annotated class attribute.

    The annotation (``bool int float str`` or ``tuple[str, ...]``) is its type, the attribute's name its name.
    """
    return Option("", type(default) if not isinstance(default, tuple) else list, default, help, choices, least)


@dataclass(frozen=True)
class Example:
    """A small page that a rule must or must not speak about; a test and a piece of documentation.

    ``pages`` maps paths to HTML, as text or as a file's bytes; a page rule's example has one page. ``at`` is the line of the first
    finding, ``says`` its message or a part of it, ``count`` how many findings there are, ``fixed`` the
    page after all fixes, ``options`` those of the rule, ``why`` a word for the reader.
    """

    pages: Mapping[str, str | bytes]
    is_bad: bool
    says: str = ""
    at: int | None = None
    count: int | None = None
    fixed: str | None = None
    why: str = ""
    options: Mapping[str, Any] = typing.cast("Mapping[str, Any]", None)


def bad(
    html: str | bytes | Mapping[str, str | bytes],
    *,
    says: str = "",
    at: int | None = None,
    count: int | None = None,
    fixed: str | None = None,
    why: str = "",
    path: str = "page.html",
    **options: Any,
) -> Example:
    """An example that the rule finds fault with. See `Example`; other keywords are options of the rule."""
    pages = {path: html} if isinstance(html, (str, bytes)) else dict(html)
    return Example(pages, True, says, at, count, fixed, why, options)


def good(
    html: str | bytes | Mapping[str, str | bytes], *, why: str = "", path: str = "page.html", **options: Any
) -> Example:
    """An example that the rule leaves alone. See `bad`."""
    pages = {path: html} if isinstance(html, (str, bytes)) else dict(html)
    return Example(pages, False, why=why, options=options)


def kebab(name: str) -> str:
    """``ImageAltMissing`` as ``image-alt-missing``; ``HeadingH1Missing`` as ``heading-h1-missing``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).lower()


class _Described:
    """What page rules and site rules have in common: a name, documentation, options."""

    severity: ClassVar[Severity] = Severity.WARNING
    confidence: ClassVar[Confidence] = Confidence.CERTAIN
    # The presets that switch it on; every rule but those of style is in ``strict`` as well.
    presets: ClassVar[tuple[str, ...]] = ("recommended",)
    also_known_as: ClassVar[tuple[str, ...]] = ()
    formerly: ClassVar[tuple[str, ...]] = ()
    examples: ClassVar[tuple[Example, ...]] = ()
    name: ClassVar[str] = ""
    category: ClassVar[str] = ""
    options: ClassVar[Mapping[str, Option]] = {}

    def __init__(self, **options: Any) -> None:
        """Take options by keyword.

        Raises `OptionError` for one that the rule doesn't have or a value that doesn't fit.
        """
        known = type(self).options
        for name in options:
            if name not in known:
                raise OptionError(f"{self.name} has no option “{name}”")
        for name, declared in known.items():
            value = declared.validate(options[name]) if name in options else declared.default
            object.__setattr__(self, name, value)

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        if cls.__module__ == __name__:
            return
        cls.name = kebab(cls.__name__)
        cls.category = cls.__module__.split(".")[-2].replace("_", "-") if "." in cls.__module__ else "custom"
        declared = dict(cls.options)
        for name, value in list(vars(cls).items()):
            if isinstance(value, Option):
                declared[name] = Option(name, value.type, value.default, value.help, value.choices, value.least)
                delattr(cls, name)
        cls.options = declared

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a rule is frozen: {self.name}.{name} can't be set")

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.options)
        return f"{type(self).__name__}({given})"

    @classmethod
    def summary(cls) -> str:
        """The first line of the documentation."""
        return cls.documentation().partition("\n")[0]

    @classmethod
    def documentation(cls) -> str:
        """The docstring, as Markdown."""
        return inspect.cleandoc(cls.__doc__ or "")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(option,))
class Rule(_Described):
    """A rule about one page.

    A subclass has a docstring with the sections of the house, options as annotated attributes
    (``most: int = option(default=1, help=…)``), class variables for what is true of the rule, examples, and `check`.
    """

    # Rules about ``<html>`` and ``<head>`` have nothing to say about a post or an include.
    documents_only: ClassVar[bool] = False

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield what is wrong with a page. Use `at` to make findings."""
        raise NotImplementedError

    def at(
        self,
        where: HasSpan,
        message: str,
        *,
        fix: Fix | None = None,
        related: tuple[Related, ...] = (),
        severity: Severity | None = None,
        confidence: Confidence | None = None,
        **data: str | float | bool,
    ) -> Finding:
        """A finding at an element, a heading, a text run or a span.

        ``severity`` and ``confidence`` are the rule's own unless given; other keywords become ``data``.
        """
        return Finding(
            span=where.span,
            message=message,
            rule=self.name,
            severity=self.severity if severity is None else severity,
            confidence=self.confidence if confidence is None else confidence,
            related=related,
            data=tuple(sorted(data.items())),
            fix=fix,
        )


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(option,))
class SiteRule(_Described):
    """A rule about what all pages say together: SQL over the fact tables of ``auditor.site.facts``.

    ``sql`` selects one row a finding. Its columns ``page``, ``line`` and ``col`` (where an element starts) say where, ``part`` (optional)
    which attribute of the element there is meant, or ``text`` for its content; all others (pages in columns called ``…_page``) fill the ``message``, a format string. ``:name`` in the SQL is the option of that name. Keep to the SQL that DuckDB and
    Spark share.
    """

    # Rules about what isn't anywhere on the site have nothing to say when a part of it is audited.
    whole_site_only: ClassVar[bool] = False
    sql: ClassVar[str] = ""
    message: ClassVar[str] = ""

    @classmethod
    def tables(cls) -> frozenset[str]:
        """The fact tables that the SQL reads."""
        words = re.findall(r"(?is)\b(?:from|join)\s+([a-z_]+)", cls.sql)
        made = re.findall(r"(?is)(?:\bwith|,)\s*([a-z_]+)\s+as\s*\(", cls.sql)
        return frozenset(words) - frozenset(made)


__all__ = [
    "PRESETS", "Example", "Option", "OptionError", "Rule", "SiteRule", "Span", "bad", "good", "kebab", "option",
]  # fmt: skip
