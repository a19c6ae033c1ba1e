"""The paper of real scans: brightness without the print, to be laid under drawn letters.

Pages are taken at training time from a folder of scans beside the project; where it is absent, drawn paper
has to do. Nothing of them is kept in the project or in the weights' folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from pipeline.intake import open_document
from pipeline.options import IntakeOptions
from training.letters.ageing import Pixels, Rng

SCANS = Path(__file__).resolve().parents[3] / "shared" / "scans"
"""Scans without a transcription: those that have one, in a folder below, are for measuring only."""
PRINT = 40
"""Grey values below the paper from which ink is print: show-through is paler."""
SPECK = 14
"""Pixels up to which a black spot is dirt, at 200 dpi."""


@dataclass(frozen=True)
class Paper:
    """What is left of a scan without its print: 255 where the paper is bright, of its own grain elsewhere."""

    pixels: Pixels
    bilevel: bool

    def sized(self, shape: tuple[int, int], rng: Rng) -> Pixels:
        """The paper as a sheet of this many pixels, mirrored and moved at random."""
        sheet = self.pixels
        if rng.random() < 0.5:
            sheet = cv2.flip(sheet, 1)
        if rng.random() < 0.5:
            sheet = cv2.flip(sheet, 0)
        way = cv2.INTER_NEAREST if self.bilevel else cv2.INTER_AREA
        sheet = cv2.resize(sheet, (shape[1], shape[0]), interpolation=way)
        shift = int(rng.integers(0, shape[0])), int(rng.integers(0, shape[1]))
        return np.asarray(np.roll(sheet, shift, (0, 1)))


def papers(folder: Path = SCANS) -> list[Paper]:
    """The paper of every scan in the folder itself."""
    return [paper for path in sorted(folder.glob("*.pdf")) for paper in _of(path)]


def _of(path: Path) -> Iterator[Paper]:
    with open_document(path, IntakeOptions(use_text_layer=False)) as document:
        for raw in document.pages():
            if raw.picture is None:
                continue
            page = raw.picture()
            grey = page.pixels if page.pixels.ndim == 2 else page.pixels.min(axis=2)
            yield Paper(_specks(grey) if page.bilevel else _ground(grey), page.bilevel)


def _specks(grey: Pixels) -> Pixels:
    """The dirt of a black and white scan: small spots that stand away from print."""
    black = (grey < 128).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(black, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] <= SPECK
    small[0] = False
    dirt, ink = small[labels], (~small[labels]) & (black > 0)
    near = cv2.dilate(ink.astype(np.uint8), np.ones((45, 45), np.uint8)) > 0
    return np.where(dirt & ~near, 0, 255).astype(np.uint8)


def _ground(grey: Pixels) -> Pixels:
    """The paper of a grey scan over its brightest; what print hid is filled from elsewhere on the page."""
    wide = cv2.blur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((41, 41), np.uint8)), (41, 41))
    ink = (wide.astype(np.int16) - grey > PRINT).astype(np.uint8)
    hidden = cv2.dilate(ink, np.ones((11, 11), np.uint8)) > 0
    ratio = np.clip(grey.astype(np.float32) / np.maximum(wide, 1), 0, 1.05)
    for step in range(1, 60):
        if not hidden.any():
            break
        shift = (37 * step, 61 * step)
        other, free = np.roll(ratio, shift, (0, 1)), ~np.roll(hidden, shift, (0, 1))
        take = hidden & free
        ratio[take] = other[take]
        hidden &= ~take
    ratio[hidden] = 1.0
    tone = np.clip(wide / max(1.0, float(np.percentile(wide, 90))), 0.6, 1.0)
    return np.asarray(np.clip(ratio * tone * 250, 0, 255), np.uint8)
