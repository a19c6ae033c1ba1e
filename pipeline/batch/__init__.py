"""Many files: found, claimed, read by processes or a cluster, delivered to the archive."""

from __future__ import annotations

from pipeline.batch.local import LocalEngine
from pipeline.batch.run import Engine, Progress, ingest
from pipeline.batch.versions import versions
from pipeline.batch.watch import watch
from pipeline.options import BatchOptions

__all__ = ["Engine", "LocalEngine", "Progress", "ingest", "open_engine", "versions", "watch"]


def open_engine(options: BatchOptions, cluster: str = "") -> Engine:
    """Processes of this machine, or the cluster at an address."""
    return LocalEngine(options)
