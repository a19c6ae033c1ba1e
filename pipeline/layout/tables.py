"""Ruled tables: where they lie, and which cell a line stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.layout.rules import Rules, Span
from pipeline.layout.strip import Strip

COARSE = 4
"""Rules are grouped on a picture this many times smaller."""

LEAST = (2.0, 0.2)
"""Inches: a table's head row may be all of it that stands on a page."""


@dataclass(frozen=True)
class Table:
    """A ruled table: its rectangle and its rules."""

    left: int
    top: int
    right: int
    bottom: int
    across: tuple[Span, ...]
    down: tuple[Span, ...]

    def holds(self, strip: Strip) -> bool:
        """Whether a line stands in the table."""
        return strip.inside(self.left, self.top, self.right, self.bottom)

    def cell(self, strip: Strip) -> tuple[int, int]:
        """Row and column of a line's cell, as the places of the rules above and to the left of it."""
        above = [_mid(s[1], s[3]) for s in self.across if s[0] <= strip.center <= s[2]]
        beside = [_mid(s[0], s[2]) for s in self.down if s[1] <= strip.middle <= s[3]]
        row = max((y for y in above if y < strip.middle), default=self.top)
        column = max((x for x in beside if x < strip.center), default=self.left)
        return round(row), round(column)

    def sort(self, strips: list[Strip], xheight: float) -> list[tuple[Strip, tuple[int, int]]]:
        """Lines row by row, in a row cell by cell, in a cell from top to bottom; each with its cell."""
        cells = {id(s): self.cell(s) for s in strips}
        rows = _steps([c[0] for c in cells.values()], xheight)
        columns = _steps([c[1] for c in cells.values()], xheight)
        placed = [(s, (rows[cells[id(s)][0]], columns[cells[id(s)][1]])) for s in strips]
        return sorted(placed, key=lambda item: (*item[1], item[0].middle))


def find_tables(rules: Rules, shape: tuple[int, int], dpi: float) -> list[Table]:
    """Groups of crossing rules with at least one inner rule."""
    grid = np.zeros((shape[0] // COARSE + 1, shape[1] // COARSE + 1), np.uint8)
    reach = max(1, round(dpi * 0.03 / COARSE))
    for span in rules.across + rules.down:
        left, top, right, bottom = (v // COARSE for v in span)
        cv2.rectangle(grid, (left - reach, top - reach), (right + reach, bottom + reach), 1, -1)
    _, groups, stats, _ = cv2.connectedComponentsWithStats(grid, connectivity=8)
    labels = np.asarray(groups)
    found: list[Table] = []
    for label in range(1, len(stats)):
        left, top, width, height = (int(v) * COARSE for v in stats[label][:4])
        if width < LEAST[0] * dpi or height < LEAST[1] * dpi:
            continue
        across = tuple(s for s in rules.across if _at(labels, s) == label)
        down = tuple(s for s in rules.down if _at(labels, s) == label)
        if len(across) >= 2 and len(down) >= 2 and len(across) + len(down) >= 5:
            found.append(Table(left, top, left + width, top + height, across, down))
    return found


def _at(labels: NDArray[Any], span: Span) -> int:
    return int(labels[(span[1] + span[3]) // 2 // COARSE, (span[0] + span[2]) // 2 // COARSE])


def _mid(a: int, b: int) -> float:
    return (a + b) / 2


def _steps(values: list[int], xheight: float) -> dict[int, int]:
    """Values that lie within an x-height of each other get one number, counted upwards."""
    numbers: dict[int, int] = {}
    last: int | None = None
    count = -1
    for value in sorted(set(values)):
        if last is None or value - last > xheight:
            count += 1
        numbers[value] = count
        last = value
    return numbers
