"""Prizes in tables: a rank a row, or a rank a column; the table's head says what a number is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.contest.rank_words import CLOSED, NUMBER
from pipeline.extract.contest.tables import Cell, Row, head_over, nearest, tables
from pipeline.extract.money import Money, find_money
from pipeline.extract.prose import Para, Prose

_WHOSE = r"(?:\s(?:tap the|ca nhan|dong doi|toan doan))?"
_RANK = re.compile(
    rf"(?:\d{{1,2}}[.)]?\s)?(?:(?P<count>{NUMBER})\s(?=giai))?(?:giai\s)?(?:thuong\s)?"
    rf"(?P<rank>{CLOSED}{_WHOSE}|(?:huy chuong|cup)\s(?:vang|bac|dong)|quan quan|a quan(?:\s\w{{1,2}})?)"
    rf"\s*(?:\((?P<inside>{NUMBER})?[^)]*\))?\s*:?"
)
_OPEN = re.compile(
    r"(?:\d{1,2}[.)]?\s)?giai\s(?!thuong$|$|doan\b|phap\b|quyet\b|trinh\b|ngan\b)(?P<rank>[^|]{3,60}?)\s*:?"
)
_GROUP = re.compile(
    r"(?:giai\s)?(?:bang|khoi|nhom|noi dung|the loai|hang muc|linh vuc|tap the|ca nhan|lua tuoi|cap)\b"
)
_HEADS = (
    ("total", re.compile(r"thanh tien|tong\b|tong (?:so )?tien|cong\b")),
    ("ordinal", re.compile(r"s?tt\b|so tt|so thu tu")),
    ("count", re.compile(r"(?:so luong|so giai|sl\b|so suat|co cau)")),
    ("value", re.compile(r"(?:tri gia|gia tri|muc|tien|so tien|phan thuong|don gia|kinh phi|thuong)")),
    ("rank", re.compile(r"(?:hang|giai|loai|ten|danh hieu|xep|co cau)")),
)  # fmt: skip
_UNIT = re.compile(r"(?P<scale>trieu|nghin|ngan|1[.]000|1000)\s?(?:d[a-z]ng|d\b|vnd)")
_NUMBER = re.compile(r"(?P<n>\d{1,3}(?:[.,]\d{3})+|\d+(?:,\d{1,2})?)(?:\s?(?:giai|suat|doi|nguoi|phan))?")
_FEW = re.compile(rf"(?P<n>{NUMBER})(?:\s(?:giai|suat|doi|nguoi|phan))?(?:\s\([a-z ]+\))?")


@dataclass(frozen=True, slots=True)
class Listed:
    """A prize of a table: spans of rank, count and value; `total` where the value is that of all."""

    rank: tuple[int, int]
    count: tuple[int, int] | None
    money: Money | None
    total: bool
    reach: tuple[int, int]
    cells: tuple[tuple[int, int], ...]
    """What else stands in its row or column."""
    group: str = ""


def find_listed(prose: Prose) -> list[Listed]:
    """Prizes of all tables, in order."""
    return [listed for table in tables(prose) for listed in _read(prose, table)]


def _rank_of(cell: Cell) -> tuple[int, int] | None:
    found = _RANK.fullmatch(cell.text) or (_OPEN.fullmatch(cell.text) if len(cell.text) < 60 else None)
    if found is None:
        return None
    return cell.start + found.start("rank"), cell.start + found.end("rank")


def _read(prose: Prose, table: Sequence[Row]) -> Iterator[Listed]:
    scale = _scale_before(prose, table[0].para)
    turned = next((i for i, row in enumerate(table) if _is_turned(row)), None)
    upright = sum(any(_RANK.fullmatch(c.text) for c in row.cells) and not _is_turned(row) for row in table)
    if turned is not None and upright < 2:
        yield from _columns(prose, table, scale)
        return
    head: Row | None = None
    group = ""
    made: list[Listed] = []
    for row in table:
        if len(row.cells) == 1 and _GROUP.match(row.cells[0].text):
            group = row.cells[0].text
            continue
        if head is None and _is_turned(row):
            head = row  # `Tập thể`, `Cá nhân` over the amounts
            continue
        ranks = [(c, r) for c in row.cells if (r := _rank_of(c)) is not None]
        if not ranks or (len(row.cells) == 1):
            if sum(_head_of(c.text) is not None for c in row.cells) >= 2 or head is None:
                head = row
            continue
        if len(ranks) > 1 and any(_head_of(c.text) in ("count", "value") for c in row.cells):
            head = row
            continue
        if each := list(_each(prose, row, ranks[0], head, scale)):
            made += each
            continue
        grouped = [c for c in row.cells if (h := head_over(c, row, head)) and _GROUP.match(h.text)]
        ranks = [r for r in ranks if r[0] not in grouped] or ranks
        group = grouped[0].text if grouped else group
        listed = _row(prose, row, ranks[0], head, scale, group)
        if listed.count is not None or listed.money is not None:
            made.append(listed)
    if len(made) >= 2 or any(m.money for m in made):
        yield from made


def _is_turned(row: Row) -> bool:
    """Two ranks or more side by side, and nothing else but the head of the row."""
    ranks = sum(_RANK.fullmatch(c.text) is not None for c in row.cells)
    return ranks >= 2 and ranks >= len(row.cells) - 1


_COUNT_INSIDE = re.compile(rf"(?P<n>{NUMBER})\s(?:\([a-z ]+\)\s)?(?:giai|suat)\b")


def _each(
    prose: Prose, row: Row, rank: tuple[Cell, tuple[int, int]], head: Row | None, scale: int
) -> Iterator[Listed]:
    """A row with an amount under each of two groups or more (`Giải | Bảng 1 | Bảng 2`): a prize a cell."""
    if head is None:
        return
    paid: list[tuple[Cell, Cell, Money]] = []
    for cell in row.cells:
        over = head_over(cell, row, head)
        if cell is rank[0] or over is None or _head_of(over.text) in ("total", "value", "count", "ordinal"):
            continue
        told = _GROUP.match(over.text) is not None
        money = _amount(prose, cell, "value" if told else None, max(scale, _scale(over.text)))
        if money is not None:
            paid.append((cell, over, money))
    if len(paid) < 2:
        return
    for cell, over, money in paid:
        few = _COUNT_INSIDE.match(cell.text)
        count = (cell.start + few.start("n"), cell.start + few.end("n")) if few else None
        yield Listed(
            rank[1], count, money, False, (row.para.start, row.para.end), ((cell.start, cell.end),), over.text
        )


@dataclass(frozen=True, slots=True)
class _Beside:
    """A cell beside or under a rank: what its head says it is, and in which scale."""

    kind: str | None
    scale: int
    cell: Cell
    label: str = ""


def _printed_count(cell: Cell) -> tuple[int, int] | None:
    """The number in a rank's own cell: `02 giải Nhì`, `Nhì (02 giải)`."""
    named = _RANK.fullmatch(cell.text)
    part = next((p for p in ("inside", "count") if named is not None and named[p]), None)
    if named is None or part is None:
        return None
    return cell.start + named.start(part), cell.start + named.end(part)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the cells of a rank tell: its number, and its value, perhaps that of all of them."""

    count: tuple[int, int] | None
    money: Money | None
    total: bool


def _told(prose: Prose, rank: Cell, cells: Sequence[_Beside], scale: int) -> _Told:
    """Number and value of a rank; the value of one holds before that of all."""
    count = _printed_count(rank)
    money: Money | None = None
    total = False
    for one in cells:
        amount = _amount(prose, one.cell, one.kind, one.scale if one.scale > 1 else scale)
        if amount is not None and one.kind not in ("count", "ordinal"):
            if money is None or (total and one.kind != "total"):
                money, total = amount, one.kind == "total"
            continue
        few = _FEW.fullmatch(one.cell.text)
        if few is not None and count is None and one.kind not in ("ordinal", "value", "total"):
            count = (one.cell.start + few.start("n"), one.cell.start + few.end("n"))
    return _Told(count, money, total)


def _row(
    prose: Prose,
    row: Row,
    rank: tuple[Cell, tuple[int, int]],
    head: Row | None,
    scale: int,
    group: str,
) -> Listed:
    """A prize a row."""
    rest = [c for c in row.cells if c is not rank[0]]
    counted = sum(_FEW.fullmatch(c.text) is not None for c in rest) > 1
    beside: list[_Beside] = []
    for cell in rest:
        over = head_over(cell, row, head)
        kind = _head_of(over.text) if over else None
        if kind is None and counted and cell is row.cells[0] and _FEW.fullmatch(cell.text):
            kind = "ordinal"  # the row's own number
        beside.append(_Beside(kind, _scale(over.text) if over else 1, cell))
    told = _told(prose, rank[0], beside, scale)
    cells = tuple((c.start, c.end) for c in rest)
    return Listed(rank[1], told.count, told.money, told.total, (row.para.start, row.para.end), cells, group)


def _columns(prose: Prose, table: Sequence[Row], scale: int) -> Iterator[Listed]:
    """A table on its side: ranks in one row, and below each its number and value."""
    heads: list[Cell] = []
    under: dict[int, list[_Beside]] = {}
    for row in table:
        if _is_turned(row):
            yield from _turned(prose, heads, under, scale)
            heads = [c for c in row.cells if _RANK.fullmatch(c.text)]
            under = {}
            continue
        if not heads:
            continue
        labelled = len(row.cells) > len(heads) or _head_of(row.cells[0].text) is not None
        label = row.cells[0].text if labelled and row.cells else ""
        cells = row.cells[1:] if labelled else row.cells
        for i, cell in enumerate(cells):
            at = nearest(cell, heads) if cell.x is not None else _by_number(cell, heads, i)
            if at is not None and at < len(heads):
                under.setdefault(at, []).append(_Beside(_head_of(label), _scale(label), cell, label))
    yield from _turned(prose, heads, under, scale)


def _turned(
    prose: Prose, heads: Sequence[Cell], under: dict[int, list[_Beside]], scale: int
) -> Iterator[Listed]:
    groups = [
        b.label
        for b in under.get(0, ())
        if b.label and b.kind in (None, "rank") and _amount(prose, b.cell, "value", scale) is not None
    ]
    if len(groups) >= 2:  # `Đơn nam`, `Đôi nữ`: a group a row
        for group in groups:
            rows = {i: [b for b in cells if b.label == group] for i, cells in under.items()}
            yield from _downwards(prose, heads, rows, scale, group)
        return
    yield from _downwards(prose, heads, under, scale, "")


def _downwards(
    prose: Prose, heads: Sequence[Cell], under: dict[int, list[_Beside]], scale: int, group: str
) -> Iterator[Listed]:
    """One prize a rank of the head's row."""
    for i, head in enumerate(heads):
        rank = _rank_of(head)
        beside = [replace(b, kind="value") if group else b for b in under.get(i, ())]
        told = _told(prose, head, beside, scale)
        if rank is not None and (told.count or told.money):
            cells = tuple((b.cell.start, b.cell.end) for b in beside)
            yield Listed(rank, told.count, told.money, told.total, (head.start, head.end), cells, group)


