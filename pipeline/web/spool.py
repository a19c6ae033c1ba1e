"""Where uploaded files lie until they are read: on disk, whole or not at all, found again after a stop.

`uploads/ID/NAME` is a file; `uploads/ID.owner` names the server that will read it, so that several may
serve one archive, and the files of one that is gone are taken over.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.archive import Archive, owner_gone
from pipeline.batch.troubles import disk_full
from pipeline.errors import ArchiveError, DiskFull

_HALF, _OWNER = ".part", ".owner"


class Spool:
    """The uploads of one server."""

    def __init__(self, archive: Archive) -> None:
        """Nothing is written before the first file comes."""
        self._address = archive.address
        self._folder = _folder(archive)
        self._own = archive.desk.owner

    def put(self, job_id: str, name: str, content: bytes) -> None:
        """Keep a file.

        Raises:
            DiskFull: there is no room for it.
            ArchiveError: it cannot be written.
        """
        half = self._folder / (job_id + _HALF)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._mine(job_id)
            half.mkdir()
            with (half / name).open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            half.rename(self._folder / job_id)
        except OSError as error:
            self.drop(job_id)
            if disk_full(error):
                raise DiskFull(self._address) from error
            raise ArchiveError(self._address, str(error)) from error

    def path(self, job_id: str, name: str) -> Path:
        """Where a file lies."""
        return self._folder / job_id / name

    def drop(self, job_id: str) -> None:
        """The file was read, or cannot be."""
        for end in ("", _HALF):
            shutil.rmtree(self._folder / (job_id + end), ignore_errors=True)
        try:
            (self._folder / (job_id + _OWNER)).unlink(missing_ok=True)
            self._folder.rmdir()
        except OSError:
            return  # other files wait there

    def left(self) -> Iterator[tuple[str, str]]:
        """Take over what earlier servers did not come to read: id and name, oldest first."""
        try:
            owners = sorted(self._folder.glob(f"*{_OWNER}"), key=lambda path: path.stat().st_mtime_ns)
        except OSError:
            return
        for mark in owners:
            try:
                owner = mark.read_text()
                if owner != self._own and not _gone(owner):
                    continue
                (name,) = (file.name for file in (self._folder / mark.stem).iterdir())
                self._mine(mark.stem)
            except (OSError, ValueError):
                self.drop(mark.stem)  # half a file: its sender was never told that it came
            else:
                yield mark.stem, name

    def _mine(self, job_id: str) -> None:
        (self._folder / (job_id + _OWNER)).write_text(self._own)


def _gone(owner: str) -> bool:
    return owner.count(":") < 2 or owner_gone(owner)


def _folder(archive: Archive) -> Path:
    """Beside the letters; where those are on another machine, in the user's own state folder."""
    beside = archive.store.local_path("uploads")
    if beside is not None:
        return beside
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state, "congvan", "uploads", hashlib.sha256(archive.address.encode()).hexdigest()[:16])
