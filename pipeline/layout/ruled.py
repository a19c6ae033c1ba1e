"""Frames of stamps known by their rules: print runs through them, or the sheet's edge cuts them off."""

from __future__ import annotations

import numpy as np

from pipeline.layout.components import Mask
from pipeline.layout.rules import Rules, Span
from pipeline.layout.stamps import LARGEST, Mark

LEAST = (1.2, 0.5)
"""Width and height in inches of an ĐẾN stamp at least."""
GAP, LEVEL = 0.35, 0.03
"""Inches: gaps of one rule that are bridged, and how far its pieces may stand above each other."""
EVEN = 0.8
"""Share of the longer of two rules that the other runs along."""
SIDE = 0.5
"""Share of a side that is inked at least."""
REACH = 0.03
"""Inches around a side in which its ink may lie."""
OUTSIDE = 0.02
"""Inches from the sheet's edge at which a frame may run off it."""


def find_ruled(rules: Rules, ink: Mask, dpi: float) -> list[Mark]:
    """Level black frames of an ĐẾN stamp's size between two rules, the largest first."""
    rows = _joined(rules.across, dpi)
    found: list[Mark] = []
    for i, upper in enumerate(rows):
        for lower in rows[i + 1 :]:
            left, right = min(upper[0], lower[0]), max(upper[2], lower[2])
            top, bottom = (upper[1] + upper[3]) // 2, (lower[1] + lower[3]) // 2
            shared = min(upper[2], lower[2]) - max(upper[0], lower[0])
            width, height = right - left, bottom - top
            fits = (
                LEAST[0] * dpi <= width <= LARGEST[0] * dpi and LEAST[1] * dpi <= height <= LARGEST[1] * dpi
            )
            if fits and shared >= EVEN * width and _closed(ink, (left, top, right, bottom), dpi):
                found.append(
                    Mark((left + right) / 2, (top + bottom) / 2, width, height, 0.0, red=False, frame=True)
                )
    return sorted(found, key=lambda m: -m.area)


def _joined(spans: tuple[Span, ...], dpi: float) -> list[Span]:
    """Pieces of one rule as one, from top to bottom."""
    done: list[Span] = []
    for left, top, right, bottom in sorted(spans):
        for i, (x0, y0, x1, y1) in enumerate(done):
            if abs(top + bottom - y0 - y1) <= 2 * LEVEL * dpi and left - x1 <= GAP * dpi:
                done[i] = (x0, min(y0, top), max(x1, right), max(y1, bottom))
                break
        else:
            done.append((left, top, right, bottom))
    return sorted(done, key=lambda s: s[1])


def _closed(ink: Mask, box: Span, dpi: float) -> bool:
    """Whether both upright sides are drawn, or one is and the other lies outside the sheet."""
    left, top, right, bottom = box
    outside = [left <= OUTSIDE * dpi, right >= ink.shape[1] - OUTSIDE * dpi]
    drawn = [_inked(ink, x, top, bottom, dpi) >= SIDE for x in (left, right)]
    return any(drawn) and all(d or o for d, o in zip(drawn, outside, strict=True))


def _inked(ink: Mask, x: int, top: int, bottom: int, dpi: float) -> float:
    """Share of the rows in which the best column at a side is inked, one pixel to either side counted in."""
    reach = round(REACH * dpi)
    part = ink[top:bottom, max(0, x - reach) : x + reach + 1]
    wide = part[:, :-2] | part[:, 1:-1] | part[:, 2:]
    return float(np.max(wide.mean(axis=0))) if wide.size else 0.0
