"""Rules of tables that are too faint or too broken to be ink, found on the grey picture.

Averaged along its own direction a rule stands out from grain and bridges its gaps; print does not run on for
an inch. The rows of a table are found so, and its columns by what runs from one row's rule to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.layout.components import Mask
from pipeline.layout.rules import Rules, Span
from pipeline.pixels import percentile

ALONG = 0.3
"""Inches along which a rule is averaged."""
NARROWER = 8
"""Averaged so much anyway, rows are sought on a picture with so many times fewer columns."""
OFF = 0.025
"""Inches from a rule at which the paper beside it is looked at."""
CONTRAST = 0.2
"""How much darker than the paper a rule is at least, where print is 1: what shows through is paler."""
GAP, SHORTEST, LONG = 0.35, 0.5, 1.0
"""Inches: gaps that are bridged, the least run that is looked at, and the least rule of a row."""
STEEPEST = 0.02
"""How much a rule may rise along its length."""
ROW = (0.12, 3.0)
"""Inches between the rules of one row."""
OPEN = 0.3
"""Inches of a row's rule that face the next one at least."""
UNBROKEN = 0.85
"""Share of a row's height that the rule of a column runs through: stems over stems leave the lines' gaps."""
PIECE = 0.025
"""Inches of a column's rule that are averaged."""
BARE = 0.35
"""How dark the paper beside a rule may be, where the rule is 1: beside a stem stand other letters."""
BAND = 0.0125
"""Inches on either side of a rule that are its own."""
TALLER = 0.28
"""Inches that a column's rule has at least: a low row is hardly taller than its letters' stems."""
SAME = 0.03
"""Inches between the ends of one column's rule in rows above each other."""


Piece = tuple[int, int, int, int]
"""x and y of a column's rule where a row begins, and where it ends."""


@dataclass(frozen=True)
class _Rule:
    """The rule of a row, hardly slanted."""

    left: int
    right: int
    y: float
    """Where it meets the page's left edge."""
    slope: float

    def at(self, x: float | NDArray[np.float64]) -> NDArray[np.float64]:
        """Height at columns of the page."""
        return np.asarray(self.y + self.slope * np.asarray(x))


def with_faint(rules: Rules, grey: Mask, dpi: float) -> Rules:
    """The rules, and those of tables which only the grey picture shows; their ink is the whole band."""
    if min(grey.shape) < LONG * dpi:
        return rules
    sample = np.ascontiguousarray(grey[::4, ::4])
    paper = int(percentile(sample, 60))
    least = max(10, round(CONTRAST * (paper - int(percentile(sample, 1)))))
    rows = _rows(grey, dpi, least, paper)
    bands = list(_bands(rows, dpi))
    pieces = [
        (n, piece)
        for n, (a, b, *reach) in enumerate(bands)
        for piece in _columns(grey, rows[a], rows[b], (reach[0], reach[1]), dpi, least, paper)
    ]
    columns = [c for c in _chained(pieces, SAME * dpi) if c[-1][1][3] - c[0][1][1] >= TALLER * dpi]
    ends: dict[int, list[int]] = {}
    for n, (a, b, _, _) in enumerate(bands):
        xs = [piece[0] for column in columns for band, piece in column if band == n]
        for i in (a, b) if len(xs) > 1 else ():
            ends.setdefault(i, [rows[i].left, rows[i].right]).extend(xs)
    if not ends:
        return rules
    mask = rules.mask.copy()
    thick = max(3, round(2 * BAND * dpi))
    across: list[Span] = []
    for i in sorted(ends):
        left, right = min(ends[i]), max(ends[i])
        y0, y1 = round(float(rows[i].at(left))), round(float(rows[i].at(right)))
        cv2.line(mask, (left, y0), (right, y1), 1, thick)
        across.append((left, min(y0, y1), right, max(y0, y1) + 1))
    down: list[Span] = []
    for column in columns:
        (x0, y0, _, _), (_, _, x1, y1) = column[0][1], column[-1][1]
        cv2.line(mask, (x0, y0), (x1, y1), 1, thick)
        down.append((min(x0, x1), y0, max(x0, x1) + 1, y1))
    return Rules((*rules.across, *across), (*rules.down, *down), mask)


def _ridge(mean: Mask, off: int, *, flat: bool) -> Mask:
    """How much darker each pixel is than those so far off to both sides of a level or an upright rule."""
    lines = mean if flat else np.ascontiguousarray(mean.T)
    darker = np.zeros_like(lines)
    darker[off:-off] = cv2.subtract(cv2.min(lines[: -2 * off], lines[2 * off :]), lines[off:-off])
    return darker if flat else darker.T


def _bare(rule: NDArray[np.uint8], sides: Iterable[NDArray[np.uint8]], paper: int) -> bool:
    """Whether the paper beside a rule is white along most of it."""
    dark = paper - float(rule.mean())
    return all(paper - float(side.mean()) < BARE * dark for side in sides)


def _rows(grey: Mask, dpi: float, least: int, paper: int) -> list[_Rule]:
    """Long level rules, from top to bottom; sought on a picture narrower by NARROWER."""
    height, width = grey.shape[0], grey.shape[1] // NARROWER
    narrow = cv2.resize(grey[:, : width * NARROWER], (width, height), interpolation=cv2.INTER_AREA)
    inch = dpi / NARROWER
    mean = np.asarray(cv2.blur(narrow, (round(ALONG * inch) | 1, 3)), np.uint8)
    off = max(3, round(OFF * dpi))
    dark = np.asarray(_ridge(mean, off, flat=True) > least, np.uint8)
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, _bar(GAP * inch)), np.uint8)
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, _bar(SHORTEST * inch)), np.uint8)
    outlines, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found: list[_Rule] = []
    for outline in outlines:
        left, _, wide, high = cv2.boundingRect(outline)
        if wide < LONG * inch or high > STEEPEST * wide * NARROWER + SAME * dpi:
            continue
        xs, ys = outline[:, 0, 0] * NARROWER + NARROWER / 2, outline[:, 0, 1]
        slope, y = np.polyfit(xs, ys, 1)
        steps = np.arange(left, left + wide)
        at = np.clip(np.round(y + slope * (steps + 0.5) * NARROWER).astype(np.intp), off, height - off - 1)
        if not _bare(mean[at, steps], (mean[at - off, steps], mean[at + off, steps]), paper):
            continue
        found.append(_Rule(left * NARROWER, (left + wide) * NARROWER, float(y), float(slope)))
    return sorted(found, key=lambda r: float(r.at((r.left + r.right) / 2)))


def _bar(length: float) -> Mask:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_RECT, (round(length), 1)), np.uint8)


def _bands(rows: list[_Rule], dpi: float) -> Iterator[tuple[int, int, int, int]]:
    """Pairs of rules that face each other with none between, and from where to where they do."""
    for a, upper in enumerate(rows):
        open_: list[tuple[int, int]] = [(upper.left, upper.right)]
        for b in range(a + 1, len(rows)):
            lower, rest = rows[b], []
            for left, right in open_:
                first, last = max(left, lower.left), min(right, lower.right)
                if last - first < OPEN * dpi:
                    rest.append((left, right))
                    continue
                middle = (first + last) / 2
                if ROW[0] * dpi < float(lower.at(middle) - upper.at(middle)) < ROW[1] * dpi:
                    yield a, b, first, last
                rest += [s for s in ((left, first), (last, right)) if s[1] - s[0] >= OPEN * dpi]
            open_ = rest


def _columns(
    grey: Mask, upper: _Rule, lower: _Rule, reach: tuple[int, int], dpi: float, least: int, paper: int
) -> list[Piece]:
    """What runs from one rule down to the next without a break: its upper and its lower end."""
    off = max(3, round(OFF * dpi))
    # a worn rule begins late and ends early
    left, right = max(0, round(reach[0] - GAP * dpi)), min(grey.shape[1], round(reach[1] + GAP * dpi))
    xs = np.arange(left, right)
    above, below = upper.at(xs), lower.at(xs)
    steps = np.arange(int((below - above).max()))[:, None] / max(1.0, float((below - above).max()))
    ys = np.clip(np.round(above + steps * (below - above)).astype(np.intp), 0, grey.shape[0] - 1)
    mean = np.asarray(cv2.blur(grey[ys, xs], (3, round(PIECE * dpi) | 1)), np.uint8)
    ridge = np.asarray(_ridge(mean, off, flat=False) > least, np.uint8)
    edge = max(2, round(BAND * dpi))
    dark = np.asarray(cv2.dilate(ridge, np.ones((1, 3), np.uint8)), np.uint8)
    runs = np.concatenate(([0], (dark[edge:-edge].mean(axis=0) >= UNBROKEN).astype(np.int8), [0]))
    found: list[Piece] = []
    for start, end in zip(np.flatnonzero(np.diff(runs) > 0), np.flatnonzero(np.diff(runs) < 0), strict=True):
        middle = int(start + end) // 2
        if not _bare(mean[:, middle], (mean[:, middle - off], mean[:, middle + off]), paper):
            continue
        x = left + middle
        # it stands square on the rows
        lean = round(upper.slope * float(lower.at(x) - upper.at(x)) / 2)
        found.append((x + lean, round(float(upper.at(x))), x - lean, round(float(lower.at(x)))))
    return found


def _chained(pieces: list[tuple[int, Piece]], near: float) -> list[list[tuple[int, Piece]]]:
    """The pieces of columns, those that go on in the next row together; each with its row's number."""
    done: list[list[tuple[int, Piece]]] = []
    for number, piece in sorted(pieces, key=lambda p: p[1][1]):
        for column in done:
            _, _, x, y = column[-1][1]
            if abs(x - piece[0]) < near and abs(y - piece[1]) < near:
                column.append((number, piece))
                break
        else:
            done.append([(number, piece)])
    return done
