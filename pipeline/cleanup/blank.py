"""Blank pages and empty reverse sides, on which only specks or the other side's print show."""

from __future__ import annotations

import math

import numpy as np

from pipeline.cleanup.ink import Picture
from pipeline.pixels import find_pieces, percentile

CONTRAST = 70.0
"""Grey values by which ink is darker than paper; show-through is fainter."""
INK = 0.0006
"""Share of inked pixels below which a page is blank."""
LITTLE = 0.004
"""Share below which the ink must hold letters in rows."""
LETTERS = 8
"""Letters beside each other in one row that make print."""


def is_blank(grey: Picture, dpi: float) -> bool:
    """Whether there is nothing to read."""
    paper = percentile(grey[::4, ::4], 80)
    ink = np.asarray(grey < max(0, math.ceil(paper - CONTRAST)), np.uint8)
    # a dark edge is no print
    high, wide = (max(1, n // 50) for n in ink.shape)
    ink = np.ascontiguousarray(ink[high:-high, wide:-wide])
    share = int(np.count_nonzero(ink)) / max(1, ink.size)
    if share < INK:
        return True
    return share < LITTLE and not _has_row(ink, dpi)


def _has_row(ink: Picture, dpi: float) -> bool:
    pieces = find_pieces(ink)
    high, wide = pieces.height[1:], pieces.width[1:]
    fits = (high > 0.05 * dpi) & (high < 0.2 * dpi) & (wide > 0.02 * dpi) & (wide < 0.4 * dpi)
    middles = pieces.top[1:][fits] + high[fits] / 2
    if middles.size < LETTERS:
        return False
    rows, counts = np.unique(np.round(middles / (0.12 * dpi)), return_counts=True)
    return bool(rows.size and counts.max() >= LETTERS)
