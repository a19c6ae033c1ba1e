"""Many files: found, claimed, read by processes or a cluster, delivered to the archive."""

from __future__ import annotations

from pipeline.batch.local import LocalEngine
from pipeline.batch.run import Progress, Run, ingest

__all__ = ["LocalEngine", "Progress", "Run", "ingest"]
