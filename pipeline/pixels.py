"""Pictures looked at cheaply: connected pieces of ink, the strongest channel, percentiles of grey.

A page has some four million pixels, of which a few in a hundred are inked: what can be done on
the places of the ink alone is done there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Value = TypeVar("Value", bound=np.generic)

DARKEST, PALEST = 90, 190
"""What the threshold between ink and paper is kept within: what print can be."""
BAND = 64
"""Rows of a page done at a time: they stay in the processor's own memory."""


@dataclass(frozen=True)
class Pieces:
    """Connected pieces of ink, numbered from 1 as `left` .. `area` are indexed; 0 is the paper."""

    labels: Numbers
    """The page: at each pixel the number of its piece."""
    places: NDArray[np.intp]
    """Where the ink is in the flattened page, in order."""
    at: Numbers
    """The number of the piece at each of `places`."""
    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers
    area: Numbers

    @property
    def width(self) -> Numbers:
        """Width of each piece."""
        return self.right - self.left

    @property
    def height(self) -> Numbers:
        """Height of each piece."""
        return self.bottom - self.top

    def picture(self, values: NDArray[Value]) -> NDArray[Value]:
        """The page with a value for each piece (0 for the paper) at its pixels."""
        drawn = np.zeros(self.labels.shape, values.dtype)
        drawn.reshape(-1)[self.places] = values[self.at]
        return drawn


def find_pieces(ink: Picture) -> Pieces:
    """The pieces of a mask of 0 and 1, diagonal neighbours joined.

    OpenCV's own measuring of the pieces takes several times as long as finding them: done here on
    the ink alone.
    """
    count, found = cv2.connectedComponents(ink, connectivity=8, ltype=cv2.CV_32S)
    labels = np.asarray(found, np.int32)
    height, width = labels.shape
    places = places_of(ink)
    at = labels.reshape(-1)[places]
    ys, xs = np.divmod(places.astype(np.int32), np.int32(width))
    left, right = np.full(count, width, np.int32), np.zeros(count, np.int32)
    top, bottom = np.zeros(count, np.int32), np.zeros(count, np.int32)
    np.minimum.at(left, at, xs)
    np.maximum.at(right, at, xs)
    bottom[at] = ys + 1  # row by row, the last writing wins
    top[at[::-1]] = ys[::-1]
    area = np.bincount(at, minlength=count).astype(np.int32)
    right += 1
    left[0], right[0], bottom[0], area[0] = 0, width, height, labels.size - places.size
    return Pieces(labels, places, at, left, top, right, bottom, area)


def places_of(mask: Picture) -> NDArray[np.intp]:
    """Where a mask of 0 and 1 is set, in the flattened page."""
    return np.flatnonzero(np.ascontiguousarray(mask).view(np.bool_))


def threshold(grey: Picture, palest: int = PALEST) -> int:
    """Grey value below which a pixel counts as ink: Otsu's, kept within what print can be."""
    value, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return int(min(palest, max(DARKEST, value)))


def ink_mask(grey: Picture) -> Picture:
    """1 where there is ink, 0 elsewhere."""
    return np.asarray(grey < threshold(grey), np.uint8)


def strongest(pixels: Picture) -> Picture:
    """The strongest channel of an RGB picture: red and blue ink fade."""
    found = np.empty(pixels.shape[:2], np.uint8)
    for top in range(0, pixels.shape[0], BAND):
        red, green, blue = cv2.split(pixels[top : top + BAND])
        cv2.max(cv2.max(red, green), blue, dst=found[top : top + BAND])
    return found


def shrunk(picture: Picture, longest: int) -> Picture:
    """The picture with a longer side of about so many pixels, each the mean of a whole square of its own.

    A whole number of pixels to the side: any other costs ten times as much.
    """
    factor = max(1, min(round(max(picture.shape[:2]) / longest), *picture.shape[:2]))
    height, width = (n // factor for n in picture.shape[:2])
    whole = picture[: height * factor, : width * factor]
    return np.asarray(cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def percentile(picture: NDArray[Any], share: float) -> float:
    """The percentile (0..100) of a grey picture, as numpy's own gives it, counted instead of sorted."""
    counts = np.cumsum(np.bincount(picture.reshape(-1), minlength=256))
    place = share / 100 * (int(counts[-1]) - 1)
    low = int(place)
    lower, upper = (
        int(np.searchsorted(counts, n, side="right")) for n in (low, min(low + 1, counts[-1] - 1))
    )
    return lower + (upper - lower) * (place - low)
