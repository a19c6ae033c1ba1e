"""Pictures of pages, and one box of a page read again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline import api, scratch
from pipeline.archive import Archive
from pipeline.errors import NotInArchive
from pipeline.records.archive import Filed
from pipeline.records.evidence import Box

WIDTH = 1400
"""Pixels a page picture is wide at most: enough to read handwriting, small enough for a slow line."""


def page_picture(archive: Archive, letter_id: str, number: int) -> bytes:
    """The page as WebP, made once and kept.

    Raises:
        NotInArchive: the letter has no such page, or its file has no pictures.
    """

    def make(original: bytes) -> bytes:
        with _beside(archive, letter_id, original) as path:
            found = api.picture(path, number)
        if found is None:
            raise NotInArchive(f"{letter_id} page {number}")
        return _webp(found.pixels)

    return archive.derived(letter_id, f"page-{number}.webp", make)


def turns(archive: Archive, filed: Filed) -> dict[int, int]:
    """By how many degrees to the right pages have to be turned that lie on their side or head in the file."""
    if not any(step.name == "orient" for step in filed.letter.source.steps):
        return {}
    found = {page.number: _turn(page.to_source) for page in archive.pages(filed.summary.id)}
    return {number: turn for number, turn in found.items() if turn}


def _turn(to_source: tuple[float, ...] | None) -> int:
    """Where the reading direction of the upright page points in the file."""
    if to_source is None:
        return 0
    right, down = to_source[0], to_source[3]
    if abs(right) >= abs(down):
        return 0 if right >= 0 else 180
    return 270 if down > 0 else 90


def read_box(archive: Archive, letter_id: str, number: int, box: Box, turn: int = 0) -> tuple[str, float]:
    """Text inside a box of a page (0..1 of the page in the file) and the reader's confidence in it.

    `turn`: by how many degrees to the right the page was turned to be upright.
    """
    original, _, _ = archive.original(letter_id)
    with _beside(archive, letter_id, original) as path:
        return api.read_box(path, number, box, turn=turn)


@contextmanager
def _beside(archive: Archive, letter_id: str, original: bytes) -> Iterator[Path]:
    """The original as a file, for as long as it is looked at."""
    with scratch.folder() as folder:
        path = folder / "original"
        path.write_bytes(original)
        yield path


def _webp(pixels: NDArray[np.uint8]) -> bytes:
    scale = min(1.0, WIDTH / pixels.shape[1])
    if scale < 1:
        size = (WIDTH, round(pixels.shape[0] * scale))
        small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    else:
        small = pixels
    bgr = cv2.cvtColor(small, cv2.COLOR_RGB2BGR) if small.ndim == 3 else small
    done, data = cv2.imencode(".webp", bgr, [cv2.IMWRITE_WEBP_QUALITY, 82])
    if not done:
        raise NotInArchive("page picture")
    return bytes(data.tobytes())
