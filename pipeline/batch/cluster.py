"""Reading on a Dask cluster: the same tasks, the files travelling with them."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from distributed import Client
from distributed.scheduler import KilledWorker

from pipeline.batch.engine import Task
from pipeline.batch.work import Work
from pipeline.errors import ClusterGone, WorkerDied

RESOURCE = "page"
"""What a worker process offers once, and a task takes once: one Tesseract a core."""

_OVERDUE = 17
"""Exit code of a worker that ended itself because a task took too long."""

_CONNECT_SECONDS = 20.0


class ClusterEngine:
    """Tasks on the workers of a Dask scheduler.

    The scheduler keeps no state that matters: the ledger does. A task that is done twice, because
    its worker was lost, gives the same result.
    """

    def __init__(self, address: str) -> None:
        """Connect.

        Raises:
            ClusterGone: there is no scheduler at this address, or no worker at it.
        """
        try:
            self._client: Any = Client(  # type: ignore[no-untyped-call]
                address, timeout=_CONNECT_SECONDS, set_as_default=False
            )
            self._client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:  # the last: no address at all
            raise ClusterGone(address, str(error)) from error
        self._contents: dict[str, Any] = {}

    @property
    def size(self) -> int:
        """Workers that are there now; some may come or go."""
        return max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def warm(self, work: Work) -> None:
        """Let every worker load what reading needs."""
        self._client.run(work.reader.load)

    def call(self, task: Task, work: Work, *more: Any, seconds: float, file: bool = True) -> Future[Any]:
        """Run a task on some worker; the file's bytes are sent once, however many parts it has."""
        content = [self._content(work)] if file else []
        try:
            remote = self._client.submit(
                _limited, task, seconds, work, *content, *more,
                pure=False, resources={RESOURCE: 1}, retries=0,
            )  # fmt: skip
        except OSError as error:
            raise ClusterGone(work.name, str(error)) from error
        local: Future[Any] = Future()
        local.set_running_or_notify_cancel()
        remote.add_done_callback(lambda done: _pass_on(done, local, work.name))
        return local

    def forget(self, work: Work) -> None:
        """Let the cluster drop the file's bytes."""
        self._contents.pop(work.sha256, None)

    def close(self) -> None:
        """Leave the cluster; it stays as it is."""
        self._client.close()

    def stop(self) -> None:
        """Leave the cluster; what is queued for this client is dropped by the scheduler."""
        self._client.close(timeout=2)

    def _content(self, work: Work) -> Any:
        """The file's bytes as the result of a task: when its worker is lost it is simply run again."""
        if work.sha256 not in self._contents:
            content = work.path.read_bytes()
            self._contents[work.sha256] = self._client.submit(_same, content, pure=False)
        return self._contents[work.sha256]


def _same(content: bytes) -> bytes:
    return content


def _pass_on(remote: Any, local: Future[Any], name: str) -> None:
    try:
        error = remote.exception()
        if isinstance(error, KilledWorker):
            error = WorkerDied(name, str(error).split(".")[0])
        if error is not None:
            local.set_exception(error)
        else:
            local.set_result(remote.result())
    except BaseException as gone:  # cancelled, or the connection is lost: the run has to hear of it
        local.set_exception(ClusterGone(name, repr(gone)))


def _limited(task: Task, seconds: float, *args: Any) -> Any:
    """Run a task on a worker; one that takes too long ends the worker, whose nanny starts another."""
    with _deadline(seconds):
        return task(*args)


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, os._exit, (_OVERDUE,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
