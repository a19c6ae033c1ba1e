"""Stages told by bare numbers in a table's column: a head `Vòng`, cells `1`, `2`, `3`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.prose import Para, Prose

_HEAD = re.compile(
    r"(?:(?P<family>chang|giai doan|vong|dot|tuan|luot|ky)(?: thi| dua)?(?: so| thu)?|tt|stt|so tt)$"
)
_TIME = re.compile(r"thoi (?:gian|han)|lich|ngay|tu ngay|bat dau")
_CELL = re.compile(r"[^\n|]+")
_NUMBER = re.compile(r"(?:thu )?(?P<n>0?[1-9]|1\d)|(?P<r>i{1,3}|iv|vi{0,3}|ix|x)")
_NAMED = re.compile(r"(?P<n>0?[1-9]|1\d|i{1,3}|iv|vi{0,3}|ix|x)[.)]\s(?=[a-z])")
"""`1. Chuẩn bị` under a head `Giai đoạn`: the number, then the stage's name."""
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words in the text and, where the page tells, its reach from left to right."""

    start: int
    end: int
    text: str
    x: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A bare number under a head: its reach, the head's word, its number, and where its row begins."""

    start: int
    end: int
    family: str
    number: int
    row: int


def cell_rows(prose: Prose) -> Iterator[list[Cell]]:
    """Rows of cells: a line with strokes between its cells, else a paragraph with a line a cell."""
    lower = prose.text_lower_lines
    for para in prose.paras:
        at = para.start
        lines = lower[para.start : para.end].split("\n")
        if all("|" in line for line in lines if line.strip()):
            for line in lines:
                yield list(_cells(lower, at, at + len(line)))
                at += len(line) + 1
        elif para.row:
            yield _boxed(prose, para)
        else:
            yield list(_cells(lower, para.start, para.end))


def _boxed(prose: Prose, para: Para) -> list[Cell]:
    """A table's row; lines that lie one below the other are one cell."""
    out: list[Cell] = []
    for cell in _cells(prose.text_lower_lines, para.start, para.end):
        x = _reach(prose, cell)
        last = out[-1].x if out else None
        if x is not None and last is not None and min(last[1], x[1]) > max(last[0], x[0]):
            text = prose.folded[out[-1].start : cell.end]
            out[-1] = Cell(out[-1].start, cell.end, text, (min(last[0], x[0]), max(last[1], x[1])))
        else:
            out.append(Cell(cell.start, cell.end, cell.text, x))
    return out


def _reach(prose: Prose, cell: Cell) -> tuple[float, float] | None:
    """A cell's reach from left to right; in a text, the number of strokes before it on its line."""
    box = prose.passage.box(cell.start, cell.end)
    if box is not None:
        return box.x0, box.x1
    place = prose.passage.within(cell.start, cell.start + 1)[0]
    words = place.page.lines[place.line].words
    at = next((i for i, w in enumerate(words) if w is place.word), None)
    strokes = sum(w.text == "|" for w in words[:at]) if at else 0
    if words and words[0].text == "|":
        strokes -= 1
    return (strokes, strokes + 0.9) if any(w.text == "|" for w in words) else None


def _cells(lower: str, start: int, end: int) -> Iterator[Cell]:
    for found in _CELL.finditer(lower, start, end):
        text = found.group()
        words = text.strip(" .,:;*_'")
        if words:
            begin = found.start() + text.index(words)
            yield Cell(begin, begin + len(words), words)


def counted(prose: Prose) -> list[Counted]:
    """Numbers that rise by one from 1 in the rows under a head that also tells a time."""
    out: list[Counted] = []
    family: str | None = None
    skip = 0
    expected = 1
    for row in cell_rows(prose):
        heads = [m for c in row if (m := _HEAD.match(c.text))]
        named = next((i for i, m in enumerate(heads) if m["family"]), None)
        if named is not None and any(_TIME.match(c.text) for c in row):
            family, skip, expected = heads[named]["family"], named, 1
            continue
        if family is None:
            continue
        numbers = [(c, n) for c in row if (n := _value(c.text)) is not None]
        if len(row) < 2 or len(numbers) <= skip or numbers[skip][1] != expected:
            family = None
            continue
        cell = numbers[skip][0]
        numbered = _NAMED.match(cell.text)
        end = cell.start + numbered.end("n") if numbered else cell.end
        out.append(Counted(cell.start, end, family, expected, row[0].start))
        expected += 1
    return out if len(out) >= 2 else []


def _value(text: str) -> int | None:
    named = _NAMED.match(text)
    found = _NUMBER.fullmatch(named["n"] if named else text)
    if found is None:
        return None
    return int(found["n"]) if found["n"] else _ROMAN.index(found["r"])


@dataclass(frozen=True, slots=True)
class Ends:
    """Reaches of the cells under heads that tell a beginning (`Từ ngày`) and an end (`Kết thúc`)."""

    opens: tuple[tuple[int, int], ...] = ()
    closes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the cells of its head and its rows below."""

    head: list[Cell]
    rows: list[list[Cell]]

    def over(self, row: Sequence[Cell], offset: int) -> Cell | None:
        """The head's cell over the cell of a row that holds an offset."""
        at = next((i for i, cell in enumerate(row) if cell.start <= offset < cell.end), None)
        return _over(self.head, row, at) if at is not None else None


