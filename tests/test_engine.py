from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.audit import Audit, Crash, exit_code
from auditor.config import load
from auditor.engine import Job, audit
from auditor.finding import Confidence, Finding, Severity, Span
from auditor.page import Page
from auditor.pool import Pool
from auditor.rule import Rule, SiteRule
from auditor.source import reading
from auditor.source.reading import Source
from conftest import Auditor


class TeaFound(Rule):
    """Tea is on the page."""

    def check(self, page: Page) -> Iterator[Finding]:
        at = page.text.find("tea")
        if at >= 0:
            yield self.at(Span(at, at + 3), "tea")
            yield self.at(Span(at, at + 3), "perhaps tea", confidence=Confidence.POSSIBLE)


class TeaBroken(Rule):
    """Fails where a cup is broken."""

    def check(self, page: Page) -> Iterator[Finding]:
        yield self.at(Span(0, 0), "before it fails")
        if "broken" in page.text:
            raise ValueError("the cup\nis broken")


class TeaTwice(SiteRule):
    """Two pages have one title."""

    message = "{n} pages are titled “{title}”"
    sql = "SELECT MIN(page) AS page, 1 AS line, 1 AS col, title, COUNT(*) AS n FROM pages GROUP BY title HAVING COUNT(*) > 1"


RULES: dict[str, Any] = {"tea-found": TeaFound, "tea-broken": TeaBroken}


def run(pages: dict[str, bytes | str], rules: dict[str, Any] | None = None, **options: object) -> Audit:
    config = load(None, RULES if rules is None else rules, options, root=Path.cwd())
    sources = [Source(path, data=html if isinstance(html, bytes) else html.encode()) for path, html in pages.items()]
    return audit(sources, config, root="/")


def said(done: Audit) -> list[tuple[str, str]]:
    return [(one.page, one.rule) for one in done.findings]


def test_a_rule_that_fails_is_a_finding_and_the_others_stay() -> None:
    done = run({"a.html": "<p>tea</p>", "b.html": "<p>broken tea</p>"})
    assert said(done) == [
        ("a.html", "tea-broken"),
        ("a.html", "tea-found"),
        ("b.html", "page-crashed"),
        ("b.html", "tea-found"),
    ]
    (crash,) = done.crashes
    assert (crash.page, crash.rule, crash.error) == ("b.html", "tea-broken", "ValueError: the cup is broken")
    assert "in check" in crash.traceback
    assert exit_code(done) == 3
    assert exit_code(done, fail_on=None) == 3


def test_a_suppression_that_makes_the_engine_fail_costs_that_page_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("auditor.suppress.suppressions", fail)
    done = run({"a.html": "<!-- auditor: allow tea-found --><p>tea</p>", "b.html": "<p>tea</p>"})
    assert said(done) == [("a.html", "page-crashed"), ("b.html", "tea-broken"), ("b.html", "tea-found")]
    assert [(one.page, one.rule) for one in done.crashes] == [("a.html", "")]


def test_a_rule_that_yields_nonsense_is_a_crash() -> None:
    class TeaNonsense(Rule):
        """Yields no finding."""

        def check(self, page: Page) -> Iterator[Finding]:
            del page
            yield "tea"  # type: ignore[misc]

    done = run({"a.html": "<p>"}, {"tea-nonsense": TeaNonsense})
    assert said(done) == [("a.html", "page-crashed")]


def test_site_rules_that_fail_leave_what_the_pages_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("auditor.site.query.judge", fail)
    done = run({"a.html": "<p>tea", "b.html": "<p>tea"}, {"tea-found": TeaFound, "tea-twice": TeaTwice})
    assert said(done) == [("a.html", "tea-found"), ("b.html", "tea-found")]
    assert [(one.page, one.rule, one.error) for one in done.crashes] == [("", "", "MemoryError:")]
    assert exit_code(done) == 3


def test_confidence_is_a_threshold() -> None:
    assert len(run({"a.html": "tea"}, {"tea-found": TeaFound}).findings) == 1
    assert len(run({"a.html": "tea"}, {"tea-found": TeaFound}, confidence="possible").findings) == 2


