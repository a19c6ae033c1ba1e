"""Handwritten digits as small ink masks, from three sources that differ in kind.

- own strokes: skeletons drawn here by hand as splines, in the shapes taught in Vietnamese schools
  (a 1 with its flag, a 7 with or without its bar, an open and a closed 4, a 2 with or without a loop);
- handwriting fonts (SIL Open Font License), fetched as npm packages by `fonts.py`;
- digits.png of OpenCV's documentation (Apache-2.0, 5,000 scanned digits), where it is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Mask = NDArray[np.float32]
"""Ink 0..1, background 0."""
Glyphs = Callable[[int, np.random.Generator], Mask]
"""A source: digit and random generator to a tight mask of any size."""

Skeleton = Sequence[Sequence[tuple[float, float]]]
_SKELETONS: dict[int, tuple[Skeleton, ...]] = {
    0: (
        [[(0.5, 0), (0.1, 0.2), (0.05, 0.65), (0.4, 1), (0.85, 0.8), (0.9, 0.3), (0.55, 0), (0.4, 0.05)]],
        [[(0.7, 0.1), (0.3, 0.05), (0.05, 0.5), (0.3, 1), (0.8, 0.8), (0.85, 0.3), (0.6, 0.02)]],
    ),
    1: (
        [[(0.1, 0.3), (0.55, 0)], [(0.55, 0), (0.5, 1)]],
        [[(0.5, 0), (0.48, 1)]],
        [[(0, 0.45), (0.35, 0.2), (0.6, 0)], [(0.6, 0), (0.55, 0.5), (0.5, 1)]],
        [[(0.1, 0.35), (0.55, 0), (0.5, 1)], [(0.2, 1), (0.8, 1)]],
    ),
    2: (
        [
            [(0.1, 0.25), (0.4, 0), (0.8, 0.15), (0.7, 0.5), (0.3, 0.8), (0.05, 1)],
            [(0.05, 1), (0.5, 0.95), (0.95, 1)],
        ],
        [
            [
                *((0.15, 0.25), (0.5, 0), (0.85, 0.2), (0.6, 0.6), (0.25, 0.9), (0.05, 0.95)),
                *((0.1, 0.8), (0.35, 0.85), (0.65, 1), (1, 0.92)),
            ]
        ],
    ),
    3: (
        [[(0.1, 0.1), (0.5, 0), (0.8, 0.2), (0.4, 0.45)], [(0.4, 0.45), (0.85, 0.65), (0.6, 1), (0.05, 0.9)]],
        [[(0.1, 0), (0.8, 0)], [(0.8, 0), (0.4, 0.4)], [(0.4, 0.4), (0.9, 0.6), (0.7, 0.98), (0.05, 0.92)]],
    ),
    4: (
        [[(0.5, 0), (0.05, 0.65)], [(0.05, 0.65), (0.95, 0.62)], [(0.7, 0.3), (0.65, 1)]],
        [[(0.2, 0), (0.1, 0.5)], [(0.1, 0.5), (0.8, 0.5)], [(0.8, 0), (0.75, 1)]],
        [[(0.65, 0), (0.3, 0.35), (0, 0.7)], [(0, 0.7), (0.9, 0.7)], [(0.65, 0), (0.62, 1)]],
    ),
    5: (
        [
            [(0.25, 0), (0.15, 0.42)],
            [(0.15, 0.42), (0.6, 0.38), (0.85, 0.65), (0.55, 1), (0.05, 0.9)],
            [(0.25, 0), (0.9, 0)],
        ],
        [
            [(0.85, 0), (0.3, 0.03)],
            [(0.3, 0.03), (0.2, 0.45)],
            [(0.2, 0.45), (0.75, 0.45), (0.8, 0.85), (0.4, 1), (0.1, 0.9)],
        ],
    ),
    6: (
        [[(0.7, 0), (0.3, 0.3), (0.08, 0.75), (0.4, 1), (0.8, 0.85), (0.75, 0.55), (0.4, 0.5), (0.12, 0.75)]],
        [[(0.5, 0), (0.2, 0.4), (0.15, 0.85), (0.5, 1), (0.8, 0.8), (0.6, 0.58), (0.25, 0.7)]],
    ),
    7: (
        [[(0.05, 0.05), (0.9, 0)], [(0.9, 0), (0.55, 0.5), (0.4, 1)]],
        [
            [(0.05, 0.12), (0.3, 0.02), (0.9, 0.04)],
            [(0.9, 0.04), (0.6, 0.5), (0.45, 1)],
            [(0.3, 0.5), (0.9, 0.48)],
        ],
        [
            [(0.05, 0.2), (0.1, 0.03)],
            [(0.1, 0.03), (0.9, 0)],
            [(0.9, 0), (0.6, 0.4), (0.35, 1)],
            [(0.25, 0.52), (0.85, 0.45)],
        ],
    ),
    8: (
        [
            [
                *((0.8, 0.15), (0.5, 0), (0.2, 0.2), (0.5, 0.45), (0.85, 0.75), (0.5, 1)),
                *((0.1, 0.8), (0.45, 0.5), (0.8, 0.2), (0.6, 0.02)),
            ]
        ],
        [
            [(0.5, 0), (0.2, 0.2), (0.5, 0.45), (0.8, 0.22), (0.5, 0)],
            [(0.5, 0.45), (0.1, 0.75), (0.5, 1), (0.9, 0.75), (0.5, 0.45)],
        ],
    ),
    9: (
        [
            [(0.85, 0.25), (0.5, 0), (0.15, 0.2), (0.3, 0.5), (0.8, 0.35), (0.85, 0.15)],
            [(0.85, 0.15), (0.75, 0.6), (0.4, 1)],
        ],
        [
            [(0.8, 0.1), (0.35, 0.02), (0.15, 0.35), (0.5, 0.5), (0.82, 0.2)],
            [(0.82, 0.2), (0.75, 0.75), (0.35, 1), (0.1, 0.9)],
        ],
    ),
}


def strokes(digit: int, rng: np.random.Generator) -> Mask:
    """A digit drawn along a shaken skeleton with a round pen."""
    choices = _SKELETONS[digit]
    skeleton = choices[int(rng.integers(len(choices)))]
    height = 96
    width = int(height * rng.uniform(0.35, 0.85) * (0.55 if digit == 1 else 1))
    pen = max(2, int(height * rng.uniform(0.05, 0.14)))
    pad = pen + 8
    canvas = np.zeros((height + 2 * pad, width + 2 * pad), np.uint8)
    for stroke in skeleton:
        points = np.array(stroke) + rng.normal(0, 0.045, (len(stroke), 2))
        curve = _spline(points) * (width, height) + pad
        cv2.polylines(canvas, [np.round(curve * 8).astype(np.int32)], False, 255, pen, cv2.LINE_AA, 3)
    return tight(canvas.astype(np.float32) / 255)


def _spline(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Catmull-Rom through the points, 16 steps a piece."""
    if len(points) < 3:
        return points
    ends = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, 16, endpoint=False)[:, None]
    parts = []
    for p0, p1, p2, p3 in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        parts.append(
            0.5
            * (
                2 * p1
                + (p2 - p0) * t
                + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                + (3 * p1 - p0 - 3 * p2 + p3) * t**3
            )
        )
    return np.vstack([*parts, points[-1:]])


