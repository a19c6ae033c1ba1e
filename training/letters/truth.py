"""What stands on a rendered page: words with boxes, zones, reading order and entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records.evidence import Box, around
from pipeline.records.page import Line, Page, Reader, Reading, Source, Word
from training.letters.placed import Entity, Piece


@dataclass(frozen=True)
class TruthWord:
    """A word with its ink box (0..1 of the page); `hand` when written by hand."""

    text: str
    box: Box
    bold: bool
    italic: bool
    hand: bool
    pieces: tuple[Piece, ...]
    joined: bool


@dataclass(frozen=True)
class TruthLine:
    """A line in reading order; `zone` as in `placed.ZONES`, `block` numbers paragraphs."""

    words: tuple[TruthWord, ...]
    zone: str
    block: int

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(w.text for w in self.words)

    @property
    def box(self) -> Box:
        """Hull of the words."""
        hull = around(w.box for w in self.words)
        assert hull is not None
        return hull


@dataclass(frozen=True)
class NamedSpan:
    """Characters [start, end) of a page's text are an entity; `whole` is its text unbroken."""

    start: int
    end: int
    label: str
    whole: str


@dataclass(frozen=True)
class TruthPage:
    """Everything printed on one page, in the order a person reads it."""

    number: int
    lines: tuple[TruthLine, ...]
    entities: tuple[NamedSpan, ...]

    def page(self) -> Page:
        """The page as a perfect reader would hand it on."""
        lines = tuple(
            Line(
                words=tuple(Word(text=w.text, box=w.box) for w in line.words),
                box=line.box,
                block=line.block,
                bold=all(w.bold for w in line.words),
                italic=all(w.italic for w in line.words),
            )
            for line in self.lines
        )
        return Page(number=self.number, lines=lines, read_as=Reader.SCAN)

    @property
    def text(self) -> str:
        """Lines one below the other, an empty line between blocks (as `Page.text`)."""
        return self.page().text


def truth_page(number: int, lines: list[TruthLine], entities: list[Entity]) -> TruthPage:
    """Put lines into a page and find the entities' places in its text."""
    kept = tuple(line for line in lines if line.words)
    bare = TruthPage(number, kept, ())
    found: dict[int, list[int]] = {}
    for line, start in zip(kept, bare.page().line_starts(), strict=True):
        at = start
        for word in line.words:
            for piece in word.pieces:
                found.setdefault(piece.entity, []).extend((at + piece.start, at + piece.end))
            at += len(word.text) + 1
    spans = [
        NamedSpan(min(ends), max(ends), entities[n].label, entities[n].text) for n, ends in found.items()
    ]
    return TruthPage(number, kept, tuple(sorted(spans, key=lambda s: s.start)))


def reading(name: str, pages: Sequence[TruthPage]) -> Reading:
    """The letter as a reader without a fault would hand it to the extraction."""
    source = Source(
        name=name, sha256="", media_type="image/png", pages=len(pages), read_as=Reader.SCAN, engine="truth"
    )
    return Reading(source=source, pages=tuple(p.page() for p in pages))
