"""The run: enter files, hand them to an engine, deliver what comes back, until nothing waits."""

from __future__ import annotations

import errno
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from pebble import ProcessExpired
from sqlalchemy.exc import OperationalError

from pipeline.archive import Archive, Claim, Found
from pipeline.batch import scan
from pipeline.batch.work import Done, Work
from pipeline.errors import (
    CongvanError,
    DiskFull,
    FileMissing,
    InputError,
    LetterTimeout,
    OutOfMemory,
    ReaderFailed,
    WorkerDied,
)
from pipeline.options import BatchOptions, ReadOptions
from pipeline.records.archive import Run, State, Trouble

_ENTERED_AT_ONCE = 50


class Engine(Protocol):
    """Something that reads files elsewhere."""

    size: int

    def warm(self) -> None:
        """Get ready before the first file is claimed."""

    def submit(self, work: Work, seconds: float) -> Future[Done]:
        """Read a file; the future raises what went wrong."""

    def close(self) -> None:
        """End after what is running."""

    def stop(self) -> None:
        """End at once."""


@dataclass
class Progress:
    """How far a run is; given to `report` whenever something changed."""

    total: int = 0
    done: int = 0
    pages: int = 0
    found: int = 0
    new: int = 0
    read: int = 0
    began: float = field(default_factory=time.monotonic)
    last: str = ""
    states: dict[State, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    quarantined: list[Trouble] = field(default_factory=list)

    def count(self, state: State, claim: Claim) -> None:
        """One file reached a state."""
        self.states[state] = self.states.get(state, 0) + 1
        self.done += 1
        self.last = claim.name

    @property
    def pages_a_minute(self) -> float:
        """The rate so far."""
        return 60 * self.pages / max(0.001, time.monotonic() - self.began)

    def result(self, *, cancelled: bool = False) -> Run:
        """The run as it stands."""
        return Run(
            found=self.found,
            new=self.new,
            read=self.read,
            states=self.states,
            pages=self.pages,
            seconds=round(time.monotonic() - self.began, 2),
            refused=tuple(self.refused),
            quarantined=tuple(self.quarantined),
            cancelled=cancelled,
        )


Report = Callable[[Progress], None]


def ingest(
    archive: Archive,
    paths: Iterable[Path],
    engine: Engine,
    *,
    options: ReadOptions,
    batch: BatchOptions,
    versions: str = "",
    report: Report = lambda _: None,
) -> Run:
    """Bring files into the archive; only what is missing is done, whatever happened before.

    Raises:
        DiskFull: there is no room; what was done stays done.
    """
    job = _Job(archive, engine, options, batch, versions, report)
    try:
        archive.desk.recover()
        job.enter(scan.files(paths))
        job.work()
    except KeyboardInterrupt:
        engine.stop()
        archive.desk.release()
        return job.progress.result(cancelled=True)
    except (OSError, OperationalError) as error:
        engine.stop()
        if _disk_full(error):
            raise DiskFull(archive.address) from error
        raise
    return job.progress.result()


class _Job:
    """One run's state: what is with the engine, what waits for its twin."""

    def __init__(
        self,
        archive: Archive,
        engine: Engine,
        options: ReadOptions,
        batch: BatchOptions,
        versions: str,
        report: Report,
    ) -> None:
        self.progress = Progress()
        self._archive = archive
        self._desk = archive.desk
        self._engine = engine
        self._options = options
        self._key = options.key()
        self._batch = batch
        self._versions = versions
        self._report = report
        self._running: dict[Future[Done], Claim] = {}
        self._twins: dict[str, deque[Claim]] = {}
        self._beat = time.monotonic()

    def enter(self, paths: Iterator[Path]) -> None:
        """Enter all files that are not known yet."""
        while batch := list(islice(paths, _ENTERED_AT_ONCE)):
            self.progress.found += len(batch)
            self.progress.new += self._desk.enter(list(self._fresh(batch)))
            self._report(self.progress)

    def work(self) -> None:
        """Read until nothing waits."""
        self.progress.total = self._desk.waiting()
        self._report(self.progress)
        if not self.progress.total:
            return
        self._engine.warm()
        while self._fill() or self._running:
            done, _ = wait(self._running, timeout=self._batch.lease_seconds / 4, return_when=FIRST_COMPLETED)
            for future in done:
                self._settle(self._running.pop(future), future)
                self._report(self.progress)
            self._keep_leases()

    def _fresh(self, paths: Iterable[Path]) -> Iterator[Found]:
        for path in paths:
            try:
                info = path.stat()
                whole = scan.absolute(path)
                if not self._desk.known(whole, info.st_size, info.st_mtime_ns):
                    yield scan.found(path)
            except OSError as error:
                name = scan.shown(path.name)
                missing = FileMissing(name) if error.errno == errno.ENOENT else InputError(name, str(error))
                self._trouble(name, missing)

    def _fill(self) -> bool:
        """Claim files for idle workers; True when some were claimed."""
        room = 2 * self._engine.size - len(self._running)
        claims = self._desk.claim(room, self._batch.lease_seconds) if room > 0 else []
        for claim in claims:
            self._start(claim)
        return bool(claims)

    def _start(self, claim: Claim) -> None:
        if claim.sha256 in self._twins:
            self._twins[claim.sha256].append(claim)
        elif self._desk.read_before(claim, self._key):
            self.progress.count(self._desk.file_read(claim, self._key), claim)
        else:
            work = Work(
                sha256=claim.sha256,
                name=claim.name,
                path=claim.path,
                options=self._options,
                allow_secret=self._archive.options.allow_secret,
                max_failed_share=self._batch.max_failed_share,
            )
            self._twins[claim.sha256] = deque()
            self._running[self._engine.submit(work, self._batch.letter_seconds)] = claim

    def _settle(self, claim: Claim, future: Future[Done]) -> None:
        try:
            self._deliver(claim, future.result())
        except CancelledError:
            raise
        except CongvanError as error:
            self._failed(claim, error, final=isinstance(error, InputError))
        except Exception as error:
            if _disk_full(error):
                raise
            self._failed(claim, _explained(claim, error, self._batch), final=False)
        for twin in self._twins.pop(claim.sha256, ()):
            self._start(twin)

    def _deliver(self, claim: Claim, done: Done) -> None:
        if done.packed is None:
            self._desk.refuse(claim)
            self.progress.refused.append(claim.name)
            self.progress.count(State.QUARANTINED, claim)
            return
        content = claim.path.read_bytes()
        state, pages = self._desk.deliver(claim, self._key, content, done.packed, self._versions)
        self.progress.read += 1
        self.progress.pages += pages
        self.progress.count(state, claim)

    def _failed(self, claim: Claim, error: CongvanError, *, final: bool) -> None:
        state = self._desk.fail(claim, error, final=final, attempts=self._batch.attempts)
        if state is State.QUARANTINED:
            self.progress.count(state, claim)
            self._trouble(claim.name, error)

    def _trouble(self, name: str, error: CongvanError) -> None:
        self.progress.quarantined.append(Trouble(name=name, code=error.code, reason=str(error)))

    def _keep_leases(self) -> None:
        if time.monotonic() - self._beat > self._batch.lease_seconds / 4:
            self._desk.heartbeat(self._batch.lease_seconds)
            self._beat = time.monotonic()


def _explained(claim: Claim, error: Exception, batch: BatchOptions) -> CongvanError:
    if isinstance(error, TimeoutError):  # as ProcessExpired below, a kind of OSError
        return LetterTimeout(claim.name, f"limit {batch.letter_seconds:.0f} s")
    if isinstance(error, ProcessExpired):
        return WorkerDied(claim.name, f"exit code {error.exitcode}")
    if isinstance(error, MemoryError):
        return OutOfMemory(claim.name, f"limit {batch.worker_mb} MB")
    return ReaderFailed(claim.name, repr(error))


def _disk_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, OperationalError) and "full" in str(error).lower()
