"""Where the words of a page stand, packed small: offset in the text and box of every word."""

from __future__ import annotations

import zlib
from bisect import bisect_right

import numpy as np

from pipeline.records.evidence import Box, around
from pipeline.records.page import Page

_FULL = 65535


def pack(page: Page) -> bytes | None:
    """Offsets and boxes (as they lie in the file) of the page's words; None without boxes."""
    offsets: list[int] = []
    corners: list[Box] = []
    for line, start in zip(page.lines, page.line_starts(), strict=True):
        at = start
        for word in line.words:
            if word.box is not None:
                offsets.append(at)
                corners.append(page.locate(word.box))
            at += len(word.text) + 1
    if not offsets:
        return None
    steps = np.diff(np.array(offsets, dtype=np.uint32), prepend=np.uint32(0)).astype("<u4")
    grid = np.clip(np.round(np.array(corners) * _FULL), 0, _FULL).astype("<u2")
    return zlib.compress(steps.tobytes() + grid.T.tobytes(), 6)


def find(packed: bytes | None, start: int, end: int) -> Box | None:
    """The box around the words that touch [start, end) of the page's text."""
    if packed is None:
        return None
    raw = zlib.decompress(packed)
    count = len(raw) // 12
    offsets = np.cumsum(np.frombuffer(raw, "<u4", count)).tolist()
    grid = np.frombuffer(raw, "<u2", offset=4 * count).reshape(4, count)
    first = max(0, bisect_right(offsets, start) - 1)
    last = bisect_right(offsets, end - 1)
    return around(Box(*(float(v) / _FULL for v in grid[:, i])) for i in range(first, last))
