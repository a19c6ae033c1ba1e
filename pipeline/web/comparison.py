"""The contests of the archive held against each other, made again only when something has changed."""

from __future__ import annotations

import logging
import threading

from pipeline import reconcile
from pipeline.archive import Archive
from pipeline.batch import compare_again
from pipeline.records.schedule import Conflicts, GroupDecision

_LOG = logging.getLogger("congvan.comparison")
LONGEST_STOP = 30.0
"""Seconds that a stop waits for a comparison."""


class Comparison:
    """Keeps the last comparison; it costs seconds where an archive holds thousands of contest letters."""

    def __init__(self, archive: Archive) -> None:
        """Compare nothing yet."""
        self._archive = archive
        self._lock = threading.Lock()
        self._seen: tuple[int, tuple[GroupDecision, ...]] | None = None
        self._found = Conflicts()
        self._refreshing: threading.Thread | None = None

    def now(self) -> Conflicts:
        """The comparison of the letters as they are now."""
        with self._lock:
            decisions = tuple(self._archive.contests.decisions())
            seen = (self._archive.moves(), decisions)
            if seen != self._seen:
                self._found = reconcile.compare(tuple(self._archive.contests.members()), decisions)
                self._seen = seen
            return self._found

    def refresh(self, wait: float) -> None:
        """Bring what the archive knows of disagreeing dates up to date: in the background after `wait`.

        A small archive has it at once; a large one shows it the next time somebody looks.
        """
        if self._refreshing is None or not self._refreshing.is_alive():
            if not self._archive.contests.stale():
                return
            self._refreshing = threading.Thread(target=self._refresh, daemon=True)
            self._refreshing.start()
        self._refreshing.join(wait)

    def close(self) -> None:
        """Wait for a comparison that is just being made; the archive may be closed then."""
        if self._refreshing is not None:
            self._refreshing.join(LONGEST_STOP)

    def _refresh(self) -> None:
        try:
            compare_again(self._archive)
        except Exception:  # the page that asked goes on without it
            _LOG.exception("comparison of contests")
