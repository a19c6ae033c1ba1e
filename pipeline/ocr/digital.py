"""Blocks that a digital signature prints on the page: kept as evidence, taken out of the text.

Nghị định 30/2020/NĐ-CP, PL I II.14: agency, time of signing, often with e-mail and name of the signer.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.ocr.engine import Engine, Shape
from pipeline.ocr.knowledge import fold
from pipeline.ocr.level import level
from pipeline.ocr.tidy import tidy
from pipeline.records.evidence import Box, around
from pipeline.records.image import CleanPage, weakest
from pipeline.records.layout import StampBox
from pipeline.records.page import Line, ObjectKind, PageObject

STAMP_TIME = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}\W+\d{1,2}:\d{2}:\d{2}|[+]0?7:00")
LABELS = ("KYBOI", "NGUOIKY", "THOIGIANKY", "NGAYKY", "SIGNEDBY", "SIGNATUREVALID")
WEAK = ("COQUAN", "EMAIL", "TOCHUC", "CHUCVU")
"""Labels that count only beside a strong one."""
ASIDE = 0.025
"""How far left edges of one block may differ, as a share of the page's width."""
GAP = 2.2
"""Largest gap between lines of one block, in line heights: the address between may not have been read."""
TALL, SMALL = 1.3, 0.012
"""A line this much taller than the block's is the letter's own print, unless it is smaller (share of the
page's height) than letters print."""
LEAST_WIDE = 0.1
"""Share of the page's width that a block covers at least."""
AROUND, LARGER = 0.08, 2.0
"""Paper kept around small print (share of its height), and how much larger it is read."""
BESIDE, BELOW = 0.08, 0.02
"""How far (shares of width and height) a block in the margin may reach beyond the lines found of it."""
MARGIN = 0.045
"""Share of the page's height at its top where no letter prints (the margin is 20 mm of 297, PL I I.3)."""


def read_block(stamp: StampBox, clean: CleanPage, engine: Engine, seconds: float) -> PageObject | None:
    """A patch of red print that a digital signature left, read as a whole and larger.

    Its letters are too small beside the page's to be strung to lines.
    """
    if not stamp.red or stamp.size[0] < LEAST_WIDE:
        return None
    return _larger(stamp, clean, engine, seconds)


def read_margin(
    lines: list[Line], clean: CleanPage, engine: Engine, left: Callable[[], float]
) -> tuple[list[Line], list[PageObject]]:
    """The lines without what stands in the upper margin, where that, read larger, is a digital signature."""
    margin = [line for line in lines if line.box is not None and line.box.y1 < MARGIN]
    hull = around(line.box for line in margin)
    if hull is None or any(_strong(line.text) for line in margin):
        return lines, []
    if hull.width < LEAST_WIDE:
        return lines, []
    # its smallest rows may not have been strung to lines
    low = min(1.0, max(hull.y1, min(hull.y1 + BELOW, MARGIN)))
    whole = Box(hull.x0, hull.y0, min(1.0, hull.x1 + BESIDE), low)
    height, width = clean.text.shape
    stamp = StampBox(box=whole, size=(whole.width, whole.height * height / width))
    found = _larger(stamp, clean, engine, left())
    return (lines, []) if found is None else ([x for x in lines if x not in margin], [found])


def _larger(stamp: StampBox, clean: CleanPage, engine: Engine, seconds: float) -> PageObject | None:
    view = level(stamp, weakest(clean.color), -AROUND, LARGER)
    lines = view.lines(tidy(engine.read(view.picture, Shape.BLOCK, seconds)), clean)
    return _object(lines) if any(_strong(line.text) for line in lines) else None


def take_out(lines: list[Line]) -> tuple[list[Line], list[PageObject]]:
    """The lines without digital-signature blocks, and the blocks."""
    blocks: list[list[Line]] = []
    taken: set[int] = set()
    for i, line in enumerate(lines):
        if i not in taken and _strong(line.text):
            places = _block(lines, i)
            taken |= places
            blocks.append([lines[place] for place in sorted(places)])
    rest = [line for i, line in enumerate(lines) if i not in taken]
    return rest, [_object(block) for block in blocks]


def _strong(text: str) -> bool:
    return bool(STAMP_TIME.search(text)) or fold(text).startswith(LABELS)


def _block(lines: list[Line], start: int) -> set[int]:
    """The lines stacked on the one at `start`, upward and downward, while they line up."""
    places = {start}
    grown = True
    while grown:
        grown = False
        for i, line in enumerate(lines):
            if i not in places and any(_stacked(lines[p], line) for p in places):
                places.add(i)
                grown = True
    return places


def _stacked(a: Line, b: Line) -> bool:
    if a.box is None or b.box is None:
        return False
    gap = max(b.box.y0 - a.box.y1, a.box.y0 - b.box.y1)
    if gap > GAP * min(a.box.height, b.box.height):
        return False
    if max(a.box.y1, b.box.y1) < MARGIN and min(a.box.x1, b.box.x1) > max(a.box.x0, b.box.x0):
        return True
    if abs(a.box.x0 - b.box.x0) > ASIDE:
        return False
    tall = b.box.height > max(SMALL, TALL * a.box.height)
    return not tall or fold(b.text).startswith(LABELS + WEAK)


def _object(block: list[Line]) -> PageObject:
    box = around(line.box for line in block)
    assert box is not None
    sure = sum(line.confidence for line in block) / len(block)
    return PageObject(
        kind=ObjectKind.DIGITAL_SIGNATURE,
        box=box,
        text="\n".join(line.text for line in block),
        confidence=round(sure, 3),
        lines=tuple(block),
    )
