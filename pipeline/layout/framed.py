"""Black frames that touch print: their strokes taken out, and lines cut where they enter a frame."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.layout.components import Components, Mask
from pipeline.layout.stamps import Mark
from pipeline.layout.strip import Strip

STROKE = 0.025
"""Inches on either side of a frame's outline that are taken out with it."""
SMALL = 0.5
"""Inches: a lower frame holds a mark of urgency or secrecy, one row; a higher one is an ĐẾN stamp."""
GAP, GAP_LARGE = 0.8, 1.5
"""White (in x-heights) between what stands in a small or a large frame and the print beside it."""
LETTER, LETTERS = (0.9, 3.0), 4
"""Height (in x-heights) of a frame's letters, and how many it holds at least: KHẨN."""
CENTRED, FILLED = 0.3, 0.5
"""How near a small frame's middle (share of its height) its letters stand, and how much of it they fill."""


def with_letters(frames: list[Mark], parts: Components) -> list[Mark]:
    """The frames that hold a word: a pen's loops look like frames, but hold little or a line's torn piece."""
    sizes = parts.height / parts.xheight
    tall = np.flatnonzero((sizes > LETTER[0]) & (sizes < LETTER[1]))
    found: list[Mark] = []
    for frame in frames:
        left, top, right, bottom = frame.box
        inside = (parts.left[tall] > left) & (parts.right[tall] < right)
        inside &= (parts.top[tall] > top) & (parts.bottom[tall] < bottom)
        if int(inside.sum()) >= LETTERS:
            found.append(frame)
    return found


def without_rims(ink: Mask, frames: list[Mark], dpi: float) -> Mask:
    """The ink less the strokes of frames: letters that they cross stay letters."""
    if not frames:
        return ink
    rest = ink.copy()
    thick = max(3, round(2 * STROKE * dpi))
    for frame in frames:
        cv2.polylines(rest, [np.round(frame.corners).astype(np.int32)], True, 0, thick)
    return rest


def part_at_frames(strips: list[Strip], frames: list[Mark], parts: Components, dpi: float) -> list[Strip]:
    """Lines cut where a frame's own letters end and the print beside it begins."""
    for frame in frames:
        strips = [piece for strip in strips for piece in _parted(strip, frame, parts, dpi)]
    return strips


def _parted(strip: Strip, frame: Mark, parts: Components, dpi: float) -> list[Strip]:
    labels = np.array(strip.labels)
    if labels.size < 2:
        return [strip]
    outline = frame.corners.reshape(-1, 1, 2)
    xs = (parts.left[labels] + parts.right[labels]) / 2
    ys = (parts.top[labels] + parts.bottom[labels]) / 2
    inner = np.array([cv2.pointPolygonTest(outline, (float(x), float(y)), False) > 0
                      for x, y in zip(xs, ys, strict=True)])  # fmt: skip
    if inner.all() or not inner.any():
        return [strip]
    within, beside = _strip(labels[inner], parts), labels[~inner]
    if not _own(within, beside, frame, parts, dpi):
        return [strip]
    # print may stand on both sides of a frame
    before = beside[parts.left[beside] < within.left]
    after = beside[parts.left[beside] >= within.left]
    return [_strip(group, parts) for group in (before, labels[inner], after) if group.size]


def part_at_patches(
    strips: list[Strip], patches: list[Mark], parts: Components, red: np.ndarray
) -> list[Strip]:
    """Lines cut where a stamp's red letters end and black print begins."""
    for patch in patches:
        left, top, right, bottom = patch.box
        pieces: list[Strip] = []
        for strip in strips:
            labels = np.array(strip.labels)
            inner = red[labels]
            apart = strip.bottom < top or strip.top > bottom or strip.right < left or strip.left > right
            if apart or inner.all() or not inner.any():
                pieces.append(strip)
            else:
                pieces += [_strip(labels[inner], parts), _strip(labels[~inner], parts)]
        strips = pieces
    return strips


def red_pieces(parts: Components, red: Mask) -> np.ndarray:
    """For each piece of ink whether it is red."""
    inked = np.bincount(parts.at, red.reshape(-1)[parts.places], parts.area.size)
    return np.asarray(inked > 0.5 * parts.area)


def _own(within: Strip, beside: np.ndarray, frame: Mark, parts: Components, dpi: float) -> bool:
    """Whether what stands in a frame is its own, and not a line that runs through it."""
    off = np.maximum(parts.left[beside] - within.right, within.left - parts.right[beside])
    small = frame.height < SMALL * dpi
    if int(off.min()) >= (GAP if small else GAP_LARGE) * parts.xheight:
        return True
    centred = abs(within.middle - frame.y) < CENTRED * frame.height
    return small and centred and within.width >= FILLED * frame.width


def _strip(labels: np.ndarray, parts: Components) -> Strip:
    return Strip(
        int(parts.left[labels].min()),
        int(parts.top[labels].min()),
        int(parts.right[labels].max()),
        int(parts.bottom[labels].max()),
        [int(label) for label in labels],
    )
