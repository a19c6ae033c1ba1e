"""A photographed page: its four corners on a darker ground, pulled to a rectangle."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup.ink import Picture, text_picture
from pipeline.pixels import shrunk

LONG = 600
"""Longer side of the picture in which the page is looked for."""
SHARE = (0.35, 0.97)
"""Share of the picture a page may fill."""
DARKER = 0.7
"""The ground must be this much darker than the paper beside it: uneven light is no edge, it has no step."""
STEP = 0.025
"""How far inside and outside an edge the two are compared (share of the picture's longer side)."""
SAMPLES, SEEN = 40, 20
"""Places along an edge that are compared, and how many of them the picture must hold on its far side."""
GROUND = 0.03
"""Least share of the picture that must be ground."""

Corners = NDArray[np.float32]


def page_corners(pixels: Picture) -> Corners | None:
    """Upper left, upper right, lower right and lower left corner; None where no page stands out."""
    small = shrunk(pixels, LONG)
    scale = small.shape[1] / pixels.shape[1]
    grey = np.asarray(cv2.GaussianBlur(text_picture(small), (5, 5), 0), np.uint8)
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    whole = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = np.asarray(cv2.convexHull(max(outlines, key=cv2.contourArea)), np.int32)
    corners = _four(outline)
    if corners is None or not SHARE[0] < cv2.contourArea(corners) / grey.size < SHARE[1]:
        return None
    if not _stands_out(grey, corners):
        return None
    return _ordered(corners) / np.float32(scale)


def _four(outline: NDArray[np.int32]) -> NDArray[np.int32] | None:
    around = cv2.arcLength(outline, True)
    for share in (0.02, 0.03, 0.05, 0.08):
        found = cv2.approxPolyDP(outline, share * around, True)
        if len(found) == 4:
            return np.asarray(found[:, 0], np.int32)
    return None


def _stands_out(grey: Picture, corners: NDArray[np.int32]) -> bool:
    """The guard: right outside every edge the picture must be clearly darker than right inside it.

    Edge by edge: over the whole page a shadow may be as dark as a light ground.
    """
    mask = np.zeros_like(grey)
    cv2.fillConvexPoly(mask, corners, 1)
    outside = grey.size - int(cv2.dilate(mask, np.ones((9, 9), np.uint8)).sum())
    if outside < GROUND * grey.size:
        return False
    around = _ordered(corners)
    middle = around.mean(axis=0)
    steps: list[float] = []
    for a, b in zip(around, np.roll(around, -1, axis=0), strict=True):
        inward = np.array([a[1] - b[1], b[0] - a[0]]) / max(1.0, float(np.linalg.norm(b - a)))
        inward = inward if float(inward @ (middle - a)) > 0 else -inward
        places = a + (b - a) * np.linspace(0.08, 0.92, SAMPLES)[:, None]
        reach = STEP * max(grey.shape)
        paper, ground = _at(grey, places + reach * inward), _at(grey, places - reach * inward)
        if ground.size >= SEEN and paper.size:
            steps.append(float(np.median(ground)) / max(1.0, float(np.median(paper))))
    return len(steps) >= 2 and max(steps) < DARKER


def _at(grey: Picture, places: NDArray[np.float64]) -> Picture:
    """The grey values at those of the places that lie in the picture."""
    xs, ys = np.round(places).astype(int).T
    inside = (xs >= 0) & (xs < grey.shape[1]) & (ys >= 0) & (ys < grey.shape[0])
    return np.asarray(grey[ys[inside], xs[inside]], np.uint8)


def _ordered(corners: NDArray[np.int32]) -> Corners:
    total, difference = corners.sum(axis=1), np.diff(corners, axis=1)[:, 0]
    places = [total.argmin(), difference.argmin(), total.argmax(), difference.argmax()]
    return np.asarray(corners[places], np.float32)


def pull(corners: Corners) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """The matrix that pulls the corners to a rectangle, and its (width, height)."""
    a, b, c, d = corners
    width = round(max(float(np.linalg.norm(b - a)), float(np.linalg.norm(c - d))))
    height = round(max(float(np.linalg.norm(d - a)), float(np.linalg.norm(c - b))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(corners, target), np.float64), (width, height)
