"""Which way the text of a page runs, and how to lead boxes back once the page was turned upright."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from pipeline.intake.glyphs import Glyph

TO_SOURCE: dict[int, tuple[float, ...] | None] = {
    0: None,
    90: (0, 1, 0, -1, 0, 1, 0, 0, 1),
    180: (-1, 0, 1, 0, -1, 1, 0, 0, 1),
    270: (0, -1, 1, 1, 0, 0, 0, 0, 1),
}
"""From a page turned clockwise by so many degrees back to the page as it lay (3x3, row by row)."""


def turn_needed(glyphs: Iterable[Glyph], ratio: float) -> int:
    """Degrees by which the page must be turned clockwise so that its text runs from left to right.

    `ratio` is the page's height over its width; the direction is that of the steps from one
    character to the next.
    """
    across = down = 0.0
    for a, b in pairwise(g for g in glyphs if not g.text.isspace()):
        size = max(a.x1 - a.x0, (a.y1 - a.y0) * ratio)
        dx, dy = b.middle[0] - a.middle[0], (b.middle[1] - a.middle[1]) * ratio
        if abs(dx) + abs(dy) < 1.5 * size:  # jumps between words and lines say nothing
            across += dx
            down += dy
    if abs(down) > 2 * abs(across):
        return 270 if down > 0 else 90
    return 180 if across < 0 and abs(across) > 2 * abs(down) else 0
