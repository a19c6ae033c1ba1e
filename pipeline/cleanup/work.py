"""A page on its way through the cleanup: its picture, the way back to the file, what was done."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup.ink import Picture
from pipeline.records.image import PageImage
from pipeline.records.page import Step

Matrix = NDArray[np.float64]


class Work:
    """The page as it stands now; every change of geometry keeps the matrix in step."""

    def __init__(self, image: PageImage) -> None:
        """Begin with the page as it came from the file."""
        self.number = image.number
        self.pixels: Picture = image.pixels
        self.dpi = image.dpi
        self.bilevel = image.bilevel
        self.steps: list[Step] = []
        self._source = image.pixels.shape[:2]
        self._matrix: Matrix = np.eye(3)
        self._moved = False

    def did(self, name: str, detail: str) -> None:
        """Record a step."""
        self.steps.append(Step(page=self.number, name=name, detail=detail))

    def scale(self, factor: float) -> None:
        """Make the picture smaller or larger."""
        height, width = self.pixels.shape[:2]
        size = (max(1, round(width * factor)), max(1, round(height * factor)))
        self.pixels = np.asarray(cv2.resize(self.pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
        self._matrix = np.diag([size[0] / width, size[1] / height, 1.0]) @ self._matrix
        self.dpi *= factor

    def quarter(self, turns: int) -> None:
        """Turn by quarters, counter-clockwise."""
        for _ in range(turns % 4):
            width = self.pixels.shape[1]
            self.pixels = np.ascontiguousarray(np.rot90(self.pixels))
            self._matrix = np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1.0]]) @ self._matrix
            self._moved = True

    def warp(self, matrix: Matrix, size: tuple[int, int]) -> None:
        """Move every pixel by a 3x3 matrix; what comes from outside repeats the edge."""
        if np.allclose(matrix[2], (0, 0, 1)):
            moved = cv2.warpAffine(self.pixels, matrix[:2], size, borderMode=cv2.BORDER_REPLICATE)
        else:
            moved = cv2.warpPerspective(
                self.pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
            )
        self.pixels = np.asarray(moved, np.uint8)
        self._matrix = matrix @ self._matrix
        self._moved = True

    def to_source(self) -> tuple[float, ...] | None:
        """0..1 of the page as it stands -> 0..1 of the page in the file; None where they are the same."""
        if not self._moved:
            return None
        height, width = self.pixels.shape[:2]
        there = np.diag([1 / self._source[1], 1 / self._source[0], 1.0])
        matrix = there @ np.linalg.inv(self._matrix) @ np.diag([width, height, 1.0])
        return tuple(float(v) for v in (matrix / matrix[2, 2]).ravel())
