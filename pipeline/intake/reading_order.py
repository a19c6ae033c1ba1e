"""Words with boxes to lines in reading order: the two columns of head and foot one after the other.

Official letters (Nghị định 30/2020, PL I) set head and foot in two columns and the body in one.
Rows of words are found first; runs of rows that share a white gutter are columns, everything
else runs over the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.intake.columns import Band, Row, find_band
from pipeline.intake.glyphs import Span
from pipeline.intake.ruled import TOUCH, Table
from pipeline.records.evidence import Box
from pipeline.records.page import Line, Word, line_of


def lines_of(words: list[Span], ratio: float, tables: Sequence[Table] = ()) -> tuple[Line, ...]:
    """Lines in reading order, blocks numbered; `ratio` is the page's height over its width.

    A ruled table is read row by row, cell by cell: a row is a block, a cell one or more lines.
    """
    lines: list[Line] = []
    for block, rows in enumerate(_blocks(words, tables)):
        lines.extend(_line(row, block, ratio) for row in rows)
    return tuple(lines)


def _blocks(words: list[Span], tables: Sequence[Table]) -> Iterator[list[Row]]:
    held = [[w for w in words if table.holds(w)] for table in tables]
    taken = {id(w) for group in held for w in group}
    free = [w for w in words if id(w) not in taken]
    for table, inside in zip(tables, held, strict=True):
        above = [w for w in free if (w.y0 + w.y1) / 2 < table.edges[1]]
        free = [w for w in free if (w.y0 + w.y1) / 2 >= table.edges[1]]
        yield from _running(above)
        yield from _cells(table, inside)
    yield from _running(free)


def _running(words: list[Span]) -> Iterator[list[Row]]:
    for flow in flows(rows_of(words)):
        yield from paragraphs(flow)


def _cells(table: Table, words: list[Span]) -> Iterator[list[Row]]:
    """The rows of a table, each the lines of its cells from left to right."""
    cells: dict[tuple[float, float], list[Span]] = {}
    for word in words:
        cells.setdefault(table.cell(word), []).append(word)
    row: list[Row] = []
    above: float | None = None
    for top, left in sorted(cells, key=lambda c: (round(c[0] / TOUCH), c[1])):
        if row and above is not None and top - above > TOUCH:
            yield row
            row = []
        above = top
        row.extend(rows_of(cells[top, left]))
    if row:
        yield row


def rows_of(words: list[Span]) -> list[Row]:
    """Words grouped by base line, rows from top to bottom."""
    rows: list[list[Span]] = []
    for word in sorted(words, key=lambda w: ((w.y0 + w.y1) / 2, w.x0)):
        home = max(rows[-4:], key=lambda row: _shared(row, word), default=None)
        if home is not None and _shared(home, word) >= 0.5:
            home.append(word)
        else:
            rows.append([word])
    made = [Row(tuple(sorted(row, key=lambda w: w.x0))) for row in rows]
    return sorted(made, key=lambda row: row.y0 + row.y1)


def _shared(row: list[Span], word: Span) -> float:
    """How much of the lower of the two heights a word shares with its nearest word in the row."""
    near = min(row, key=lambda w: abs((w.x0 + w.x1) - (word.x0 + word.x1)))
    low = min(near.y1 - near.y0, word.y1 - word.y0)
    return (min(near.y1, word.y1) - max(near.y0, word.y0)) / low if low > 0 else 0.0


@dataclass(frozen=True)
class Flow:
    """Rows that are read one below the other; `column` when they are a column of the head or foot."""

    rows: tuple[Row, ...]
    column: bool = False


def flows(rows: list[Row]) -> list[Flow]:
    """Runs of rows that are read one below the other; each column is a run of its own."""
    done: list[Flow] = []
    flow: list[Row] = []
    at = 0
    while at < len(rows):
        band = find_band(rows, at)
        if band is None:
            flow.append(rows[at])
            at += 1
            continue
        right_above: list[Row] = []
        while flow and _belongs_right(flow[-1], band, rows[at]):
            right_above.insert(0, flow.pop())
        parts = [row.split(band.gutter) for row in rows[at : band.end]]
        left = tuple(one for one, _ in parts if one)
        right = (*right_above, *(two for _, two in parts if two))
        done += [Flow(tuple(flow)), Flow(left, column=True), Flow(right, column=True)]
        flow = []
        at = band.end
    return [run for run in (*done, Flow(tuple(flow))) if run.rows]


def paragraphs(flow: Flow) -> list[list[Row]]:
    """Rows of one flow cut where white, a mark, indent, a short line or other type begins another."""
    rows = flow.rows
    edges = min(row.x0 for row in rows), max(row.x1 for row in rows)
    pitch = _pitch(rows, least=flow.column)
    made: list[list[Row]] = []
    for i, row in enumerate(rows):
        above = rows[i - 1]
        if i and not (
            _parted(above, row, pitch) or (_opens(row) if flow.column else _begins(above, row, edges))
        ):
            made[-1].append(row)
        else:
            made.append([row])
    return made


def _pitch(flow: Sequence[Row], *, least: bool) -> float:
    """Usual distance from line to line; the least one in a column of a few lines."""
    steps = [(b.y1 - a.y1) for a, b in pairwise(flow) if b.y1 > a.y1]
    return (min(steps) if least else median(steps)) if steps else 0.0


def _parted(above: Row, row: Row, pitch: float) -> bool:
    """Whether more white than usual lies between two rows."""
    high = max(row.height, above.height)
    step = row.y1 - above.y1
    return step > max(1.35 * pitch, 1.9 * high) or step > 3 * high


def _opens(row: Row) -> bool:
    """Whether a row of the head opens the subject (Nghị định 30/2020, PL I, box 5b)."""
    return row.words[0].text.casefold() == "v/v"


def _begins(above: Row, row: Row, edges: tuple[float, float]) -> bool:
    """Whether a row of the running text begins a paragraph."""
    high = max(row.height, above.height)
    if _MARK.match(row.words[0].text):
        return True
    flush = abs(row.x0 - above.x0) < 0.5 * high
    if not flush and abs(row.center - above.center) < 0.5 * high:  # centred under each other
        return _style(row) != _style(above)
    if row.x0 - edges[0] > 0.8 * high and row.x0 - above.x0 > -0.5 * high:
        return True  # a first line is set in (PL I II.6); so is a paragraph of one line under one
    return above.words[-1].text[-1] in ".;:" and above.x1 < edges[1] - 4 * high


_MARK = re.compile(r"[-+•*–]$|\d+(\.\d+)*[.)]$|[a-zđ]\)$")
"""What opens an item of a list."""
OTHERS = 0.8
"""Confidence in invisible text: some other program's reading of the scan."""


def _style(row: Row) -> tuple[bool, bool]:
    letters = "".join(w.text for w in row.words)
    return 2 * sum(w.bold for w in row.words) > len(row.words), letters.isupper()


def _line(row: Row, block: int, ratio: float) -> Line:
    words = tuple(_word(w, ratio) for w in row.words)
    half = len(row.words) / 2
    bold, italic = sum(w.bold for w in row.words) > half, sum(w.italic for w in row.words) > half
    return line_of(words, block=block).model_copy(update={"bold": bold, "italic": italic})


def _word(span: Span, ratio: float) -> Word:
    box = Box(_unit(span.x0), _unit(span.y0 / ratio), _unit(span.x1), _unit(span.y1 / ratio))
    return Word(text=span.text, box=box, confidence=OTHERS if span.hidden else 1.0)


def _unit(value: float) -> float:
    return min(1.0, max(0.0, round(value, 6)))


def _belongs_right(row: Row, band: Band, first: Row) -> bool:
    """Whether a row above a band begins its right column (a signature that starts higher)."""
    _, right = first.split(band.gutter)
    if right is None or row.x0 < band.gutter or first.y0 - row.y1 > 2 * row.height:
        return False
    return abs(row.center - right.center) < 4 * row.height
