"""Blank pages and empty reverse sides, on which only specks or the other side's print show."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.cleanup.ink import Picture

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
    paper = float(np.percentile(grey[::4, ::4], 80))
    ink = np.asarray(grey < paper - CONTRAST, np.uint8)
    # a dark edge is no print
    high, wide = (max(1, n // 50) for n in ink.shape)
    ink = np.ascontiguousarray(ink[high:-high, wide:-wide])
    share = float(ink.mean())
    if share < INK:
        return True
    return share < LITTLE and not _has_row(ink, dpi)


def _has_row(ink: Picture, dpi: float) -> bool:
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    high, wide = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    fits = (high > 0.05 * dpi) & (high < 0.2 * dpi) & (wide > 0.02 * dpi) & (wide < 0.4 * dpi)
    middles = stats[1:, cv2.CC_STAT_TOP][fits] + high[fits] / 2
    if middles.size < LETTERS:
        return False
    rows, counts = np.unique(np.round(middles / (0.12 * dpi)), return_counts=True)
    return bool(rows.size and counts.max() >= LETTERS)
