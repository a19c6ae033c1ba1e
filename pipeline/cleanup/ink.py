"""Ink apart: the page in colour, and the picture in which coloured ink fades."""

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
