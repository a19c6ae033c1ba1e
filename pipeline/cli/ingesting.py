"""Commands that bring letters in: ingest, worker."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.archive import Archive
from pipeline.batch import become_worker, ingest, open_engine, versions, watch
from pipeline.cli.app import ARCHIVE, ArchiveAt, AsJson, app, console, errors, told
from pipeline.errors import ExitCode
from pipeline.options import ArchiveOptions, BatchOptions, IntakeOptions, OcrOptions, Profile, ReadOptions
from pipeline.records.archive import Run
from pipeline.terminal.progress import progress_bar
from pipeline.terminal.tables import run_table

_BATCH = BatchOptions()
_INTAKE = IntakeOptions()


@app.command("ingest")
def ingest_(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders.")],
    archive: ArchiveAt = ARCHIVE,
    store: Annotated[
        str, typer.Option(help="Where originals go (any fsspec address), for postgresql://.")
    ] = "",
    jobs: Annotated[int, typer.Option(min=0, help="Processes; 0: one for each core.")] = 0,
    cluster: Annotated[str, typer.Option(help="Read on a Dask cluster: tcp://host:8786.")] = "",
    watching: Annotated[
        bool, typer.Option("--watch", help="Stay, and take what is put there later.")
    ] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try quarantined files again.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Read again what was read with other options.")
    ] = False,
    profile: Annotated[Profile, typer.Option(help="How much work a page may cost.")] = Profile.BALANCED,
    allow_secret: Annotated[bool, typer.Option("--allow-secret", help="Store letters marked MẬT.")] = False,
    letter_seconds: Annotated[float, typer.Option(help="Allowed besides the pages.")] = _BATCH.letter_seconds,
    page_seconds: Annotated[float, typer.Option(help="Allowed for a page.")] = OcrOptions().page_seconds,
    worker_mb: Annotated[int, typer.Option(min=1, help="Memory a process may have.")] = _BATCH.worker_mb,
    max_failed_share: Annotated[
        float, typer.Option(help="A letter is refused when more of its pages fail.")
    ] = _BATCH.max_failed_share,
    max_mb: Annotated[int, typer.Option(min=1, help="Refuse larger files.")] = _INTAKE.max_bytes >> 20,
    max_pages: Annotated[int, typer.Option(min=1, help="Refuse longer files.")] = _INTAKE.max_pages,
    max_megapixels: Annotated[int, typer.Option(min=1, help="Refuse larger pages.")] = _INTAKE.max_pixels
    // 10**6,
    as_json: AsJson = False,
) -> None:
    """Bring files or folders into the archive; safe to interrupt and to run again.

    Example: `congvan ingest scans/ --jobs 2`
    """
    limits = IntakeOptions(max_bytes=max_mb << 20, max_pages=max_pages, max_pixels=max_megapixels * 10**6)
    options = ReadOptions(intake=limits, ocr=OcrOptions(profile=profile, page_seconds=page_seconds))
    batch = BatchOptions(
        jobs=jobs or _BATCH.cores(),
        letter_seconds=letter_seconds,
        worker_mb=worker_mb,
        max_failed_share=max_failed_share,
    )
    with told():
        opened = Archive.open(
            archive, create=True, store=store or None, options=ArchiveOptions(allow_secret=allow_secret)
        )
        if retry:
            opened.desk.retry()
        if again:
            opened.desk.again(options.key())
        engine = open_engine(batch, cluster)
        with progress_bar(errors, quiet=as_json) as report:
            start = watch if watching else ingest
            run = start(
                opened, paths, engine, options=options, batch=batch, versions=versions(), report=report
            )
    if as_json:
        sys.stdout.write(run.model_dump_json(indent=2) + "\n")
    else:
        console.print(run_table(run))
    raise typer.Exit(_exit(run))


@app.command()
def worker(
    scheduler: Annotated[str, typer.Argument(help="tcp://host:8786")],
    jobs: Annotated[int, typer.Option(min=0, help="Processes; 0: one for each core.")] = 0,
    worker_mb: Annotated[int, typer.Option(min=1, help="Memory a process may have.")] = _BATCH.worker_mb,
) -> None:
    """Lend this machine's cores to a Dask scheduler, for `congvan ingest --cluster`.

    Example: `congvan worker tcp://archive-pc:8786`
    """
    with told():
        become_worker(scheduler, BatchOptions(jobs=jobs or _BATCH.cores(), worker_mb=worker_mb))


def _exit(run: Run) -> ExitCode:
    if run.cancelled:
        return ExitCode.CANCELLED
    return ExitCode.PARTIAL if run.quarantined or run.refused else ExitCode.OK