def test_what_is_no_page_is_skipped_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1000)
    done = run({"a.html": "tea", "b.html": b"PK\x03\x04" + b"\0" * 60, "c.html": b"x" * 1001})
    assert [(one.page, one.why) for one in done.skipped] == [
        ("b.html", "it is a binary file"),
        ("c.html", "it has more than the 0 MB that a page may have"),
    ]
    assert done.pages == 1
    assert exit_code(done, fail_on=None) == 0


def test_an_unreadable_page_is_a_finding(tmp_path: Path) -> None:
    sources = [Source("gone.html", file=str(tmp_path / "gone.html")), Source("dir.html", file=str(tmp_path))]
    done = audit(sources, load(None, RULES, {}, root=tmp_path))
    assert [(one.page, one.rule, one.severity) for one in done.findings] == [
        ("dir.html", "page-unreadable", Severity.ERROR),
        ("gone.html", "page-unreadable", Severity.ERROR),
    ]
    assert done.findings[0].message == "the page can't be read: is a directory"
    assert exit_code(done) == 1
    assert exit_code(done, fail_on=None) == 2, "no page at all is never a success"


def test_exit_codes() -> None:
    def code(*severities: Severity, pages: int = 1, crash: bool = False, **options: Any) -> int:
        findings = tuple(Finding(Span(0, 0), "x", severity=one) for one in severities)
        return exit_code(Audit(findings, crashes=(Crash("", "", "", ""),) * crash, pages=pages), **options)

    error, warning, note = Severity.ERROR, Severity.WARNING, Severity.NOTE
    assert code() == 0
    assert code(pages=0) == 2
    assert code(note) == 0
    assert code(warning) == 1
    assert code(warning, fail_on=error) == 0
    assert code(note, fail_on=note) == 1
    assert code(error, error, fail_on=None) == 0
    assert code(crash=True, fail_on=None) == 3
    # Up to the number allowed warnings pass, whatever --fail-on says of warnings; errors never do.
    assert code(warning, warning, max_warnings=2) == 0
    assert code(warning, warning, max_warnings=1) == 1
    assert code(warning, error, max_warnings=5) == 1
    assert code(warning, fail_on=None, max_warnings=0) == 1
    assert code(warning, note, fail_on=note, max_warnings=1) == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_the_order_is_that_of_the_pages_whoever_did_the_work(workers: int) -> None:
    sources = [
        Source(f"{number:03}.html", data=f"<title>x</title>{number} tea{' broken' * (number % 7 == 0)}".encode())
        for number in range(140)
    ]
    config = load(None, {**RULES, "tea-twice": TeaTwice}, {}, root=Path.cwd())

    def plain(done: Audit) -> Iterable[object]:
        return (done.findings, [(one.page, one.error) for one in done.crashes], done.skipped, done.pages)

    done = audit(sources, config, run=Pool(workers))
    assert plain(done) == plain(audit(sources, config))
    assert len(done.crashes) == 20
    assert [one.message for one in done.findings if one.rule == "tea-twice"] == ["140 pages are titled “x”"]


def test_each_rule_is_timed_when_asked() -> None:
    config = load(None, RULES, {}, root=Path.cwd())
    done = audit([Source("a.html", data=b"tea")], config, timed=True)
    assert set(done.seconds_by_rule) == set(RULES)
    assert not Job(config).audit([Source("a.html", data=b"tea")]).seconds_by_rule


def test_a_part_of_a_site_has_no_orphans(auditor: Auditor, site: Callable[..., Path]) -> None:
    link = "<!doctype html><title>{0}</title><h1>{0}</h1><a href='{1}'>{1}</a>"
    folder = site({
        "index.html": link.format("Home", "a.html"),
        "a.html": link.format("A", "b.html"),
        "b.html": link.format("B", "index.html"),
    })  # fmt: skip
    whole = auditor("check", "--no-config", "--select", "page-orphaned", "-v", "site")
    assert whole.code == 0
    assert "silent" not in whole.out
    (folder / "lost.html").write_text(link.format("Lost", "index.html"), encoding="utf-8")
    assert "lost.html" in auditor("check", "--no-config", "--select", "page-orphaned", "--fail-on", "note", "site").out
    names = [f"site/{name}.html" for name in ("index", "b", "lost")]
    part = auditor("check", "--no-config", "--select", "page-orphaned", "-v", "--root", "site", *names)
    assert part.code == 0
    assert "page-orphaned: silent, because 1 of the site's pages aren't audited" in part.out
