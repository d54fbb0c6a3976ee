"""Workers: pages shared out to processes, each watched, with their results in the order of the pages.

A page that kills its worker or runs past the time limit costs that page and nothing else: the worker is replaced, the rest of
its batch goes on one page at a time, and the culprit is a finding.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import TYPE_CHECKING

from auditor.audit import Crash
from auditor.engine import Job, Outcome
from auditor.notices import notice
from auditor.source.reading import Source

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

# Below this many bytes of pages a second process costs more than it saves.
WORTH_IT = 4 * 1024 * 1024
_BATCH_BYTES = 1024 * 1024
_BATCH_PAGES = 64
SECONDS_PER_PAGE = 60.0
_SECONDS_BETWEEN_LOOKS = 2.0


@dataclass
class _Batch:
    # Its place among the batches; of a batch taken apart, also the page's place in it.
    number: tuple[int, int]
    sources: list[Source]


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    batch: _Batch | None = None
    deadline: float = field(default=float("inf"))


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def size_of(sources: Sequence[Source]) -> int:
    """How many bytes the pages have together, as far as that can be told without reading them."""
    total = 0
    for source in sources:
        if source.file is not None:
            with contextlib.suppress(OSError):
                total += os.stat(source.file).st_size
    return total


@dataclass
class Pool:
    """Audits pages with several processes. ``progress`` is called with pages done and pages in all."""

    workers: int
    progress: Callable[[int, int], None] | None = None
    seconds_per_page: float = SECONDS_PER_PAGE
    # Done once while the workers have their first pages: what the parent will need afterwards.
    meanwhile: Callable[[], None] | None = None

    def __call__(self, job: Job, sources: Sequence[Source]) -> Outcome:
        """Audit the pages, in this process where one worker is asked for."""
        gc_was_on = gc.isenabled()
        # Pages hold no reference cycles worth collecting; the collector would walk millions of live objects.
        gc.disable()
        try:
            results = self._alone(job, sources) if self.workers < 2 else self._shared(job, sources)
            return self._in_order(results, job, len(sources))
        finally:
            if gc_was_on:
                gc.enable()

    def _in_order(self, results: Iterator[tuple[_Batch, Outcome]], job: Job, total: int) -> Outcome:
        by_number: dict[tuple[int, int], Outcome] = {}
        done = 0
        for batch, outcome in results:
            by_number[batch.number] = outcome
            done += len(batch.sources)
            if self.progress is not None:
                self.progress(done, total)
        merged = job.audit(())
        for number in sorted(by_number):
            merged.extend(by_number[number])
        return merged

    def _alone(self, job: Job, sources: Sequence[Source]) -> Iterator[tuple[_Batch, Outcome]]:
        for number, batch in enumerate(_batches(sources)):
            outcome = job.audit(())
            for source in batch:
                with _alarm(self.seconds_per_page):
                    outcome.extend(job.audit([source]))
            yield _Batch((number, 0), batch), outcome
            gc.collect(0)

    def _shared(self, job: Job, sources: Sequence[Source]) -> Iterator[tuple[_Batch, Outcome]]:
        batches = [_Batch((number, 0), batch) for number, batch in enumerate(_batches(sources))]
        # The largest first, so that no worker is left alone with one at the end.
        waiting = deque(sorted(batches, key=lambda batch: size_of(batch.sources), reverse=True))
        workers = [_start(job) for _ in range(min(self.workers, len(waiting)))]
        meanwhile = self.meanwhile
        try:
            while waiting or any(worker.batch is not None for worker in workers):
                for worker in workers:
                    if worker.batch is None and waiting:
                        self._hand_out(worker, waiting.popleft())
                if meanwhile is not None:
                    meanwhile()
                    meanwhile = None
                for worker, outcome in self._ready(workers):
                    batch = worker.batch
                    assert batch is not None
                    if outcome is not None:
                        worker.batch = None
                        yield batch, outcome
                        continue
                    _end(worker)
                    workers[workers.index(worker)] = _start(job)
                    if len(batch.sources) == 1:
                        yield batch, _lost(job, batch.sources[0], self.seconds_per_page)
                    else:
                        alone = [_Batch((batch.number[0], place), [one]) for place, one in enumerate(batch.sources)]
                        waiting.extendleft(reversed(alone))
        finally:
            for worker in workers:
                _end(worker)

    def _hand_out(self, worker: _Worker, batch: _Batch) -> None:
        worker.batch = batch
        # A batch is no more work than a large page, and what is too much for it is tried again page by page.
        worker.deadline = time.monotonic() + self.seconds_per_page
        with contextlib.suppress(OSError):  # a worker that died meanwhile is noticed when its answer is awaited
            worker.pipe.send(batch.sources)

    @staticmethod
    def _ready(workers: Sequence[_Worker]) -> Iterator[tuple[_Worker, Outcome | None]]:
        from multiprocessing.connection import wait  # noqa: PLC0415 — only where there are workers

        busy = {worker.pipe: worker for worker in workers if worker.batch is not None}
        until = min(worker.deadline for worker in busy.values())
        for pipe in wait(list(busy), timeout=max(0.0, until - time.monotonic())):
            worker = busy.pop(pipe)  # type: ignore[call-overload]
            try:
                yield worker, worker.pipe.recv()
            except (EOFError, OSError):
                yield worker, None
        for worker in busy.values():
            if worker.deadline <= time.monotonic():
                yield worker, None


@contextlib.contextmanager
def _alarm(seconds: float) -> Generator[None]:
    """Let a rule that runs past the limit fail with `TimeoutError`, where the system can ring; the engine makes a finding of it."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, functools.partial(_ring, seconds))
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(seconds: float, number: int, stack: FrameType | None) -> None:
    del number, stack
    raise TimeoutError(f"it took longer than {seconds:.0f} s")


def _batches(sources: Sequence[Source]) -> Iterator[list[Source]]:
    batch: list[Source] = []
    size = 0
    for source in sources:
        batch.append(source)
        size += size_of((source,))
        if size >= _BATCH_BYTES or len(batch) >= _BATCH_PAGES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _start(job: Job) -> _Worker:
    # A fork shares the rules that are already imported; where there is none, the job travels by pickle.
    import multiprocessing  # noqa: PLC0415 — only where there are workers

    can_fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if can_fork else multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(job, theirs, ours if can_fork else None), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _work(job: Job, pipe: Connection, parents_end: Connection | None) -> None:
    # Ctrl-C goes to the whole group; the parent answers it by ending its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parents_end is not None:
        parents_end.close()
    gc.disable()
    parent = os.getppid()
    while True:
        try:
            # A parent that was killed can't tell its workers; they look for themselves.
            while not pipe.poll(_SECONDS_BETWEEN_LOOKS):
                if os.getppid() != parent:
                    return
            sources = pipe.recv()
        except (EOFError, OSError):
            return
        outcome = job.audit(sources)
        try:
            pipe.send(outcome)
        except OSError:
            return
        gc.collect(0)


def _lost(job: Job, source: Source, seconds: float) -> Outcome:
    outcome = job.audit(())
    outcome.pages = 1
    said = f"its audit ended the worker process, or took longer than {seconds:.0f} s"
    outcome.findings.append(notice("page-crashed", source.path, f"the engine failed on this page: {said}"))
    outcome.crashes.append(Crash(source.path, "", said, ""))
    return outcome
