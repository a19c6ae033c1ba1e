"""Who did what through the pages: one line of JSON an act, beside the archive."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from pipeline.archive import Archive

_LOG = logging.getLogger("congvan.audit")


class Audit:
    """Writes `audit.jsonl` into the archive's folder; an archive in a database logs to the process's log."""

    def __init__(self, archive: Archive) -> None:
        """Find the place."""
        self._archive = archive
        self._path = None if "://" in archive.address else Path(archive.address) / "audit.jsonl"

    def note(self, who: str, act: str, what: str) -> None:
        """Add a line."""
        line = json.dumps(
            {"at": self._archive.clock().isoformat(timespec="seconds"), "who": who, "act": act, "what": what},
            ensure_ascii=False,
        )
        if self._path is None:
            _LOG.info(line)
            return
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
