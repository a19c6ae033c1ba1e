"""A progress bar for runs over many files: count, rate, time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Counted(Protocol):
    """What the bar shows."""

    total: int
    done: int
    pages: int
    found: int
    last: str

    @property
    def pages_a_minute(self) -> float:
        """The rate so far."""


@contextmanager
def progress_bar(console: Console, *, quiet: bool) -> Iterator[Callable[[Counted], None]]:
    """A bar on the console while a run goes on; gives the function that the run reports to."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[last]}", style="dim", markup=False),
        console=console,
        disable=quiet or not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task("looking for files", total=None, rate="", last="")

        def report(now: Counted) -> None:
            if not now.total:
                bar.update(task, description=f"looking for files: {now.found}")
                return
            rate = f"{now.pages_a_minute:.0f} pages/min" if now.pages else ""
            bar.update(
                task,
                description="reading",
                total=now.total,
                completed=now.done,
                rate=rate,
                last=now.last[:40],
            )

        yield report
