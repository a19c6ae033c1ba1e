"""How far a page is turned from level: the angle at which its rows of print stand out sharpest."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.cleanup.ink import Picture
from pipeline.pixels import ink_mask

WIDEST = 6.0
"""Degrees to either side that are tried."""
LEAST, LEAST_BILEVEL = 0.2, 0.8
"""Below this a page counts as level: turning costs sharpness, most of all in black and white."""

EDGE = 0.04
"""Share of the page left out on every side."""


def skew(grey: Picture, *, bilevel: bool = False) -> float:
    """Degrees (counter-clockwise positive) to turn the page by; 0.0 when it is level or unclear."""
    scale = 700 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = ink_mask(np.asarray(small, np.uint8)) * 255
    # the band of a lid that did not close is level whatever the sheet is
    high, wide = (round(EDGE * n) for n in ink.shape)
    ink = ink[high:-high, wide:-wide]
    coarse = np.arange(-WIDEST, WIDEST + 0.01, 1.0)
    scores = [_sharpness(ink, float(a)) for a in coarse]
    best = float(coarse[int(np.argmax(scores))])
    if max(scores) < 1.15 * float(np.median(scores)):
        return 0.0
    fine = np.arange(best - 0.75, best + 0.76, 0.15)
    angle = float(max(fine, key=lambda a: _sharpness(ink, float(a))))
    return angle if abs(angle) >= (LEAST_BILEVEL if bilevel else LEAST) else 0.0


def _sharpness(ink: Picture, degrees: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    rows = cv2.reduce(cv2.warpAffine(ink, turn, (width, height)), 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F)
    return float(np.square(np.diff(rows[:, 0])).sum())


def rotation(shape: tuple[int, int], degrees: float) -> np.ndarray:
    """The 3x3 pixel matrix that turns a page of (height, width) about its middle."""
    height, width = shape
    matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return matrix
