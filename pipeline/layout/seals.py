"""Round seals: found by their ring, in red ink or, on a bilevel page, in black."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.layout.components import Mask

RADII = (0.5, 0.9)
"""Inches: seals have 30 to 42 mm across."""
COARSE = 60.0
"""Dots an inch of the picture in which circles are looked for."""
RING = 0.55
"""Share of the ring that must be inked."""
RED_RING = 0.45
"""The same in red: a worn seal, but no print can be taken for one."""


@dataclass(frozen=True)
class Circle:
    """A seal, in pixels of the page."""

    x: float
    y: float
    radius: float


def find_seals(ink: Mask, dpi: float, *, red: bool) -> list[Circle]:
    """Circles of a seal's size whose ring is inked most of the way round."""
    if not ink.any():
        return []
    scale = COARSE / dpi
    small = cv2.resize(ink * 255, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = cv2.HoughCircles(
        cv2.GaussianBlur(small, (3, 3), 0),
        cv2.HOUGH_GRADIENT,
        dp=1.0,
        minDist=0.6 * COARSE,
        param1=120,
        param2=17,
        minRadius=round(RADII[0] * COARSE),
        maxRadius=round(RADII[1] * COARSE),
    )
    if found is None:
        return []
    wide = np.asarray(cv2.dilate(np.asarray(small > 60, np.uint8), np.ones((3, 3), np.uint8)), np.uint8)
    seals: list[Circle] = []
    for x, y, radius in found[0][:12]:
        if _ring(wide, float(x), float(y), float(radius)) >= (RED_RING if red else RING):
            circle = Circle(float(x) / scale, float(y) / scale, float(radius) / scale)
            if all(np.hypot(circle.x - s.x, circle.y - s.y) > s.radius for s in seals):
                seals.append(circle)
    return seals


def _ring(ink: Mask, x: float, y: float, radius: float) -> float:
    """Share of the directions in which there is ink at the radius (best of three radii)."""
    turns = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    best = 0.0
    for r in (radius - 1, radius, radius + 1):
        xs = np.clip(np.round(x + r * np.cos(turns)).astype(int), 0, ink.shape[1] - 1)
        ys = np.clip(np.round(y + r * np.sin(turns)).astype(int), 0, ink.shape[0] - 1)
        best = max(best, float(ink[ys, xs].mean()))
    return best
