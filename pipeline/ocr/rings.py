"""The rings of a black seal taken out, so that the print they run through becomes letters again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.engine import Picture
from pipeline.records.evidence import Box

INK = 128
"""Grey value below which a pixel of a black and white page is ink."""
NEAR = 0.06
"""The outer ring lies within this share of the radius found on the coarse picture."""
ROUNDS = 6
INKED = 0.5
"""Share of the directions in which there is ink at a ring's radius."""
INNERMOST = 0.35
"""Smallest ring, as a share of the seal's radius."""
BEYOND = 2
"""Pixels from a ring's edge at which ink on both sides is a stroke that crosses it."""
GAP = 0.064
"""Longest piece that a ring may have cut out of a stroke along it, as a share of the radius."""


@dataclass(frozen=True)
class Circle:
    """A seal's outer ring, in pixels of the page."""

    x: float
    y: float
    radius: float


def ringless(grey: Picture, seals: Sequence[Box]) -> Picture:
    """A black and white page less the rings of the seals in these boxes."""
    height, width = grey.shape
    circles = [Circle(b.center[0] * width, b.center[1] * height, b.width * width / 2) for b in seals]
    ink = np.asarray(grey < INK, np.uint8)
    lost = (ink > 0) & (without_rings(ink, circles) == 0)
    return np.where(lost, np.uint8(255), grey)


def without_rings(ink: Picture, seals: Sequence[Circle]) -> Picture:
    """The ink less the rings of seals; strokes that cross a ring stay whole."""
    rest = ink
    for seal in seals:
        true = fitted(ink, seal)
        reach = int(true.radius * 1.1) + 4
        left, top = int(true.x) - reach, int(true.y) - reach
        if left < 0 or top < 0 or left + 2 * reach > ink.shape[1] or top + 2 * reach > ink.shape[0]:
            continue
        rest = rest.copy() if rest is ink else rest
        part = (slice(top, top + 2 * reach), slice(left, left + 2 * reach))
        piece = np.ascontiguousarray(rest[part])
        rings = _rings(piece, (true.x - left, true.y - top), true.radius, reach)
        rest[part] = _bridged(piece, np.where(rings > 0, np.uint8(0), piece), true.radius)
    return rest


def fitted(ink: Picture, seal: Circle) -> Circle:
    """The circle through the ink near a seal's outer ring: what lies off it is left out round by round."""
    reach = int(seal.radius * (1 + 2 * NEAR)) + 2
    left, top = max(0, int(seal.x) - reach), max(0, int(seal.y) - reach)
    ys, xs = np.nonzero(ink[top : int(seal.y) + reach, left : int(seal.x) + reach])
    x, y, radius = seal.x - left, seal.y - top, seal.radius
    band = NEAR * radius
    for _ in range(ROUNDS):
        on = np.abs(np.hypot(xs - x, ys - y) - radius) < band
        if int(on.sum()) < 200:
            return seal
        # x² + y² = 2ax + 2by + c
        terms = np.column_stack([2 * xs[on], 2 * ys[on], np.ones(int(on.sum()))])
        (x, y, c), *_ = np.linalg.lstsq(terms, np.square(xs[on]) + np.square(ys[on]), rcond=None)
        radius = float(np.sqrt(max(1.0, c + x * x + y * y)))
        band = max(3.0, 0.7 * band)
    if abs(radius - seal.radius) > 2 * NEAR * seal.radius:
        return seal
    return Circle(float(x) + left, float(y) + top, radius)


def _rings(piece: Picture, center: tuple[float, float], radius: float, reach: int) -> Picture:
    """1 on the rings of a seal about `center`, but not where a stroke crosses them."""
    size = (reach, round(2 * np.pi * reach))
    # what lies outside the cut must be filled: it is left as it happens to be otherwise
    way = cv2.INTER_NEAREST | cv2.WARP_POLAR_LINEAR | cv2.WARP_FILL_OUTLIERS
    turned = np.asarray(cv2.warpPolar(piece, size, center, reach, way), np.uint8)
    full = turned.mean(axis=0) >= INKED
    full[: round(INNERMOST * radius)] = False
    drop = np.zeros_like(turned)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False])).astype(np.int8)))
    for first, last in edges.reshape(-1, 2):
        low, high = max(0, int(first) - 1), min(reach, int(last) + 1)
        drop[:, low:high] = ~_crossed(turned, low, high)[:, None]
    back = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP | cv2.WARP_FILL_OUTLIERS
    shape = (piece.shape[1], piece.shape[0])
    return np.asarray(cv2.dilate(cv2.warpPolar(drop, shape, center, reach, back), np.ones((2, 2), np.uint8)))


def _crossed(turned: Picture, low: int, high: int) -> NDArray[np.bool_]:
    """In which directions there is ink right inside and right outside a ring."""
    inside = turned[:, max(0, low - BEYOND) : low].all(axis=1)
    outside = turned[:, high : high + BEYOND].all(axis=1)
    return np.asarray(inside & outside)


def _bridged(piece: Picture, rest: Picture, radius: float) -> Picture:
    """What is left, and the ink of the rings that lies between two ends of a stroke, upright or slanted."""
    size = max(3, round(GAP * radius)) | 1
    slope = np.eye(round(size / np.sqrt(2)) | 1, dtype=np.uint8)
    out = rest
    for way in (np.ones((size, 1), np.uint8), np.ones((1, size), np.uint8), slope, slope[::-1].copy()):
        out = out | (np.asarray(cv2.morphologyEx(rest, cv2.MORPH_CLOSE, way), np.uint8) & piece)
    return out
