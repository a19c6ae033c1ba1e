"""Letters -> segments -> lines: print on one base line, cut where a column ends."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.layout.components import Components
from pipeline.layout.rules import Rules

WORD_GAP = 2.2
"""Letters nearer than this (in x-heights) stand in one segment."""
COLUMN_GAP = 6.0
"""A gap wider than this is a column's edge even without support above and below."""


@dataclass
class Strip:
    """A run of letters on one base line; `labels` are its components."""

    left: int
    top: int
    right: int
    bottom: int
    labels: list[int] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Height of the middle."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.bottom - self.top

    def level(self, other: Strip) -> bool:
        """Whether both stand on one row."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared >= 0.5 * min(self.height, other.height)

    def beneath(self, other: Strip) -> float:
        """How much of the narrower one's width both share (0..1)."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared / max(1, min(self.right - self.left, other.right - other.left))

    def join(self, other: Strip) -> Strip:
        """Both as one."""
        return Strip(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
            self.labels + other.labels,
        )


def find_lines(parts: Components, rules: Rules) -> list[Strip]:
    """The lines of a page, unordered."""
    segments = [s for s in _segments(parts) if not _stray(s, parts)]
    return _merge(segments, rules, parts.xheight)


def _segments(parts: Components) -> list[Strip]:
    """String letters to their nearest neighbour on the right."""
    letters = parts.letters()
    if letters.size == 0:
        return []
    letters = letters[np.argsort(parts.left[letters], kind="stable")]
    left, right = parts.left[letters], parts.right[letters]
    top, bottom = parts.top[letters], parts.bottom[letters]
    height = bottom - top
    parent = np.arange(letters.size)
    reach = WORD_GAP * parts.xheight
    for i in range(letters.size):
        stop = int(np.searchsorted(left, right[i] + reach, side="right"))
        near = slice(i + 1, stop)
        shared = np.minimum(bottom[i], bottom[near]) - np.maximum(top[i], top[near])
        fits = np.flatnonzero(shared >= 0.5 * np.minimum(height[i], height[near]))
        if fits.size:
            # the nearest few: one may be a mark-bearing capital that only half overlaps
            for j in fits[:3] + i + 1:
                _union(parent, i, int(j))
    groups: dict[int, list[int]] = {}
    for i in range(letters.size):
        groups.setdefault(_root(parent, i), []).append(i)
    return [
        Strip(
            int(left[g].min()),
            int(top[g].min()),
            int(right[g].max()),
            int(bottom[g].max()),
            [int(v) for v in letters[g]],
        )
        for g in groups.values()
    ]


def _stray(strip: Strip, parts: Components) -> bool:
    """Commas, high marks and specks that found no letter: the line they lie in takes them later."""
    return len(strip.labels) <= 2 and int(parts.height[strip.labels].max()) < 0.85 * parts.xheight


def _root(parent: NDArray[np.intp], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = int(parent[i])
    return i


def _union(parent: NDArray[np.intp], i: int, j: int) -> None:
    a, b = _root(parent, i), _root(parent, j)
    if a != b:
        parent[max(a, b)] = min(a, b)


def _merge(segments: list[Strip], rules: Rules, xheight: float) -> list[Strip]:
    """Join segments of one row unless a column ends between them."""
    segments = sorted(segments, key=lambda s: s.left)
    done: list[Strip] = []
    for segment in segments:
        before = [line for line in done if line.right <= segment.left + xheight and line.level(segment)]
        best = max(before, key=lambda line: line.right, default=None)
        if best is not None and not _column_ends(best, segment, segments, rules, xheight):
            done[done.index(best)] = best.join(segment)
        else:
            done.append(segment)
    return done


def _column_ends(a: Strip, b: Strip, segments: list[Strip], rules: Rules, xheight: float) -> bool:
    gap = b.left - a.right
    for left, top, right, bottom in rules.down:
        if a.right - xheight < (left + right) / 2 < b.left + xheight and top < a.middle < bottom:
            return True
    if gap > COLUMN_GAP * xheight:
        return True
    if gap < WORD_GAP * xheight or a.right - a.left < 3 * xheight:
        return False
    return _corridor(a, b, segments, xheight)


def _corridor(a: Strip, b: Strip, segments: list[Strip], xheight: float) -> bool:
    """Whether white runs on between a and b over the rows above or below, with print on both sides."""
    for up in (True, False):
        low, high = a.right, b.left
        edge = a.middle
        left_side = right_side = 0
        rows = [s for s in segments if (s.middle < a.top if up else s.middle > a.bottom)]
        for row in sorted(rows, key=lambda s: abs(s.middle - edge)):
            if abs(row.middle - edge) > 4.5 * xheight:
                break
            if row.right <= low + 1 or (row.right < high - xheight and row.left < low):
                low = max(low, row.right)
                left_side += row.beneath(a) > 0.3
            elif row.left >= high - 1 or (row.left > low + xheight and row.right > high):
                high = min(high, row.left)
                right_side += row.beneath(b) > 0.3
            else:
                break
            if high - low < xheight:
                break
            edge = row.middle
            if left_side and right_side:
                return True
    return False
