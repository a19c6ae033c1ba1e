"""Staying at a folder and taking what is put there, once it is written completely."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.archive import Archive
from pipeline.batch import scan
from pipeline.batch.engine import Engine
from pipeline.batch.progress import Report
from pipeline.batch.run import ingest
from pipeline.batch.work import Reader
from pipeline.options import BatchOptions, ReadOptions
from pipeline.records.archive import Run


def watch(
    archive: Archive,
    paths: Iterable[Path],
    engine: Engine,
    *,
    options: ReadOptions,
    batch: BatchOptions,
    versions: str = "",
    report: Report = lambda _: None,
    pause: Callable[[float], None] = time.sleep,
    rounds: int | None = None,
    reader: Reader | None = None,
) -> Run:
    """Take new files again and again, until Ctrl-C (or so many `rounds`); returns the sum of all runs."""
    places = list(paths)
    stable = scan.Stable(batch.stable_seconds, archive.clock)
    total = Run()
    while rounds is None or rounds > 0:
        rounds = None if rounds is None else rounds - 1
        try:
            ready = [path for path in scan.files(places) if stable(path)]
            run = ingest(
                archive,
                ready,
                engine,
                options=options,
                batch=batch,
                versions=versions,
                report=report,
                reader=reader,
            )
            total = total.plus(run)
            if run.cancelled:
                return total
            pause(batch.stable_seconds)
        except KeyboardInterrupt:
            engine.stop()
            return total.model_copy(update={"cancelled": True})
    return total
