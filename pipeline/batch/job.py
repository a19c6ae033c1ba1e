"""Reading what waits: claims handed to an engine, whole or in parts, results delivered."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.archive import Archive, Claim
from pipeline.batch import work as tasks
from pipeline.batch.engine import Engine
from pipeline.batch.halt import Halt
from pipeline.batch.progress import Progress, Report
from pipeline.batch.troubles import disk_full, explained
from pipeline.batch.work import Done, Reader, Work
from pipeline.errors import Changed, ClusterGone, CongvanError, InputError, TooManyFailedPages
from pipeline.options import BatchOptions, ReadOptions
from pipeline.records.archive import State, Trouble
from pipeline.records.page import Source

PAGES_AT_ONCE = 8
"""A longer file is read in parts of so many pages, by several workers."""

_LARGE = 1_000_000
"""Bytes from which a file is asked for its pages before it is read."""

_PAGE_TRIES = 2


@dataclass
class Reading:
    """A file that is being read: its parts as they come in."""

    claim: Claim
    work: Work
    source: Source | None = None
    parts: dict[int, bytes] = field(default_factory=dict)
    open: int = 0
    tries: dict[int, int] = field(default_factory=dict)
    over: bool = False


Then = Callable[[Reading, Any], None]
Failed = Callable[[Reading, CongvanError], None]


class Job:
    """Everything between the ledger and the engine in one run."""

    def __init__(
        self,
        archive: Archive,
        engine: Engine,
        options: ReadOptions,
        batch: BatchOptions,
        reader: Reader,
        versions: str,
        progress: Progress,
        report: Report,
        halt: Halt,
    ) -> None:
        """Set up; `work` does it."""
        self._archive, self._desk, self._engine = archive, archive.desk, engine
        self._options, self._batch, self._reader = options, batch, reader
        self._versions, self._progress, self._report = versions, progress, report
        self._key = options.key()
        self._running: dict[Future[Any], tuple[Reading, Then, Failed]] = {}
        self._twins: dict[str, deque[Claim]] = {}
        self._divide = partial(tasks.divide, options)
        self._beat = time.monotonic()
        self._halt = halt

    def work(self) -> None:
        """Read until nothing waits.

        Raises:
            Halted: somebody asked the run to end.
        """
        self._progress.total = self._desk.waiting()
        self._report(self._progress)
        if not self._progress.total:
            return
        self._engine.warm(Work("", "", Path(), self._options, reader=self._reader))
        beat = self._batch.lease_seconds / 4
        while self._fill() or self._running:
            patience = beat if self._running else 0  # all that was claimed may have been read before
            done, _ = wait([*self._running, self._halt.asked], timeout=patience, return_when=FIRST_COMPLETED)
            self._halt.heed()
            for future in done:
                self._settle(future)
            self._report(self._progress)
            if time.monotonic() - self._beat > beat:
                self._desk.heartbeat(self._batch.lease_seconds)
                self._beat = time.monotonic()

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
            return
        if self._desk.read_before(claim, self._key):
            state = self._desk.file_read(claim, self._key, self._divide)
            if state is not None:
                self._progress.count(state, claim)
                return
        self._twins[claim.sha256] = deque()
        reading = Reading(
            claim,
            Work(
                sha256=claim.sha256,
                name=claim.name,
                path=claim.path,
                options=self._options,
                allow_secret=self._archive.options.allow_secret,
                max_failed_share=self._batch.max_failed_share,
                reader=self._reader,
            ),
        )
        if claim.size > _LARGE:
            self._call(reading, tasks.survey, self._surveyed, self._give_up)
        else:
            self._call(reading, tasks.read_whole, self._deliver, self._one_by_one, pages=PAGES_AT_ONCE)

    def _call(
        self,
        reading: Reading,
        task: Callable[..., Any],
        then: Then,
        failed: Failed,
        *more: Any,
        pages: int = 0,
    ) -> None:
        if reading.over:
            return
        seconds = self._batch.letter_seconds + pages * self._options.ocr.page_seconds
        try:
            future = self._engine.call(
                task, reading.work, *more, seconds=seconds, file=task is not tasks.join
            )
        except FileNotFoundError as error:  # a cluster is sent the file itself
            self._give_up(reading, explained(reading.claim.name, error))
            return
        self._running[future] = (reading, then, failed)

    def _settle(self, future: Future[Any]) -> None:
        reading, then, failed = self._running.pop(future)
        if reading.over:
            return
        try:
            result = future.result()
        except CancelledError:
            raise
        except ClusterGone:
            raise  # no fault of the letter: the run ends, the ledger keeps its place
        except Exception as error:
            failed(reading, explained(reading.claim.name, error))
            return
        try:
            then(reading, result)
        except Exception as error:
            if disk_full(error) or isinstance(error, ClusterGone):
                raise
            self._give_up(reading, explained(reading.claim.name, error))

    def _surveyed(self, reading: Reading, source: Source) -> None:
        """The file is open: read it at one go, or in parts."""
        if source.pages <= PAGES_AT_ONCE:
            self._call(reading, tasks.read_whole, self._deliver, self._one_by_one, pages=PAGES_AT_ONCE)
        else:
            self._in_parts(reading, source, PAGES_AT_ONCE)

    def _one_by_one(self, reading: Reading, error: CongvanError) -> None:
        """A file that cannot be read at one go may have one page that kills its worker."""
        if isinstance(error, (InputError, Changed, TooManyFailedPages)):
            self._give_up(reading, error)
            return

        def again(reading: Reading, source: Source) -> None:
            if source.pages == 1:
                self._give_up(reading, error)
            else:
                self._in_parts(reading, source, 1)

        self._call(reading, tasks.survey, again, self._give_up)

    def _in_parts(self, reading: Reading, source: Source, pages: int) -> None:
        reading.source = source
        for first in range(1, source.pages + 1, pages):
            self._part(reading, first, min(source.pages, first + pages - 1))

    def _part(self, reading: Reading, first: int, last: int) -> None:
        reading.open += 1

        def keep(reading: Reading, part: bytes) -> None:
            reading.parts[first] = part
            self._part_done(reading)

        def failed(reading: Reading, error: CongvanError) -> None:
            reading.tries[first] = reading.tries.get(first, 0) + 1
            if isinstance(error, InputError):
                self._give_up(reading, error)
            elif first < last:
                for number in range(first, last + 1):
                    self._part(reading, number, number)
                self._part_done(reading)
            elif reading.tries[first] < _PAGE_TRIES:
                self._part(reading, first, last)
                self._part_done(reading)
            else:
                assert reading.source is not None
                keep(reading, tasks.lost_page(reading.source, first, str(error)))

        pages = last - first + 1
        self._call(reading, tasks.read_part, keep, failed, first, last, pages=pages)

    def _part_done(self, reading: Reading) -> None:
        reading.open -= 1
        if not reading.open:
            parts = [reading.parts[first] for first in sorted(reading.parts)]
            self._call(reading, tasks.join, self._deliver, self._give_up, parts, pages=1)

    def _deliver(self, reading: Reading, done: Done) -> None:
        claim = reading.claim
        if done.packed is None:
            self._desk.refuse(claim)
            self._progress.refused.append(claim.name)
            self._progress.count(State.QUARANTINED, claim)
        else:
            content = claim.path.read_bytes()
            state, pages = self._desk.deliver(
                claim, self._key, content, done.packed, self._versions, self._divide
            )
            self._progress.read += 1
            self._progress.pages += pages
            self._progress.count(state, claim)
        self._finish(reading)

    def _give_up(self, reading: Reading, error: CongvanError) -> None:
        final = isinstance(error, InputError)
        state = self._desk.fail(reading.claim, error, final=final, attempts=self._batch.attempts)
        if state is State.QUARANTINED:
            trouble = Trouble(name=reading.claim.name, code=error.code, reason=str(error))
            self._progress.quarantined.append(trouble)
            self._progress.count(state, reading.claim)
        self._finish(reading)

    def _finish(self, reading: Reading) -> None:
        reading.over = True
        self._engine.forget(reading.work)
        for twin in self._twins.pop(reading.claim.sha256, ()):
            self._start(twin)
