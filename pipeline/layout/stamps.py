"""What may be a stamp: frames around a few words, and patches of red letters. Reading decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.layout.components import Mask
from pipeline.layout.seals import Circle

SMALLEST, LARGEST = (0.45, 0.2), (2.7, 1.7)
"""Width and height in inches: from KHẨN (20 x 8 mm) to ĐẾN (50 x 35 mm) with some to spare."""
BOXLIKE, BOXLIKE_LONG = 0.82, 0.72
"""Share of the least rectangle around it that a frame fills: a seal fills 0.785, but is not LONG."""
LONG = 1.25
RIM, RIM_RED = 0.65, 0.5
"""Share of each of its sides that an opened frame must have kept: no print is taken for a red one."""
HOLLOW, RIM_INSIDE = 0.85, 0.75
"""The same shares for the white inside a frame: cells of tables and gaps in print are many."""
WHOLE = 0.75
"""Share of the red patch around it that a whole frame takes in at least."""
TALL = 0.5
"""Inches: the strokes of a taller frame are mended where a fax lost some of them."""
STROKE = 0.05
"""Inches across a frame's outline that its stroke takes up."""
REACH = 7
"""Pixels across within which other ink is taken to lie over a red stroke."""
CROWDED = 0.012
"""Share of black ink in a red frame from which print runs through it."""


@dataclass(frozen=True)
class Mark:
    """A slanted rectangle in pixels; `angle` turns it level (degrees, counter-clockwise positive)."""

    x: float
    y: float
    width: float
    height: float
    angle: float
    red: bool
    frame: bool

    @property
    def area(self) -> float:
        """Of the slanted rectangle."""
        return self.width * self.height

    @property
    def corners(self) -> NDArray[np.float32]:
        """The four corners."""
        return np.asarray(cv2.boxPoints(((self.x, self.y), (self.width, self.height), self.angle)))

    @property
    def box(self) -> tuple[int, int, int, int]:
        """left, top, right, bottom of the hull."""
        left, top = self.corners.min(axis=0)
        right, bottom = self.corners.max(axis=0)
        return int(left), int(top), int(right), int(bottom)


def find_frames(ink: Mask, red: Mask, dpi: float) -> list[Mark]:
    """Frames in either ink."""
    return apart(_frames(red, dpi, red=True) + _frames(ink, dpi, red=False))


def bridged(red: Mask, ink: Mask) -> Mask:
    """Red ink, closed where a frame's strokes run under other ink: a pen's or a letter's."""
    left, top, width, height = cv2.boundingRect(red)
    if width == 0:
        return red
    part = (slice(top, top + height), slice(left, left + width))
    near = np.asarray(
        cv2.dilate(np.ascontiguousarray(red[part]), np.ones((REACH, REACH), np.uint8)), np.uint8
    )
    closed = red.copy()
    closed[part] |= near & ink[part]
    return closed


def outside(seals: list[Circle], frames: list[Mark]) -> list[Circle]:
    """The seals that do not lie within a frame: lettering and rules may make most of a circle."""
    return [s for s in seals if not any(_holds(frame, s.x, s.y) for frame in frames)]


def find_marks(frames: list[Mark], red: Mask, seals: list[Circle], dpi: float) -> list[Mark]:
    """Frames, then patches of red print without one, away from seals."""
    patches = _patches(_uncovered(red, frames, dpi), dpi) + _patches(red, dpi)
    # of a worn frame a part may be left that is boxlike too: the patch holds all of it
    torn = [f for f in frames if f.red and any(_same(f, p) and f.area < WHOLE * p.area for p in patches)]
    marks = [f for f in frames if f not in torn] + patches
    return apart([m for m in marks if not any(np.hypot(m.x - s.x, m.y - s.y) < s.radius for s in seals)])


def crowded(frames: list[Mark], ink: Mask) -> list[Mark]:
    """The frames through which black print runs: their letters and the print are read apart."""
    found: list[Mark] = []
    for frame in frames:
        left, top, right, bottom = frame.box
        inside = ink[max(0, top) : bottom, max(0, left) : right]
        if inside.size and float(inside.mean()) >= CROWDED:
            found.append(frame)
    return found


def apart(marks: list[Mark]) -> list[Mark]:
    """The marks less those that are another once more, the first of which stays."""
    kept: list[Mark] = []
    for mark in marks:
        if not any(_same(mark, other) for other in kept):
            kept.append(mark)
    return kept


def _holds(mark: Mark, x: float, y: float) -> bool:
    left, top, right, bottom = mark.box
    return left < x < right and top < y < bottom


def _frames(ink: Mask, dpi: float, *, red: bool) -> list[Mark]:
    """Frames by their outlines, and by the white inside them where print or another frame touches them."""
    if not ink.any():
        return []
    half = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    inked = np.asarray(half > 0, np.uint8)
    closed = np.asarray(cv2.morphologyEx(inked, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)), np.uint8)
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    # not closed: the letters of a low frame nearly reach its sides
    holes = _holes(inked)
    if not red:
        mended = np.asarray(cv2.morphologyEx(inked, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
        holes += [h for h in _holes(mended) if 2 * cv2.boundingRect(h)[3] > TALL * dpi]
    found: list[tuple[Mark, bool]] = []
    for outline, shaped in [*((o, _shape) for o in outlines), *((h, _hole) for h in holes)]:
        _, _, width, height = cv2.boundingRect(outline)
        if not _fits(2 * width, 2 * height, dpi):
            continue
        mark = _mark(2 * outline, red=red, frame=True)
        shape = shaped(outline, mark, inked)
        if shape is None:
            continue
        inside = np.zeros_like(closed)
        cv2.drawContours(inside, [shape], -1, 1, cv2.FILLED)
        if float(closed[inside > 0].mean()) < 0.7:
            found.append((mark, shaped is _hole))
    within = [mark for mark, hole in found if hole and not red and mark.height > TALL * dpi]
    # print that touches a tall frame pulls its outline outward; the white inside it has its measure
    return [
        mark
        for mark, hole in found
        if hole or not any(_same(mark, w) and w.area >= WHOLE * mark.area for w in within)
    ]


def _holes(inked: Mask) -> list[NDArray[Any]]:
    """What is white with ink all around."""
    rims, nested = cv2.findContours(inked, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    return [rim for rim, (_, _, _, parent) in zip(rims, nested[0], strict=True) if parent >= 0]


def _hole(outline: NDArray[Any], mark: Mark, inked: Mask) -> NDArray[Any] | None:
    """The hull of white inside a frame; what crosses the frame leaves notches in it."""
    hull = np.asarray(cv2.convexHull(outline))
    boxlike = cv2.contourArea(hull) >= HOLLOW * mark.width * mark.height / 4
    return hull if boxlike and _rim(inked, mark) >= RIM_INSIDE else None


def _shape(outline: NDArray[Any], mark: Mark, inked: Mask) -> NDArray[Any] | None:
    """The outline where it is a frame's, or its hull where print has opened it; half size."""
    least = (BOXLIKE_LONG if mark.width > LONG * mark.height else BOXLIKE) * mark.width * mark.height / 4
    if cv2.contourArea(outline) >= least:
        return outline
    hull = np.asarray(cv2.convexHull(outline))
    return hull if cv2.contourArea(hull) >= least and _rim(inked, mark) >= RIM else None


def _rim(half: Mask, mark: Mark) -> float:
    """Share of a rectangle's barest side that is inked, on the picture of half the size.

    Side by side: an underlined row of print has a rule below, and letters only above and beside it.
    """
    corners = cv2.boxPoints(((mark.x / 2, mark.y / 2), (mark.width / 2, mark.height / 2), mark.angle))
    left, top = (max(0, int(v) - 2) for v in corners.min(axis=0))
    right, bottom = (int(v) + 4 for v in corners.max(axis=0))
    wide = cv2.dilate(half[top:bottom, left:right], np.ones((3, 3), np.uint8))
    shares: list[float] = []
    for one, other in zip(corners, np.roll(corners, 1, axis=0), strict=True):
        side = np.zeros_like(wide)
        ends = [(round(float(x)) - left, round(float(y)) - top) for x, y in (one, other)]
        cv2.line(side, ends[0], ends[1], 1, 1)
        shares.append(float(wide[side > 0].mean()) if side.any() else 0.0)
    return min(shares)


def _patches(red: Mask, dpi: float) -> list[Mark]:
    """Red letters in a row, whether or not something of a frame is left."""
    if not red.any():
        return []
    reach = max(3, round(dpi * 0.06))
    quarter = cv2.resize(red, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(
        np.asarray(quarter > 0, np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8)
    )
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found: list[Mark] = []
    for outline in outlines:
        mark = _mark(2 * outline, red=True, frame=False)
        if _fits(mark.width, mark.height, dpi) and mark.width > 1.5 * mark.height:
            found.append(mark)
    return found


def _uncovered(red: Mask, frames: list[Mark], dpi: float) -> Mask:
    """Red ink outside the frames of red stamps: another stamp may overlap one."""
    rest = red.copy()
    for frame in frames:
        if frame.red:
            outline = [np.round(frame.corners).astype(np.int32)]
            cv2.fillPoly(rest, outline, 0)
            cv2.polylines(rest, outline, True, 0, max(3, round(STROKE * dpi)))
    return rest


def _fits(width: float, height: float, dpi: float) -> bool:
    return SMALLEST[0] * dpi <= width <= LARGEST[0] * dpi and SMALLEST[1] * dpi <= height <= LARGEST[1] * dpi


def _mark(outline: NDArray[Any], *, red: bool, frame: bool) -> Mark:
    (x, y), (width, height), angle = cv2.minAreaRect(outline)
    # the rectangle may stand on its side: take the turn nearest to level
    if abs(angle) > 45:
        width, height, angle = height, width, angle - 90 if angle > 0 else angle + 90
    return Mark(x, y, width, height, angle, red, frame)


def _same(a: Mark, b: Mark) -> bool:
    left, top, right, bottom = a.box
    other = b.box
    wide = min(right, other[2]) - max(left, other[0])
    high = min(bottom, other[3]) - max(top, other[1])
    if wide <= 0 or high <= 0:
        return False
    smaller = min((right - left) * (bottom - top), (other[2] - other[0]) * (other[3] - other[1]))
    return wide * high > 0.6 * smaller