def grid(prose: Prose) -> list[Grid]:
    """The tables of the text; a head is a row without a day, or with days in brackets only."""
    return _grid(_Itself(prose))


class _Itself:
    """A text by its identity: its tables are asked for once a time and once a label."""

    __slots__ = ("prose",)

    def __init__(self, prose: Prose) -> None:
        self.prose = prose

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.prose is other.prose

    def __hash__(self) -> int:
        return id(self.prose)


@lru_cache(maxsize=4)
def _grid(itself: _Itself) -> list[Grid]:
    prose = itself.prose
    out: list[Grid] = []
    open_ = False
    for row in cell_rows(prose):
        if len(row) < 2:
            open_ = False
        elif _is_head(row):
            out.append(Grid(row, []))
            open_ = True
        elif open_:
            out[-1].rows.append(row)
        else:
            out.append(Grid([], [row]))
            open_ = True
    return out


_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}|\d\s?(?:h|gio|g)\s?\d|thang \d")
_HEADS = re.compile(
    r"(?:stt|tt|so tt|thoi (?:gian|diem|han)|ngay|gio|buoi|noi dung|hoat dong|cong viec|vong|chang"
    r"|giai doan|dot"
    r"|tuan|luot|moc|lich|bat dau|ket thuc|mo |dong |tu ngay|den ngay|dia diem|ghi chu|don vi|hinh thuc"
    r"|nhom|doi tuong"
    r"|khoi|bang|cum|cap)\b"
)


def _is_head(row: Sequence[Cell]) -> bool:
    """Does a row name its columns?"""
    texts = [re.sub(r"\([^()]*\)", "", cell.text) for cell in row]
    return not any(_DAY.search(t) for t in texts) and sum(_HEADS.match(t) is not None for t in texts) >= 2


def _over(head: Sequence[Cell], row: Sequence[Cell], at: int) -> Cell | None:
    """The head's cell over a cell of a row."""
    x = row[at].x
    if x is not None:
        best = max(head, key=lambda c: min(c.x[1], x[1]) - max(c.x[0], x[0]) if c.x else -1.0, default=None)
        if best is not None and best.x is not None and min(best.x[1], x[1]) > max(best.x[0], x[0]):
            return best
    return head[at] if len(row) == len(head) else None


def row_of(prose: Prose, offset: int) -> tuple[Grid, list[Cell]] | None:
    """The table and the row that hold an offset."""
    for table in grid(prose):
        for row in table.rows:
            if row[0].start <= offset < row[-1].end:
                return table, row
    return None


def head_of(prose: Prose, offset: int) -> Cell | None:
    """The cell of its table's head that stands over an offset; None where the table has no head."""
    place = row_of(prose, offset)
    return place[0].over(place[1], offset) if place is not None else None


def cells_under(prose: Prose, offset: int, says: re.Pattern[str]) -> Cell | None:
    """The cell, in the row that holds an offset, under a head that says so."""
    place = row_of(prose, offset)
    if place is None:
        return None
    table, row = place
    at = next((i for i, cell in enumerate(table.head) if says.match(cell.text)), None)
    return _under(table.head, row, at) if at is not None else None


_OPENS = re.compile(
    r"(?:(?:thoi (?:gian|diem)|ngay|gio|moc)\s)?(?:bat dau|mo|khoi tranh|khai mac|tu)(?:\s[a-z]+){0,3}"
    r"(?:\s?\([^()]*\))?$"
)
_CLOSES = re.compile(
    r"(?:(?:thoi (?:gian|diem)|ngay|gio|moc)\s)?(?:ket thuc|dong|khoa|chot|hoan thanh|be mac|den|het)"
    r"(?:\s[a-z]+){0,3}(?:\s?\([^()]*\))?$"
)


def ends_in_rows(prose: Prose) -> Ends:
    """Cells of beginnings and ends, by the heads of their table."""
    opens: list[tuple[int, int]] = []
    closes: list[tuple[int, int]] = []
    head: list[Cell] = []
    at = (0, 0)
    for row in cell_rows(prose):
        first = next((i for i, c in enumerate(row) if _OPENS.match(c.text)), None)
        last = next((i for i, c in enumerate(row) if _CLOSES.match(c.text)), None)
        if first is not None and last is not None and first != last:
            head, at = row, (first, last)
            continue
        if not head or len(row) < 2:
            head = []
            continue
        cells = [_under(head, row, i) for i in at]
        if cells[0] is None or cells[1] is None or cells[0] is cells[1]:
            continue
        opens.append((cells[0].start, cells[0].end))
        closes.append((cells[1].start, cells[1].end))
    return Ends(tuple(opens), tuple(closes))


def _under(head: Sequence[Cell], row: Sequence[Cell], at: int) -> Cell | None:
    """The cell of a row below a cell of the head."""
    over = head[at].x
    if over is None:
        return row[at] if len(row) == len(head) else None
    best = max(row, key=lambda c: min(c.x[1], over[1]) - max(c.x[0], over[0]) if c.x else -1.0)
    if best.x is not None and min(best.x[1], over[1]) > max(best.x[0], over[0]):
        return best
    return row[at] if len(row) == len(head) else None
