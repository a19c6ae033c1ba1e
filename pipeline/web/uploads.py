"""Files that come through the browser: kept beside the archive, then read in the background."""

from __future__ import annotations

import atexit
import logging
import secrets
import threading
from concurrent.futures import wait
from pathlib import Path

from pipeline.archive import Archive
from pipeline.batch import Halt, Halted, ingest, open_engine, versions
from pipeline.batch.scan import found
from pipeline.errors import ArchiveError, CongvanError, QueueFull, ReaderFailed, Stopping
from pipeline.options import BatchOptions, ReadOptions
from pipeline.records.archive import State
from pipeline.records.evidence import Record
from pipeline.web.spool import Spool

MOST_WAITING = 200
MOST_KNOWN = 2000
MOST_NAME = 200
"""Bytes of a file name; file systems take 255."""
LONGEST_STOP = 30.0
"""Seconds that a stop waits for what is just being filed."""
PAUSE = 30.0
"""Seconds after which an archive that could not be written is tried again."""
WAITING, READING, DONE, FAILED = "waiting", "reading", "done", "failed"
_UNDER_WAY = (State.SEEN, State.CLAIMED, State.READ)
_LOG = logging.getLogger("congvan.uploads")


class Job(Record):
    """One uploaded file: `waiting`, `reading`, `done` or `failed`, with the reason.

    `said` is the reason in the language of the pages.
    """

    id: str
    name: str
    state: str = WAITING
    reason: str = ""
    said: str = ""


def file_name(sent: str) -> str:
    r"""The last part of a name as sent, without what no file system takes; the ending stays.

    Example:
        >>> file_name("C:\\thư\\12 UBND.pdf")
        '12 UBND.pdf'
    """
    last = sent.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in last if c.isprintable()).strip(" .") or "upload"
    stem, dot, ending = plain.rpartition(".")
    ending = f"{dot}{ending[:10]}" if stem else ""
    kept = (stem or plain).encode("utf-8", "ignore")[: MOST_NAME - len(ending.encode())]
    return kept.decode("utf-8", "ignore") + ending


class Uploads:
    """A queue of one thread: pages stay quick while letters are read by worker processes.

    What waits lies on disk: it takes no memory, and a server that is stopped reads it when it is back.
    """

    def __init__(self, archive: Archive) -> None:
        """Start empty; the thread begins with the first file."""
        self._archive = archive
        self._spool = Spool(archive)
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._queue: list[Job] = []
        self._thread: threading.Thread | None = None
        self._halt = Halt()

    def take(self, name: str, content: bytes) -> Job:
        """Put a file in the queue.

        Raises:
            QueueFull: too many wait already.
            Stopping: the server is being stopped.
            DiskFull: there is no room for it.
        """
        job = Job(id=secrets.token_hex(8), name=file_name(name))
        with self._lock:
            if self._halt.asked.done():
                raise Stopping(job.name)
            if len(self._queue) >= MOST_WAITING:
                raise QueueFull(job.name)
            self._spool.put(job.id, job.name, content)
            self._line_up(job)
        return job

    def resume(self) -> int:
        """Line up what earlier servers of this archive did not come to read; returns how many."""
        with self._lock:
            left = [Job(id=job_id, name=name) for job_id, name in self._spool.left()]
            for job in left:
                self._line_up(job)
        return len(left)

    def job(self, job_id: str) -> Job | None:
        """How far a file is."""
        return self._jobs.get(job_id)

    def close(self) -> int:
        """Stop reading at once, take nothing more; returns how many files wait for the next start."""
        with self._lock:
            self._halt.ask()
            thread = self._thread
        if thread is not None:
            thread.join(LONGEST_STOP)
        atexit.unregister(self.close)
        return len(self.open())

    def open(self) -> tuple[Job, ...]:
        """The files that are not read yet, in the order in which they came, whichever server took them."""
        with self._lock:
            return tuple(job for job in self._jobs.values() if job.state in (WAITING, READING))

    def _line_up(self, job: Job) -> None:
        self._jobs = dict(list(self._jobs.items())[-MOST_KNOWN:])
        self._jobs[job.id] = job
        self._queue.append(job)
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._work, name="congvan-uploads", daemon=True)
            self._thread.start()
            atexit.register(self.close)  # worker pools must not be met half closed by a thread

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._queue or self._halt.asked.done():
                    self._thread = None
                    return
                job = self._queue.pop(0)
            self._set(job, state=READING)
            if self._guarded(job):
                self._spool.drop(job.id)

    def _guarded(self, job: Job) -> bool:
        """Read a file; False when the server was stopped before that was done."""
        try:
            state, reason = self._read(self._spool.path(job.id, job.name))
        except Halted:
            self._set(job, state=WAITING)
            return False
        except ArchiveError as error:  # no fault of the file: it keeps its place until there is room
            self._set(job, state=WAITING, reason=str(error))
            wait([self._halt.asked], timeout=PAUSE)
            with self._lock:
                self._queue.insert(0, job)
            return False
        except (CongvanError, OSError) as error:
            self._set(job, state=FAILED, reason=str(error))
        except Exception:  # the queue goes on whatever one file does
            _LOG.exception("upload %s", job.id)
            self._set(job, state=FAILED, reason=str(ReaderFailed(job.name)))
        else:
            failed = state is State.QUARANTINED
            self._set(job, state=FAILED if failed else DONE, reason=reason if failed else "")
        return True

    def _read(self, path: Path) -> tuple[State, str]:
        """What became of a file.

        Raises:
            Halted: the server is being stopped; workers that end with it are no fault of the file.
        """
        digest = found(path).sha256
        while True:
            try:
                self._ingest(path)
            except Exception:
                self._halt.heed()
                raise
            became = self._archive.desk.became(digest)
            if became is not None and became[0] not in _UNDER_WAY:
                return became
            self._halt.heed()
            if became is None:
                raise ReaderFailed(path.name)
            wait([self._halt.asked], timeout=1)  # another process has claimed it: see how it fares there

    def _ingest(self, path: Path) -> None:
        batch = BatchOptions(jobs=1)
        engine = open_engine(batch, "")
        try:
            ingest(
                self._archive,
                [path],
                engine,
                options=ReadOptions(),
                batch=batch,
                versions=versions(),
                halt=self._halt,
            )
        finally:
            engine.stop()

    def _set(self, job: Job, *, state: str, reason: str = "") -> None:
        with self._lock:
            if job.id in self._jobs:
                self._jobs[job.id] = job.model_copy(update={"state": state, "reason": reason})
