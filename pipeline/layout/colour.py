"""Coloured ink: kept out of the text picture, except where it is print (stamped names, links)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.layout.components import Mask, find_components
from pipeline.layout.lines import find_segments
from pipeline.layout.seals import Circle
from pipeline.layout.stamps import Mark
from pipeline.pixels import percentile

CHROMA = 60
"""Least difference between the strongest and the weakest channel of coloured ink."""
DARK = 110
"""A pixel whose strongest channel lies below this is black print with coloured fringes."""
LEAST = 0.0003
"""Share of coloured pixels below which a page has no coloured ink."""
FRINGE, DIM = 26, 80
"""The same two for ink that is known to be a stamp's or a pen's: its edges fade into the paper."""
RIM = 0.03
"""Inches around a frame's outline that its stroke may reach."""
LETTERS = 4
"""A run of this many coloured letters is print; pen strokes seldom make one."""


@dataclass(frozen=True)
class Colours:
    """Masks of coloured ink; empty on a page without any."""

    red: Mask
    other: Mask

    @property
    def any(self) -> bool:
        """Whether there is coloured ink at all."""
        return bool(self.red.any() or self.other.any())


def find_colours(color: Mask) -> Colours:
    """Red ink (seals, stamps) and other coloured ink (pens, links) of an RGB page."""
    red, green, blue = cv2.split(color)
    strongest, weakest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    coloured = (cv2.subtract(strongest, weakest) > CHROMA) & (strongest > DARK)
    if float(coloured.mean()) < LEAST:
        empty = np.zeros(color.shape[:2], np.uint8)
        return Colours(empty, empty)
    reddish = coloured & (red >= strongest) & (cv2.subtract(red, blue) > CHROMA // 2)
    return Colours(np.asarray(reddish, np.uint8), np.asarray(coloured & ~reddish, np.uint8))


def with_coloured_print(
    text: Mask, color: Mask, colours: Colours, apart: tuple[list[Circle], list[Mark]], dpi: float
) -> Mask:
    """The text picture with coloured print written back: no pen strokes, nothing in what stands `apart`.

    Frames that stand apart have black print running through them: all coloured ink in them is bleached,
    or the pen that filled in the stamp would stand in that print.
    """
    seals, frames = apart
    picture = bleached(text, color, frames, dpi)
    for mask in (colours.red, colours.other):
        ink = mask.copy()
        for seal in seals:
            cv2.circle(ink, (round(seal.x), round(seal.y)), round(seal.radius * 1.04), 0, -1)
        for frame in frames:
            cv2.fillPoly(ink, [np.round(frame.corners).astype(np.int32)], 0)
        left, top, width, height = cv2.boundingRect(ink)
        if width == 0:
            continue
        part = (slice(top, top + height), slice(left, left + width))
        where = _print_of(np.ascontiguousarray(ink[part]), dpi)
        if where.any():
            picture = picture.copy() if picture is text else picture
            weakest, _ = _channels(color[part])
            piece = picture[part]
            piece[where > 0] = np.minimum(piece, weakest)[where > 0]
    return picture


def bleached(text: Mask, color: Mask, frames: list[Mark], dpi: float) -> Mask:
    """The text picture with the paper's grey where frames hold coloured ink."""
    picture = text
    thick = max(3, round(2 * RIM * dpi))
    for frame in frames:
        within = np.zeros_like(text)
        outline = [np.round(frame.corners).astype(np.int32)]
        cv2.fillPoly(within, outline, 1)
        cv2.polylines(within, outline, True, 1, thick)
        left, top, width, height = cv2.boundingRect(within)
        part = (slice(top, top + height), slice(left, left + width))
        weakest, strongest = _channels(color[part])
        ink = (within[part] > 0) & (cv2.subtract(strongest, weakest) > FRINGE) & (strongest > DIM)
        picture = picture.copy() if picture is text else picture
        piece = picture[part]
        piece[ink] = np.maximum(piece[ink], int(percentile(np.ascontiguousarray(piece), 85)))
    return picture


def _channels(color: Mask) -> tuple[Mask, Mask]:
    """The weakest and the strongest channel."""
    red, green, blue = cv2.split(np.ascontiguousarray(color))
    return (
        np.asarray(cv2.min(cv2.min(red, green), blue), np.uint8),
        np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8),
    )


def _print_of(ink: Mask, dpi: float) -> Mask:
    """The part of coloured ink that stands in rows of letters, one pixel wider."""
    parts = find_components(ink, dpi)
    keep = np.zeros(parts.area.size, np.uint8)
    for segment in find_segments(parts):
        if len(segment.labels) >= LETTERS:
            around = (parts.top < segment.bottom) & (parts.bottom > segment.top - parts.xheight)
            around &= (parts.left < segment.right) & (parts.right > segment.left)
            around &= parts.height < 3.4 * parts.xheight
            keep[around] = 1
    keep[0] = 0
    return np.asarray(cv2.dilate(parts.picture(keep), np.ones((3, 3), np.uint8)), np.uint8)
