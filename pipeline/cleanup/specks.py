"""Specks of black and white pages: counted first, removed only where there are many."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.cleanup.ink import Picture
from pipeline.pixels import ink_mask

SPECKS = 900
"""Isolated specks a page must have (on A4) before any is removed."""


def speck_mask(grey: Picture, dpi: float) -> tuple[Picture, int]:
    """Specks with no print near them (1 where one lies), and how many there are."""
    ink = ink_mask(grey)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    area = stats[:, cv2.CC_STAT_AREA]
    limit = max(3.0, (dpi / 150) ** 2 * 4.0)
    small, large = area <= limit, area > 5 * limit
    small[0] = large[0] = False
    if int(small.sum()) < SPECKS:
        return np.zeros_like(ink), 0
    reach = max(3, round(dpi / 14) | 1)
    near = cv2.dilate(large[labels].astype(np.uint8), np.ones((reach, reach), np.uint8))
    touched = np.unique(labels[(near > 0) & small[labels]])
    small[touched] = False
    count = int(small.sum())
    if count < SPECKS:
        return np.zeros_like(ink), 0
    return np.asarray(cv2.dilate(small[labels].astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8), count
