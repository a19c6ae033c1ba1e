"""Reading with processes of this machine: one Tesseract thread each, limits, replaced now and then."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import resource
import signal
import threading
import time
from concurrent.futures import Future

from pebble import ProcessPool

from pipeline.batch.work import Done, Reader, Work, perform, read_file
from pipeline.options import BatchOptions

_MEGABYTE = 1 << 20


class LocalEngine:
    """A pool of worker processes; a worker that hangs, dies or grows is replaced."""

    def __init__(self, options: BatchOptions, reader: Reader = read_file) -> None:
        """Start the pool; `reader` is what a worker does with a file."""
        # Read by the OpenMP and BLAS libraries when a worker loads them: one core a worker.
        for name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
            os.environ[name] = "1"
        self.size = options.jobs
        self._options = options
        self._reader = reader
        self._pool = ProcessPool(
            max_workers=options.jobs,
            max_tasks=options.worker_letters,
            initializer=_prepare,
            initargs=(os.getpid(), options.worker_mb),
            context=multiprocessing.get_context("spawn"),
        )

    def warm(self) -> None:
        """Wait until the workers have loaded what they need, so that no lease runs meanwhile."""
        for ready in [self._pool.schedule(_load, args=(self._reader,)) for _ in range(self.size)]:
            ready.result()

    def submit(self, work: Work, seconds: float) -> Future[Done]:
        """Read a file in a worker; the future raises TimeoutError after `seconds` of work."""
        future: Future[Done] = self._pool.schedule(perform, args=(work, self._reader), timeout=seconds)
        return future

    def close(self) -> None:
        """Wait for what is running and end the workers."""
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()

    def stop(self) -> None:
        """End the workers at once."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _load(reader: Reader) -> None:
    if reader is read_file:
        importlib.import_module("pipeline.batch.stages")


def _prepare(parent: int, megabytes: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it ends the workers
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * _MEGABYTE, resource.RLIM_INFINITY))
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    """End this worker when the process that started it was killed."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
