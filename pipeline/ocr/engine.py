"""What an engine is: a line's picture in, tokens out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


class Shape(IntEnum):
    """What a picture holds; the numbers are Tesseract's page segmentation modes."""

    BLOCK = 6
    LINE = 7
    SPARSE = 11


@dataclass(frozen=True)
class Token:
    """One word as an engine read it; box in pixels of the picture given, confidence 0..1."""

    text: str
    confidence: float
    left: int
    top: int
    right: int
    bottom: int
    line: int = 0
    """Counts the lines the engine saw inside one picture."""

    def scaled(self, by: float) -> Token:
        """The token in a picture of another size."""
        left, top, right, bottom = (round(v * by) for v in (self.left, self.top, self.right, self.bottom))
        return replace(self, left=left, top=top, right=right, bottom=bottom)


class Engine(Protocol):
    """A reader of lines. Not safe to share between threads."""

    name: str

    def read(self, picture: Picture, shape: Shape, seconds: float) -> list[Token]:
        """Read a grey picture, dark on light.

        Raises:
            PageTimeout: it took longer than `seconds`.
            PageFailed: the engine broke down on this picture.
        """
        ...
