"""Letters -> segments -> lines: print on one base line, cut where a column ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.layout.columns import Columns
from pipeline.layout.components import Components
from pipeline.layout.heads import split_heads
from pipeline.layout.rules import Rules
from pipeline.layout.strip import Strip, hull

Places = NDArray[np.intp]

WORD_GAP = 1.2
"""Letters nearer than this (in x-heights) stand in one segment."""
NEAREST = 3
"""Neighbours on the right that a letter is strung to."""


def find_lines(parts: Components, rules: Rules) -> list[Strip]:
    """The lines of a page, unordered."""
    segments = [s for s in find_segments(parts) if not _stray(s, parts)]
    return split_heads(_merge(segments, Columns(segments, rules, parts.xheight)), parts)


def find_segments(parts: Components) -> list[Strip]:
    """String letters to their nearest neighbours on the right."""
    letters = parts.letters()
    if letters.size == 0:
        return []
    letters = letters[np.argsort(parts.left[letters], kind="stable")]
    left, right = parts.left[letters], parts.right[letters]
    top, bottom = parts.top[letters], parts.bottom[letters]
    group = _joined(letters.size, *_neighbours(parts, letters))
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    return [
        Strip(x0, y0, x1, y1, labels)
        for x0, y0, x1, y1, labels in zip(
            np.minimum.reduceat(left[order], starts).tolist(),
            np.minimum.reduceat(top[order], starts).tolist(),
            np.maximum.reduceat(right[order], starts).tolist(),
            np.maximum.reduceat(bottom[order], starts).tolist(),
            [group.tolist() for group in np.split(letters[order], starts[1:])],
            strict=True,
        )
    ]


def _neighbours(parts: Components, letters: Places) -> tuple[Places, Places]:
    """Pairs (places in `letters`, which are sorted by their left) of letters beside each other."""
    left, right = parts.left[letters], parts.right[letters]
    top, bottom = parts.top[letters], parts.bottom[letters]
    stops = np.searchsorted(left, right + WORD_GAP * parts.xheight, side="right")
    first = np.arange(letters.size)
    counts = np.maximum(stops - first - 1, 0)
    a = np.repeat(first, counts)
    b = np.arange(a.size) - np.repeat(np.cumsum(counts) - counts, counts) + a + 1
    shared = np.minimum(bottom[a], bottom[b]) - np.maximum(top[a], top[b])
    height = bottom - top
    fits = shared >= 0.5 * np.minimum(height[a], height[b])
    a, b = a[fits], b[fits]
    # the nearest few: one may be a mark-bearing capital that only half overlaps
    rank = np.arange(a.size) - np.searchsorted(a, a)
    return a[rank < NEAREST], b[rank < NEAREST]


def _joined(count: int, a: Places, b: Places) -> Places:
    """For each of `count` things the first of all that pairs (a, b) join it with."""
    first = np.arange(count)
    while True:
        lower = np.minimum(first[a], first[b])
        better = first.copy()
        np.minimum.at(better, a, lower)
        np.minimum.at(better, b, lower)
        np.minimum.at(better, first, better.copy())
        better = better[better]
        if np.array_equal(better, first):
            return first
        first = better


def _stray(strip: Strip, parts: Components) -> bool:
    """Commas, high marks and specks that found no letter: the line they lie in takes them later."""
    return len(strip.labels) <= 2 and int(parts.height[strip.labels].max()) < 0.85 * parts.xheight


def _merge(segments: list[Strip], columns: Columns) -> list[Strip]:
    """Join segments of one row unless a column ends between them."""
    done: list[Strip] = []
    for segment in sorted(segments, key=lambda s: s.left):
        before = [
            line for line in done if line.right <= segment.left + columns.xheight and line.level(segment)
        ]
        best = max(before, key=lambda line: line.right, default=None)
        if best is not None and not columns.end_between(best, segment):
            place = next(i for i, line in enumerate(done) if line is best)
            done[place] = hull((best, segment))
        else:
            done.append(segment)
    return done
