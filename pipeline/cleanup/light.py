"""Uneven light: the brightness of the paper over the page, and the page as if lit evenly."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.cleanup.ink import Picture
from pipeline.pixels import percentile

COARSE = 8
"""The paper's brightness is estimated on a picture this many times smaller."""
UNEVEN = 30.0
"""Difference between bright and dark parts of the paper from which a page counts as unevenly lit."""
DIM = 170.0
"""Paper darker than this is brightened."""
EDGE = 0.03
"""Margin of the page left out of the judgement: scanners shade it."""


@dataclass(frozen=True)
class Paper:
    """The paper's grey value at each place (coarse), with the range it covers."""

    coarse: Picture
    dark: float
    bright: float

    @property
    def needs_flattening(self) -> bool:
        """Whether the light is uneven or dim enough to matter."""
        return self.bright - self.dark > UNEVEN or self.bright < DIM


def paper_of(grey: Picture, dpi: float) -> Paper:
    """Estimate the paper under the print."""
    small = cv2.resize(grey, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    reach = max(3, round(dpi / COARSE * 0.22) | 1)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    smooth = cv2.medianBlur(closed, min(255, 2 * reach + 1))
    high, wide = (max(1, round(EDGE * n)) for n in smooth.shape[:2])
    middle = smooth[high:-high, wide:-wide]
    dark, bright = (percentile(middle, share) if middle.size else 255.0 for share in (4, 96))
    return Paper(np.asarray(smooth, np.uint8), float(dark), float(bright))


def flatten(picture: Picture, paper: Paper) -> Picture:
    """The picture divided by the paper's brightness; colours keep their hue."""
    height, width = picture.shape[:2]
    scale = 243.0 / np.maximum(paper.coarse.astype(np.float32), 20.0)
    gain = cv2.resize(scale, (width, height), interpolation=cv2.INTER_LINEAR)
    if picture.ndim == 3:
        gain = cv2.merge([gain, gain, gain])
    return np.asarray(cv2.multiply(picture, gain, dtype=cv2.CV_8U), np.uint8)
