"""A table's lines cut into cells by the gaps between their words, and put into rows."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.lines import LineRef
from pipeline.records.evidence import Box, around

_WIDE_GAP = 0.028
"""Share of the page's width between two words that parts two cells."""
_ROW_GAP = 0.5
"""Share of a line's height that parts two rows."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words [first, last) of a line; `row` numbers the table's row it belongs to, None in running text."""

    ref: LineRef
    first: int
    last: int
    row: int | None = None

    @property
    def box(self) -> Box | None:
        """Hull of its words."""
        return around(w.box for w in self.ref.line.words[self.first : self.last])

    @property
    def text(self) -> str:
        """Its words joined by single spaces."""
        return " ".join(w.text for w in self.ref.line.words[self.first : self.last])


_NOISE = frozenset("l|I![]_—–-.,:;'`\"") | {"||", "__", "|_", "_|"}
"""What readers make of a table's rules."""


_OPEN_END = re.compile(
    r"(?:[,:(–-]|\b(?:ngày|từ|đến|hết|trước|tháng|năm|và|của|cho|tại|vào|lúc|các|về))$", re.IGNORECASE
)
"""A cell's line that cannot be its last."""
_COUNTED = re.compile(
    r"(?:đợt|vòng|chặng|đoạn|tuần|kỳ|kì|quý|hạng|loại|nhóm|bảng|cấp|phần|mục|lần|lớp|thi)", re.IGNORECASE
)


def _counts(before: str, word: str) -> bool:
    """Is the `I` of `Đợt I` a numeral, the `-` after a date a range's, and neither a table's rule?"""
    if word in ("-", "–"):
        return bool(re.fullmatch(r"[\d/.]*\d[/.]\d+", before))
    return word == "I" and _COUNTED.fullmatch(before) is not None


Rows = list[list[list[Chunk]]]
"""A table: rows of cells, each cell its lines from top to bottom."""


def box_of(ref: LineRef) -> Box:
    """The box of a line that is known to have one."""
    assert ref.box is not None
    return ref.box


def split_line(ref: LineRef) -> list[Chunk]:
    """A line cut where a gap between words is wide, without the rules of a table read as letters."""
    words = ref.line.words
    first, last = 0, len(words)
    while last - first > 1 and words[first].text in _NOISE:
        first += 1
    while (
        last - first > 1
        and words[last - 1].text in _NOISE
        and not _counts(words[last - 2].text, words[last - 1].text)
    ):
        last -= 1
    cuts = [first]
    gaps = [
        right.x0 - left.x1 if (left := words[i - 1].box) and (right := words[i].box) else 0.0
        for i in range(first + 1, last)
    ]
    spread = len(gaps) > 3 and min(gaps) > 0.6 * max(gaps)  # a line stretched to the margin, no cells
    if not spread:
        cuts += [first + 1 + i for i, gap in enumerate(gaps) if gap > _WIDE_GAP]
    return [Chunk(ref, a, b) for a, b in zip(cuts, [*cuts[1:], last], strict=True)]


def rows_of(region: Sequence[LineRef]) -> Rows:
    """The table's cells, row by row, each row from left to right, each cell from top to bottom."""
    chunks = [c for ref in region for c in split_line(ref)]
    counted = any(c.text in ("II", "II.") for c in chunks)  # then `I` is a number, no rule
    chunks = [c for c in chunks if c.text not in _NOISE or (counted and c.text == "I")] or chunks
    chunks.sort(key=lambda c: chunk_box(c).y0)
    height = statistics.median(chunk_box(c).height for c in chunks)
    left = min(chunk_box(c).x0 for c in chunks)
    rows: list[list[Chunk]] = [[chunks[0]]]
    bottom = chunk_box(chunks[0]).y1
    for chunk in chunks[1:]:
        box = chunk_box(chunk)
        first = box.x0 < left + 0.03
        held = [c for c in rows[-1] if chunk_box(c).x0 < left + 0.03]
        opens = (
            first
            and bool(held)
            and not chunk.text[:1].islower()
            and box.y0 > chunk_box(held[-1]).y1 + 0.3 * height
        )
        runs_on = any(
            _under(chunk_box(c), box)
            and (
                chunk.text[:1].islower()
                or (_OPEN_END.search(c.text) and box.y0 - chunk_box(c).y1 < 0.8 * height)
            )
            for c in rows[-1]
        )
        if (box.y0 - bottom > _ROW_GAP * height and not runs_on) or opens:
            rows.append([])
        if opens:  # on a skewed page the cells right of it may begin higher
            level = [c for c in rows[-2] if _level(chunk_box(c), box, height)]
            rows[-2] = [c for c in rows[-2] if c not in level]
            rows[-1] += level
        rows[-1].append(chunk)
        bottom = max(bottom, box.y1)
    return [cells_in_order(row) for row in rows]


def _level(cell: Box, first: Box, height: float) -> bool:
    """Does a cell stand beside the one that opens a row, rather than in the row above?"""
    return cell.x0 > first.x1 and abs(cell.y0 - first.y0) < 0.4 * height


def _under(cell: Box, box: Box) -> bool:
    """Does a box begin where a cell above it begins, or is it centred under it?"""
    return abs(cell.x0 - box.x0) < 0.015 or abs(cell.x0 + cell.x1 - box.x0 - box.x1) < 0.02


def cells_in_order(row: Sequence[Chunk]) -> list[list[Chunk]]:
    """A row's cells from left to right, the lines of each from top to bottom."""
    columns: list[list[Chunk]] = []
    for chunk in sorted(row, key=lambda c: chunk_box(c).x0):
        box = chunk_box(chunk)
        for column in columns:
            reach = max(chunk_box(c).x1 for c in column)
            if box.x0 < reach - 0.005:
                column.append(chunk)
                break
        else:
            columns.append([chunk])
    return [sorted(column, key=lambda c: chunk_box(c).y0) for column in columns]


def chunk_box(chunk: Chunk) -> Box:
    """The hull of a chunk that is known to have boxes."""
    box = chunk.box
    assert box is not None
    return box
