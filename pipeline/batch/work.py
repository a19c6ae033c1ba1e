"""What a worker does with one file, in whatever process it runs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import artefacts
from pipeline.errors import Changed, TooManyFailedPages
from pipeline.options import ReadOptions
from pipeline.records.letter import Letter
from pipeline.records.page import ObjectKind, Page

Reader = Callable[[Path, ReadOptions], tuple[Letter, tuple[Page, ...]]]
"""Reads a file: its record, and its pages with the words as they were recovered."""


@dataclass(frozen=True)
class Work:
    """One file to read; `content` travels along where the worker does not see the path."""

    sha256: str
    name: str
    path: Path
    options: ReadOptions
    allow_secret: bool = False
    max_failed_share: float = 0.5
    content: bytes | None = None


@dataclass(frozen=True)
class Done:
    """What was read (`artefacts.pack`); None for a secret letter: nothing of it leaves the worker."""

    packed: tuple[bytes, bytes] | None


def read_file(path: Path, options: ReadOptions) -> tuple[Letter, tuple[Page, ...]]:
    """Read a file with the stages; they are loaded where reading is done, not where it is ordered."""
    from pipeline.batch.stages import read

    return read(path, options)


def perform(work: Work, reader: Reader = read_file) -> Done:
    """Read one file.

    Raises:
        InputError: it cannot be read at all.
        Changed: it is no longer the file that was entered.
        TooManyFailedPages: more of its pages failed than a letter may lose.
    """
    if work.content is None:
        record, words = reader(work.path, work.options)
    else:
        with tempfile.TemporaryDirectory(prefix="congvan-") as folder:
            path = Path(folder) / f"letter{work.path.suffix[:10]}"
            path.write_bytes(work.content)
            record, words = reader(path, work.options)
    if record.source.sha256 != work.sha256:
        raise Changed(work.name)
    if not work.allow_secret and is_secret(record, words):
        return Done(None)
    failed = {s.page for s in record.source.steps if s.name == "failed"}
    if failed and len(failed) > work.max_failed_share * max(1, record.source.pages):
        raise TooManyFailedPages(work.name, f"{len(failed)} of {record.source.pages}")
    return Done(artefacts.pack(_named(record, work.name), words))


def is_secret(record: Letter, words: tuple[Page, ...]) -> bool:
    """Whether any letter of the file is marked secret, or any page bears such a stamp, legible or not."""
    marked = any(one.secrecy.value is not None for one in (record, *record.also))
    return marked or any(o.kind is ObjectKind.SECRECY for page in words for o in page.objects)


def _named(record: Letter, name: str) -> Letter:
    source = record.source.model_copy(update={"name": name})
    also = tuple(
        o.model_copy(update={"source": o.source.model_copy(update={"name": name})}) for o in record.also
    )
    return record.model_copy(update={"source": source, "also": also})
