"""The signature block seen in several ways: mixes of colours, without a seal's rings, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from pipeline.ocr.crops import BORDER, Crop
from pipeline.ocr.engine import Picture, Shape
from pipeline.ocr.engines import FIRST, RIVALS, engine
from pipeline.ocr.rings import ringless
from pipeline.ocr.signers import name_in, one_of_names, title_in, whole_name
from pipeline.ocr.tidy import tidy
from pipeline.records.evidence import Box
from pipeline.records.image import CleanPage, strongest, weakest
from pipeline.records.page import Line, Word

Rows = list[list[Word]]
Time = Callable[[], float]

ROW, STEP = 0.22, 0.04
"""Inches: height of the window that is moved down a sealed block, and how far each time. Posts are stamped so
near to the line above that their letters touch, and layout finds neither row."""
OVER, ASIDE, WIDE = 0.04, 0.1, 0.4
"""Where windows begin above a seal (share of the page's height) and left of its middle (share of the seal's
width), and how wide they are (share of the page's)."""
SHIFTS = (0.0, 0.004, -0.004)
"""How far a name's row is moved (share of the page's height): stamped names slant."""


@dataclass(frozen=True)
class _Block:
    """Where a signature stands, its rows that hold part of a name, and whether any holds a whole one."""

    region: Box
    names: Sequence[Line]
    named: bool


def readings_of(
    page: tuple[CleanPage, Sequence[Box]],
    region: Box,
    inside: Sequence[Line],
    left: Time,
    *,
    twice: bool,
) -> Iterator[Rows]:
    """Rows of words, one list a reading; the row of the name once more by itself, wider."""
    names = [line for line in inside if line.box is not None and _part_of_name(line)]
    block = _Block(region, names, named=any(name_in(line.words) for line in inside))
    clean, seals = page
    mixes = _mixes(clean, seals)
    if clean.bilevel:
        yield from _windows(mixes[0], clean, seals, block, left)
    for language in RIVALS if twice else RIVALS[:1]:
        for picture in mixes:
            rows = _read(picture, region, clean, language, Shape.BLOCK, left)
            for line in names:
                rows += _read(picture, _row_of(line, 4.0), clean, language, Shape.LINE, left)
            yield rows
    if not clean.bilevel:
        # most of a coloured seal is gone from the first mix: rows are seldom lost
        yield from _windows(mixes[0], clean, seals, block, left)


def _windows(
    picture: Picture, clean: CleanPage, seals: Sequence[Box], block: _Block, left: Time
) -> Iterator[Rows]:
    """Two readings by windows where a seal lies in the block: what two windows hold is in both."""
    rows = list(_row_by_row(picture, clean, seals, block, left))
    if rows:
        yield from _parted(rows)


def _row_by_row(
    picture: Picture, clean: CleanPage, seals: Sequence[Box], block: _Block, left: Time
) -> Iterator[list[Word]]:
    """What our own reader sees in windows moved over the titles beside a seal, and over the rows of names.

    Down to below the seal where no name was read.
    """
    region = block.region
    inch = clean.dpi / picture.shape[0]
    for seal in seals:
        if not (region.x0 <= seal.center[0] <= region.x1 and region.y0 <= seal.center[1] <= region.y1):
            continue
        top = max(region.y0, seal.y0 - OVER)
        end = seal.center[1] if block.named else min(region.y1, seal.y1 + OVER)
        for i in range(int((end - top) / (STEP * inch))):
            y = top + i * STEP * inch
            # a title stands beside a seal, a name beneath it
            start = seal.center[0] - (ASIDE if y < seal.center[1] else 0.5) * seal.width
            box = Box(start, y, min(1.0, start + WIDE), min(1.0, y + ROW * inch))
            yield from _read(picture, box, clean, FIRST, Shape.LINE, left)
    for line in block.names if seals else ():
        for shift in SHIFTS:
            yield from _read(picture, _row_of(line, 2.0, shift), clean, FIRST, Shape.LINE, left)


def _parted(rows: Rows) -> tuple[Rows, Rows]:
    """The rows that hold a title or a name, dealt out in turn."""
    seen = Counter[str]()
    parts: tuple[Rows, Rows] = ([], [])
    for row in rows:
        found = title_in(row) or name_in(row)
        if found is not None:
            parts[seen[found.value] % 2].append(row)
            seen[found.value] += 1
    return parts


def _row_of(line: Line, before: float, shift: float = 0.0) -> Box:
    """The row of a name, wider by so many of its heights on the left, where a seal hides its beginning."""
    assert line.box is not None
    high = line.box.height
    return Box(max(0.0, line.box.x0 - before * high), max(0.0, line.box.y0 - 0.002 + shift),
               min(1.0, line.box.x1 + 2 * high), min(1.0, line.box.y1 + 0.002 + shift))  # fmt: skip


def _part_of_name(line: Line) -> bool:
    """Two or more of its words are syllables of names, and it is not a whole one."""
    if whole_name(line) or len(line.words) > 6:
        return False
    return any(one_of_names(a.text) and one_of_names(b.text) for a, b in pairwise(line.words))


def _mixes(clean: CleanPage, seals: Sequence[Box]) -> list[Picture]:
    grey = np.asarray(cv2.cvtColor(clean.color, cv2.COLOR_RGB2GRAY), np.uint8)
    if clean.bilevel or not _colored(clean.color):
        if clean.bilevel and seals:
            return [ringless(grey, seals), grey, _without_hairs(grey)]
        return [grey, _without_hairs(grey)]
    return [strongest(clean.color), weakest(clean.color), grey]


def _colored(color: Picture) -> bool:
    small = color[::4, ::4]
    return bool(((strongest(small) - weakest(small)) > 60).mean() > 0.0005)


def _without_hairs(grey: Picture) -> Picture:
    """Without strokes of one pixel, as a pen's end and a seal's rim leave in black and white."""
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((2, 2), np.uint8))
    near = cv2.erode(closed, np.ones((3, 3), np.uint8))
    return np.asarray(np.maximum(grey, near), np.uint8)


def _read(picture: Picture, box: Box, clean: CleanPage, language: str, shape: Shape, left: Time) -> Rows:
    height, width = picture.shape
    x0, y0, x1, y1 = (round(v) for v in (box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height))
    piece = picture[y0:y1, x0:x1]
    if min(piece.shape) < 8:
        return []
    paper = int(np.percentile(piece, 85))
    framed = cv2.copyMakeBorder(piece, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_CONSTANT, value=paper)
    crop = Crop(np.asarray(framed, np.uint8), x0 - BORDER, y0 - BORDER)
    rows: dict[int, list[Word]] = {}
    for t in tidy(engine(language).read(crop.picture, shape, left())):
        sure = round(min(1.0, max(0.0, t.confidence)), 3)
        word = Word(text=t.text, box=crop.box(t.left, t.top, t.right, t.bottom, clean), confidence=sure)
        rows.setdefault(t.line, []).append(word)
    return list(rows.values())
