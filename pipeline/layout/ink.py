"""Where there is ink on a clean page."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.pixels import PALEST, percentile, threshold

GRAINY = 4.0
"""Mean difference between neighbouring pixels of the paper from which grain breaks up faint strokes."""
SOFT = 0.8
"""Pixels of blur before grainy paper is parted from ink."""
PALEST_SOFT = 205
"""How pale print may be where the grain was smoothed away."""


def page_ink(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 where there is ink on a page, 0 elsewhere; grain is averaged out for this, and for this alone."""
    palest = PALEST
    if flicker(grey) >= GRAINY:
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), SOFT), np.uint8)
        palest = PALEST_SOFT
    return np.asarray(grey < threshold(grey, palest), np.uint8)


def flicker(grey: NDArray[np.uint8]) -> float:
    """How much the paper differs from one pixel to the next (grey values)."""
    rows = np.ascontiguousarray(grey[::8])
    left, right = rows[:, :-1], rows[:, 1:]
    paper = np.asarray(np.minimum(left, right) > int(percentile(rows, 30)), np.uint8)
    return cv2.mean(cv2.absdiff(left, right), mask=paper)[0]
