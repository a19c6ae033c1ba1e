"""What a run needs of an engine, whether it is this machine or a cluster."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol

from pipeline.batch.work import Work

Task = Callable[..., Any]
"""A function of `work` that takes the work, the file's content or None, and more arguments."""


class Engine(Protocol):
    """Something that reads files elsewhere."""

    @property
    def size(self) -> int:
        """How many files it reads at a time."""

    def warm(self, work: Work) -> None:
        """Get ready before the first file is claimed."""

    def call(self, task: Task, work: Work, *more: Any, seconds: float, file: bool = True) -> Future[Any]:
        """Run a task; the future raises what went wrong, `TimeoutError` after so many seconds.

        `file` says whether the task needs the file; without it the second argument is left out.
        """

    def forget(self, work: Work) -> None:
        """The file's content is not needed any longer."""

    def close(self) -> None:
        """End after what is running."""

    def stop(self) -> None:
        """End at once."""
