"""Fixes: edits of a file's own text, applied only where a second look shows that they help.

Text outside the edits stays as it is, byte for byte: encoding, byte order mark and line ends are the file's own.
"""

from __future__ import annotations

import difflib
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.finding import Edit, Finding, Fix, Safety
from auditor.html.decode import Decoded

# Each round applies what doesn't overlap; a page that isn't settled by then is left as it is.
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """A page after its fixes: the new text, the findings mended, and the ones whose fix was taken back, with the reason."""

    text: str
    mended: tuple[Finding, ...]
    refused: tuple[tuple[Finding, str], ...]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits applied. Of edits that overlap, the first in the text is taken; equal ones count once."""
    parts: list[str] = []
    at = 0
    last: Edit | None = None
    for edit in sorted(set(edits), key=lambda one: (one.span.start, one.span.end, one.new)):
        overlaps = edit.span.start < at or (last is not None and last.span == edit.span)
        if overlaps:
            continue
        parts += (text[at : edit.span.start], edit.new)
        at, last = edit.span.end, edit
    return "".join((*parts, text[at:]))


def mend(text: str, audit: Callable[[str], Sequence[Finding]], *, unsafe: bool = False) -> Fixed:
    """Fix a page's text.

    ``audit`` says what is wrong with a text. Fixes are applied together; where afterwards a finding stays that should be gone, or one
    appears that wasn't there, they are tried one by one, and a fix that doesn't hold is taken back.
    """
    mended: list[Finding] = []
    refused: list[tuple[Finding, str]] = []
    tried: set[tuple[str, str, str]] = set()
    findings = list(audit(text))
    for _ in range(_ROUNDS):
        ready = [one for one in findings if _may_apply(one.fix, unsafe=unsafe) and _key(one) not in tried]
        chosen = _without_overlaps(ready)
        if not chosen:
            break
        text, findings = _apply_verified(text, findings, chosen, audit, mended, refused, tried)
    return Fixed(text, tuple(mended), tuple(refused))


def _apply_verified(
    text: str,
    before: list[Finding],
    chosen: list[Finding],
    audit: Callable[[str], Sequence[Finding]],
    mended: list[Finding],
    refused: list[tuple[Finding, str]],
    tried: set[tuple[str, str, str]],
) -> tuple[str, list[Finding]]:
    changed = apply_edits(text, _edits(chosen))
    after = list(audit(changed))
    problem = _problem(before, after, chosen)
    if problem is None:
        mended.extend(chosen)
        return changed, after
    if len(chosen) == 1:
        refused.append((chosen[0], problem))
        tried.add(_key(chosen[0]))
        return text, before
    half = len(chosen) // 2
    # Halving finds the culprits among many fixes in few audits. Offsets after a fix move, so the second
    # half is taken up again by the caller's next round, from a fresh audit.
    return _apply_verified(text, before, chosen[:half], audit, mended, refused, tried)


def _problem(before: Sequence[Finding], after: Sequence[Finding], fixed: Sequence[Finding]) -> str | None:
    """Why a set of fixes doesn't hold, None where it does. Findings are compared without their place."""
    left = _counts(before)
    for one in fixed:
        left[one.rule, one.message] -= 1
    now = _counts(after)
    for (rule, message), count in now.items():
        if count > left.get((rule, message), 0):
            if any((one.rule, one.message) == (rule, message) for one in fixed):
                return "the finding was still there afterwards"
            known = sum(number for (name, _), number in left.items() if name == rule)
            if sum(number for (name, _), number in now.items() if name == rule) > known:
                return f"it brought a new finding: {rule}: {message}"
    return None


def _counts(findings: Iterable[Finding]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for one in findings:
        counts[one.rule, one.message] = counts.get((one.rule, one.message), 0) + 1
    return counts


def _key(finding: Finding) -> tuple[str, str, str]:
    return (finding.rule, finding.message, finding.anchor)


def _edits(findings: Iterable[Finding]) -> list[Edit]:
    return [edit for one in findings if one.fix is not None for edit in one.fix.edits]


def _without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose fixes can be applied at once: a fix is taken whole or not at all."""
    chosen: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for one in sorted(findings):
        spans = sorted((edit.span.start, edit.span.end) for edit in _edits([one]))
        if any(start <= other_end and other_start <= end for start, end in spans for other_start, other_end in taken[-64:]):
            continue
        chosen.append(one)
        taken.extend(spans)
    return chosen


def _may_apply(fix: Fix | None, *, unsafe: bool) -> bool:
    if fix is None or not fix.edits:
        return False
    return fix.safety is Safety.SAFE or (unsafe and fix.safety is Safety.UNSAFE)


def diff(path: str, before: str, after: str) -> str:
    """A unified diff of a page."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write(file: str | Path, decoded: Decoded, text: str) -> None:
    """Write a page back in its own encoding, beside and renamed, with the file's own mode.

    Raises `UnicodeEncodeError` where its encoding can't hold a character of the text, `OSError` where it can't be written. The
    file is then as it was.
    """
    data = decoded.encode(text)
    target = Path(os.path.realpath(file))
    mode = stat.S_IMODE(target.stat().st_mode)
    handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        os.chmod(beside, mode)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise
