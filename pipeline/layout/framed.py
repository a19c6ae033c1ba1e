"""Black frames that touch print: their strokes taken out, and lines cut where they enter a frame."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.layout.components import Components, Mask
from pipeline.layout.stamps import Mark
from pipeline.layout.strip import Strip

STROKE = 0.025
"""Inches on either side of a frame's outline that are taken out with it."""
CROSSING = 0.04
"""Inches that ink runs across a frame's stroke where a letter crosses it: the stroke itself is thinner."""
LINE, SAME_START = 20.0, 0.6
"""Width of a line of print whose beginning counts, and how near two begin alike, in x-heights."""
BESIDE = 5
"""Letters outside a frame that tell their base line."""
ON_LINE, DESCENT = 0.3, 0.9
"""How far above and below that line (in x-heights) a letter inside may end."""
PARTED = 0.6
"""White (in x-heights) before the print that begins in a frame: more than a space within a line."""
SAMPLES, DRAWN = 60, 0.4
"""Places at which a side is looked at, and the share of them that is inked where there is a stroke."""
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


def without_rims(ink: Mask, rules: Mask, frames: list[Mark], dpi: float) -> Mask:
    """The ink less rules and the strokes of frames: letters that these cross stay letters."""
    rest = ink & (1 - rules)
    if not frames:
        return rest
    work, sides = ink.copy(), np.zeros_like(ink)
    for frame in frames:
        corners = np.round(frame.corners).astype(np.int32)
        ends = list(zip(corners, np.roll(corners, 1, axis=0), strict=True))
        # level sides first: where they meet the others, these are as thin as elsewhere
        for flat in (True, False):
            for one, other in ends:
                if (abs(one[0] - other[0]) > abs(one[1] - other[1])) == flat:
                    _take_side(work, sides, one, other, dpi, flat=flat)
    return np.where(sides > 0, work, rest)


def _take_side(ink: Mask, sides: Mask, one: np.ndarray, other: np.ndarray, dpi: float, *, flat: bool) -> None:
    """Take out the stroke from one corner to the other, but not the letters' strokes that cross it."""
    edge = round(2 * STROKE * dpi)
    found = _on_stroke(ink, one, other, edge, flat=flat)
    if found is None:
        return
    one, other = found
    left, top = np.maximum(np.minimum(one, other) - edge, 0)
    right, bottom = np.maximum(one, other) + edge + 1
    part, place = ink[top:bottom, left:right], sides[top:bottom, left:right]
    if not part.any():
        return
    side = np.zeros(part.shape, np.uint8)
    ends = [(int(x - left), int(y - top)) for x, y in (one, other)]
    cv2.line(side, ends[0], ends[1], 1, max(3, edge))
    across = round(CROSSING * dpi)
    kernel = np.ones((across, 1) if flat else (1, across), np.uint8)
    crossing = np.asarray(cv2.morphologyEx(np.ascontiguousarray(part), cv2.MORPH_OPEN, kernel), np.uint8)
    part[(side > 0) & (crossing == 0)] = 0
    place[side > 0] = 1


def _on_stroke(
    ink: Mask, one: np.ndarray, other: np.ndarray, reach: int, *, flat: bool
) -> tuple[np.ndarray, np.ndarray] | None:
    """The ends of a side moved to where it has most ink: print that touches a frame turns its outline.

    None where there is no stroke near it at all.
    """
    shifts = sorted(range(-reach, reach + 1, 2), key=abs)
    along = np.linspace(0, 1, SAMPLES)
    best, ends = -1.0, (one, other)
    for a in shifts:
        for b in shifts:
            first, last = (s + np.array((0, n) if flat else (n, 0)) for s, n in ((one, a), (other, b)))
            xs, ys = (np.round(first[i] + (last[i] - first[i]) * along).astype(np.intp) for i in (0, 1))
            inside = (xs >= 0) & (ys >= 0) & (xs < ink.shape[1]) & (ys < ink.shape[0])
            share = float(ink[ys[inside], xs[inside]].sum())
            if share > best:
                best, ends = share, (first, last)
    return ends if best >= DRAWN * SAMPLES else None


def part_at_frames(strips: list[Strip], frames: list[Mark], parts: Components, dpi: float) -> list[Strip]:
    """Lines cut where a frame's own letters end and the print beside it begins."""
    for frame in frames:
        starts = _starts(strips, frame, parts.xheight) if frame.height >= SMALL * dpi else []
        strips = [piece for strip in strips for piece in _parted(strip, frame, starts, parts, dpi)]
    return strips


def _starts(strips: list[Strip], frame: Mark, x: float) -> list[int]:
    """Where long lines of print begin within a frame's width, from the left: at the margin, at an indent."""
    left, top, right, bottom = frame.box
    return sorted(
        s.left for s in strips if s.width > LINE * x and not top < s.middle < bottom and left < s.left < right
    )


def _parted(strip: Strip, frame: Mark, starts: list[int], parts: Components, dpi: float) -> list[Strip]:
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
        at = _start_of(labels[inner], beside, starts, parts)
        if at is None:
            return [strip]
        mine = parts.left[labels] < at
        return [_strip(group, parts) for group in (labels[mine], labels[~mine])]
    # print may stand on both sides of a frame
    before = beside[parts.left[beside] < within.left]
    after = beside[parts.left[beside] >= within.left]
    return [_strip(group, parts) for group in (before, labels[inner], after) if group.size]


def _start_of(inner: np.ndarray, beside: np.ndarray, starts: list[int], parts: Components) -> int | None:
    """Where the print begins that runs out of a frame on the right, behind words of the stamp.

    Where other lines begin too, with a letter that stands on the base line of what is outside.
    """
    x = parts.xheight
    left = int(parts.left[inner].min())
    if int(parts.left[beside].min()) < left or any(abs(start - left) < x for start in starts):
        return None
    nearest = beside[np.argsort(parts.left[beside])][:BESIDE]
    foot = float(np.median(parts.bottom[nearest]))
    for start in starts:
        first = inner[np.abs(parts.left[inner] - start) < SAME_START * x]
        below = (parts.bottom[first] - foot) / x
        stands = (below > -ON_LINE) & (below < DESCENT)
        stands &= parts.height[first] > LETTER[0] * x
        if start > left and stands.any():
            at = int(parts.left[first[stands]].min())
            before = inner[parts.left[inner] < at]
            return at if at - int(parts.right[before].max()) >= PARTED * x else None
    return None


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
