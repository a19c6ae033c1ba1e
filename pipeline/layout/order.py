"""Lines in the order in which a person reads a letter: head and foot column by column."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.layout.strip import Strip
from pipeline.layout.tables import Table
from pipeline.layout.zones import find_zones


@dataclass(frozen=True)
class Placed:
    """A line with its column (0 = full width) and block number."""

    strip: Strip
    column: int
    block: int


@dataclass(frozen=True)
class _Item:
    strip: Strip
    column: int
    cell: tuple[int, int, int] | None = None
    """Table, row and column."""


def order(strips: list[Strip], tables: list[Table], xheight: float) -> list[Placed]:
    """Reading order with columns and blocks."""
    flow: list[tuple[float, list[_Item]]] = []
    free: list[Strip] = []
    inside: dict[int, list[Strip]] = {i: [] for i in range(len(tables))}
    for strip in strips:
        home = next((i for i, t in enumerate(tables) if t.holds(strip)), None)
        (free if home is None else inside[home]).append(strip)
    for i, table in enumerate(tables):
        items = [_Item(s, c[1] + 1, (i, *c)) for s, c in table.sort(inside[i], xheight)]
        if items:
            flow.append((table.top, items))
    barriers = [Strip(t.left, t.top, t.right, t.bottom) for t in tables]
    zones, single = find_zones(free, barriers, xheight)
    flow.extend((s.middle, [_Item(s, 0)]) for s in single)
    for zone in zones:
        flow.append((zone.top, [_Item(s, 1) for s in zone.left] + [_Item(s, 2) for s in zone.right]))
    flow.sort(key=lambda entry: entry[0])
    return _blocks([item for _, items in flow for item in items], xheight)


def _blocks(sequence: list[_Item], xheight: float) -> list[Placed]:
    placed: list[Placed] = []
    block = 0
    margin = max((i.strip.right for i in sequence if i.column == 0), default=0)
    for i, item in enumerate(sequence):
        if i and _breaks(sequence[i - 1], item, xheight, margin):
            block += 1
        placed.append(Placed(item.strip, item.column, block))
    return placed


def _breaks(before: _Item, now: _Item, xheight: float, margin: int) -> bool:
    """Whether a new block begins: another column or cell, a gap, an indent, a short line before."""
    a, b = before.strip, now.strip
    if before.cell != now.cell or before.column != now.column or b.middle < a.middle:
        return True
    if now.cell is not None:
        return False
    if b.top - a.bottom > 1.6 * xheight:
        return True
    centred = abs((a.left + a.right) - (b.left + b.right)) < 2 * xheight
    if now.column != 0 or centred:
        return False
    return b.left - a.left > 1.5 * xheight or a.right < margin - 5 * xheight
