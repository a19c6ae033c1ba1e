"""Which line each piece of ink belongs to, so that a line can be read without its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.layout.components import Components
from pipeline.layout.strip import Strip
from pipeline.pixels import Numbers

ROUNDS = (0.35, 0.35, 0.75)
"""How far (in x-heights) a mark may lie from owned ink, round by round.

A circumflex finds its letter first, then the acute above finds the circumflex: measured straight to
the letters, an acute would fall to a descender of the line above.
"""
SLANTED, KNIGHT = 1.4, 2.1969
"""Lengths of a step to the pixel across the corner and of a knight's move, where one straight on is 1."""
POINT = 0.34
"""Size (in x-heights) up to which a piece is a point, as under ạ: it may belong to the letter over it."""
COMMA = ((-0.45, -0.05), (0.05, 0.6))
"""Where a comma begins and ends against its line's base line, in x-heights: print alone crosses it."""
AFTER, BESIDE = 2.0, 5
"""How far (in x-heights) a comma may stand behind the last letter; how many letters tell the base line."""
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
        _take_commas(parts, strips, owners)
        coarse = _halved(parts, int(max(ROUNDS) * parts.xheight / 2) + 2)
        for reach in ROUNDS:
            _take_near(parts, coarse, owners, reach * parts.xheight, anyhow=reach == max(ROUNDS))
        _take_level(parts, strips, owners)
        _grow(parts, strips, owners)
    picture = parts.picture(owners)
    _take_tall(parts, owners, picture, strips, cores)
    return picture


@dataclass(frozen=True)
class _Half:
    """The ink at half the resolution, with white around it."""

    shape: tuple[int, int]
    places: NDArray[np.intp]
    """Where it is in the flattened picture."""
    labels: Numbers
    """Of which piece it is."""


def _halved(parts: Components, edge: int) -> _Half:
    """No piece is lost, however thin: of two in one pixel the later counts."""
    height, width = parts.labels.shape[0] // 2, parts.labels.shape[1] // 2
    ys, xs = np.divmod(parts.places.astype(np.int32), np.int32(parts.labels.shape[1]))
    ys >>= 1
    xs >>= 1
    inside = (ys < height) & (xs < width)
    shape = (height + 2 * edge, width + 2 * edge)
    labels = np.zeros(shape[0] * shape[1], np.int32)
    np.maximum.at(labels, ((ys + edge) * shape[1] + xs + edge)[inside], parts.at[inside])
    places = np.flatnonzero(labels > 0)
    return _Half(shape, places, labels[places])


def _take_near(
    parts: Components, half: _Half, owners: NDArray[np.int16], reach: float, *, anyhow: bool
) -> None:
    """Give small pieces to the line of the nearest ink: points to any, marks to what is below or near.

    A tone mark stands over its letter, but a descender of the line above may hang nearer to it. In the end,
    `anyhow`, every direction counts.
    """
    points = np.maximum(parts.width, parts.height) <= POINT * parts.xheight
    free = np.zeros(owners.size, bool)
    free[parts.small()] = True
    free &= owners == 0
    drawn = np.zeros(half.shape[0] * half.shape[1], np.int16)
    drawn[half.places] = owners[half.labels]
    waiting = free[half.labels]
    places, labels = half.places[waiting], half.labels[waiting]
    upward = points[labels] | anyhow
    taken: list[tuple[Numbers, NDArray[np.int16]]] = []
    # ink that has found its neighbour looks no further: what is left grows less with each step
    for steps in _around(reach / 2, half.shape[1]):
        owner = np.zeros(places.size, np.int16)
        for over, step in steps:
            seen = drawn[places + step]
            owner = np.where(owner > 0, owner, np.where(upward, seen, 0) if over else seen)
        found = owner > 0
        if found.any():
            taken.append((labels[found], owner[found]))
            places, labels, upward = places[~found], labels[~found], upward[~found]
    # the last writing wins: the nearest pixel of each piece, of equals the lowest
    for nearest, owner in reversed(taken):
        owners[nearest] = owner


def _around(reach: float, width: int) -> list[list[tuple[bool, int]]]:
    """Steps in a flattened picture to all places within `reach`, nearest first, equally far ones together.

    Each with whether it leads upward.
    """
    far = int(reach) + 1
    steps: dict[float, list[tuple[bool, int]]] = {}
    for y in range(-far, far + 1):
        for x in range(-far, far + 1):
            less, more = sorted((abs(x), abs(y)))
            if more >= 2 * less:
                distance = less * KNIGHT + (more - 2 * less)
            else:
                distance = (more - less) * KNIGHT + (2 * less - more) * SLANTED
            if 0 < distance <= reach:
                steps.setdefault(round(distance, 3), []).append((y < 0, y * width + x))
    return [steps[distance] for distance in sorted(steps)]


def _take_commas(parts: Components, strips: list[Strip], owners: NDArray[np.int16]) -> None:
    """Commas, which hang below the base line: under a quotation mark, the next line's marks are nearer."""
    x = parts.xheight
    small = parts.small()
    small = small[(owners[small] == 0) & (parts.width[small] < 0.6 * x) & (parts.height[small] >= 0.2 * x)]
    small = small[np.argsort(parts.left[small])]
    lefts = parts.left[small]
    for number, strip in enumerate(strips, start=1):
        if len(strip.labels) < BESIDE:
            continue
        first, last = np.searchsorted(lefts, (strip.left, strip.right + AFTER * x))
        near = small[first:last]
        near = near[
            (parts.bottom[near] > strip.top) & (parts.top[near] < strip.bottom + x) & (owners[near] == 0)
        ]
        if not near.size:
            continue
        letters = np.array(strip.labels)
        letters = letters[np.argsort(parts.left[letters])]
        at = np.searchsorted(parts.left[letters], parts.left[near])
        starts = np.clip(at - BESIDE // 2 - 1, 0, letters.size - BESIDE)
        feet = np.median(parts.bottom[letters[starts[:, None] + np.arange(BESIDE)]], axis=1)
        (high, low), (least, most) = COMMA
        begins, ends = (parts.top[near] - feet) / x, (parts.bottom[near] - feet) / x
        owners[near[(begins > high) & (begins < low) & (ends > least) & (ends < most)]] = number


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
    strips: list[Strip],
    cores: list[tuple[int, int]],
) -> None:
    """Letters of two lines that touch make one tall piece: each line takes the part on its height."""
    x = parts.xheight
    tall = (parts.height > 3.4 * x) & (parts.height < 8 * x) & (parts.width < 8 * x) & (owners == 0)
    tall[0] = False
    which = np.flatnonzero(tall)
    for number, (strip, (top, bottom)) in enumerate(zip(strips, cores, strict=True), start=1):
        beside = (parts.left[which] < strip.right) & (parts.right[which] > strip.left)
        if not (beside & (parts.top[which] < bottom) & (parts.bottom[which] > top)).any():
            continue
        rows, columns = slice(top, bottom), slice(strip.left, strip.right)
        hit = tall[parts.labels[rows, columns]] & (picture[rows, columns] == 0)
        picture[rows, columns][hit] = number
