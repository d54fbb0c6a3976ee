from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, permalink, shorten

_in_permalink = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)|/(0[1-9]|1[0-2])/)"
)
_in_name = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})-.")
_stated = re.compile(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?P<time>[T ]\s*\d)?")


class PermalinkDateMismatch(Rule):
    """The dates of a post disagree: that in its permalink, its `date`, and that in its file's name.

    ## What it does
    Reads a date in the permalink (`/2026/01/30/…`, `/2026-01-30-…`, `/2026/01/…`), the front matter's `date` and the date in
    the file's name (`2026-01-30-tea.md`), and compares what there is of them. Where `date` has a time, a day's
    difference passes: time zones move a post across midnight.

    ## Why it matters
    Jekyll takes the address from the permalink, the order of posts and the date in feeds from `date`, and the name only if
    both are missing. Readers and search engines see one date in the address and another one on the page.

    ## How to fix it
    Decide which date holds and write it everywhere. If the page has been published, keep its address and correct the rest.

    ## Sources
    - Jekyll, “Front Matter”, section “Predefined Variables for Posts”: date overrides the name's (checked 2026-11)
    - Google Search Central, “Influence your byline dates”: dates of a page must be consistent (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo")
    examples = (
        bad("---\ndate: 2026-01-30\npermalink: /2025/01/30/tea/\n---\n<p>Tea</p>", at=3,
            says="permalink “/2025/01/30/tea/” is of 2025-01-30, but date is 2026-01-30"),
        bad("---\ndate: 2026-03-01\n---\n<p>Tea</p>", path="_posts/2026-01-30-tea.html", at=2,
            says="date is 2026-03-01, but the file's name is of 2026-01-30"),
        bad("---\npermalink: /2025/12/tea/\n---\n<p>Tea</p>", path="_posts/2026-01-30-tea.html", says="is of 2025-12, but the file's name is of 2026-01-30"),
        good("---\ndate: 2026-01-30\npermalink: /2026/01/30/tea/\n---\n<p>Tea</p>", path="_posts/2026-01-30-tea.html"),
        good("---\ndate: 2026-01-30 23:30:00 -0800\npermalink: /2026/01/31/tea/\n---\n<p>Tea</p>", why="a time zone lies between"),
        good("---\ndate: 2026-01-30\npermalink: /best-of-2025/\n---\n<p>Tea</p>", why="a year alone is no date"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        front = page.front_matter
        if front is None or not permalink.is_jekyll(page):
            return
        date, leeway = _date(front.get("date"))
        name = _named(page.path)
        stated = permalink.stated_permalink(page)
        found = _in_permalink.search(stated) if stated else None
        if stated and found:
            for other, called, days in ((date, "date is", leeway), (name, "the file's name is of", 0)):
                if other is not None and _differs(found, other, days):
                    written = "-".join(part.zfill(2) for part in _parts(found) if part)
                    message = f"permalink “{shorten(stated)}” is of {written}, but {called} {other.isoformat()}"
                    yield self.at(front.span_of("permalink"), message)
                    return
        if date is not None and name is not None and abs((date - name).days) > leeway:
            message = f"date is {date.isoformat()}, but the file's name is of {name.isoformat()}"
            yield self.at(front.span_of("date"), message)


def _date(value: object) -> tuple[dt.date | None, int]:
    """A front matter's date, and by how many days a time zone may move it."""
    if isinstance(value, dt.datetime):
        return value.date(), 1
    if isinstance(value, dt.date):
        return value, 0
    found = _stated.match(value) if isinstance(value, str) else None
    return (_day(found), 1 if found["time"] else 0) if found else (None, 0)


def _named(path: str) -> dt.date | None:
    found = _in_name.match(path.rpartition("/")[2])
    return _day(found) if found else None


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _parts(found: re.Match[str]) -> tuple[str, str, str]:
    """Year, month and day of a date in a permalink, the day empty where there is none."""
    return found[1], found[2] or found[4], found[3] or ""


def _differs(found: re.Match[str], other: dt.date, leeway: int) -> bool:
    year, month, day = _parts(found)
    if not day:
        near = [other + dt.timedelta(days=days) for days in range(-leeway, leeway + 1)]
        return all((int(year), int(month)) != (one.year, one.month) for one in near)
    written = _day(found)
    return written is not None and abs((written - other).days) > leeway
