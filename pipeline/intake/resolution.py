"""Which resolution a page is rendered at, and which one a picture really has."""

from __future__ import annotations

LOWEST, USUAL, HIGHEST = 150, 200, 300
A4_LONG = 11.69
"""Long side of A4 in inches (Nghị định 30/2020, PL I: letters are A4)."""
SMALLEST, LARGEST = 5.0, 17.0
"""Long sides in inches that a page of a letter can have (A6 to A3)."""


def true_dpi(width: int, height: int, stated: float) -> float:
    """The resolution of a picture: as stated where that makes a page of paper, else as of A4.

    Phones state 72, many scanners nothing at all.
    """
    long_side = max(width, height)
    if stated > 0 and SMALLEST <= long_side / stated <= LARGEST:
        return stated
    return long_side / A4_LONG


def render_dpi(width: float, height: float, scan: float | None, wanted: int | None) -> float:
    """The resolution to render a page of `width` x `height` points at.

    A scan is rendered at its own resolution within 150..300, anything else at 200. A page whose
    size in points is not that of paper (made one point a pixel) is first taken as A4.
    """
    dpi = float(wanted) if wanted else min(HIGHEST, max(LOWEST, scan)) if scan else float(USUAL)
    long_side = max(width, height) / 72
    if long_side <= LARGEST:
        return dpi
    shrink = A4_LONG / long_side
    own = scan / shrink if scan and not wanted else None
    return (min(HIGHEST, max(LOWEST, own)) if own else dpi) * shrink
