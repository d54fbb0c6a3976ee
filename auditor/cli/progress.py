"""A progress bar on standard error, for runs long enough to wonder about."""

from __future__ import annotations

import time

# A bar that flashes up and is gone only disturbs.
_SECONDS_BEFORE = 0.7


class Bar:
    """Shows pages done; appears when a run has taken a moment, and leaves nothing behind."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._progress: object | None = None
        self._task: int = 0

    def __call__(self, done: int, total: int) -> None:
        """Say how far the run is: pages done, pages in all."""
        if time.monotonic() - self._began < _SECONDS_BEFORE:
            return
        from rich.console import Console  # noqa: PLC0415 — a run that is done at once doesn't owe this import
        from rich.progress import BarColumn as Column  # noqa: PLC0415
        from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        if self._progress is None:
            progress = Progress(
                TextColumn("auditing"),
                Column(),
                MofNCompleteColumn(),
                TextColumn("pages"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = progress.add_task("auditing", total=total)
            progress.start()
            self._progress = progress
        assert isinstance(self._progress, Progress)
        self._progress.update(self._task, completed=done)  # type: ignore[arg-type]

    def close(self) -> None:
        """Take the bar away."""
        from contextlib import suppress  # noqa: PLC0415

        with suppress(AttributeError):
            self._progress.stop()  # type: ignore[union-attr]
