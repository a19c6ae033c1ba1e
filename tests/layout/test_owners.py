"""To which line a piece of ink belongs that is no letter by itself: marks, points, commas."""

from __future__ import annotations

import numpy as np

from pipeline.layout.components import find_components
from pipeline.layout.lines import find_segments
from pipeline.layout.owners import assign

X = 18
UPPER, LOWER = 100, 152
"""Base lines of two rows of blocks that stand for letters."""


def rows(*extra: tuple[int, int, int, int]) -> np.ndarray:
    """Two rows of small letters with pieces (left, top, right, bottom) between them."""
    ink = np.zeros((260, 900), np.uint8)
    for base in (UPPER, LOWER):
        for i in range(30):
            ink[base - X : base, 40 + 26 * i : 40 + 26 * i + 16] = 1
    for left, top, right, bottom in extra:
        ink[top:bottom, left:right] = 1
    return ink


def owner_of(ink: np.ndarray, x: int, y: int) -> str:
    """The row that the ink at a place belongs to."""
    parts = find_components(ink, 200.0)
    strips = sorted(find_segments(parts), key=lambda s: s.middle)
    assert len(strips) == 2
    return {0: "none", 1: "upper", 2: "lower"}[int(assign(parts, strips)[y, x])]


def test_a_tone_mark_is_the_letter_s_under_it_though_a_descender_hangs_nearer() -> None:
    letter = 40 + 26 * 5
    descender = (letter + 2, UPPER, letter + 8, UPPER + 22)
    mark = (letter + 1, UPPER + 24, letter + 11, UPPER + 30)
    ink = rows(descender, mark)
    assert LOWER - X - mark[3] > mark[1] - descender[3], "the descender is the nearer"
    assert owner_of(ink, mark[0] + 4, mark[1] + 2) == "lower"


def test_a_point_under_a_letter_is_that_letter_s() -> None:
    letter = 40 + 26 * 7
    point = (letter + 6, UPPER + 4, letter + 11, UPPER + 9)
    assert owner_of(rows(point), point[0] + 2, point[1] + 2) == "upper"


def test_a_comma_is_the_line_s_whose_base_line_it_crosses() -> None:
    after = 40 + 26 * 30 + 12
    comma = (after, UPPER - 3, after + 5, UPPER + 6)
    mark = (after - 2, UPPER + 18, after + 8, UPPER + 24)
    letter = (after - 2, LOWER - X, after + 14, LOWER)
    assert owner_of(rows(comma, mark, letter), comma[0] + 2, comma[1] + 2) == "upper"
    assert owner_of(rows(comma, mark, letter), mark[0] + 2, mark[1] + 2) == "lower"
