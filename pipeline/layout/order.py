"""Lines in the order in which a person reads a letter: head and foot column by column."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.layout.lines import Strip


@dataclass(frozen=True)
class Placed:
    """A line with its column (0 = full width) and block number."""

    strip: Strip
    column: int
    block: int


@dataclass
class _Zone:
    """Lines side by side, parted by a white corridor from `low` to `high`."""

    low: int
    high: int
    left: list[Strip]
    right: list[Strip]

    @property
    def top(self) -> int:
        return min(s.top for s in self.left + self.right)


def order(strips: list[Strip], xheight: float) -> list[Placed]:
    """Reading order with columns and blocks."""
    strips = sorted(strips, key=lambda s: (s.middle, s.left))
    zones, free = _zones(strips, xheight)
    flow: list[tuple[float, list[tuple[Strip, int]]]] = [(s.top, [(s, 0)]) for s in free]
    for zone in zones:
        columns = [(s, 1) for s in zone.left] + [(s, 2) for s in zone.right]
        flow.append((zone.top, columns))
    flow.sort(key=lambda item: item[0])
    sequence = [item for _, items in flow for item in items]
    return _blocks(sequence, xheight)


def _zones(strips: list[Strip], xheight: float) -> tuple[list[_Zone], list[Strip]]:
    free = list(strips)
    zones: list[_Zone] = []
    while True:
        pair = _first_pair(free)
        if pair is None:
            return zones, free
        zone = _grow(pair, free, xheight)
        zones.append(zone)
        taken = {id(s) for s in zone.left + zone.right}
        free = [s for s in free if id(s) not in taken]


def _first_pair(strips: list[Strip]) -> tuple[Strip, Strip] | None:
    """The uppermost two lines that stand side by side."""
    for i, a in enumerate(strips):
        for b in strips[i + 1 :]:
            if b.top > a.bottom:
                continue
            if a.level(b) and (a.right <= b.left or b.right <= a.left):
                return (a, b) if a.left < b.left else (b, a)
    return None


def _grow(pair: tuple[Strip, Strip], strips: list[Strip], xheight: float) -> _Zone:
    """Take lines above and below as long as the corridor stays open."""
    a, b = pair
    zone = _Zone(a.right, b.left, [a], [b])
    at = max(strips.index(a), strips.index(b))
    for strip in strips[at + 1 :]:
        if not _take(zone, strip, xheight, upward=False):
            break
    start = min(strips.index(a), strips.index(b))
    for strip in reversed(strips[:start]):
        if strip is not a and strip is not b and not _take(zone, strip, xheight, upward=True):
            break
    for strip in strips[start:at]:
        if strip is not a and strip is not b:
            _take(zone, strip, xheight, upward=False)
    zone.left.sort(key=lambda s: s.middle)
    zone.right.sort(key=lambda s: s.middle)
    return zone


def _take(zone: _Zone, strip: Strip, xheight: float, *, upward: bool) -> bool:
    """Add a line to its side; False when it closes the corridor or lies too far off."""
    middle = (zone.low + zone.high) / 2
    if strip.right < zone.high - 0.6 * xheight and (strip.left + strip.right) / 2 < middle:
        side, low, high = zone.left, max(zone.low, strip.right), zone.high
    elif strip.left > zone.low + 0.6 * xheight and (strip.left + strip.right) / 2 > middle:
        side, low, high = zone.right, zone.low, min(zone.high, strip.left)
    else:
        return False
    if upward:
        if side is zone.left or min(s.top for s in side) - strip.bottom > 2.2 * xheight:
            return False
    elif not _reaches(zone, side, strip, xheight):
        return False
    side.append(strip)
    zone.low, zone.high = low, high
    return True


def _reaches(zone: _Zone, side: list[Strip], strip: Strip, xheight: float) -> bool:
    """Whether a lower line still belongs: near its own column, or beside the other one."""
    near = strip.top - max(s.bottom for s in side) <= 2.2 * xheight
    other = zone.right if side is zone.left else zone.left
    beside = strip.top < max(s.bottom for s in other)
    # The signer's name stands below a signature's height of white, with nothing beside it.
    name = side is zone.right and strip.top - max(s.bottom for s in side) < 14 * xheight
    return near or beside or (name and strip.bottom - zone.top < 40 * xheight)


def _blocks(sequence: list[tuple[Strip, int]], xheight: float) -> list[Placed]:
    placed: list[Placed] = []
    block = 0
    margin = max((s.right for s, c in sequence if c == 0), default=0)
    for i, (strip, column) in enumerate(sequence):
        if i and _breaks(sequence[i - 1], (strip, column), xheight, margin):
            block += 1
        placed.append(Placed(strip, column, block))
    return placed


def _breaks(before: tuple[Strip, int], now: tuple[Strip, int], xheight: float, margin: int) -> bool:
    (a, column_a), (b, column_b) = before, now
    if column_a != column_b or b.middle < a.middle:
        return True
    if b.top - a.bottom > 1.6 * xheight:
        return True
    centred = abs((a.left + a.right) - (b.left + b.right)) < 2 * xheight
    if column_b != 0 or centred:
        return False
    return b.left - a.left > 1.5 * xheight or a.right < margin - 5 * xheight
