"""Where the words of a page stand, packed small: offset in the text and box of every word."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from pipeline.records.evidence import Box
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


def find(packed: bytes | None, spans: Sequence[tuple[int, int]]) -> tuple[Box, ...]:
    """The boxes around the words that touch the spans of the page's text."""
    if packed is None or not spans:
        return ()
    raw = zlib.decompress(packed)
    count = len(raw) // 12
    offsets = np.cumsum(np.frombuffer(raw, "<u4", count))
    grid = np.frombuffer(raw, "<u2", offset=4 * count).reshape(4, count)
    starts = np.searchsorted(offsets, [s for s, _ in spans], side="right") - 1
    ends = np.searchsorted(offsets, [e for _, e in spans], side="left")
    found = []
    for first, last in zip(starts.clip(0).tolist(), ends.tolist(), strict=True):
        if first < last:
            part = grid[:, first:last]
            low, high = part[:2].min(axis=1) / _FULL, part[2:].max(axis=1) / _FULL
            found.append(Box(*low.tolist(), *high.tolist()))
    return tuple(found)
