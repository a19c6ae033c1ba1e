"""Rows of pixels that a fax lost: white through the middle of letters, closed from above and below.

Cut through, letters fall into halves too low to be letters, and layout loses the line.
"""

from __future__ import annotations

import numpy as np

from pipeline.cleanup.ink import Picture

THICK = 2
"""Rows beside each other that may be lost."""
STROKES = 12
"""Pixels with ink above and below that a lost stretch must have."""
STRAIGHT = 0.6
"""Share of the ink above or below it that goes on straight across: between two lines hardly any does."""
STRETCH = 0.25
"""Inches of white without a break; specks break it."""


def mend_rows(text: Picture, dpi: float) -> tuple[Picture, int]:
    """The black and white picture with lost rows closed, and how many there were."""
    ink = np.asarray(text < 128)
    mended = text
    count = 0
    for thick in range(1, THICK + 1):
        above, below = ink[: -thick - 1], ink[thick + 1 :]
        across = np.asarray(above & below)
        for row in range(thick):
            across &= ~ink[1 + row : ink.shape[0] - thick + row]
        for place in np.flatnonzero(np.count_nonzero(across, axis=1) >= STROKES):
            rows = slice(int(place) + 1, int(place) + 1 + thick)
            fill = _lost(np.asarray(ink[rows].any(axis=0)), above[place], below[place], round(STRETCH * dpi))
            if fill is None:
                continue
            mended = mended.copy() if mended is text else mended
            mended[rows, fill] = 0
            count += thick
    return mended, count


def _lost(inked: np.ndarray, above: np.ndarray, below: np.ndarray, least: int) -> np.ndarray | None:
    """Where a lost row's ink was; None where the row is a plain one."""
    edges = np.flatnonzero(np.concatenate(([True], inked, [True])))
    fill = np.zeros_like(inked)
    both = either = 0
    for left, right in zip(edges[:-1], edges[1:] - 1, strict=True):
        if right - left < least:
            continue
        run = slice(int(left), int(right))
        fill[run] = above[run] & below[run]
        both += int(np.count_nonzero(fill[run]))
        either += int(np.count_nonzero(above[run] | below[run]))
    return fill if both >= STROKES and both >= STRAIGHT * either else None