def from_font(path: Path) -> Glyphs:
    """Digits of a font file, at 96 px."""
    font = ImageFont.truetype(str(path), 96)

    def draw(digit: int, rng: np.random.Generator) -> Mask:
        image = Image.new("L", (220, 240))
        ImageDraw.Draw(image).text(
            (60, 50), str(digit), fill=255, font=font, stroke_width=int(rng.integers(0, 3))
        )
        return tight(np.asarray(image, np.float32) / 255)

    return draw


def from_sheet(path: Path) -> Glyphs:
    """OpenCV's digits.png: 50 rows of 100 digits of 20 x 20 pixels, 5 rows a digit."""
    sheet = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)

    def draw(digit: int, rng: np.random.Generator) -> Mask:
        row, column = digit * 5 + int(rng.integers(5)), int(rng.integers(100))
        cut = sheet[row * 20 : row * 20 + 20, column * 20 : column * 20 + 20]
        big = cv2.GaussianBlur(cv2.resize(cut, (100, 100), interpolation=cv2.INTER_CUBIC), (0, 0), 2.5)
        threshold = int(rng.integers(70, 150))
        sharp = np.clip((big.astype(np.float32) - threshold) / 40 + 0.5, 0, 1)
        return tight(sharp)

    return draw


def tight(mask: Mask) -> Mask:
    """Cut to the ink; a mask without ink comes back as one empty pixel."""
    ys, xs = np.where(mask > 0.2)
    if len(ys) == 0:
        return np.zeros((1, 1), np.float32)
    return mask[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]


def shaken(mask: Mask, rng: np.random.Generator) -> Mask:
    """Bend a digit a little, as no hand draws it twice alike."""
    h, _w = mask.shape
    pad = max(6, h // 6)
    padded = cv2.copyMakeBorder(mask, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0.0)
    size = padded.shape
    field = [
        cv2.GaussianBlur(rng.uniform(-1, 1, size).astype(np.float32), (0, 0), h / 7)
        * h
        * rng.uniform(0.2, 0.9)
        for _ in range(2)
    ]
    ys, xs = np.indices(size, np.float32)
    return tight(cv2.remap(padded, xs + field[0], ys + field[1], cv2.INTER_LINEAR))
