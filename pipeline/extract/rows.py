"""Tables put back into rows: lines that lie side by side are read cell by cell, row by row.

Readers give a table column by column, or cut by lines; a stage's name and its time then stand far apart.
Works on boxes only; text without boxes keeps its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.extract.cells import (
    Chunk,
    Rows,
    box_of,
    cells_in_order,
    chunk_box,
    rows_of,
    split_line,
)
from pipeline.extract.lines import LineRef
from pipeline.extract.turned import turned
from pipeline.records.evidence import Box
from pipeline.records.page import ObjectKind, Reader

_FULL = 0.62


def arrange(refs: Sequence[LineRef]) -> list[Chunk]:
    """The lines in order, tables turned into rows of cells, a stage's cells together."""
    out: list[Chunk] = []
    done: set[tuple[int, int]] = set()
    tables = _tables(refs)
    row = 0
    for ref in refs:
        key = (ref.page.number, ref.at)
        if key in done:
            continue
        table = tables.get(key)
        if table is None:
            out.append(Chunk(ref, 0, len(ref.line.words)))
            continue
        done.update(key for key, other in tables.items() if other is table)
        for cells in _by_stage(table) or table:
            out.extend(Chunk(c.ref, c.first, c.last, row) for cell in cells for c in cell)
            row += 1
    return out


def _tables(refs: Sequence[LineRef]) -> dict[tuple[int, int], Rows]:
    """For each line of a table, the table: ruled by the file, by strokes of a text, or seen by its boxes."""
    found: list[Rows] = [*_ruled(refs), *_stroked(refs)]
    taken = {(c.ref.page.number, c.ref.at) for t in found for row in t for cell in row for c in cell}
    out = {key: t for t in found for key in _keys(t)}
    for key, region in _regions([r for r in refs if (r.page.number, r.at) not in taken]).items():
        first = (region[0].page.number, region[0].at)
        out[key] = out[first] = out.get(first) or rows_of(region)
    return out


def _keys(table: Rows) -> set[tuple[int, int]]:
    return {(c.ref.page.number, c.ref.at) for row in table for cell in row for c in cell}


def _by_stage(table: Rows) -> Rows | None:
    """A table whose columns are stages, a row a stage."""
    rows = [[(" ".join(c.text for c in cell), cell) for cell in row] for row in table]
    return turned(rows)


_RULE = re.compile(r"[|:\s-]*-[|:\s-]*")
"""The rule under the head of a table in Markdown."""


def _stroked(refs: Sequence[LineRef]) -> list[Rows]:
    """Tables of times in a text (`Vòng 1 | 01/6/2026`); other strokes are read line by line."""
    out: list[Rows] = []
    table: Rows = []
    for ref in [*refs, None]:
        words = ref.line.words if ref is not None and ref.box is None else ()
        cuts = [i for i, word in enumerate(words) if word.text == "|"]
        if ref is not None and table and _RULE.fullmatch(ref.text):
            continue
        if ref is not None and cuts:
            bounds = zip([-1, *cuts], [*cuts, len(words)], strict=True)
            table.append([[Chunk(ref, a + 1, b)] for a, b in bounds if b - a > 1])
            continue
        if len(table) > 1 and (_by_stage(table) or _dated(table)):
            out.append(table)
        table = []
    return out


_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\b|\btháng \d")


def _dated(table: Rows) -> bool:
    """Does a table tell days?"""
    return any(_DAY.search(c.text) for row in table for cell in row for c in cell)


def _ruled(refs: Sequence[LineRef]) -> list[Rows]:
    """The tables that the file itself rules: there a row is a block."""
    groups: dict[tuple[int, int], list[LineRef]] = {}
    for ref in refs:
        box = ref.box
        if box is None or not ref.line.words or ref.page.read_as is not Reader.TEXT_LAYER:
            continue
        tables = (o.box for o in ref.page.objects if o.kind is ObjectKind.TABLE)
        if any(table.overlap(box) > 0.9 for table in tables):
            groups.setdefault((ref.page.number, ref.line.block), []).append(ref)
    out: list[Rows] = []
    last: tuple[int, int] | None = None
    for (page, block), group in groups.items():
        if last is None or last[0] != page or block - last[1] > 1:
            out.append([])
        out[-1].append(cells_in_order([Chunk(r, 0, len(r.line.words)) for r in group]))
        last = page, block
    return out


def _regions(refs: Sequence[LineRef]) -> dict[tuple[int, int], tuple[LineRef, ...]]:
    """For each line of a table, all lines of that table."""
    out: dict[tuple[int, int], tuple[LineRef, ...]] = {}
    by_page: dict[int, list[LineRef]] = {}
    for ref in refs:
        if ref.box is not None and ref.line.words:
            by_page.setdefault(ref.page.number, []).append(ref)
    for lines in by_page.values():
        for region in _page_regions(lines):
            out.update({(r.page.number, r.at): region for r in region})
    return out


def _page_regions(lines: Sequence[LineRef]) -> Iterable[tuple[LineRef, ...]]:
    ordered = sorted(lines, key=lambda r: (box_of(r).y0, box_of(r).x0))
    cells = _cells_of(ordered)
    group: list[LineRef] = []
    seeds = 0
    for i, ref in enumerate(ordered):
        is_cell = i in cells
        box = box_of(ref)
        if group:
            bottom = max(box_of(g).y1 for g in group)
            near = box.y0 - bottom < 2.2 * box.height
            if not near or (not is_cell and (box.width > _FULL or not _continues(group, box))):
                if seeds >= 3:
                    yield tuple(group)
                group, seeds = [], 0
        if group or is_cell:
            group.append(ref)
            seeds += is_cell
    if seeds >= 3:
        yield tuple(group)


def _continues(group: Sequence[LineRef], box: Box) -> bool:
    """Does a line that stands alone lie under a cell of the table, as its next line would?"""
    for cell in (chunk_box(c) for ref in group for c in split_line(ref)):
        shared = min(cell.x1 + 0.03, box.x1) - max(cell.x0 - 0.03, box.x0)
        if shared > 0.7 * box.width:
            return True
    return False


def _cells_of(ordered: Sequence[LineRef]) -> set[int]:
    """Indices of the lines that lie beside another, or are cut by a wide gap."""
    boxes = [box_of(r) for r in ordered]
    found = {i for i, ref in enumerate(ordered) if len(split_line(ref)) > 1}
    for i, box in enumerate(boxes):
        for j in range(i + 1, len(boxes)):
            if boxes[j].y0 >= box.y1:
                break
            if _beside(box, boxes[j]):
                found |= {i, j}
    return found


def _beside(p: Box, q: Box) -> bool:
    overlap = min(p.y1, q.y1) - max(p.y0, q.y0)
    return overlap > 0.5 * min(p.height, q.height) and (p.x1 <= q.x0 + 0.005 or q.x1 <= p.x0 + 0.005)
