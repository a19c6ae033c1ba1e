"""Digits as a clerk writes them: strokes with a slant and a tremble of their own.

Own strokes rather than a font: they need nothing installed, and no two digits come out alike.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

Point = tuple[float, float]

WIDTH = 0.56
"""Advance of a digit, as a share of its height."""

# Control points in a box 1 high (y down) and about 0.55 wide; one list a stroke, several ways a digit.
_DIGITS: dict[str, tuple[tuple[tuple[Point, ...], ...], ...]] = {
    "0": (
        (((0.34, 0.04), (0.12, 0.2), (0.08, 0.62), (0.24, 0.97), (0.45, 0.72), (0.46, 0.3), (0.3, 0.05)),),
    ),
    "1": (
        (((0.1, 0.3), (0.34, 0.02), (0.3, 0.5), (0.26, 1.0)),),
        (((0.3, 0.02), (0.27, 0.5), (0.22, 1.0)),),
    ),
    "2": (
        (((0.1, 0.24), (0.26, 0.04), (0.44, 0.2), (0.34, 0.5), (0.06, 0.95), (0.28, 0.9), (0.52, 0.96)),),
        (
            (
                (0.1, 0.2),
                (0.3, 0.03),
                (0.42, 0.26),
                (0.2, 0.72),
                (0.06, 0.9),
                (0.16, 0.8),
                (0.3, 0.95),
                (0.5, 0.88),
            ),
        ),
    ),
    "3": (
        (
            (
                (0.1, 0.14),
                (0.3, 0.03),
                (0.42, 0.2),
                (0.22, 0.45),
                (0.44, 0.62),
                (0.38, 0.92),
                (0.06, 0.9),
            ),
        ),
        (((0.08, 0.06), (0.42, 0.06), (0.22, 0.42), (0.44, 0.64), (0.34, 0.95), (0.06, 0.88)),),
    ),
    "4": (
        (((0.26, 0.04), (0.06, 0.62), (0.5, 0.6)), ((0.4, 0.36), (0.36, 1.0))),
        (((0.36, 0.02), (0.04, 0.66), (0.52, 0.64)), ((0.38, 0.1), (0.34, 1.0))),
    ),
    "5": (
        (((0.46, 0.05), (0.16, 0.06), (0.12, 0.42), (0.36, 0.42), (0.42, 0.76), (0.2, 0.98), (0.04, 0.88)),),
    ),
    "6": (
        (
            (
                (0.4, 0.04),
                (0.16, 0.34),
                (0.08, 0.74),
                (0.26, 0.98),
                (0.44, 0.76),
                (0.3, 0.54),
                (0.1, 0.74),
            ),
        ),
    ),
    "7": (
        (((0.06, 0.08), (0.48, 0.06), (0.3, 0.5), (0.2, 1.0)),),
        (((0.06, 0.08), (0.48, 0.06), (0.28, 0.5), (0.2, 1.0)), ((0.12, 0.52), (0.46, 0.46))),
    ),
    "8": (
        (
            (
                (0.42, 0.14),
                (0.22, 0.04),
                (0.12, 0.24),
                (0.38, 0.56),
                (0.42, 0.86),
                (0.2, 0.97),
                (0.08, 0.76),
                (0.36, 0.42),
                (0.44, 0.16),
            ),
        ),
    ),
    "9": (
        (
            (
                (0.44, 0.16),
                (0.2, 0.06),
                (0.1, 0.32),
                (0.28, 0.48),
                (0.44, 0.2),
                (0.42, 0.6),
                (0.24, 1.0),
            ),
        ),
    ),
    "/": ((((0.42, 0.0), (0.08, 1.1)),),),
}


@dataclass(frozen=True)
class Hand:
    """One writer: slant, size and tremble."""

    slant: float
    size: float
    tremble: float
    pen: float

    @staticmethod
    def of(rng: random.Random) -> Hand:
        """A writer drawn at random."""
        return Hand(
            rng.uniform(0.0, 0.32), rng.uniform(0.95, 1.2), rng.uniform(0.01, 0.035), rng.uniform(0.9, 1.5)
        )


def width(text: str, size: float) -> float:
    """Width of a number written at `size` points, the same for every writer."""
    return WIDTH * size * len(text)


def strokes(text: str, x: float, y: float, size: float, hand: Hand, rng: random.Random) -> list[list[Point]]:
    """Curves of a number whose base line starts at (x, y)."""
    out: list[list[Point]] = []
    tall = size * 0.86 * hand.size
    for i, ch in enumerate(text):
        ways = _DIGITS.get(ch)
        if ways is None:
            continue
        left, low = x + i * WIDTH * size, y + rng.uniform(-0.06, 0.05) * size
        for stroke in rng.choice(ways):
            shaken = [
                (
                    px + rng.gauss(0, hand.tremble) + hand.slant * (1 - py) * 0.5,
                    py + rng.gauss(0, hand.tremble),
                )
                for px, py in stroke
            ]
            out.append([(left + px * tall, low - (1 - py) * tall) for px, py in smooth(shaken)])
    return out


def smooth(points: list[Point], steps: int = 8) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    padded = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for i in range(steps):
            t = i / steps
            curve.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    return [*curve, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t
    )


def scrawl(wide: float, high: float, rng: random.Random) -> list[list[Point]]:
    """A signature: a capital's loop, a run of uneven peaks, a flourish back under it."""
    x, points = 0.08, [(0.08, rng.uniform(0.4, 0.75))]
    points += [
        (0.16, rng.uniform(0.02, 0.15)),
        (0.22, rng.uniform(0.7, 0.98)),
        (0.05, rng.uniform(0.55, 0.8)),
    ]
    while x < rng.uniform(0.6, 0.8):
        x += rng.uniform(0.05, 0.13)
        up = rng.uniform(0.25, 0.5)
        points += [(x, up), (x + rng.uniform(-0.03, 0.05), rng.uniform(0.58, 0.75))]
    points += [(0.95, rng.uniform(0.2, 0.5))]
    flourish = [
        (rng.uniform(0.85, 0.98), rng.uniform(0.5, 0.8)),
        (0.5, rng.uniform(0.8, 0.95)),
        (0.15, rng.uniform(0.85, 1.0)),
    ]
    scaled = [[(px * wide, py * high) for px, py in smooth(part)] for part in (points, flourish)]
    turn = rng.uniform(-0.12, 0.06)
    return [
        [
            (px * math.cos(turn) - py * math.sin(turn), px * math.sin(turn) + py * math.cos(turn))
            for px, py in part
        ]
        for part in scaled
    ]
