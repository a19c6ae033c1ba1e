"""Files come into being whole: written beside their place, then renamed."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import NotWritten


@contextlib.contextmanager
def beside(destination: Path) -> Iterator[Path]:
    """A temporary path in the destination's folder; renamed to it when the block ends well.

    Example:
        with beside(Path("register.csv")) as path:
            path.write_text("...", encoding="utf-8")

    Raises:
        NotWritten: the place cannot be written to, or has no room.
    """
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=destination.parent, prefix=".", suffix=destination.suffix)
        os.close(handle)
        path = Path(name)
        try:
            yield path
            mask = os.umask(0)
            os.umask(mask)
            path.chmod(0o666 & ~mask)  # mkstemp makes files that only their owner may read
            path.replace(destination)
        finally:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten(str(destination), error.strerror or str(error)) from error
