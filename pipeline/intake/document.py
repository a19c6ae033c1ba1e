"""What intake hands on: a document, and its pages one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType

from pipeline.records.image import PageImage
from pipeline.records.page import Page, Reader, Source, Step


@dataclass(frozen=True)
class RawPage:
    """A page before it is read: the words the file itself carries, and a way to its picture.

    `words` is the text layer or plain text, None for a scan. `picture` renders the page when
    called and raises `PageFailed` when that cannot be done; None where a file has no pictures.
    `illustrated` is False where the page certainly shows nothing but its words: no QR code either.
    """

    number: int
    words: Page | None
    picture: Callable[[], PageImage] | None
    illustrated: bool = True


HIDDEN = 0.8
"""Share of words, invisible over a scan, from which a layer is another program's reading."""


def is_hidden(layer: Page) -> bool:
    """Whether a text layer is what another program read under a scan: its words are never certain."""
    words = [w for line in layer.lines for w in line.words]
    return layer.read_as is Reader.TEXT_LAYER and sum(w.confidence < 1 for w in words) > HIDDEN * len(words)


class Document:
    """An opened file. Use it as a context manager; `pages` may be walked once or many times."""

    def __init__(
        self,
        source: Source,
        pages: Callable[[], Iterator[RawPage]],
        close: Callable[[], None] = lambda: None,
        notes: list[Step] | None = None,
    ) -> None:
        """Keep the record of the source, how to reach its pages, and the list where damage is noted."""
        self._source = source
        self._notes = notes if notes is not None else []
        self._pages = pages
        self._close = close

    @property
    def source(self) -> Source:
        """The record of the file; after the pages were walked it also says what was found damaged."""
        return self._source.model_copy(update={"steps": (*self._source.steps, *self._notes)})

    def pages(self) -> Iterator[RawPage]:
        """Pages in order, made when asked for: one page in memory at a time."""
        return self._pages()

    def __enter__(self) -> Document:
        """The document itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self._close()
