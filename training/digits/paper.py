"""What paper, scanners, faxes and phones make of a drawn line."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from training.digits.glyphs import Mask
from training.digits.pen import DRAWN, SIZE

HEIGHT = 40
"""Pixels of a strip as the reader sees it."""

Strip = NDArray[np.uint8]


def together(printed: Mask, hand: Mask, top: int, rng: np.random.Generator) -> Mask:
    """Paper 1, ink 0: print and pen of different darkness, and what else stands there."""
    black, pen_black = rng.uniform(0, 0.4), rng.uniform(0, 0.4)
    seen = printed[top : top + DRAWN]
    grey = np.minimum(1 - seen * (1 - black), 1 - hand[top : top + DRAWN] * (1 - pen_black))
    width = grey.shape[1]
    if rng.random() < 0.3:  # the line above or below
        shift = int(rng.choice([-1, 1]) * SIZE * rng.uniform(1.1, 1.6))
        other = np.roll(printed, int(rng.integers(-200, 200)), axis=1)[top - shift : top - shift + DRAWN]
        if other.shape == grey.shape:
            grey = np.minimum(grey, 1 - other * (1 - black))
    if rng.random() < 0.3:  # the rule under the name of the agency or the motto
        y, x = int(rng.integers(0, DRAWN // 4)), int(rng.integers(-60, width))
        grey[y : y + int(rng.integers(1, 4)), max(0, x) : x + int(rng.integers(60, 330))] = black
    if rng.random() < 0.08:  # a seal's rim or a stamp's line in another colour
        centre = (int(rng.integers(0, width)), int(rng.integers(-150, 220)))
        ring = np.zeros_like(grey)
        cv2.circle(ring, centre, int(rng.integers(60, 200)), 1.0, int(rng.integers(1, 5)), cv2.LINE_AA)
        grey = np.minimum(grey, 1 - ring * rng.uniform(0.1, 0.7))
    return grey


def aged(grey: Mask, stretch: tuple[float, float], rng: np.random.Generator) -> Strip:
    """What scanners, faxes and phones do to a strip: mostly little."""
    h, w = grey.shape
    scale = rng.uniform(0.6, 1.0) if rng.random() < 0.5 else 1.0
    tilt = rng.normal(0, 0.005)
    matrix = np.array([[scale, 0, 0], [tilt * scale, scale, -tilt * scale * w / 2]], np.float32)
    size = (max(8, int(w * scale)), int(h * scale))
    small = cv2.warpAffine(grey, matrix, size, flags=cv2.INTER_AREA, borderValue=1.0)
    small = cv2.GaussianBlur(small, (0, 0), rng.uniform(0.3, 0.9))
    mode = rng.random()
    if mode < 0.35:
        noise = rng.normal(0, rng.uniform(0, 0.03), small.shape)
        ink = float(np.quantile(small, 0.02))
        small = ((small + noise) > ink + (1 - ink) * rng.uniform(0.5, 0.85)).astype(np.float32)
    elif mode < 0.6:
        small = small + rng.normal(0, rng.uniform(0, 0.05), small.shape)
        small = small * rng.uniform(0.75, 1.0) + rng.uniform(0, 0.15)
    elif mode < 0.75:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(15, 70))]
        packed = cv2.imencode(".jpg", (np.clip(small, 0, 1) * 255).astype(np.uint8), quality)[1]
        small = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE).astype(np.float32) / 255
    if rng.random() < 0.15:
        specks = rng.random(small.shape) < rng.uniform(0.0003, 0.003)
        small = np.where(specks, rng.uniform(0, 0.5), small)
    size = (max(8, int(w * HEIGHT / h * rng.uniform(*stretch))), HEIGHT)
    back = cv2.resize(small.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    light = np.clip(back / max(0.2, float(np.quantile(back, 0.9))), 0, 1)
    return (light * 255).astype(np.uint8)
