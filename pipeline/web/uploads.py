"""Files that come through the browser: kept beside the archive, then read in the background."""

from __future__ import annotations

import logging
import secrets
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.archive import Archive
from pipeline.batch import ingest, open_engine, versions
from pipeline.errors import CongvanError, QueueFull, ReaderFailed
from pipeline.options import BatchOptions, ReadOptions
from pipeline.records.archive import Run
from pipeline.records.evidence import Record

MOST_WAITING = 200
MOST_KNOWN = 2000
MOST_NAME = 200
"""Bytes of a file name; file systems take 255."""
_LOG = logging.getLogger("congvan.uploads")


class Job(Record):
    """One uploaded file: `waiting`, `reading`, `done` or `failed`, with the reason.

    `said` is the reason in the language of the pages.
    """

    id: str
    name: str
    state: str = "waiting"
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
    """A queue of one thread: pages stay quick while letters are read by worker processes."""

    def __init__(self, archive: Archive) -> None:
        """Start empty; the thread begins with the first file."""
        self._archive = archive
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._queue: list[tuple[str, str, TemporaryDirectory[str]]] = []
        self._thread: threading.Thread | None = None

    def take(self, name: str, content: bytes) -> Job:
        """Put a file in the queue, on disk: what waits takes no memory.

        Raises:
            QueueFull: too many wait already.
        """
        job = Job(id=secrets.token_hex(8), name=file_name(name))
        with self._lock:
            if len(self._queue) >= MOST_WAITING:
                raise QueueFull(job.name)
            folder = TemporaryDirectory(prefix="congvan-upload-")
            (Path(folder.name) / job.name).write_bytes(content)
            self._jobs = dict(list(self._jobs.items())[-MOST_KNOWN:])
            self._jobs[job.id] = job
            self._queue.append((job.id, job.name, folder))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
        return job

    def job(self, job_id: str) -> Job | None:
        """How far a file is."""
        return self._jobs.get(job_id)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._queue:
                    self._thread = None
                    return
                job_id, name, folder = self._queue.pop(0)
            self._set(job_id, state="reading")
            with folder:
                self._guarded(job_id, Path(folder.name) / name)

    def _guarded(self, job_id: str, path: Path) -> None:
        try:
            run = self._read(path)
        except (CongvanError, OSError) as error:
            self._set(job_id, state="failed", reason=str(error))
            return
        except Exception:  # the queue goes on whatever one file does
            _LOG.exception("upload %s", job_id)
            self._set(job_id, state="failed", reason=str(ReaderFailed(path.name)))
            return
        if run.quarantined:
            self._set(job_id, state="failed", reason=run.quarantined[0].reason)
        elif run.refused:
            self._set(job_id, state="failed", reason=run.refused[0])
        else:
            self._set(job_id, state="done")

    def _read(self, path: Path) -> Run:
        batch = BatchOptions(jobs=1)
        engine = open_engine(batch, "")
        return ingest(self._archive, [path], engine, options=ReadOptions(), batch=batch, versions=versions())

    def _set(self, job_id: str, *, state: str, reason: str = "") -> None:
        with self._lock:
            if job_id in self._jobs:
                self._jobs[job_id] = self._jobs[job_id].model_copy(update={"state": state, "reason": reason})
