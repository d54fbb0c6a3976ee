"""Fixes: edits of a file's own text, applied only where a second look shows that they help.

Text outside the edits stays as it is, byte for byte: encoding, byte order mark and line ends are the file's own.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import stat
import tempfile
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.finding import Edit, Finding, Fix, Safety, Span
from auditor.html.decode import Decoded
from auditor.limits import MORE

# Each round applies what doesn't overlap; a page that isn't settled by then is left as it is.
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """A page after its fixes.

    ``text`` is the new text, ``edits`` what makes it out of the old one: in order, not overlapping, in offsets of the old text. ``refused`` are
    the findings whose fix was taken back, with the reason.
    """

    text: str
    edits: tuple[Edit, ...]
    mended: tuple[Finding, ...]
    refused: tuple[tuple[Finding, str], ...]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits applied. Of edits that overlap, the first in the text is taken; equal ones count once."""
    return str(_Patchwork(text).patched(edits))


class _Patchwork:
    """A text as pieces: ranges of the original, and what was put between them.

    However many rounds of edits it takes, what came out of the original is known, so that those bytes are never written anew.
    """

    def __init__(self, original: str, pieces: Sequence[Span | str] | None = None) -> None:
        self.original = original
        self.pieces = pieces if pieces is not None else [Span(0, len(original))]

    def __str__(self) -> str:
        return "".join(self.original[slice(*one)] if isinstance(one, Span) else one for one in self.pieces)

    def patched(self, edits: Iterable[Edit]) -> _Patchwork:
        """With edits applied, whose offsets count in the text as it is now."""
        pieces: list[Span | str] = []
        at = 0
        last: Edit | None = None
        for edit in sorted(set(edits), key=lambda one: (one.span.start, one.span.end, one.new)):
            if edit.span.start < at or (last is not None and last.span == edit.span):
                continue
            pieces += [*self._cut(at, edit.span.start), edit.new]
            at, last = edit.span.end, edit
        return _Patchwork(self.original, [*pieces, *self._cut(at, None)])

    def _cut(self, start: int, end: int | None) -> Iterator[Span | str]:
        at = 0
        for piece in self.pieces:
            length = piece.end - piece.start if isinstance(piece, Span) else len(piece)
            first = max(start - at, 0)
            last = length if end is None else min(end - at, length)
            if first < last:
                yield Span(piece.start + first, piece.start + last) if isinstance(piece, Span) else piece[first:last]
            at += length

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What makes it out of the original."""
        edits: list[Edit] = []
        at = 0
        new = ""
        for piece in (*self.pieces, Span(len(self.original), len(self.original))):
            if isinstance(piece, str):
                new += piece
                continue
            if new or piece.start != at:
                edits.append(Edit(Span(at, piece.start), new))
            at, new = piece.end, ""
        return tuple(edits)


def mend(text: str, audit: Callable[[str], Sequence[Finding]], *, unsafe: bool = False) -> Fixed:
    """Fix a page's text.

    ``audit`` says what is wrong with a text. Fixes are applied together; where afterwards a finding stays that should be gone, or one
    appears that wasn't there, they are tried one by one, and a fix that doesn't hold is taken back.
    """
    return _mend(text, lambda work: audit(str(work)), unsafe=unsafe)


def mend_file(decoded: Decoded, audit: Callable[[bytes], Sequence[Finding]], *, unsafe: bool = False) -> Fixed:
    """Fix a file, as `mend` does a text: ``audit`` gets the bytes that would be written.

    Raises `UnicodeEncodeError` where the file's encoding can't hold a character of an edit.
    """
    return _mend(decoded.text, lambda work: audit(_encoded(decoded, work.edits)), unsafe=unsafe)


def _encoded(decoded: Decoded, edits: Iterable[Edit]) -> bytes:
    return decoded.edited([(edit.span.start, edit.span.end, edit.new) for edit in edits])


def _mend(text: str, audit: Callable[[_Patchwork], Sequence[Finding]], *, unsafe: bool) -> Fixed:
    mended: list[Finding] = []
    refused: list[tuple[Finding, str]] = []
    tried: set[tuple[str, str, str]] = set()
    work = _Patchwork(text)
    findings = list(audit(work))
    for _ in range(_ROUNDS):
        ready = [one for one in findings if _may_apply(one.fix, unsafe=unsafe) and _key(one) not in tried]
        chosen = _without_overlaps(ready)
        if not chosen:
            break
        work, findings = _apply_verified(work, findings, chosen, audit, mended, refused, tried)
    return Fixed(str(work), work.edits, tuple(mended), tuple(refused))


def _apply_verified(
    work: _Patchwork,
    before: list[Finding],
    chosen: list[Finding],
    audit: Callable[[_Patchwork], Sequence[Finding]],
    mended: list[Finding],
    refused: list[tuple[Finding, str]],
    tried: set[tuple[str, str, str]],
) -> tuple[_Patchwork, list[Finding]]:
    changed = work.patched(_edits(chosen))
    after = list(audit(changed))
    problem = _problem(before, after, chosen)
    if problem is None:
        mended.extend(chosen)
        return changed, after
    if len(chosen) == 1:
        refused.append((chosen[0], problem))
        tried.add(_key(chosen[0]))
        return work, before
    half = len(chosen) // 2
    # Halving finds the culprits among many fixes in few audits. Offsets after a fix move, so the second
    # half is taken up again by the caller's next round, from a fresh audit.
    return _apply_verified(work, before, chosen[:half], audit, mended, refused, tried)


def _problem(before: Sequence[Finding], after: Sequence[Finding], fixed: Sequence[Finding]) -> str | None:
    """Why a set of fixes doesn't hold, None where it does. Findings are compared without their place."""
    left = _counts(before)
    for one in fixed:
        left[one.rule, one.message] -= 1
    # Of a rule that had more to say than it may, others come forward for those that are mended.
    limited = {one.rule for one in before if one.message.endswith(MORE)}
    now = _counts(after)
    for (rule, message), count in now.items():
        if count > left.get((rule, message), 0) and rule not in limited:
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
        if any(_touches(taken, start, end) for start, end in spans):
            continue
        chosen.append(one)
        for span in spans:
            insort(taken, span)
    return chosen


