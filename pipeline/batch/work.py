"""What a worker does for one file, in whatever process it runs: whole, or some pages at a time."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter

from pipeline import scratch
from pipeline.archive import artefacts
from pipeline.errors import Changed, TooManyFailedPages
from pipeline.options import ReadOptions
from pipeline.records.letter import Letter
from pipeline.records.page import ObjectKind, Page, Source, Step
from pipeline.records.page import Reader as ReadAs

Part = tuple[Source, tuple[Page, ...], tuple[Step, ...]]
"""Some pages of a file, and what was done to them."""

_PART: TypeAdapter[Part] = TypeAdapter(Part)


ONE_CORE = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM")
"""Read by the OpenMP, BLAS and OpenCV libraries when a worker loads them; "1" gives a worker one core."""


class Reader(Protocol):
    """How a file is read; the stages by default, something simpler in tests."""

    def survey(self, path: Path, options: ReadOptions) -> Source:
        """What the file is and how many pages it has; nothing is read yet."""

    def some(self, path: Path, options: ReadOptions, numbers: range | None) -> Part:
        """Read the words of some pages (None: all)."""

    def whole(self, part: Part, options: ReadOptions) -> tuple[Letter, tuple[Page, ...]]:
        """Make the record from all pages; the pages come back with their words recovered."""

    def load(self) -> None:
        """Load what reading needs, so that the first file does not wait for it."""


class Stages:
    """The reader of the house. It is loaded where reading is done, not where it is ordered."""

    def survey(self, path: Path, options: ReadOptions) -> Source:
        """What the file is and how many pages it has."""
        from pipeline.batch import stages

        return stages.survey(path, options)

    def some(self, path: Path, options: ReadOptions, numbers: range | None) -> Part:
        """Read the words of some pages."""
        from pipeline.batch import stages

        return stages.some(path, options, numbers)

    def whole(self, part: Part, options: ReadOptions) -> tuple[Letter, tuple[Page, ...]]:
        """Make the record from all pages."""
        from pipeline.batch import stages

        return stages.whole(part, options)

    def load(self) -> None:
        """Load the stages."""
        from pipeline.batch import stages

        stages.load()


STAGES = Stages()


@dataclass(frozen=True)
class Work:
    """One file to read; `path` is where the sender sees it."""

    sha256: str
    name: str
    path: Path
    options: ReadOptions
    allow_secret: bool = False
    max_failed_share: float = 0.5
    reader: Reader = STAGES


@dataclass(frozen=True)
class Done:
    """What was read (`artefacts.pack`); None for a secret letter: nothing of it leaves the worker."""

    packed: tuple[bytes, bytes] | None


def survey(work: Work, content: bytes | None) -> Source:
    """What a file is and how many pages it has.

    Raises:
        InputError: it cannot be read at all.
    """
    with _file(work, content) as path:
        return work.reader.survey(path, work.options)


def read_whole(work: Work, content: bytes | None) -> Done:
    """Read a file at one go.

    Raises:
        InputError: it cannot be read at all.
        Changed: it is no longer the file that was entered.
        TooManyFailedPages: more of its pages failed than a letter may lose.
    """
    with _file(work, content) as path:
        return _done(work, work.reader.some(path, work.options, None))


def read_part(work: Work, content: bytes | None, first: int, last: int) -> bytes:
    """Read pages `first` to `last`; the same pages give the same bytes, so it may be done twice."""
    with _file(work, content) as path:
        part = work.reader.some(path, work.options, range(first, last + 1))
    return gzip.compress(_PART.dump_json(part), compresslevel=1, mtime=0)


def lost_page(source: Source, number: int, why: str) -> bytes:
    """The part of a page on which workers died: empty, with the reason."""
    page = Page(number=number, blank=True, read_as=ReadAs.SCAN)
    part: Part = (source, (page,), (Step(page=number, name="failed", detail=why),))
    return gzip.compress(_PART.dump_json(part), compresslevel=1, mtime=0)


def join(work: Work, parts: list[bytes]) -> Done:
    """Make the record from all parts of a file, in order; raises as `read_whole` does."""
    loaded = [_PART.validate_json(gzip.decompress(part)) for part in parts]
    pages = tuple(page for _, some, _ in loaded for page in some)
    steps = tuple(step for _, _, some in loaded for step in some)
    return _done(work, (loaded[-1][0], pages, steps))


def divide(options: ReadOptions, source: Source, words: tuple[Page, ...], begins: tuple[int, ...]) -> Letter:
    """The record of a file of which a human said on which pages its letters begin."""
    from pipeline.batch import stages

    return stages.divide(options, source, words, begins)


def is_secret(record: Letter, words: tuple[Page, ...]) -> bool:
    """Whether any letter of the file is marked secret, or any page bears such a stamp, legible or not."""
    marked = any(one.secrecy.value is not None for one in (record, *record.also))
    return marked or any(o.kind is ObjectKind.SECRECY for page in words for o in page.objects)


def _done(work: Work, part: Part) -> Done:
    if part[0].sha256 != work.sha256:
        raise Changed(work.name)
    record, words = work.reader.whole(part, work.options)
    if not work.allow_secret and is_secret(record, words):
        return Done(None)
    failed = {s.page for s in record.source.steps if s.name == "failed"}
    if failed and len(failed) > work.max_failed_share * max(1, record.source.pages):
        raise TooManyFailedPages(work.name, f"{len(failed)} of {record.source.pages}")
    return Done(artefacts.pack(_named(record, work.name), words))


@contextmanager
def _file(work: Work, content: bytes | None) -> Iterator[Path]:
    """The file on this machine: where it lies, or a copy for as long as it is read."""
    if content is None:
        yield work.path
        return
    with scratch.folder() as folder:
        path = folder / f"letter{work.path.suffix[:10]}"
        path.write_bytes(content)
        yield path


def _named(record: Letter, name: str) -> Letter:
    source = record.source.model_copy(update={"name": name})
    also = tuple(
        o.model_copy(update={"source": o.source.model_copy(update={"name": name})}) for o in record.also
    )
    return record.model_copy(update={"source": source, "also": also})
