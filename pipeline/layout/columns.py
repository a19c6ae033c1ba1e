"""Where a column ends: gaps on one row that are no spaces between words."""

from __future__ import annotations

from itertools import pairwise

from pipeline.layout.rules import Rules
from pipeline.layout.strip import Strip, hull

ALWAYS = 6.0
"""A gap wider than this (in x-heights) ends a column without further signs."""
FARTHEST = 9.0
"""A gap wider than this does so even where all gaps of the row are alike."""
WIDE = 2.2
"""A gap wider than this ends one where white runs on above or below it."""
RIVER = 1.7
"""White narrower than this on a neighbouring row is a space between words."""
CLEAR = 3.5
"""The gap on the neighbouring row that shows a narrow one to part two centred columns."""
STRETCHED, ALIKE = 4, 1.5
"""Gaps that a row must have, and how far they may differ, for a line stretched to the margin."""
LONGEST = 7.0
"""A segment wider than this (in x-heights) holds several words; one alone may be an address."""


class Columns:
    """Judges the gaps between the segments of a page."""

    def __init__(self, segments: list[Strip], rules: Rules, xheight: float) -> None:
        """Keep the segments from top to bottom."""
        self.xheight = xheight
        self._segments = sorted(segments, key=lambda s: s.middle)
        self._runs = sorted(self._joined(segments), key=lambda s: s.middle)
        self._rules = rules

    def _joined(self, segments: list[Strip]) -> list[Strip]:
        """Segments with no more than a space between them as one.

        The last word of a justified line must not pass for print on the far side of a gap above it.
        """
        runs: list[Strip] = []
        for segment in sorted(segments, key=lambda s: s.left):
            reach = segment.left - RIVER * self.xheight
            near = [i for i, r in enumerate(runs) if r.right > reach and r.level(segment)]
            if near:
                last = max(near, key=lambda i: runs[i].right)
                runs[last] = hull((runs[last], segment))
            else:
                runs.append(segment)
        return runs

    def end_between(self, a: Strip, b: Strip) -> bool:
        """Whether a column ends between `a` and `b` on its right."""
        x, gap = self.xheight, b.left - a.right
        for left, top, right, bottom in self._rules.down:
            if a.right - x < (left + right) / 2 < b.left + x and top - x < a.middle < bottom + x:
                return True
        if gap > ALWAYS * x:
            return gap > FARTHEST * x or not self._stretched(a, b)
        if a.width < 3 * x:
            # the number or dash of a list item
            return False
        if gap >= WIDE * x:
            return self._corridor(a, b) and not self._stretched(a, b)
        return self._centred(a, b)

    def _stretched(self, a: Strip, b: Strip) -> bool:
        """Whether the gap is one of many alike: a justified line whose next word did not fit."""
        row = sorted((s for s in self._segments if s.level(a) or s.level(b)), key=lambda s: s.left)
        gaps = [after.left - before.right for before, after in pairwise(row)]
        # words that stand close together show that the line was not stretched: blanks for a pen's figures
        if sum(s.width > LONGEST * self.xheight for s in row) > 1:
            return False
        return len(gaps) >= STRETCHED and max(gaps) <= ALIKE * min(gaps)

    def _corridor(self, a: Strip, b: Strip) -> bool:
        """Whether white runs on over the rows above or below, with print on both sides."""
        return any(self._white(a, b, up=up) for up in (True, False))

    def _white(self, a: Strip, b: Strip, *, up: bool) -> bool:
        x, low, high, edge = self.xheight, a.right, b.left, a.middle
        left_side = right_side = False
        rows = [s for s in self._runs if (s.middle < a.top if up else s.middle > a.bottom)]
        for row in reversed(rows) if up else rows:
            if abs(row.middle - edge) > 4.5 * x:
                break
            if row.right <= low + 1 or (row.right < high - x and row.left < low):
                low = max(low, row.right)
                left_side |= row.beneath(a) > 0.3
            elif row.left >= high - 1 or (row.left > low + x and row.right > high):
                high = min(high, row.left)
                right_side |= row.beneath(b) > 0.3
            else:
                break
            if high - low < RIVER * x:
                break
            edge = row.middle
            if left_side and right_side:
                return True
        return False

    def _centred(self, a: Strip, b: Strip) -> bool:
        """Whether both sides stand centred over (or under) a row that is clearly in two columns.

        The head's first line may leave hardly more than a space between agency and national title.
        """
        right = hull(self._run(b))
        for up in (True, False):
            row = self._next_row(a, up=up)
            split = self._widest(row)
            if split is None:
                continue
            below_left, below_right = split
            apart = below_left.right < (a.right + b.left) / 2 < below_right.left
            near = 1.5 * self.xheight
            if (
                apart
                and abs(below_left.center - a.center) < near
                and abs(below_right.center - right.center) < near
            ):
                return True
        return False

    def _run(self, start: Strip) -> list[Strip]:
        """`start` and what follows it on its row without a wide gap."""
        run = [start]
        row = [s for s in self._segments if s.left > start.left and s.level(start)]
        for segment in sorted(row, key=lambda s: s.left):
            if segment.left - run[-1].right > WIDE * self.xheight:
                break
            run.append(segment)
        return run

    def _next_row(self, a: Strip, *, up: bool) -> list[Strip]:
        reach = 4.0 * self.xheight
        if up:
            near = [s for s in self._segments if a.top - reach < s.middle < a.top]
            first = near[-1] if near else None
        else:
            near = [s for s in self._segments if a.bottom < s.middle < a.bottom + reach]
            first = near[0] if near else None
        return [s for s in near if s.level(first)] if first else []

    def _widest(self, row: list[Strip]) -> tuple[Strip, Strip] | None:
        """The two sides of a row's widest gap, where that is clear."""
        row = sorted(row, key=lambda s: s.left)
        best, at = CLEAR * self.xheight, None
        for i in range(1, len(row)):
            gap = row[i].left - max(s.right for s in row[:i])
            if gap > best:
                best, at = gap, i
        return (hull(row[:at]), hull(row[at:])) if at else None