def _by_number(cell: Cell, heads: Sequence[Cell], at: int) -> int:
    """The place among the heads of the one with the cell's column number."""
    return next((i for i, h in enumerate(heads) if h.col == cell.col), at)


def _head_of(text: str) -> str | None:
    return next((kind for kind, pattern in _HEADS if pattern.match(text)), None)


def _scale(text: str) -> int:
    found = _UNIT.search(text)
    return 1 if found is None else 10**6 if found["scale"] == "trieu" else 1000


def _scale_before(prose: Prose, para: Para) -> int:
    """`Đơn vị tính: nghìn đồng` over the table."""
    before = prose.folded[max(0, para.start - 60) : para.start]
    told = re.search(r"(?:don vi(?: tinh)?|dvt)[^.;]{0,20}$", before) or re.search(r"don vi|dvt", before)
    return _scale(before[told.start() :]) if told else 1


def _amount(prose: Prose, cell: Cell, kind: str | None, scale: int) -> Money | None:
    found = next(iter(find_money(prose.text[cell.start : cell.end])), None)
    if found is not None:
        value = found.value * (scale if scale > 1 and found.value < 10**5 else 1)
        return Money(
            cell.start + found.start, cell.start + found.end, value, found.spoken, cell.start + found.until
        )
    if kind not in ("value", "total"):
        return None
    bare = _NUMBER.fullmatch(cell.text)
    if bare is None:
        return None
    whole, _, part = bare["n"].partition(",") if re.search(r",\d{1,2}$", bare["n"]) else (bare["n"], "", "")
    value = int(re.sub(r"\D", "", whole)) * scale + (int(part) * scale // 10 ** len(part) if part else 0)
    return Money(cell.start, cell.start + bare.end("n"), value) if value >= 1000 else None
