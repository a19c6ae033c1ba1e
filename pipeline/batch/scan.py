"""Finding files: walking folders without loops, hashing, waiting for files still being written."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.archive import Found
from pipeline.filenames import shown

IGNORED = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""Files that systems leave in folders; hidden files and half-copied ones are passed over too."""

_HALF = (".part", ".partial", ".crdownload", ".tmp", "~")
_CHUNK = 1 << 20


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """All files under the given files and folders, sorted, each once; no folder is entered twice.

    What cannot be looked at (a folder closed to this user, a link to nowhere) is named too: whoever
    takes it finds out why, and tells.
    """
    entered: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _walk(path, entered)
        else:
            yield path


def found(path: Path) -> Found:
    """Hash a file.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        info = os.fstat(file.fileno())
        digest = hashlib.sha256()
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return Found(
        path=absolute(path),
        name=shown(path.name),
        sha256=digest.hexdigest(),
        size=info.st_size,
        mtime_ns=info.st_mtime_ns,
    )


def absolute(path: Path) -> bytes:
    """The whole path of a file in the system's own bytes."""
    return os.fsencode(path.absolute())


class Stable:
    """Lets a file through once its size and time have not changed for a while."""

    def __init__(self, seconds: float, clock: Callable[[], dt.datetime]) -> None:
        """Wait `seconds` by `clock`."""
        self._seconds = seconds
        self._clock = clock
        self._last: dict[Path, tuple[tuple[int, int], dt.datetime]] = {}

    def __call__(self, path: Path) -> bool:
        """Whether the file is complete, as far as one can tell."""
        try:
            info = path.stat()
        except OSError:
            self._last.pop(path, None)
            return False
        now, look = self._clock(), (info.st_size, info.st_mtime_ns)
        before = self._last.get(path)
        if before is None or before[0] != look:
            self._last[path] = (look, now)
            return False
        return (
            (now - before[1]).total_seconds() >= self._seconds
            and info.st_size > 0
            and stat.S_ISREG(info.st_mode)
        )


def _walk(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Path]:
    try:
        info = folder.stat()
        inside = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    if (info.st_dev, info.st_ino) in entered:
        return
    entered.add((info.st_dev, info.st_ino))
    for path in inside:
        name = path.name
        if name.startswith(".") or name.lower() in IGNORED or name.lower().endswith(_HALF):
            continue
        try:
            mode = path.stat().st_mode
        except OSError:
            yield path
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path, entered)
        elif stat.S_ISREG(mode):
            yield path
