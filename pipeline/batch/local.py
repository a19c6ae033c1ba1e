"""Reading with processes of this machine: one Tesseract thread each, limits, replaced now and then.

The workers are forked from a server process that has loaded the stages once (`pipeline.batch.loaded`):
a worker is there at once, also the one that replaces another, and all share what was loaded.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
from concurrent.futures import Future
from multiprocessing import forkserver, resource_tracker
from typing import Any

from pebble import ProcessPool

from pipeline.batch.engine import Task
from pipeline.batch.work import ONE_CORE, Work
from pipeline.options import BatchOptions

_MEGABYTE = 1 << 20


class LocalEngine:
    """A pool of worker processes; a worker that hangs, dies or grows is replaced."""

    def __init__(self, options: BatchOptions) -> None:
        """Start the pool."""
        for name in ONE_CORE:
            os.environ[name] = "1"
        self.size = options.jobs
        context = _context()
        self._pool = ProcessPool(
            max_workers=options.jobs,
            max_tasks=options.worker_letters,
            initializer=_prepare,
            initargs=(options.worker_mb,),
            context=context,
        )

    def warm(self, work: Work) -> None:
        """Wait until the workers have loaded what they need, so that no lease runs meanwhile."""
        for ready in [self._pool.schedule(work.reader.load) for _ in range(self.size)]:
            ready.result()

    def call(self, task: Task, work: Work, *more: Any, seconds: float, file: bool = True) -> Future[Any]:
        """Run a task in a worker, which opens the file by its path; it is killed after `seconds`."""
        args = (work, None, *more) if file else (work, *more)
        future: Future[Any] = self._pool.schedule(task, args=args, timeout=seconds)
        return future

    def forget(self, work: Work) -> None:
        """Nothing was kept."""

    def close(self) -> None:
        """Wait for what is running and end the workers."""
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()

    def stop(self) -> None:
        """End the workers at once."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _context() -> Any:
    """How workers are started; their server begins to load while the files are looked through."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "pipeline.batch.loaded"])
    resource_tracker.ensure_running()  # it would let Ctrl-C through again if it were started below
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()  # inherits that Ctrl-C is not for it, from its first moment on
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


def _prepare(megabytes: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it ends the workers
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * _MEGABYTE, resource.RLIM_INFINITY))
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    """End this worker when the process that ordered it was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
