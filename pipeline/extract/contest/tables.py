"""Tables of the text as rows of cells, each cell in its column: ruled tables, strokes, or a line a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    """A row's cells in the order of its columns; empty ones are left out."""

    para: Para
    cells: tuple[Cell, ...]
    stroked: bool = False
    """Its cells are parted by strokes, so the numbers of their columns are sure."""


def tables(prose: Prose) -> Iterator[list[Row]]:
    """Runs of rows, in order."""
    table: list[Row] = []
    for para in prose.paras:
        rows = list(_rows(prose, para))
        if rows:
            table += rows
        elif table:
            yield table
            table = []
    if table:
        yield table


def _rows(prose: Prose, para: Para) -> Iterator[Row]:
    lower = prose.text_lower_lines[para.start : para.end]
    lines = [line for line in lower.split("\n") if line.strip()]
    if lines and all("|" in line for line in lines):
        at = para.start
        for line in lower.split("\n"):
            cells = tuple(_cells(prose.text_lower_lines, at, at + len(line), "|"))
            if cells and not all(re.fullmatch(r"[\s:=-]*", c.text) for c in cells):
                yield Row(para, cells, stroked=True)
            at += len(line) + 1
    elif para.row:
        yield Row(para, _boxed(prose, para))
    elif (
        len(lines) >= 2
        and not para.mark
        and max(map(len, lines)) < 45
        and sum(_PAID_LINE.match(line) is not None for line in lines) < 2
    ):
        yield Row(para, tuple(_cells(prose.text_lower_lines, para.start, para.end, "\n")))


def _cells(lower: str, start: int, end: int, mark: str) -> Iterator[Cell]:
    at = start
    for col, part in enumerate(lower[start:end].split(mark)):
        words = part.strip(" .,:;*_'\n")
        if words:
            begin = at + part.index(words)
            yield Cell(begin, begin + len(words), words, col)
        at += len(part) + 1


def _boxed(prose: Prose, para: Para) -> tuple[Cell, ...]:
    """Lines that lie one below the other are one cell."""
    out: list[Cell] = []
    for cell in _cells(prose.text_lower_lines, para.start, para.end, "\n"):
        box = prose.passage.box(cell.start, cell.end)
        x = (box.x0, box.x1) if box is not None else None
        last = out[-1].x if out else None
        if x is not None and last is not None and min(last[1], x[1]) > max(last[0], x[0]):
            text = prose.folded[out[-1].start : cell.end]
            reach = (min(last[0], x[0]), max(last[1], x[1]))
            out[-1] = Cell(out[-1].start, cell.end, text, out[-1].col, reach)
        else:
            out.append(Cell(cell.start, cell.end, cell.text, len(out), x))
    return tuple(out)


def head_over(cell: Cell, row: Row, head: Row | None) -> Cell | None:
    """The head of a cell's column: by its place on the page, else by its number."""
    if head is None:
        return None
    if cell.x is not None and head.cells and all(h.x is not None for h in head.cells):
        at = nearest(cell, head.cells)
        return None if at is None else head.cells[at]
    if row.stroked and head.stroked:
        return next((h for h in head.cells if h.col == cell.col), None)
    return head.cells[row.cells.index(cell)] if len(head.cells) == len(row.cells) else None


def nearest(cell: Cell, heads: tuple[Cell, ...] | list[Cell]) -> int | None:
    """The column in which a cell lies on the page."""
    if cell.x is None:
        return None
    middle = sum(cell.x) / 2
    gaps = [abs(middle - sum(h.x) / 2) for h in heads if h.x is not None]
    return gaps.index(min(gaps)) if len(gaps) == len(heads) and gaps else None
