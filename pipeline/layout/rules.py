"""Ruled lines: underlines, frames and the lines of tables; found and taken out before lines are strung."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.layout.components import Mask

Span = tuple[int, int, int, int]
"""left, top, right, bottom in pixels."""


@dataclass(frozen=True)
class Rules:
    """Horizontal and vertical rules of a page, and their ink."""

    across: tuple[Span, ...]
    down: tuple[Span, ...]
    mask: Mask


def find_rules(ink: Mask, dpi: float) -> Rules:
    """Straight thin strokes longer than any stroke of a letter."""
    thick = max(3, round(dpi * 0.04))
    across, across_mask = _strokes(ink, (round(dpi * 0.32), 1), thick, flat=True)
    down, down_mask = _strokes(ink, (1, round(dpi * 0.4)), thick, flat=False)
    return Rules(across, down, across_mask | down_mask)


def _strokes(ink: Mask, kernel: tuple[int, int], thick: int, *, flat: bool) -> tuple[tuple[Span, ...], Mask]:
    shape = cv2.getStructuringElement(cv2.MORPH_RECT, kernel)
    opened = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, shape), np.uint8)
    # A rule that is not quite level breaks into steps: join them before measuring.
    joined = cv2.dilate(opened, cv2.getStructuringElement(cv2.MORPH_RECT, (9, 3) if flat else (3, 9)))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found: list[Span] = []
    keep = np.zeros_like(ink)
    for outline in outlines:
        left, top, width, height = cv2.boundingRect(outline)
        across = height if flat else width
        along = width if flat else height
        if across <= thick + 0.02 * along and along >= 6 * across:
            found.append((left, top, left + width, top + height))
            cv2.drawContours(keep, [outline], -1, 1, cv2.FILLED)
    # one pixel around, or a ragged edge stays behind as specks
    return tuple(found), np.asarray(cv2.dilate(keep & opened, np.ones((3, 3), np.uint8)), np.uint8)
