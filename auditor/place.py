"""From spans to places: lines, columns and the code frame, for a finding on its page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from auditor.finding import Finding, Place, Related, Span
from auditor.page import Page

# A code frame shows at most these many lines, and of a long line a window around the flagged characters.
_FRAME_LINES = 3
_WINDOW = 100
_ANCHOR = 200


def place_of(text: str, span: Span, starts: list[int]) -> Place:
    """A span's place. A span past the end of the text is clamped to it."""
    start = min(max(span.start, 0), len(text))
    end = min(max(span.end, start), len(text))
    line = bisect_right(starts, start)
    end_line = bisect_right(starts, end)
    if end > start and starts[end_line - 1] == end:
        # The span ends with the line: stay on it, past its last character.
        end_line -= 1
    column = start - starts[line - 1] + 1
    frame, frame_column = _frame(text, starts, line, min(end_line, line + _FRAME_LINES - 1), column)
    return Place(line, column, end_line, end - starts[end_line - 1] + 1, start, end, frame, frame_column)


def _frame(text: str, starts: list[int], line: int, last: int, column: int) -> tuple[tuple[str, ...], int]:
    # Of a line only what is shown is copied: a minified page has a hundred thousand findings on one line.
    ranges: list[tuple[int, int]] = []
    for number in range(line, last + 1):
        start = starts[number - 1]
        stop = starts[number] if number < len(starts) else len(text)
        while stop > start and text[stop - 1] in "\r\n":
            stop -= 1
        ranges.append((start, stop))
    if all(stop - start <= 2 * _WINDOW for start, stop in ranges):
        return tuple(text[start:stop] for start, stop in ranges), 1
    cut = max(0, column - 1 - _WINDOW // 2)
    return tuple(text[start + cut : min(stop, start + cut + 2 * _WINDOW)] for start, stop in ranges), cut + 1


def locate(page: Page, finding: Finding) -> Finding:
    """The finding with its page, place and anchor filled in; its related places too."""
    starts = page.tree.text_line_starts
    text = page.text
    related = tuple(_locate_related(page, one, starts) for one in finding.related)
    anchor = text[finding.span.start : min(finding.span.end, finding.span.start + _ANCHOR)]
    # A message is one line, whatever it quotes.
    message = finding.message if finding.message.isprintable() else " ".join(finding.message.splitlines())
    place = place_of(text, finding.span, starts)
    return replace(finding, message=message, page=page.shown, place=place, related=related, anchor=anchor)


def _locate_related(page: Page, related: Related, starts: list[int]) -> Related:
    if related.span is None:
        return related
    return replace(related, page=page.shown, place=place_of(page.text, related.span, starts))
