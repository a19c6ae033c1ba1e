"""What the columns of a table tell: stages by bare numbers, beginnings and ends, the head over a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.contest.tables import Cell, Row, below, head_over, tables
from pipeline.extract.numbers import roman
from pipeline.extract.prose import Prose

_HEAD = re.compile(
    r"(?:(?P<family>chang|giai doan|vong|dot|tuan|luot|ky)(?: thi| dua)?(?: so| thu)?|tt|stt|so tt)$"
)
_TIME = re.compile(r"thoi (?:gian|han)|lich|ngay|tu ngay|bat dau")
_NUMBER = re.compile(r"(?:thu )?(?P<n>0?[1-9]|1\d)|(?P<r>i{1,3}|iv|vi{0,3}|ix|x)")
_NAMED = re.compile(r"(?P<n>0?[1-9]|1\d|i{1,3}|iv|vi{0,3}|ix|x)[.)]\s(?=[a-z])")
"""`1. Chuẩn bị` under a head `Giai đoạn`: the number, then the stage's name."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A bare number under a head: its reach, the head's word, its number, and where its row begins."""

    start: int
    end: int
    family: str
    number: int
    row: int


def counted(prose: Prose) -> list[Counted]:
    """Numbers that rise by one from 1 in the rows under a head that also tells a time."""
    out: list[Counted] = []
    expected = 1
    for table in tables(prose):
        family: str | None = None
        skip = 0
        for row in table:
            heads = [m for c in row.cells if (m := _HEAD.match(c.text))]
            named = next((i for i, m in enumerate(heads) if m["family"]), None)
            if named is not None and any(_TIME.match(c.text) for c in row.cells):
                family, skip, expected = heads[named]["family"], named, 1
                continue
            if family is None:
                continue
            numbers = [(c, n) for c in row.cells if (n := _value(c.text)) is not None]
            if len(row.cells) < 2 or len(numbers) <= skip or numbers[skip][1] != expected:
                family = None
                continue
            cell = numbers[skip][0]
            numbered = _NAMED.match(cell.text)
            end = cell.start + numbered.end("n") if numbered else cell.end
            out.append(Counted(cell.start, end, family, expected, row.start))
            expected += 1
    return out if len(out) >= 2 else []


def _value(text: str) -> int | None:
    named = _NAMED.match(text)
    found = _NUMBER.fullmatch(named["n"] if named else text)
    if found is None:
        return None
    return int(found["n"]) if found["n"] else roman(found["r"].upper())


@dataclass(frozen=True, slots=True)
class Ends:
    """Reaches of the cells under heads that tell a beginning (`Từ ngày`) and an end (`Kết thúc`)."""

    opens: tuple[tuple[int, int], ...] = ()
    closes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows below one head of a table; None where the table has no head."""

    head: Row | None
    rows: list[Row]

    def over(self, row: Row, offset: int) -> Cell | None:
        """The head's cell over the cell of a row that holds an offset."""
        cell = next((c for c in row.cells if c.start <= offset < c.end), None)
        return head_over(cell, row, self.head) if cell is not None else None


def grid(prose: Prose) -> list[Grid]:
    """The tables of the text; a head is a row without a day, or with days in brackets only."""
    out: list[Grid] = []
    for table in tables(prose):
        open_ = False
        for row in table:
            if len(row.cells) < 2:
                open_ = False
            elif _is_head(row):
                out.append(Grid(row, []))
                open_ = True
            elif open_:
                out[-1].rows.append(row)
            else:
                out.append(Grid(None, [row]))
                open_ = True
    return out


_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}|\d\s?(?:h|gio|g)\s?\d|thang \d")
_HEADS = re.compile(
    r"(?:stt|tt|so tt|thoi (?:gian|diem|han)|ngay|gio|buoi|noi dung|hoat dong|cong viec|vong|chang"
    r"|giai doan|dot|tuan|luot|moc|lich|bat dau|ket thuc|mo |dong |tu ngay|den ngay|dia diem|ghi chu|don vi"
    r"|hinh thuc|nhom|doi tuong|khoi|bang|cum|cap)\b"
)


def _is_head(row: Row) -> bool:
    """Does a row name its columns?"""
    texts = [re.sub(r"\([^()]*\)", "", cell.text) for cell in row.cells]
    return not any(_DAY.search(t) for t in texts) and sum(_HEADS.match(t) is not None for t in texts) >= 2


def row_of(prose: Prose, offset: int) -> tuple[Grid, Row] | None:
    """The table and the row that hold an offset."""
    for table in grid(prose):
        for row in table.rows:
            if row.start <= offset < row.end:
                return table, row
    return None


def head_of(prose: Prose, offset: int) -> Cell | None:
    """The cell of its table's head that stands over an offset; None where the table has no head."""
    place = row_of(prose, offset)
    return place[0].over(place[1], offset) if place is not None else None


def cells_under(prose: Prose, offset: int, says: re.Pattern[str]) -> Cell | None:
    """The cell, in the row that holds an offset, under a head that says so."""
    place = row_of(prose, offset)
    if place is None or place[0].head is None:
        return None
    head, row = place[0].head, place[1]
    column = next((cell for cell in head.cells if says.match(cell.text)), None)
    return below(column, head, row) if column is not None else None


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
    for table in tables(prose):
        head: tuple[Row, Cell, Cell] | None = None
        for row in table:
            first = next((c for c in row.cells if _OPENS.match(c.text)), None)
            last = next((c for c in row.cells if _CLOSES.match(c.text)), None)
            if first is not None and last is not None and first is not last:
                head = row, first, last
                continue
            if head is None or len(row.cells) < 2:
                head = None
                continue
            begin, end = (below(column, head[0], row) for column in head[1:])
            if begin is None or end is None or begin is end:
                continue
            opens.append((begin.start, begin.end))
            closes.append((end.start, end.end))
    return Ends(tuple(opens), tuple(closes))
