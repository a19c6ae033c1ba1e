"""Ink apart: what is black, what is coloured, and how much ink there is at all."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.pixels import strongest

Picture = NDArray[np.uint8]


def as_colour(pixels: Picture) -> Picture:
    """The picture as RGB."""
    if pixels.ndim == 3:
        return pixels
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB), np.uint8)


def text_picture(pixels: Picture) -> Picture:
    """The grey picture for the text pass: the strongest channel, so that red and blue ink fade."""
    if pixels.ndim == 2:
        return pixels
    return strongest(pixels)


def threshold(grey: Picture) -> int:
    """Grey value below which a pixel counts as ink: Otsu's, kept within what print can be."""
    value, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return int(min(190, max(90, value)))


def ink_mask(grey: Picture) -> Picture:
    """1 where there is ink, 0 elsewhere."""
    return np.asarray(grey < threshold(grey), np.uint8)
