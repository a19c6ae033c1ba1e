"""Many files: found, claimed, read by processes or a cluster, delivered to the archive."""

from __future__ import annotations

from pipeline.batch.comparing import compare_again
from pipeline.batch.engine import Engine
from pipeline.batch.halt import Halt, Halted
from pipeline.batch.local import LocalEngine
from pipeline.batch.progress import Progress
from pipeline.batch.run import ingest
from pipeline.batch.versions import versions
from pipeline.batch.watch import watch
from pipeline.options import BatchOptions

__all__ = [
    "Engine",
    "Halt",
    "Halted",
    "LocalEngine",
    "Progress",
    "become_worker",
    "compare_again",
    "ingest",
    "open_engine",
    "versions",
    "watch",
]


def become_worker(scheduler: str, options: BatchOptions) -> None:
    """Lend this machine's cores to a Dask scheduler; does not return."""
    from pipeline.batch import worker

    worker.become_worker(scheduler, options)


def open_engine(options: BatchOptions, cluster: str = "") -> Engine:
    """Processes of this machine, or the cluster at an address."""
    if cluster:
        from pipeline.batch.cluster import ClusterEngine  # Dask takes a second to load

        return ClusterEngine(cluster)
    return LocalEngine(options)
