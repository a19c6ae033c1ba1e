"""Tesseract's file of training lines: pictures cut as the reader cuts them, each with its text.

A file is what `DocumentData::SaveDocument` of Tesseract 5 writes: a count, then for every line a mark that
it is there, file name, page number, PNG, language, text, boxes, their texts, and whether it runs downwards.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Sample:
    """One line as the network sees it."""

    picture: Picture
    text: str


def write(path: Path, samples: Sequence[Sample]) -> None:
    """Write the lines."""
    parts = [struct.pack("<I", len(samples))]
    for sample in samples:
        ok, png = cv2.imencode(".png", sample.picture)
        assert ok
        height, width = sample.picture.shape
        parts.append(b"\x01" + struct.pack("<Ii", 0, 0) + _bytes(png.tobytes()) + _bytes(b""))
        text = _bytes(sample.text.encode())
        parts.append(
            text + struct.pack("<I4h", 1, 0, 0, width, height) + struct.pack("<I", 1) + text + b"\x00"
        )
    path.write_bytes(b"".join(parts))


def _bytes(data: bytes) -> bytes:
    return struct.pack("<I", len(data)) + data
