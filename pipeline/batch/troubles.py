"""What went wrong with an engine's task, in the errors that users know."""

from __future__ import annotations

import errno

from pebble import ProcessExpired
from sqlalchemy.exc import OperationalError

from pipeline.errors import Changed, CongvanError, LetterTimeout, OutOfMemory, ReaderFailed, WorkerDied


def explained(name: str, error: Exception) -> CongvanError:
    """The coded error for whatever a task raised."""
    if isinstance(error, CongvanError):
        return error
    if isinstance(error, TimeoutError):  # as ProcessExpired below, a kind of OSError
        return LetterTimeout(name)
    if isinstance(error, ProcessExpired):
        return WorkerDied(name, f"exit code {error.exitcode}")
    if isinstance(error, FileNotFoundError):
        return Changed(name, "it is gone")
    if isinstance(error, MemoryError):
        return OutOfMemory(name)
    return ReaderFailed(name, repr(error))


def disk_full(error: Exception) -> bool:
    """Whether there is no room left for files or tables."""
    if isinstance(error, OperationalError):
        return "full" in str(error).lower() or "No space left" in str(error)
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
