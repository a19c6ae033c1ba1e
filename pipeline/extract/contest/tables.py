"""Tables of the text as rows of cells, each cell in its column: ruled tables, strokes, or a line a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.contest.rank_words import CLOSED
from pipeline.extract.prose import Para, Prose

_PAID_LINE = re.compile(rf"(?:\d+\s)?(?:giai\s)?{CLOSED}.*\d{{3}}")
"""`Giải Nhì (02 giải): 8.000.000 đ`: a line that tells a prize is no cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words, the number of its column and, where the page tells, its reach from left to right."""

    start: int
    end: int
    text: str
    col: int
    x: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells, one or more, in the order of its columns; empty ones are left out."""

    para: Para
    cells: tuple[Cell, ...]
    stroked: bool = False
    """Its cells are parted by strokes, so the numbers of their columns are sure."""

    @property
    def start(self) -> int:
        """Where its first cell begins."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return self.cells[-1].end


def tables(prose: Prose) -> list[list[Row]]:
    """The tables of the text in order: runs of rows, their heads among them."""
    return _tables(_Itself(prose))


class _Itself:
    """A text by its identity: its tables are asked for once a field, once a time and once a label."""

    __slots__ = ("prose",)

    def __init__(self, prose: Prose) -> None:
        self.prose = prose

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.prose is other.prose

    def __hash__(self) -> int:
        return id(self.prose)


@lru_cache(maxsize=4)
def _tables(itself: _Itself) -> list[list[Row]]:
    out: list[list[Row]] = [[]]
    for para in itself.prose.paras:
        rows = list(_rows(itself.prose, para))
        if rows:
            out[-1] += rows
        elif out[-1]:
            out.append([])
    return [table for table in out if table]


def _rows(prose: Prose, para: Para) -> Iterator[Row]:
    lower = prose.folded_lines[para.start : para.end]
    lines = [line for line in lower.split("\n") if line.strip()]
    if lines and all("|" in line for line in lines):
        at = para.start
        for line in lower.split("\n"):
            cells = tuple(_cells(prose.folded_lines, at, at + len(line), "|"))
            if cells and not all(re.fullmatch(r"[\s:=-]*", c.text) for c in cells):
                yield Row(para, cells, stroked=True)
            at += len(line) + 1
    elif para.row:
        cells = _boxed(prose, para)
        if cells:
            yield Row(para, cells, stroked=cells[0].x is None and _strokes(prose, cells[0]) is not None)
    elif (
        len(lines) >= 2
        and not para.mark
        and max(map(len, lines)) < 45
        and sum(_PAID_LINE.match(line) is not None for line in lines) < 2
    ):
        yield Row(para, tuple(_cells(prose.folded_lines, para.start, para.end, "\n")))


def _cells(lower: str, start: int, end: int, mark: str) -> Iterator[Cell]:
    at = start
    for col, part in enumerate(lower[start:end].split(mark)):
        words = part.strip(" .,:;*_'\n")
        if words:
            begin = at + part.index(words)
            yield Cell(begin, begin + len(words), words, col)
        at += len(part) + 1


def _boxed(prose: Prose, para: Para) -> tuple[Cell, ...]:
    """A line a cell; on a page, lines that lie one below the other are one cell."""
    out: list[Cell] = []
    for cell in _cells(prose.folded_lines, para.start, para.end, "\n"):
        box = prose.passage.box(cell.start, cell.end)
        x = (box.x0, box.x1) if box is not None else None
        last = out[-1].x if out else None
        if x is not None and last is not None and _shared(last, x) > 0:
            text = prose.folded[out[-1].start : cell.end]
            reach = (min(last[0], x[0]), max(last[1], x[1]))
            out[-1] = Cell(out[-1].start, cell.end, text, out[-1].col, reach)
        else:
            strokes = _strokes(prose, cell) if x is None else None
            out.append(Cell(cell.start, cell.end, cell.text, len(out) if strokes is None else strokes, x))
    return tuple(out)


def _strokes(prose: Prose, cell: Cell) -> int | None:
    """The strokes before a cell on its line of a text, the one that opens the line apart."""
    place = prose.passage.within(cell.start, cell.start + 1)[0]
    words = place.page.lines[place.line].words
    at = next((i for i, w in enumerate(words) if w is place.word), 0)
    if all(w.text != "|" for w in words):
        return None
    return sum(w.text == "|" for w in words[:at]) - (words[0].text == "|")


def _shared(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two reaches lie over each other; negative where they lie apart."""
    return min(one[1], other[1]) - max(one[0], other[0])


def head_over(cell: Cell, row: Row, head: Row | None) -> Cell | None:
    """The head of a cell's column: by its place on the page, else by its number."""
    if head is None:
        return None
    if cell.x is not None and all(h.x is not None for h in head.cells):
        return head.cells[nearest(cell, head.cells) or 0]
    if row.stroked and head.stroked:
        return next((h for h in head.cells if h.col == cell.col), None)
    return head.cells[row.cells.index(cell)] if len(head.cells) == len(row.cells) else None


def below(column: Cell, head: Row, row: Row) -> Cell | None:
    """The cell of a row in the column of a head."""
    return next((cell for cell in row.cells if head_over(cell, row, head) is column), None)


def nearest(cell: Cell, heads: Sequence[Cell]) -> int | None:
    """The column in which a cell lies on the page: the head it lies under, else the one it is next to."""
    x = cell.x
    reaches = [h.x for h in heads if h.x is not None]
    if x is None or not reaches or len(reaches) < len(heads):
        return None
    shared = [_shared(x, reach) for reach in reaches]
    if max(shared) > 0:
        return shared.index(max(shared))
    gaps = [abs(sum(x) - sum(reach)) for reach in reaches]
    return gaps.index(min(gaps))
