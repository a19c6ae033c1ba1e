"""The head's first line, where agency and national title stand hardly a space apart."""

from __future__ import annotations

import numpy as np

from pipeline.layout.components import Components
from pipeline.layout.strip import Strip

UPPER = 0.4
"""Share of the page's height in which a head may stand."""
LEAST_GAP = 0.4
"""Narrowest gap between the two, in x-heights."""
APART = 3.5
"""Least gap between the columns on the row below."""
OFF = 1.2
"""How far a side's middle may lie from the middle of what stands below it."""


def split_heads(strips: list[Strip], parts: Components) -> list[Strip]:
    """Cut a line whose two halves are centred over the two columns of the row below."""
    result: list[Strip] = []
    floor = UPPER * parts.labels.shape[0]
    for strip in strips:
        columns = _columns_below(strip, strips, parts.xheight) if strip.bottom < floor else None
        cut = _cut(strip, *columns, parts) if columns else None
        result.extend(cut or [strip])
    return result


def _columns_below(strip: Strip, strips: list[Strip], x: float) -> tuple[Strip, Strip] | None:
    near = [s for s in strips if strip.bottom - 0.3 * x < s.middle < strip.bottom + 4 * x and s.width > 2 * x]
    if len(near) < 2:
        return None
    first = min(near, key=lambda s: s.middle)
    row = sorted((s for s in near if s.level(first)), key=lambda s: s.left)
    if len(row) != 2 or row[1].left - row[0].right < APART * x:
        return None
    inside = row[0].center > strip.left and row[1].center < strip.right
    return (row[0], row[1]) if inside else None


def _cut(strip: Strip, left: Strip, right: Strip, parts: Components) -> list[Strip] | None:
    labels = sorted(strip.labels, key=lambda label: int(parts.left[label]))
    ends = np.maximum.accumulate(parts.right[labels])
    best, at = OFF * parts.xheight, 0
    for i in range(1, len(labels)):
        start, end = int(parts.left[labels[i]]), int(ends[i - 1])
        if start - end < LEAST_GAP * parts.xheight:
            continue
        off = max(
            abs((strip.left + end) / 2 - left.center),
            abs((start + strip.right) / 2 - right.center),
        )
        if off < best:
            best, at = off, i
    if at == 0:
        return None
    return [_strip(labels[:at], parts), _strip(labels[at:], parts)]


def _strip(labels: list[int], parts: Components) -> Strip:
    return Strip(
        int(parts.left[labels].min()),
        int(parts.top[labels].min()),
        int(parts.right[labels].max()),
        int(parts.bottom[labels].max()),
        labels,
    )
