"""The contests of the archive held against each other, made again only when something has changed."""

from __future__ import annotations

import threading

from pipeline import reconcile
from pipeline.archive import Archive
from pipeline.records.schedule import Conflicts, GroupDecision


class Comparison:
    """Keeps the last comparison; it costs seconds where an archive holds thousands of contest letters."""

    def __init__(self, archive: Archive) -> None:
        """Compare nothing yet."""
        self._archive = archive
        self._lock = threading.Lock()
        self._seen: tuple[int, tuple[GroupDecision, ...]] | None = None
        self._found = Conflicts()

    def now(self) -> Conflicts:
        """The comparison of the letters as they are now."""
        with self._lock:
            decisions = tuple(self._archive.contests.decisions())
            seen = (self._archive.moves(), decisions)
            if seen != self._seen:
                self._found = reconcile.compare(tuple(self._archive.contests.members()), decisions)
                self._seen = seen
            return self._found
