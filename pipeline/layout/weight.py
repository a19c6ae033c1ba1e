"""Bold print: what is left of a line's ink when one pixel is taken off all around."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.layout.components import Mask
from pipeline.pixels import places_of

BOLD, PLAIN = 1.35, 1.15
"""Against the page's median line: bold from the one, plain up to the other, untold between.

Measured on generated letters: bold lines 1.38 to 2.2, plain ones at most 1.08; real scans alike.
"""
FEW = 8
"""Lines a page must have for its median to mean body print."""


def bold_lines(ink: Mask, owner: NDArray[np.int16], count: int) -> list[bool | None]:
    """For each of `count` lines whether it is bold; None where the strokes do not tell."""
    if count < FEW:
        return [None] * count
    core = cv2.erode(ink, np.ones((3, 3), np.uint8)).reshape(-1)
    places = places_of(ink)
    numbers = np.maximum(owner.reshape(-1)[places], 0)
    whole = np.bincount(numbers, minlength=count + 1)[1:]
    left = np.bincount(numbers[core[places] > 0], minlength=count + 1)[1:]
    share = left / np.maximum(whole, 1)
    median = float(np.median(share))
    if median <= 0.01:
        return [None] * count
    return [None if PLAIN < s / median < BOLD else bool(s / median >= BOLD) for s in share]
