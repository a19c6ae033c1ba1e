"""Starting Dask workers the way congvan needs them."""

from __future__ import annotations

import os
import re
import sys

from pipeline.batch.cluster import RESOURCE
from pipeline.batch.work import ONE_CORE
from pipeline.errors import ClusterGone
from pipeline.options import BatchOptions


def worker_command(scheduler: str, options: BatchOptions) -> list[str]:
    """The command of so many workers: one thread each, a memory limit, one page at a time."""
    return [
        sys.executable, "-m", "distributed.cli.dask_worker", scheduler,
        "--nworkers", str(options.jobs),
        "--nthreads", "1",
        "--memory-limit", f"{options.worker_mb}MB",
        "--resources", f"{RESOURCE}=1",
        "--no-dashboard",
        "--death-timeout", "60",
    ]  # fmt: skip


def become_worker(scheduler: str, options: BatchOptions) -> None:
    """Turn this process into the workers' keeper (their nannies); does not return.

    Raises:
        ClusterGone: the scheduler's address is none.
    """
    if not re.fullmatch(r"\w+://[^/\s]+:\d+", scheduler):
        raise ClusterGone(scheduler, "an address is written tcp://host:8786")
    for name in ONE_CORE:
        os.environ[name] = "1"
    command = worker_command(scheduler, options)
    os.execv(command[0], command)