def _touches(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    # They are sorted and apart, so that the neighbours tell. Beside each other two replacements are fine, an insertion isn't: which would
    # come first?
    at = bisect_left(taken, (start, end))
    for other_start, other_end in taken[max(at - 1, 0) : at + 1]:
        inserts = start == end or other_start == other_end
        if (start <= other_end and other_start <= end) if inserts else (start < other_end and other_start < end):
            return True
    return False


def _may_apply(fix: Fix | None, *, unsafe: bool) -> bool:
    if fix is None or not fix.edits:
        return False
    return fix.safety is Safety.SAFE or (unsafe and fix.safety is Safety.UNSAFE)


def diff(path: str, before: str, after: str) -> str:
    """A unified diff of a page."""
    # Only "\n" ends a line of a diff: what else splitlines() takes for an end stands within lines.
    old, new = (io.StringIO(text, newline="\n").readlines() for text in (before, after))
    name = path.lstrip("/")
    lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write(file: str | Path, decoded: Decoded, edits: Sequence[Edit]) -> None:
    """Write a page back with edits, in its own encoding, beside and renamed, with the file's own mode.

    All bytes outside the edits stay what they are, invalid ones too. Raises `UnicodeEncodeError` where the encoding can't hold a
    character of an edit, `OSError` where it can't be written. The file is then as it was.
    """
    data = _encoded(decoded, edits)
    target = Path(os.path.realpath(file))
    state = target.stat()
    handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        with contextlib.suppress(OSError):
            # Only root may give files away; anybody else's new file is theirs as the old one was.
            os.chown(beside, state.st_uid, state.st_gid)
        os.chmod(beside, stat.S_IMODE(state.st_mode))
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise
