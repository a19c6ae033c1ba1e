"""Ruled tables of a text-layer page: the rules the file draws, and the cell a word stands in."""

from __future__ import annotations

import ctypes
import itertools
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.intake.glyphs import Span, on_page

THIN = 0.004
"""A drawn path thinner than this share of the page's width is a rule (2.4 pt on A4)."""
LONG = 0.015
"""A shorter rule is a stroke of a drawing."""
TOUCH = 0.006
"""Rules whose ends come this near to each other meet."""
MOST_RULES = 4000
"""A page with more rules than this is a drawing."""


@dataclass(frozen=True)
class Rule:
    """A straight rule; `along` runs from `start` to `end`, at `at` across (shares of the width)."""

    start: float
    end: float
    at: float


@dataclass(frozen=True)
class Table:
    """A grid of rules that meet: at least two columns (of one row, where a page ends in the table)."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        xs = [r.at for r in self.down]
        ys = [r.at for r in self.across]
        return min(xs), min(ys), max(xs), max(ys)

    def holds(self, word: Span) -> bool:
        """Whether the word stands in the table."""
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        left, top, right, bottom = self.edges
        return left < x < right and top < y < bottom

    def cell(self, word: Span) -> tuple[float, float]:
        """Top and left of the word's cell: the nearest rules above and to the left of it."""
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        left, top, _, _ = self.edges
        above = [r.at for r in self.across if r.at <= y and r.start - TOUCH <= x <= r.end + TOUCH]
        beside = [r.at for r in self.down if r.at <= x and r.start - TOUCH <= y <= r.end + TOUCH]
        return max(above, default=top), max(beside, default=left)


def tables_of(page: pdfium.PdfPage, ratio: float) -> list[Table]:
    """The ruled tables of a page, from top to bottom; `ratio` is its height over its width."""
    across, down = _rules(page, ratio)
    if not 3 <= len(across) + len(down) <= MOST_RULES:
        return []
    tables = []
    for flat, upright in _joined(across, down):
        if len(_levels(flat)) >= 2 and len(_levels(upright)) >= 3:
            tables.append(Table(tuple(flat), tuple(upright)))
    return sorted(tables, key=lambda t: t.edges[1])


def _rules(page: pdfium.PdfPage, ratio: float) -> tuple[list[Rule], list[Rule]]:
    across: list[Rule] = []
    down: list[Rule] = []
    items = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=6)
    for item in itertools.islice(items, 4 * MOST_RULES):
        left, bottom, right, top = item.get_bounds()
        ax, ay = on_page(page, left, top)
        bx, by = on_page(page, right, bottom)
        x0, x1 = sorted((ax, bx))
        y0, y1 = sorted((ay * ratio, by * ratio))
        flat, upright = y1 - y0 < THIN, x1 - x0 < THIN
        if flat and x1 - x0 > LONG:
            across.append(Rule(x0, x1, (y0 + y1) / 2))
        elif upright and y1 - y0 > LONG / 2:
            down.append(Rule(y0, y1, (x0 + x1) / 2))
        elif not flat and not upright and _is_frame(item):
            across += [Rule(x0, x1, y0), Rule(x0, x1, y1)]
            down += [Rule(y0, y1, x0), Rule(y0, y1, x1)]
    return across, down


def _is_frame(path: pdfium.PdfObject) -> bool:
    """Whether a path is stroked: a ground of colour or white behind text is not a frame."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    known = raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(known and stroke.value and not fill.value)


def _joined(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that meet each other."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, flat in enumerate(across):
        for j, upright in enumerate(down, len(across)):
            meets = flat.start - TOUCH <= upright.at <= flat.end + TOUCH
            if meets and upright.start - TOUCH <= flat.at <= upright.end + TOUCH:
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, flat in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(flat)
    for j, upright in enumerate(down, len(across)):
        groups.setdefault(root(j), ([], []))[1].append(upright)
    return list(groups.values())


def _levels(rules: list[Rule]) -> list[float]:
    """Different places at which rules lie."""
    levels: list[float] = []
    for at in sorted(r.at for r in rules):
        if not levels or at - levels[-1] > TOUCH:
            levels.append(at)
    return levels
