"""Stretches of a page in two columns: the head, and the foot with its signature."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.layout.strip import Strip

NEAR = 2.2
"""A line this near (in x-heights) to its column's last one belongs to it."""
SPACED = 7.0
"""How far apart rows may stand where both columns go on."""
SIGNATURE = 14.0
"""White between the signer's title and name."""
CENTRED = 3
"""Lines that must stand on one axis for a column to be centred."""
WIDE = 0.62
"""A line wider than this share of the print is no column's: body beside a stamp in the margin."""


@dataclass
class Zone:
    """Lines side by side, parted by a white corridor from `low` to `high`."""

    low: int
    high: int
    left: list[Strip]
    right: list[Strip]

    @property
    def top(self) -> float:
        """Where the zone begins."""
        return min(s.middle for s in self.left + self.right)


def find_zones(strips: list[Strip], barriers: list[Strip], xheight: float) -> tuple[list[Zone], list[Strip]]:
    """Zones, and the lines that stand in none. `barriers` (tables) end a zone."""
    free = sorted([*strips, *barriers], key=lambda s: (s.middle, s.left))
    stops = {id(b) for b in barriers}
    zones: list[Zone] = []
    while True:
        pair = _first_pair([s for s in free if id(s) not in stops])
        if pair is None:
            return zones, [s for s in free if id(s) not in stops]
        zone = _Growth(pair, free, stops, xheight).zone
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


class _Growth:
    """Takes lines above and below a pair as long as the corridor between them stays open."""

    def __init__(
        self, pair: tuple[Strip, Strip], strips: list[Strip], stops: set[int], xheight: float
    ) -> None:
        a, b = pair
        self.zone = Zone(a.right, b.left, [a], [b])
        self._strips = strips
        self._stops = stops
        self._x = xheight
        self._span = max(s.right for s in strips) - min(s.left for s in strips)
        first, last = sorted((strips.index(a), strips.index(b)))
        for strip in strips[first + 1 : last]:
            self._take(strip, upward=False)
        for strip in strips[last + 1 :]:
            if not self._take(strip, upward=False):
                break
        for strip in reversed(strips[:first]):
            if strip.bottom < self.zone.top - 6 * xheight:
                break
            self._take(strip, upward=True)
        self.zone.left.sort(key=lambda s: s.middle)
        self.zone.right.sort(key=lambda s: s.middle)

    def _take(self, strip: Strip, *, upward: bool) -> bool:
        """Add a line to its side; False when it closes the corridor or lies too far off."""
        zone, x = self.zone, self._x
        if id(strip) in self._stops or strip.width > WIDE * self._span:
            return False
        middle = (zone.low + zone.high) / 2
        if strip.right < zone.high - 0.6 * x and strip.center < middle:
            side, other, low, high = zone.left, zone.right, max(zone.low, strip.right), zone.high
        elif strip.left > zone.low + 0.6 * x and strip.center > middle:
            side, other, low, high = zone.right, zone.left, zone.low, min(zone.high, strip.left)
        else:
            return False
        if not upward and side is zone.left and self._off_axis(strip):
            return False
        reaches = self._reaches_up if upward else self._reaches_down
        if not reaches(strip, side, other, low, high):
            return False
        side.append(strip)
        zone.low, zone.high = low, high
        return True

    def _off_axis(self, strip: Strip) -> bool:
        """Whether a line begins right of all the left column's, whose lines are centred on another axis.

        `Kính gửi:` stands hardly lower under the head than the head's own lines under each other.
        """
        lines = self.zone.left
        axis = float(np.median([s.center for s in lines]))
        on_axis = sum(abs(s.center - axis) < 1.5 * self._x for s in lines)
        # a stamp's letters may stand among them
        centred = on_axis >= max(CENTRED, len(lines) - 1)
        return (
            centred
            and strip.center - axis > 3 * self._x
            and strip.left > max(s.left for s in lines) + self._x
        )

    def _reaches_up(self, strip: Strip, side: list[Strip], other: list[Strip], low: int, high: int) -> bool:
        """The right column grows upward; a left line only level with it: else it comes first anyway."""
        if min(s.top for s in side) - strip.bottom > NEAR * self._x:
            return False
        return side is self.zone.right or strip.bottom > min(s.top for s in other) - 0.3 * self._x

    def _reaches_down(self, strip: Strip, side: list[Strip], other: list[Strip], low: int, high: int) -> bool:
        gap = strip.top - max(s.bottom for s in side)
        if gap <= NEAR * self._x or strip.top < max(s.bottom for s in other):
            return True
        if gap <= SPACED * self._x and self._paired(strip, side is self.zone.left, low, high):
            return True
        # The signer's name stands below a signature's height of white, with nothing beside it.
        return side is self.zone.right and gap < SIGNATURE * self._x and len(self.zone.left) > 1

    def _paired(self, strip: Strip, on_left: bool, low: int, high: int) -> bool:
        """Whether another line stands level with this one, across the corridor."""
        for other in self._strips:
            if other is strip or not other.level(strip):
                continue
            if (other.left > low + 0.6 * self._x) if on_left else (other.right < high - 0.6 * self._x):
                return True
        return False
