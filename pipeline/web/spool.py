"""Where uploaded files lie until they are read: on disk, whole or not at all, found again after a stop."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.archive import Archive, owner_gone
from pipeline.batch.troubles import disk_full
from pipeline.errors import ArchiveError, DiskFull

_HALF = ".part"
_BETWEEN = "+"
"""For the colons of an owner's name: no host is called so, and every file system takes it."""


class Spool:
    """A folder for each server, so that several may serve one archive; a dead one's files are taken over."""

    def __init__(self, archive: Archive) -> None:
        """Nothing is written before the first file comes."""
        self._address = archive.address
        self._all = _folder(archive)
        self._own = self._all / archive.desk.owner.replace(":", _BETWEEN)

    def put(self, job_id: str, name: str, content: bytes) -> None:
        """Keep a file.

        Raises:
            DiskFull: there is no room for it.
            ArchiveError: it cannot be written.
        """
        half = self._own / f"{job_id}{_HALF}"
        try:
            half.mkdir(parents=True, mode=0o700)
            with (half / name).open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            half.rename(self._own / job_id)
        except OSError as error:
            shutil.rmtree(half, ignore_errors=True)
            if disk_full(error):
                raise DiskFull(self._address) from error
            raise ArchiveError(self._address, str(error)) from error

    def path(self, job_id: str, name: str) -> Path:
        """Where a file lies."""
        return self._own / job_id / name

    def drop(self, job_id: str) -> None:
        """The file was read, or cannot be."""
        shutil.rmtree(self._own / job_id, ignore_errors=True)
        self.leave()

    def leave(self) -> None:
        """Leave no empty folders behind."""
        for folder in (self._own, self._all):
            try:
                folder.rmdir()
            except OSError:
                return

    def left(self) -> Iterator[tuple[str, str]]:
        """Take over what earlier servers did not come to read: id and name, oldest first."""
        try:
            dead = [f for f in self._all.iterdir() if f == self._own or self._gone(f)]
            waiting = sorted((one for folder in dead for one in folder.iterdir()), key=_age)
        except OSError:
            return
        for one in waiting:
            names = [] if one.name.endswith(_HALF) else [file.name for file in one.iterdir()]
            if len(names) != 1:
                shutil.rmtree(one, ignore_errors=True)  # its sender was never told that it came
                continue
            self._own.mkdir(parents=True, exist_ok=True, mode=0o700)
            one.rename(self._own / one.name)
            yield one.name, names[0]
        for folder in dead:
            if folder != self._own:
                shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _gone(folder: Path) -> bool:
        owner = folder.name.replace(_BETWEEN, ":")
        return owner.count(":") >= 2 and owner_gone(owner)


def _age(path: Path) -> int:
    return path.stat().st_mtime_ns


def _folder(archive: Archive) -> Path:
    """Beside the letters; where those are on another machine, in the user's own state folder."""
    beside = archive.store.local_path("uploads")
    if beside is not None:
        return beside
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state, "congvan", "uploads", hashlib.sha256(archive.address.encode()).hexdigest()[:16])
