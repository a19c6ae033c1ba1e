"""Pages drawn for these tests."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.records.image import CleanPage
from pipeline.records.layout import PageLayout


def page(pixels: np.ndarray) -> CleanPage:
    return CleanPage(number=1, text=pixels.max(axis=2), color=pixels, dpi=200.0)


def sheet() -> np.ndarray:
    return np.full((2339, 1654, 3), 255, np.uint8)


def write(pixels: np.ndarray, text: str, x: int, y: int, *, size: float = 1.1) -> None:
    cv2.putText(pixels, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, size, (0, 0, 0), 3, cv2.LINE_AA)


def tops(found: PageLayout) -> list[tuple[int, int]]:
    """Left and top of each line in pixels, in reading order."""
    return [(round(line.box.x0 * 1654), round(line.box.y0 * 2339)) for line in found.lines]


def two_columns(left: list[str], right: list[str], *, gap: int, pitch: int = 60) -> np.ndarray:
    pixels = sheet()
    for i, text in enumerate(left):
        write(pixels, text, 200, 200 + i * pitch)
    start = 200 + max(cv2.getTextSize(t, 0, 1.1, 3)[0][0] for t in left) + gap
    for i, text in enumerate(right):
        write(pixels, text, start, 200 + i * pitch)
    return pixels


def wide(text: str) -> int:
    return int(cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 1.1, 3)[0][0])


def body(pixels: np.ndarray, *, first: int = 900) -> None:
    for i in range(8):
        write(pixels, "some body text to know the letters by", 200, first + i * 60)
