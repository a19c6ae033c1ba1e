"""Which way up a page lies: a cheap look first, Tesseract's own detector only where that is in doubt."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np

from pipeline.cleanup.ink import Picture, ink_mask

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import tesserocr

LEVEL, SIDEWAYS = 0.85, 1.25
"""How sharply columns stand out against rows: below, print runs level; above, the page lies on its side."""
STRIPS = 6
UPRIGHT, INVERTED = 0.56, 0.42
"""Share of marks above their letters: upright letters have most marks above (0.7 to 1.0 on real pages)."""
FEW = 40
"""Fewer marks than this tell nothing."""
SURE = 4.0
"""Least confidence of Tesseract's detector, which is asked where the marks do not tell."""
DATA = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
    Path("/usr/local/share/tessdata"),
)


def turn_needed(grey: Picture, dpi: float) -> int:
    """Quarter turns counter-clockwise (0..3) that set the page upright; 0 when in doubt."""
    sideways = _sideways(grey)
    if sideways is None:
        return _ask_tesseract(grey, dpi, sideways=None)
    level = np.ascontiguousarray(np.rot90(grey)) if sideways else grey
    marks = marks_above(level, dpi)
    if marks is not None and marks >= UPRIGHT:
        return 1 if sideways else 0
    if marks is not None and marks <= INVERTED:
        return 3 if sideways else 2
    return _ask_tesseract(grey, dpi, sideways=sideways)


def _sideways(grey: Picture) -> bool | None:
    """Whether print runs from top to bottom rather than from left to right; None in doubt."""
    scale = 700 / max(grey.shape)
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    ink = ink_mask(small) * 255
    high, wide = (n // 20 for n in ink.shape)
    ink = ink[high:-high, wide:-wide]
    ratio = _sharpness(ink.T) / max(_sharpness(ink), 1e-6)
    return None if LEVEL < ratio < SIDEWAYS else ratio >= SIDEWAYS


def _sharpness(ink: Picture) -> float:
    """How sharply rows stand out, strip by strip: over the whole width a slight tilt would blur them."""
    strips = np.array_split(ink, STRIPS, axis=1)
    profiles = [strip.mean(axis=1) for strip in strips]
    return float(np.mean([np.square(np.diff(p)).mean() for p in profiles]))


def marks_above(grey: Picture, dpi: float) -> float | None:
    """Share of small marks that lie above their letter rather than below; None when there are few.

    Looked at in the middle of the page only: that is enough, and half the work.
    """
    height, width = grey.shape
    part = grey[round(0.1 * height) : round(0.75 * height), round(0.15 * width) : round(0.75 * width)]
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        ink_mask(np.ascontiguousarray(part)), connectivity=8
    )
    left, top = stats[1:, cv2.CC_STAT_LEFT], stats[1:, cv2.CC_STAT_TOP]
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    small = (high >= 0.012 * dpi) & (high <= 0.055 * dpi) & (wide >= 0.012 * dpi) & (wide <= 0.09 * dpi)
    letter = (high >= 0.06 * dpi) & (high <= 0.18 * dpi) & (wide >= 0.03 * dpi) & (wide <= 0.4 * dpi)
    letters = np.zeros(len(stats), np.uint8)
    letters[1:][letter] = 1
    mask = letters[labels]
    above = below = 0
    reach = round(0.045 * dpi)
    for x, y, w, h in zip(left[small], top[small], wide[small], high[small], strict=True):
        columns = slice(x + w // 4, x + max(1, 3 * w // 4) + 1)
        under = bool(mask[y + h : y + h + reach, columns].any())
        over = bool(mask[max(0, y - reach) : y, columns].any())
        above += under and not over
        below += over and not under
    return above / (above + below) if above + below >= FEW else None


def _ask_tesseract(grey: Picture, dpi: float, *, sideways: bool | None) -> int:
    folder = next((p for p in _folders() if (p / "osd.traineddata").is_file()), None)
    if folder is None:
        return 0
    with tesserocr.PyTessBaseAPI(path=str(folder), lang="osd", psm=tesserocr.PSM.OSD_ONLY) as api:
        height, width = grey.shape
        api.SetImageBytes(np.ascontiguousarray(grey).tobytes(), width, height, 1, width)
        api.SetSourceResolution(round(dpi))
        found = api.DetectOrientationScript()
    if not found or found["orient_conf"] < SURE:
        return 0
    quarter = (round(found["orient_deg"] / 90)) % 4
    # a page whose rows stand out cannot lie on its side, nor the other way round
    fits = sideways is None or (quarter % 2 == 1) == sideways
    return quarter if fits else 0


def _folders() -> tuple[Path, ...]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    return ((Path(prefix),) if prefix else ()) + DATA
