"""How far a page is turned from level: the angle at which its rows of print stand out sharpest."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup.ink import Picture, ink_mask
from pipeline.pixels import places_of, shrunk

LONG = 700
"""Pixels of the longer side of the picture that is looked at."""
WIDEST = 6.0
"""Degrees to either side that are tried."""
LEAST, LEAST_BILEVEL = 0.35, 0.8
"""Below this a page counts as level: turning costs sharpness, most of all in black and white."""

EDGE = 0.04
"""Share of the page left out on every side."""

Places = NDArray[np.float32]


def skew(grey: Picture, *, bilevel: bool = False) -> float:
    """Degrees (counter-clockwise positive) to turn the page by; 0.0 when it is level or unclear."""
    ink = ink_mask(shrunk(grey, LONG))
    # the band of a lid that did not close is level whatever the sheet is
    high, wide = (round(EDGE * n) for n in ink.shape)
    ys, xs = _places(ink[high:-high, wide:-wide])
    coarse = np.arange(-WIDEST, WIDEST + 0.01, 1.0)
    scores = [_sharpness(ys, xs, float(a)) for a in coarse]
    best = float(coarse[int(np.argmax(scores))])
    if max(scores) <= 1.15 * float(np.median(scores)):
        return 0.0
    fine = np.arange(best - 0.75, best + 0.76, 0.15)
    angle = float(max(fine, key=lambda a: _sharpness(ys, xs, float(a))))
    return angle if abs(angle) >= (LEAST_BILEVEL if bilevel else LEAST) else 0.0


def _places(ink: Picture) -> tuple[Places, Places]:
    """How far down and right of the picture's middle its ink is."""
    height, width = ink.shape
    ys, xs = np.divmod(places_of(ink).astype(np.int32), np.int32(width))
    return ys.astype(np.float32) - height / 2, xs.astype(np.float32) - width / 2


def _sharpness(ys: Places, xs: Places, degrees: float) -> float:
    """How much the ink of one row differs from the next, were the picture turned; rows by halves."""
    if not ys.size:
        return 0.0
    turn = np.deg2rad(degrees)
    rows = 2 * (ys * np.float32(np.cos(turn)) - xs * np.float32(np.sin(turn)))
    counts = np.bincount((rows - rows.min()).astype(np.int32)).astype(np.float64)
    whole = counts[1:] + counts[:-1]
    return float(np.square(whole[2:] - whole[:-2]).sum())


def rotation(shape: tuple[int, int], degrees: float) -> np.ndarray:
    """The 3x3 pixel matrix that turns a page of (height, width) about its middle."""
    height, width = shape
    matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return matrix
