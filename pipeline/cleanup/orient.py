"""Which way up a page lies: a cheap look first, Tesseract's own detector only where that is in doubt."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup.ink import Picture
from pipeline.pixels import Numbers, find_pieces, ink_mask, shrunk

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import tesserocr

LEVEL, SIDEWAYS = 0.85, 1.25
"""How sharply columns stand out against rows: below, print runs level; above, the page lies on its side."""
LONG = 700
"""Pixels of the longer side of the picture in which rows and columns are compared."""
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
    ink = ink_mask(shrunk(grey, LONG)) * 255
    high, wide = (n // 20 for n in ink.shape)
    ink = ink[high : ink.shape[0] - high, wide : ink.shape[1] - wide]
    ratio = _sharpness(ink.T) / max(_sharpness(ink), 1e-6)
    return None if LEVEL < ratio < SIDEWAYS else ratio >= SIDEWAYS


def _sharpness(ink: Picture) -> float:
    """How sharply rows stand out, strip by strip: over the whole width a slight tilt would blur them."""
    strips = np.array_split(ink, STRIPS, axis=1)
    profiles = [
        cv2.reduce(np.ascontiguousarray(s), 1, cv2.REDUCE_AVG, dtype=cv2.CV_64F)[:, 0] for s in strips
    ]
    return float(np.mean([np.square(np.diff(p)).mean() for p in profiles]))


def marks_above(grey: Picture, dpi: float) -> float | None:
    """Share of small marks that lie above their letter rather than below; None when there are few.

    Looked at in the middle of the page only: that is enough, and half the work.
    """
    height, width = grey.shape
    part = grey[round(0.1 * height) : round(0.75 * height), round(0.15 * width) : round(0.75 * width)]
    pieces = find_pieces(ink_mask(np.ascontiguousarray(part)))
    wide, high = pieces.width, pieces.height
    small = (high >= 0.012 * dpi) & (high <= 0.055 * dpi) & (wide >= 0.012 * dpi) & (wide <= 0.09 * dpi)
    letter = (high >= 0.06 * dpi) & (high <= 0.18 * dpi) & (wide >= 0.03 * dpi) & (wide <= 0.4 * dpi)
    small[0] = letter[0] = False
    # how many pixels of letters lie above and left of each place
    sums = np.asarray(cv2.integral(pieces.picture(letter.astype(np.uint8))), np.int32)
    left = pieces.left[small] + wide[small] // 4
    right = np.minimum(pieces.left[small] + np.maximum(1, 3 * wide[small] // 4) + 1, part.shape[1])
    top, bottom = pieces.top[small], pieces.bottom[small]
    reach = round(0.045 * dpi)

    def inked(first: Numbers, last: Numbers) -> NDArray[np.bool_]:
        return np.asarray(
            sums[last, right] - sums[first, right] - sums[last, left] + sums[first, left] > 0, np.bool_
        )

    under = inked(bottom, np.minimum(bottom + reach, part.shape[0]))
    over = inked(np.maximum(top - reach, 0), top)
    above, below = int(np.count_nonzero(under & ~over)), int(np.count_nonzero(over & ~under))
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
