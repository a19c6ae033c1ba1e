"""Which line each piece of ink belongs to, so that a line can be read without its neighbours."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.layout.components import Components, Numbers
from pipeline.layout.strip import Strip

ROUNDS = (0.35, 0.35, 0.75)
"""How far (in x-heights) a mark may lie from owned ink, round by round.

A circumflex finds its letter first, then the acute above finds the circumflex: measured straight to
the letters, an acute would fall to a descender of the line above.
"""
SIDEWAYS = 2.5
"""How far a hyphen may stand from its line's nearest letter, in x-heights."""


def assign(parts: Components, strips: list[Strip]) -> NDArray[np.int16]:
    """The owner picture: at each pixel the number of its line from 1, else 0.

    Strips grow by the marks they take in.
    """
    owners = np.zeros(parts.area.size, np.int16)
    for number, strip in enumerate(strips, start=1):
        owners[strip.labels] = number
    cores = [(s.top, s.bottom) for s in strips]
    if strips:
        coarse = _halved(parts.labels)
        for reach in ROUNDS:
            _take_near(parts, coarse, owners, reach * parts.xheight)
        _take_level(parts, strips, owners)
        _grow(parts, strips, owners)
    picture = np.asarray(owners[parts.labels], np.int16)
    for number, (strip, core) in enumerate(zip(strips, cores, strict=True), start=1):
        _take_tall(parts, owners, picture, strip, number, core)
    return picture


def _halved(labels: Numbers) -> Numbers:
    """The labels at half the resolution; no piece is lost, however thin."""
    height, width = labels.shape[0] // 2 * 2, labels.shape[1] // 2 * 2
    rows = np.maximum(labels[0:height:2, :width], labels[1:height:2, :width])
    return np.maximum(rows[:, 0::2], rows[:, 1::2])


def _take_near(parts: Components, labels: Numbers, owners: NDArray[np.int16], reach: float) -> None:
    """Give small pieces to the line of the nearest owned ink, on labels of half the resolution."""
    free = np.zeros(owners.size, bool)
    free[parts.small()] = True
    free &= owners == 0
    picture = owners[labels]
    distance, nearest = cv2.distanceTransformWithLabels(
        np.asarray(picture == 0, np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    owned = picture > 0
    owner_at = np.zeros(int(nearest.max()) + 1, np.int16)
    owner_at[nearest[owned]] = picture[owned]
    ys, xs = np.nonzero(free[labels] & (2 * distance <= reach))
    order = np.argsort(-distance[ys, xs], kind="stable")
    ys, xs = ys[order], xs[order]
    # the last writing wins: the nearest pixel of each piece
    owners[labels[ys, xs]] = owner_at[nearest[ys, xs]]


def _take_level(parts: Components, strips: list[Strip], owners: NDArray[np.int16]) -> None:
    """Hyphens, bullets and points that stand off, on the height of a line's letters.

    Flat, of a bullet's size, on the base line, or a colon's upper point: the rest is specks.
    """
    x = parts.xheight
    feet = np.array([float(np.median(parts.bottom[s.labels])) if s.labels else s.bottom for s in strips])
    tops, bottoms = np.array([s.top for s in strips]), np.array([s.bottom for s in strips])
    lefts, rights = np.array([s.left for s in strips]), np.array([s.right for s in strips])
    free = [n for n in parts.small() if not owners[n] and parts.area[n] >= 0.012 * x * x]
    points: list[tuple[int, float, float]] = []
    # from below: a colon's lower point comes first
    for label in sorted(free, key=lambda n: -int(parts.bottom[n])):
        middle = (parts.top[label] + parts.bottom[label]) / 2
        fits = (middle > tops) & (middle < bottoms)
        fits &= (parts.right[label] > lefts - SIDEWAYS * x) & (parts.left[label] < rights + SIDEWAYS * x)
        wide, high = int(parts.width[label]), int(parts.height[label])
        center = (parts.left[label] + parts.right[label]) / 2
        point = not (wide >= 0.3 * x and wide >= 1.5 * high) and min(wide, high) < 0.45 * x
        if point:
            standing = (np.abs(parts.bottom[label] - feet) < 0.25 * x) & (parts.left[label] > lefts)
            for line, low, at in points:
                standing[line] |= abs(at - center) < 0.3 * x and middle < low < middle + 1.1 * x
            fits &= standing
        found = np.flatnonzero(fits)
        if found.size:
            off = np.abs(middle - (tops[found] + bottoms[found]) / 2)
            place = int(found[np.argmin(off)])
            owners[label] = place + 1
            if point:
                points.append((place, middle, center))


def _grow(parts: Components, strips: list[Strip], owners: NDArray[np.int16]) -> None:
    owned = np.flatnonzero(owners)
    place = owners[owned] - 1
    count = len(strips)
    left, top = np.full(count, 1 << 30), np.full(count, 1 << 30)
    right, bottom = np.zeros(count, int), np.zeros(count, int)
    np.minimum.at(left, place, parts.left[owned])
    np.minimum.at(top, place, parts.top[owned])
    np.maximum.at(right, place, parts.right[owned])
    np.maximum.at(bottom, place, parts.bottom[owned])
    for i, strip in enumerate(strips):
        strip.left, strip.top = min(strip.left, int(left[i])), min(strip.top, int(top[i]))
        strip.right, strip.bottom = max(strip.right, int(right[i])), max(strip.bottom, int(bottom[i]))


def _take_tall(
    parts: Components,
    owners: NDArray[np.int16],
    picture: NDArray[np.int16],
    strip: Strip,
    number: int,
    core: tuple[int, int],
) -> None:
    """Letters of two lines that touch make one tall piece: each line takes the part on its height."""
    x = parts.xheight
    rows, columns = slice(*core), slice(strip.left, strip.right)
    labels = parts.labels[rows, columns]
    tall = (parts.height > 3.4 * x) & (parts.height < 8 * x) & (parts.width < 8 * x) & (owners == 0)
    tall[0] = False
    hit = tall[labels] & (picture[rows, columns] == 0)
    picture[rows, columns][hit] = number
