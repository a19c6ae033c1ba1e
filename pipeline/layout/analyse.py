"""The order of the layout's steps."""

from __future__ import annotations

from pipeline.layout.components import find_components
from pipeline.layout.ink import ink_mask
from pipeline.layout.lines import Strip, find_lines
from pipeline.layout.order import order
from pipeline.layout.owners import assign
from pipeline.layout.rules import find_rules
from pipeline.records.evidence import Box
from pipeline.records.image import CleanPage
from pipeline.records.layout import LineBox, PageLayout


def analyse(clean: CleanPage) -> PageLayout:
    """Find the lines of a page, put them in reading order, and set objects apart."""
    ink = ink_mask(clean.text)
    rules = find_rules(ink, clean.dpi)
    parts = find_components(ink & ~rules.mask, clean.dpi)
    placed = order(find_lines(parts, rules), parts.xheight)
    strips = [p.strip for p in placed]
    owner = assign(parts, strips)
    owner[(ink > 0) & (owner == 0)] = -1
    height, width = ink.shape
    lines = tuple(LineBox(box=_box(p.strip, width, height), block=p.block, column=p.column) for p in placed)
    return PageLayout(lines=lines, owner=owner)


def _box(strip: Strip, width: int, height: int) -> Box:
    return Box(strip.left / width, strip.top / height, strip.right / width, strip.bottom / height)
