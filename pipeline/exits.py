"""What the `congvan` command ends with."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the `congvan` command."""

    OK = 0
    FAILED = 1
    USAGE = 2
    INPUT = 3
    MISSING_PART = 4
    NOT_FOUND = 5
    SECRET = 6
    PARTIAL = 7
    ARCHIVE = 8
    CANCELLED = 130
