"""Ending a run in order: asked for by Ctrl-C, or by whoever started it."""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


class Halted(Exception):
    """Somebody asked the run to end."""


class Halt:
    """Asks a run to end before everything is read; from any thread, and at once."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self.asked: Future[None] = Future()

    def ask(self) -> None:
        """End the run; what was delivered stays, the rest waits for another run."""
        if not self.asked.done():
            self.asked.set_result(None)

    def heed(self) -> None:
        """A good moment to end.

        Raises:
            Halted: somebody asked.
        """
        if self.asked.done():
            raise Halted

    def or_each(self, items: Iterable[T]) -> Iterator[T]:
        """The items, as long as nobody asks."""
        for item in items:
            self.heed()
            yield item


@contextmanager
def interrupts(halt: Halt) -> Iterator[None]:
    """Ctrl-C asks for an end in order, so that it comes between two steps; a second one ends at once."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before in (signal.SIG_IGN, None):
        yield
        return

    def ask(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        _thread.start_new_thread(halt.ask, ())  # here, locks may be held that asking needs

    signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
