"""The report for people: grouped by page, each finding with its source line and the exact characters underlined.

Lines are made of (text, style) pieces. Without colour they are joined; with it `rich` paints them.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from auditor.audit import Audit
from auditor.finding import Finding, Safety, Severity
from auditor.report.frame import clean, frame

Piece = tuple[str, str]
Line = list[Piece]

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
# Of many findings of one rule on one page the first few are shown whole, the others by their lines.
_WHOLE = 4
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Style:
    """How the report is to look. ``terminal`` allows hyperlinks; ``quiet`` is one line a finding and nothing else."""

    color: bool = False
    terminal: bool = False
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False


def render(audit: Audit, *, style: Style | None = None) -> str:
    """The report as text, with a line end at its end unless it is empty."""
    style = style or Style()
    lines = list(_quiet(audit) if style.quiet else _report(audit, style))
    if not style.color:
        return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)
    return _painted(lines)


def _painted(lines: Iterable[Line]) -> str:
    from rich.console import Console  # noqa: PLC0415 — plain output does without
    from rich.text import Text  # noqa: PLC0415

    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        width=10_000,
        highlight=False,
        legacy_windows=False,
    )
    for line in lines:
        text = Text(overflow="ignore", no_wrap=True)
        for piece, look in line:
            text.append(piece, style=look or None)
        text.rstrip()
        console.print(text, soft_wrap=True)
    return out.getvalue()


def _quiet(audit: Audit) -> Iterator[Line]:
    for one in audit.findings:
        yield [
            (f"{clean(one.page)}:{one.place.line}:{one.place.column}: ", ""),
            (one.severity.label, _COLOURS[one.severity]),
            (f": {clean(one.message)} ", ""),
            (f"[{one.rule}]", "dim"),
        ]


def _report(audit: Audit, style: Style) -> Iterator[Line]:
    for page, findings in groupby(audit.findings, key=lambda one: one.page):
        yield _page_line(page, audit, style)
        yield from _page(list(findings), style)
    if style.verbose or (not audit.pages and not audit.findings):
        yield from _verbose(audit)
    yield from _crashes(audit, style)
    if style.statistics:
        yield from _statistics(audit)
    yield from _summary(audit, style)


def _page_line(page: str, audit: Audit, style: Style) -> Line:
    look = "bold underline"
    if style.terminal and audit.root:
        look += f" link {(Path(audit.root) / page).as_uri()}"
    return [(clean(page), look)]


def _page(findings: list[Finding], style: Style) -> Iterator[Line]:
    counts = Counter(one.rule for one in findings)
    shown: Counter[str] = Counter()
    gutter = max(len(str(one.place.end_line)) for one in findings)
    wide = max(len(_where(one)) for one in findings)
    for one in findings:
        shown[one.rule] += 1
        if not style.verbose and counts[one.rule] > _WHOLE + 1 and shown[one.rule] > _WHOLE:
            continue
        yield from _finding(one, gutter, wide)
        if not style.verbose and counts[one.rule] > _WHOLE + 1 and shown[one.rule] == _WHOLE:
            rest = [other for other in findings if other.rule == one.rule][_WHOLE:]
            yield from _rest(one.rule, rest, wide)


def _where(one: Finding) -> str:
    return f"{one.place.line}:{one.place.column}"


def _finding(one: Finding, gutter: int, wide: int) -> Iterator[Line]:
    margin = " " * (gutter + 2)
    yield [
        (f"  {_where(one):<{wide + 2}}", "dim"),
        (f"{one.severity.label:<8}", _COLOURS[one.severity]),
        (f" {clean(one.message)}  ", ""),
        (one.rule, "dim"),
    ]
    for number, text, start, end in frame(one.place):
        yield [(f"{number:>{gutter + 2}} │ ", "dim"), (text, "")]
        yield [(f"{margin} │ ", "dim"), (" " * start + "^" * max(1, end - start), _COLOURS[one.severity])]
    for other in one.related:
        if other.place is not None:
            where = f"{other.place.line}:{other.place.column}"
            if other.page and other.page != one.page:
                where = f"{clean(other.page)}:{where}"
            yield [(f"{margin} = ", "dim"), (f"{clean(other.message)}: {where}", "")]
    if one.fix is not None:
        how = {Safety.SAFE: "--fix: ", Safety.UNSAFE: "possible fix: ", Safety.SHOWN: "suggestion: "}[one.fix.safety]
        yield [(f"{margin} = ", "dim"), (how, "green"), (clean(one.fix.title), "")]
    yield [("", "")]


def _rest(rule: str, rest: list[Finding], wide: int) -> Iterator[Line]:
    lines = list(dict.fromkeys(str(one.place.line) for one in rest))
    listed = ", ".join(lines[:_LISTED]) + (" …" if len(lines) > _LISTED else "")
    word = "line" if len(lines) == 1 else "lines"
    yield [(" " * (wide + 4), ""), (f"… {len(rest):,} more of ", ""), (rule, "dim"), (f" on {word} {listed}", "")]
    yield [("", "")]


def _verbose(audit: Audit) -> Iterator[Line]:
    for one in audit.hidden:
        at = f"{clean(one.finding.page)}:{one.finding.place.line}"
        yield [
            ("allowed  ", "green"),
            (f"{at} {one.finding.rule}", ""),
            (f" — {clean(one.reason)}" if one.reason else "", ""),
        ]
    for skipped in audit.skipped:
        yield [("skipped  ", "dim"), (f"{clean(skipped.page)}, because {clean(skipped.why)}", "")]
    for remark in audit.remarks:
        yield [("remark   ", "dim"), (clean(remark), "")]
    if audit.hidden or audit.skipped or audit.remarks:
        yield [("", "")]


def _crashes(audit: Audit, style: Style) -> Iterator[Line]:
    for crash in audit.crashes:
        where = clean(crash.page) or "what all pages say together"
        yield [("crashed  ", "bold red"), (f"{crash.rule or 'the engine'} on {where}: {clean(crash.error)}", "")]
        if style.verbose:
            for line in crash.traceback.splitlines():
                yield [(f"    {clean(line)}", "dim")]
    if audit.crashes:
        yield [("This is a fault of the auditor: please report it (-v shows the traceback).", ""), ("", "")]
        yield [("", "")]


def _statistics(audit: Audit) -> Iterator[Line]:
    for rule, count in audit.by_rule():
        yield [(f"{count:>8,}  ", "bold"), (rule, "")]
    slowest = sorted(audit.seconds_by_rule.items(), key=lambda item: -item[1])[:10]
    if slowest:
        yield [("", "")]
        for rule, seconds in slowest:
            yield [(f"{seconds * 1000:>7,.0f} ms  ", "dim"), (rule, "")]
    yield [("", "")]


def _summary(audit: Audit, style: Style) -> Iterator[Line]:
    pages = _count(audit.pages, "page")
    if audit.findings:
        counts: list[Piece] = []
        for severity in reversed(Severity):
            number = audit.count(severity)
            if number:
                counts += [(_count(number, severity.label), _COLOURS[severity]), (", ", "")]
        yield [(f"{pages}: ", ""), *counts[:-1], *_extras(audit), (f"  ({_seconds(audit.seconds)})", "dim")]
    elif not audit.pages:
        yield [("no page was audited", "bold red"), *_extras(audit)]
    else:
        yield [
            ("✓ ", "bold green"),
            (f"{pages}, nothing to report", ""),
            *_extras(audit),
            (f"  ({_seconds(audit.seconds)})", "dim"),
        ]
    if audit.findings and style.terminal and not style.verbose:
        rule = audit.by_rule()[0][0]
        yield [(f"“auditor explain {rule}” says why it matters and how to mend it.", "dim")]


def _extras(audit: Audit) -> Iterator[Piece]:
    if audit.fixable:
        yield (" · ", "dim")
        yield (f"{audit.fixable:,} can be mended with --fix", "green")
    if audit.hidden:
        yield (f" · {len(audit.hidden):,} allowed by comments", "dim")
    if audit.skipped and audit.pages:
        yield (f" · {_count(len(audit.skipped), 'file')} skipped (-v says why)", "dim")


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


__all__ = ["Style", "render"]
