"""The run: files found and entered, then read until nothing waits."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from sqlalchemy.exc import OperationalError

from pipeline.archive import Archive, Desk, Found
from pipeline.batch import scan
from pipeline.batch.comparing import compare_again
from pipeline.batch.engine import Engine
from pipeline.batch.halt import Halt, Halted, interrupts
from pipeline.batch.job import Job
from pipeline.batch.progress import Progress, Report
from pipeline.batch.troubles import disk_full
from pipeline.batch.work import STAGES, Reader
from pipeline.errors import ArchiveError, DiskFull, FileMissing, Forbidden, InputError
from pipeline.filenames import shown
from pipeline.options import BatchOptions, ReadOptions
from pipeline.records.archive import Run, Trouble

_ENTERED_AT_ONCE = 50
_MANY = 200
"""Files after which it is worth tidying the index."""


def ingest(
    archive: Archive,
    paths: Iterable[Path],
    engine: Engine,
    *,
    options: ReadOptions,
    batch: BatchOptions,
    versions: str = "",
    report: Report = lambda _: None,
    reader: Reader | None = None,
    halt: Halt | None = None,
) -> Run:
    """Bring files into the archive; only what is missing is done, whatever happened before.

    Ctrl-C and `halt` end the run: what was read is filed, the rest waits for the next run.

    Raises:
        DiskFull: there is no room; what was done stays done.
        ClusterGone: the scheduler is lost; what was done stays done.
    """
    progress = Progress()
    halt = halt or Halt()
    job = Job(archive, engine, options, batch, reader or STAGES, versions, progress, report, halt)
    try:
        with interrupts(halt):
            archive.desk.recover()
            _enter(archive.desk, scan.files(paths), progress, report, halt)
            job.work()
            archive.desk.number()
            if progress.done >= _MANY:
                archive.desk.tidy()
            compare_again(archive)
    except (KeyboardInterrupt, Halted):
        _give_back(archive, engine)
        return progress.result(cancelled=True)
    except (OSError, OperationalError) as error:
        _give_back(archive, engine)
        if disk_full(error):
            raise DiskFull(archive.address) from error
        raise
    except Exception:
        _give_back(archive, engine)
        raise
    return progress.result(cancelled=halt.asked.done())


def _give_back(archive: Archive, engine: Engine) -> None:
    """End the workers; what they held waits for the next run."""
    engine.stop()
    with suppress(
        OSError, OperationalError, ArchiveError
    ):  # on a full disk there may be no room even for that
        archive.desk.release()


def _enter(desk: Desk, paths: Iterator[Path], progress: Progress, report: Report, halt: Halt) -> None:
    """Enter all files that are not known yet."""
    paths = halt.or_each(paths)
    while batch := list(islice(paths, _ENTERED_AT_ONCE)):
        progress.found += len(batch)
        progress.new += desk.enter(list(_fresh(desk, batch, progress)))
        report(progress)


def _unread(name: str, error: OSError) -> InputError:
    if error.errno == errno.ENOENT:
        return FileMissing(name)
    if error.errno in (errno.EACCES, errno.EPERM):
        return Forbidden(name)
    return InputError(name, error.strerror or str(error))


def _fresh(desk: Desk, paths: Iterable[Path], progress: Progress) -> Iterator[Found]:
    for path in paths:
        try:
            info = path.stat()
            if not desk.known(scan.absolute(path), info.st_size, info.st_mtime_ns):
                yield scan.found(path)
        except OSError as error:
            name = shown(path.name)
            wrong = _unread(name, error)
            progress.quarantined.append(Trouble(name=name, code=wrong.code, reason=str(wrong)))
