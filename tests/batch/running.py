"""Runs of these tests: two workers, and a reader that does what a file tells it to."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive import Archive
from pipeline.batch import LocalEngine, ingest
from pipeline.options import BatchOptions, OcrOptions, ReadOptions
from pipeline.records.archive import Run
from tests.batch.fake_reader import FakeReader

OPTIONS = ReadOptions(ocr=OcrOptions(page_seconds=0.1))
BATCH = BatchOptions(jobs=2, letter_seconds=3, worker_mb=400)


def run(
    archive: Archive, *paths: Path, batch: BatchOptions = BATCH, options: ReadOptions | None = None
) -> Run:
    engine = LocalEngine(batch)
    try:
        return ingest(archive, paths, engine, options=options or OPTIONS, batch=batch, reader=FakeReader())
    finally:
        engine.stop()
