from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

import pytest

from auditor.config import load
from auditor.engine import Job, Outcome
from auditor.finding import Finding, Span
from auditor.notices import notice
from auditor.page import Page
from auditor.pool import Pool, processors
from auditor.rule import Rule
from auditor.source.reading import Source

SECONDS = 0.6


class StubJob:
    """Does to the worker what the page's name says; a note says that a page was audited."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def audit(self, sources: Iterable[Source]) -> Outcome:
        outcome = Outcome()
        for source in sources:
            outcome.pages += 1
            with (self.folder / "pids").open("a", encoding="utf-8") as opened:
                opened.write(f"{os.getpid()}\n")
            if source.path.startswith("hang"):
                time.sleep(600)
            if source.path.startswith("kill"):
                os.kill(os.getpid(), signal.SIGKILL)
            outcome.findings.append(notice("page-unreadable", source.path, "seen"))
        return outcome


def run(tmp_path: Path, names: Sequence[str], workers: int = 2, size: int = 10) -> Outcome:
    sources = []
    for name in names:
        file = tmp_path / name
        file.write_bytes(b"x" * size)
        sources.append(Source(name, file=str(file)))
    return Pool(workers, seconds_per_page=SECONDS)(cast("Job", StubJob(tmp_path)), sources)


def pids(tmp_path: Path) -> set[int]:
    return {int(line) for line in (tmp_path / "pids").read_text(encoding="utf-8").split()}


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_results_come_in_the_order_of_the_pages(tmp_path: Path) -> None:
    names = [f"{number:03}.html" for number in range(200)]
    outcome = run(tmp_path, names, workers=3)
    assert [one.page for one in outcome.findings] == names
    assert outcome.pages == 200
    assert os.getpid() not in pids(tmp_path)
    assert not any(map(is_alive, pids(tmp_path))), "a worker is left behind"


@pytest.mark.parametrize("culprit", ["hang.html", "kill.html"])
def test_a_page_that_ends_its_worker_costs_that_page_only(tmp_path: Path, culprit: str) -> None:
    names = [f"{number:03}.html" for number in range(70)]
    names[5:5] = [culprit]
    began = time.monotonic()
    outcome = run(tmp_path, names)
    assert time.monotonic() - began < 20
    assert [one.page for one in outcome.findings] == names, "a page is missing or out of order"
    (crash,) = outcome.crashes
    assert (crash.page, crash.rule) == (culprit, "")
    (crashed,) = [one for one in outcome.findings if one.rule == "page-crashed"]
    assert crashed.page == culprit
    assert "ended the worker process, or took longer than" in crashed.message
    assert not any(map(is_alive, pids(tmp_path)))


def test_several_culprits(tmp_path: Path) -> None:
    names = ["kill1.html", "a.html", "hang1.html", "b.html", "kill2.html"]
    outcome = run(tmp_path, names)
    assert [one.page for one in outcome.findings] == names
    assert [crash.page for crash in outcome.crashes] == ["kill1.html", "hang1.html", "kill2.html"]


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    sources = [Source(f"{number}.html", data=b"") for number in range(150)]
    Pool(2, lambda done, total: seen.append((done, total)))(cast("Job", StubJob(tmp_path)), sources)
    assert seen[-1] == (150, 150)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_one_worker_is_this_process(tmp_path: Path) -> None:
    run(tmp_path, ["a.html"], workers=1)
    assert pids(tmp_path) == {os.getpid()}
    assert processors() >= 1


def test_no_page_is_no_worker(tmp_path: Path) -> None:
    assert run(tmp_path, []).pages == 0


class TeaSlow(Rule):
    """Never ends on a page that says so."""

    def check(self, page: Page) -> list[Finding]:  # type: ignore[override]
        while "forever" in page.text:
            time.sleep(0.01)
        return [self.at(Span(0, 1), "came to an end")]


class TeaQuick(Rule):
    """Always ends."""

    def check(self, page: Page) -> list[Finding]:  # type: ignore[override]
        del page
        return [self.at(Span(0, 1), "quick")]


def test_with_one_worker_a_rule_that_never_ends_is_a_finding_too(tmp_path: Path) -> None:
    job = Job(load(None, {"tea-slow": TeaSlow, "tea-quick": TeaQuick}, {}, root=tmp_path))
    before = signal.getsignal(signal.SIGALRM)
    sources = [Source("a.html", data=b"<p>"), Source("b.html", data=b"<p>forever"), Source("c.html", data=b"<p>")]
    outcome = Pool(1, seconds_per_page=0.3)(job, sources)
    said = sorted((one.page, one.rule) for one in outcome.findings)
    assert said == [
        ("a.html", "tea-quick"), ("a.html", "tea-slow"),
        ("b.html", "page-crashed"), ("b.html", "tea-quick"),
        ("c.html", "tea-quick"), ("c.html", "tea-slow"),
    ]  # fmt: skip
    (crash,) = outcome.crashes
    assert (crash.page, crash.rule) == ("b.html", "tea-slow")
    assert "took longer" in crash.error
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
