"""Tables drawn in plain text: cells between bars, or columns apart by white."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

LEAST_CELLS = 3
"""Cells in a row that make white between words a table; two may be an address set apart."""
LEAST_ROWS = 2
SLACK = 2
"""Columns by which a cell's next line may begin left of the cell."""
_WHITE = re.compile(r" {3,}")
_BARRED = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:+=-]+$")


@dataclass
class Row:
    """A row of a table: its cells with the column each begins at, and the lines of text it takes up."""

    cells: list[tuple[int, str]]
    lines: frozenset[int] = field(default_factory=frozenset)


def table_rows(rows: Sequence[str]) -> dict[int, Row]:
    """The rows of all tables by their first line; lines without tabs."""
    found: dict[int, Row] = {}
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and _BARRED.match(rows[end]):
            end += 1
        if end - at >= LEAST_ROWS:
            found.update(_barred(rows, at, end))
            at = end
            continue
        end = _end(rows, at)
        if end > at:
            found.update(_columned(rows, at, end))
        at = max(end, at + 1)
    return found


def _barred(rows: Sequence[str], start: int, end: int) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for at in range(start, end):
        if _RULE.match(rows[at]):
            found[at] = Row([], frozenset({at}))
            continue
        spans = [m for m in re.finditer(r"[^|]+", rows[at]) if m.group().strip()]
        found[at] = Row([(m.start(), m.group()) for m in spans], frozenset({at}))
    return found


def _split(row: str) -> list[tuple[int, str]]:
    begin = len(row) - len(row.lstrip())
    cells: list[tuple[int, str]] = []
    for white in _WHITE.finditer(row, begin):
        cells.append((begin, row[begin : white.start()]))
        begin = white.end()
    return [*cells, (begin, row[begin:])] if row.strip() else []


def _end(rows: Sequence[str], start: int) -> int:
    """Line after a table of columns that begins at `start`; `start` itself where none does."""
    if len(_split(rows[start])) < LEAST_CELLS:
        return start
    columns = [column for column, _ in _split(rows[start])]
    full, end = 0, start
    for at in range(start, len(rows)):
        cells = _split(rows[at])
        if not cells or not (len(cells) >= LEAST_CELLS or _under(cells, columns)):
            break
        full += len(cells) >= LEAST_CELLS
        end = at + 1
    return end if full >= LEAST_ROWS else start


def _under(cells: Sequence[tuple[int, str]], columns: Sequence[int]) -> bool:
    """Whether every piece of a line stands under a cell, and the first cell has none."""
    near = [min(columns, key=lambda c: abs(c - column)) for column, _ in cells]
    level = all(abs(c - column) <= SLACK for c, (column, _) in zip(near, cells, strict=True))
    return level and cells[0][0] > columns[0] + SLACK


def _columned(rows: Sequence[str], start: int, end: int) -> dict[int, Row]:
    columns = [column for column, _ in _split(rows[start])]
    found: dict[int, Row] = {}
    last: Row | None = None
    for at in range(start, end):
        cells = _split(rows[at])
        if last is not None and len(cells) < LEAST_CELLS and _under(cells, columns):
            for column, text in cells:
                offs = [abs(begin - column) for begin, _ in last.cells]
                place = offs.index(min(offs))
                begin, before = last.cells[place]
                last.cells[place] = (begin, f"{before} {text}")
            last.lines |= {at}
            continue
        last = found[at] = Row(list(cells), frozenset({at}))
    return found
