"""Folders for copies of letters while they are read or written out; none outlives its process for long."""

from __future__ import annotations

import functools
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME = re.compile(r"congvan-(\d+)-")
_LEFT = 3600.0
"""Seconds after which a folder whose process is gone was left behind: another machine may share the disk."""


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder that only this user may open, gone with all that is in it at the end.

    Example:
        >>> with folder() as here:
        ...     _ = (here / "letter.txt").write_text("Kính gửi")
        >>> here.exists()
        False
    """
    _sweep_once()
    with tempfile.TemporaryDirectory(prefix=f"congvan-{os.getpid()}-") as name:
        yield Path(name)


@functools.cache
def _sweep_once() -> None:
    sweep(Path(tempfile.gettempdir()), time.time())


def sweep(place: Path, now: float) -> int:
    """Remove what killed processes of this user left in a folder; how many folders that were.

    Args:
        place: The folder of temporary files.
        now: Seconds since 1970.
    """
    swept = 0
    for entry in os.scandir(place):
        with suppress(OSError):  # what others take away meanwhile is gone as well
            found = _NAME.match(entry.name)
            if found is None or not entry.is_dir(follow_symlinks=False) or _lives(int(found[1])):
                continue
            told = entry.stat(follow_symlinks=False)
            if told.st_uid == os.getuid() and now - told.st_mtime > _LEFT:
                shutil.rmtree(entry.path)
                swept += 1
    return swept


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
