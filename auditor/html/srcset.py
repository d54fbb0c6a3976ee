"""The grammar of ``srcset``: what each candidate says, and what is wrong with it.

HTML standard, 4.8.4.2.1 “Srcset attributes” (what authors may write) and 4.8.4.3.10 “Parsing a srcset attribute” (how browsers
cut it up); read 2026-11.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SPACES = " \t\n\f\r"
_width = re.compile(r"[0-9]+w\Z")
# A valid floating-point number: no plus sign, a digit after the point.
_density = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?x\Z")
_glued = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg),(?=[^,])", re.IGNORECASE)


class Candidate(NamedTuple):
    """One image of a ``srcset``: its URL and its descriptors as written (``480w``, ``2x``; mostly one or none)."""

    url: str
    descriptors: tuple[str, ...]


def candidates(value: str) -> list[Candidate]:
    """The candidates as browsers cut them apart, faulty ones included.

    A URL ends at white space, so that it may hold commas (``data:``, image services).
    """
    found: list[Candidate] = []
    at, end = 0, len(value)
    while at < end:
        while at < end and value[at] in _SPACES + ",":
            at += 1
        start = at
        while at < end and value[at] not in _SPACES:
            at += 1
        url = value[start:at]
        if not url:
            break
        if url.endswith(","):
            found.append(Candidate(url.rstrip(","), ()))
            continue
        start = at
        at = _end_of_descriptors(value, at)
        found.append(Candidate(url, tuple(value[start:at].split())))
        at += 1
    return found


def addresses(value: str) -> list[str]:
    """The URLs of a ``srcset`` or ``imagesrcset`` attribute, in order."""
    return [candidate.url for candidate in candidates(value) if candidate.url]


def _end_of_descriptors(value: str, at: int) -> int:
    """The comma that ends a candidate, or the end; commas in parentheses don't end it."""
    depth = 0
    for place in range(at, len(value)):
        char = value[place]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char == "," and not depth:
            return place
    return len(value)


def uses_widths(found: list[Candidate]) -> bool:
    """Whether any candidate has a width descriptor, so that ``sizes`` is needed."""
    return any(_width.match(descriptor) for candidate in found for descriptor in candidate.descriptors)


def first_fault(value: str, found: list[Candidate]) -> str:
    """What the standard forbids in it, as a clause for a message; ``""`` where nothing is wrong.

    Only the first: one mistake often makes others. Not asked: whether ``sizes`` is there, whether the URLs are valid.
    """
    if not found:
        return "it is empty"
    if value.lstrip(_SPACES).startswith(","):
        return "it begins with a comma"
    seen: dict[float | str, str] = {}
    for candidate in found:
        fault = _fault(candidate)
        if fault:
            return fault
        key = _key(candidate)
        if key in seen:
            said = " ".join(candidate.descriptors) or "no descriptor, which is 1x,"
            return f"two candidates have {said}"
        seen[key] = candidate.url
    if len({isinstance(key, str) for key in seen}) > 1:
        return "some candidates have a width (w) and others a density (x) or nothing"
    return ""


def _fault(candidate: Candidate) -> str:
    glued = _glued.search(candidate.url)
    if glued is not None and not candidate.url.startswith("data:"):
        return f"no white space after the comma in “{candidate.url}”, so that it is one address"
    widths = [word for word in candidate.descriptors if _width.match(word)]
    for word in candidate.descriptors:
        if _width.match(word):
            if int(word[:-1]) == 0:
                return f"“{word}” is no width above zero"
        elif _density.match(word):
            if float(word[:-1]) < 0:
                return f"“{word}” is no density"
        elif not (word.endswith("h") and word[:-1].isdecimal() and widths):
            return f"“{word}” is neither a width (480w) nor a density (2x)"
    ours = [word for word in candidate.descriptors if not word.endswith("h")]
    if len(ours) > 1:
        return f"“{' '.join(ours)}” are two descriptors of one candidate"
    return ""


def _key(candidate: Candidate) -> float | str:
    """What must be different in each candidate: the width as text, the density as a number."""
    for word in candidate.descriptors:
        if _width.match(word):
            return str(int(word[:-1]))
        if _density.match(word):
            return float(word[:-1])
    return 1.0
