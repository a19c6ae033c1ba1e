"""Tables of a DOCX: those that only set the head and foot in columns, and real ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_NONE = (None, "nil", "none")


def groups_of(table: Table) -> Iterator[list[Paragraph]]:
    """Paragraphs that belong together, in reading order.

    A table without borders that has two columns is how letters set their head and foot: it is
    read column by column, a row that runs over both by itself. Any other table is read row by
    row, cell by cell.
    """
    rows = [_cells(row.cells) for row in table.rows]
    if has_borders(table) or max((len(_filled(row)) for row in rows), default=0) > 2:
        for row in rows:
            yield [p for cell in row for p in _paragraphs(cell)]
        return
    for alone, run in groupby(rows, key=lambda row: len(row) == 1):
        held = list(run)
        if alone:
            for row in held:
                yield list(_paragraphs(row[0]))
            continue
        left = [p for row in held for p in _paragraphs(row[0])]
        right = [p for row in held for cell in row[1:] for p in _paragraphs(cell)]
        yield left
        yield right


def _cells(cells: tuple[_Cell, ...]) -> list[_Cell]:
    """Cells of a row, a merged one once."""
    kept: list[_Cell] = []
    for cell in cells:
        if not kept or cell._tc is not kept[-1]._tc:
            kept.append(cell)
    return kept


def _filled(row: list[_Cell]) -> list[_Cell]:
    return [cell for cell in row if cell.text.strip()]


def _paragraphs(cell: _Cell) -> Iterator[Paragraph]:
    for item in cell.iter_inner_content():
        if isinstance(item, Table):
            for group in groups_of(item):
                yield from group
        else:
            yield item


def has_borders(table: Table) -> bool:
    """Whether the table draws lines: its own word first, then its cells', then its style's."""
    properties = table._tbl.tblPr
    own = properties.find(qn("w:tblBorders")) if properties is not None else None
    drawn = _drawn(table._tbl.iter(qn("w:tcBorders")))
    if drawn * 2 > len(table._tbl.findall(f".//{qn('w:tc')}")):
        return True
    if own is not None:
        return _drawn([own]) > 0
    return table.style is not None and "Grid" in (table.style.name or "")


def _drawn(borders: Any) -> int:
    """How many of the given border settings show a line."""
    return sum(any(side.get(qn("w:val")) not in _NONE for side in one) for one in borders)
