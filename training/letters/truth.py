"""What stands on a rendered page: words with boxes, zones, reading order and entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records.evidence import Box, around
from pipeline.records.page import Line, Page, Reader, Reading, Source, Word
from training.letters import fonts
from training.letters.placed import A4, Entity, Glyphs, Piece


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
    entity: int
    """Number of the entity in its letter: one that runs over a page's end has a span on each."""


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


def truth_word(g: Glyphs, family: fonts.Family) -> TruthWord:
    """A word with the box that its letters take by the font's own measures, unpainted."""
    if g.hand:
        x0, y0, x1, y1 = g.x, g.y - g.size * 0.86, g.x + g.width, g.y
    else:
        font = fonts.load(family.path(bold=g.bold, italic=g.italic), 200)
        k = g.size * family.scale / 200
        x0, y0, x1, y1 = (v * k for v in font.getbbox(g.text, anchor="ls"))
        x0, y0, x1, y1 = g.x + x0, g.y + y0, g.x + x1, g.y + y1
    w, h = A4
    box = Box(max(0.0, x0 / w), max(0.0, y0 / h), min(1.0, x1 / w), min(1.0, y1 / h))
    return TruthWord(g.text, box, g.bold, g.italic, g.hand, g.pieces, g.joined)


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
        NamedSpan(min(ends), max(ends), entities[n].label, entities[n].text, n) for n, ends in found.items()
    ]
    return TruthPage(number, kept, tuple(sorted(spans, key=lambda s: s.start)))


def reading(name: str, pages: Sequence[TruthPage]) -> Reading:
    """The letter as a reader without a fault would hand it to the extraction."""
    source = Source(
        name=name, sha256="", media_type="image/png", pages=len(pages), read_as=Reader.SCAN, engine="truth"
    )
    return Reading(source=source, pages=tuple(p.page() for p in pages))
