"""Files that come through the browser: kept beside the archive, then read in the background."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.archive import Archive
from pipeline.batch import ingest, open_engine, versions
from pipeline.errors import CongvanError
from pipeline.options import BatchOptions, ReadOptions
from pipeline.records.archive import Run
from pipeline.records.evidence import Record

MOST_WAITING = 200


class Job(Record):
    """One uploaded file: `waiting`, `reading`, `done` or `failed`, with the reason."""

    id: str
    name: str
    state: str = "waiting"
    reason: str = ""


class Uploads:
    """A queue of one thread: pages stay quick while letters are read by worker processes."""

    def __init__(self, archive: Archive) -> None:
        """Start empty; the thread begins with the first file."""
        self._archive = archive
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._queue: list[tuple[str, str, bytes]] = []
        self._thread: threading.Thread | None = None

    def take(self, name: str, content: bytes) -> Job:
        """Put a file in the queue; its name is only ever shown, never used as a path."""
        job = Job(id=secrets.token_hex(8), name=Path(name.replace("\\", "/")).name[:200] or "upload")
        with self._lock:
            self._jobs = dict(list(self._jobs.items())[-MOST_WAITING:])
            self._jobs[job.id] = job
            self._queue.append((job.id, job.name, content))
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
                job_id, name, content = self._queue.pop(0)
            self._set(job_id, state="reading")
            self._guarded(job_id, lambda name=name, content=content: self._read(name, content))  # type: ignore[misc]

    def _guarded(self, job_id: str, read: Callable[[], Run]) -> None:
        try:
            run = read()
        except (CongvanError, OSError) as error:
            self._set(job_id, state="failed", reason=str(error))
            return
        if run.quarantined:
            self._set(job_id, state="failed", reason=run.quarantined[0].reason)
        elif run.refused:
            self._set(job_id, state="failed", reason=run.refused[0])
        else:
            self._set(job_id, state="done")

    def _read(self, name: str, content: bytes) -> Run:
        batch = BatchOptions(jobs=1)
        with TemporaryDirectory(prefix="congvan-upload-") as folder:
            path = Path(folder) / (name if name not in (".", "..") else "upload")
            path.write_bytes(content)
            engine = open_engine(batch, "")
            return ingest(
                self._archive, [path], engine, options=ReadOptions(), batch=batch, versions=versions()
            )

    def _set(self, job_id: str, *, state: str, reason: str = "") -> None:
        with self._lock:
            if job_id in self._jobs:
                self._jobs[job_id] = self._jobs[job_id].model_copy(update={"state": state, "reason": reason})
