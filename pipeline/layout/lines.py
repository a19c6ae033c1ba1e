"""Letters -> segments -> lines: print on one base line, cut where a column ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.layout.columns import Columns
from pipeline.layout.components import Components
from pipeline.layout.heads import split_heads
from pipeline.layout.rules import Rules
from pipeline.layout.strip import Strip, hull

WORD_GAP = 1.2
"""Letters nearer than this (in x-heights) stand in one segment."""


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
    height = bottom - top
    parent = np.arange(letters.size)
    stops = np.searchsorted(left, right + WORD_GAP * parts.xheight, side="right")
    for i in range(letters.size):
        near = slice(i + 1, int(stops[i]))
        shared = np.minimum(bottom[i], bottom[near]) - np.maximum(top[i], top[near])
        fits = np.flatnonzero(shared >= 0.5 * np.minimum(height[i], height[near]))
        # the nearest few: one may be a mark-bearing capital that only half overlaps
        for j in fits[:3]:
            _union(parent, i, i + 1 + int(j))
    groups: dict[int, list[int]] = {}
    for i in range(letters.size):
        groups.setdefault(_root(parent, i), []).append(i)
    return [
        Strip(
            int(left[g].min()),
            int(top[g].min()),
            int(right[g].max()),
            int(bottom[g].max()),
            [int(v) for v in letters[g]],
        )
        for g in groups.values()
    ]


def _stray(strip: Strip, parts: Components) -> bool:
    """Commas, high marks and specks that found no letter: the line they lie in takes them later."""
    return len(strip.labels) <= 2 and int(parts.height[strip.labels].max()) < 0.85 * parts.xheight


def _root(parent: NDArray[np.intp], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = int(parent[i])
    return i


def _union(parent: NDArray[np.intp], i: int, j: int) -> None:
    a, b = _root(parent, i), _root(parent, j)
    if a != b:
        parent[max(a, b)] = min(a, b)


def _merge(segments: list[Strip], columns: Columns) -> list[Strip]:
    """Join segments of one row unless a column ends between them."""
    done: list[Strip] = []
    for segment in sorted(segments, key=lambda s: s.left):
        before = [
            line for line in done if line.right <= segment.left + columns.xheight and line.level(segment)
        ]
        best = max(before, key=lambda line: line.right, default=None)
        if best is not None and not columns.end_between(best, segment):
            done[done.index(best)] = hull((best, segment))
        else:
            done.append(segment)
    return done
