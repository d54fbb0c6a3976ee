"""Site rules judged: fact tables into an in-memory database, SQL out. The only importer of the database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any, NamedTuple

from auditor.finding import Finding, Span
from auditor.page import Page, shorten
from auditor.rule import SiteRule
from auditor.site.facts import TABLES, Facts

# A guest's manners: no network, no files beside the user's, no more memory than a page audit takes.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "memory_limit": "512MB",
    "threads": "2",
}
_parameter = re.compile(r"(?<![:\w]):([a-z_]+)")


class SiteFinding(NamedTuple):
    """A finding that knows its page and the line and column where its element starts, but not yet its span.

    ``part`` is the attribute of that element that is meant, ``text`` for its content, empty for its start tag.
    """

    finding: Finding
    line: int
    column: int
    part: str

    def on(self, page: Page) -> Finding:
        """The finding with its span, on its page as parsed."""
        return replace(self.finding, span=_span(page, page.tree.offset_of(self.line, self.column), self.part))


def _span(page: Page, start: int, part: str) -> Span:
    matter = page.front_matter
    if matter is not None and start < matter.span.end:
        return next((span for span in matter.values.values() if span.start == start), matter.opening)
    element = page.tree.element_at(start)
    if element is None:
        return Span(start, start)
    if part == "text":
        end = element.end_tag_span
        return Span(element.span.end, end.start) if end is not None else element.span
    return element.value_span(part) if part and element.has(part) else element.span


def warm_up() -> None:
    """Import the database and start it once, ahead of `judge`, for a caller that has a moment."""
    import_module("duckdb").connect(":memory:", config=_SETTINGS).close()


def judge(rules: Iterable[SiteRule], facts: Facts, names: Mapping[str, str] | None = None) -> list[SiteFinding]:
    """What site rules say, in order of rule, page and place.

    ``names`` has what reports call the pages, by their paths in the site, where that differs.
    """
    import duckdb  # noqa: PLC0415, TID251 — a tenth of a second that a run over one page doesn't owe

    found: list[SiteFinding] = []
    connection = duckdb.connect(":memory:", config=_SETTINGS)
    try:
        is_disguised = _load(connection, facts)
        for rule in rules:
            found.extend(_ask(connection, rule, names or {}, is_disguised=is_disguised))
    finally:
        connection.close()
    found.sort(key=lambda one: (one.finding.rule, one.finding.page, one.line, one.column, one.finding.message))
    return found


def _load(connection: Any, facts: Facts) -> bool:
    """Fill the tables. Returns whether a text had to be disguised."""
    import duckdb  # noqa: PLC0415, TID251 — imported by the caller already

    is_disguised = False
    for table, rows in facts.rows.items():
        columns = ", ".join(f'"{name}" {kind}' for name, (kind, _) in TABLES[table].columns.items())
        connection.execute(f"CREATE TABLE {table} ({columns})")
        if not rows:
            continue
        try:
            _append(connection, table, rows)
        except duckdb.InvalidInputException:
            # Lone surrogates, in a file's name that is no UTF-8 or out of JSON, which the database refuses.
            connection.execute(f"CREATE OR REPLACE TABLE {table} ({columns})")
            _append(connection, table, [_translated(row, _DISGUISE) for row in rows])
            is_disguised = True
    return is_disguised


def _append(connection: Any, table: str, rows: Sequence[Sequence[Any]]) -> None:
    appender = connection.appender(table)
    appender.append_rows(rows)
    appender.flush()


# As many characters of a private plane stand for the 2,048 surrogates while they are in the database.
_DISGUISE = {0xD800 + number: 0x10F800 + number for number in range(0x800)}
_UNDISGUISE = {stand_in: surrogate for surrogate, stand_in in _DISGUISE.items()}


def _translated(row: Iterable[Any], table: Mapping[int, int]) -> tuple[Any, ...]:
    return tuple(value.translate(table) if isinstance(value, str) else value for value in row)


def _ask(connection: Any, rule: SiteRule, called: Mapping[str, str], *, is_disguised: bool) -> Iterable[SiteFinding]:
    sql = _parameter.sub(r"$\1", rule.sql)
    wanted = {name: getattr(rule, name) for name in set(_parameter.findall(rule.sql))}
    result = connection.execute(sql, wanted) if wanted else connection.execute(sql)
    names = [column[0] for column in result.description]
    for row in result.fetchall():
        values = dict(zip(names, _translated(row, _UNDISGUISE) if is_disguised else row, strict=True))
        page, line, column = values.pop("page"), values.pop("line") or 1, values.pop("col") or 1
        part = values.pop("part", None) or ""
        for key, value in values.items():
            if key.endswith("_page") and isinstance(value, str):
                values[key] = called.get(value, value)
        shown = {key: _shown(key, value) for key, value in values.items()}
        finding = Finding(
            span=Span(0, 0),
            message=rule.message.format(**shown),
            page=page,
            rule=rule.name,
            severity=rule.severity,
            confidence=rule.confidence,
            data=tuple(sorted((key, value) for key, value in values.items() if isinstance(value, (str, int, float)))),
        )
        yield SiteFinding(finding, line, column, part)


def _shown(key: str, value: object) -> object:
    """A value for the message. Paths are there to be copied: they stay whole."""
    return shorten(value) if isinstance(value, str) and not key.endswith("_page") else value
