"""The order of the layout's steps."""

from __future__ import annotations

from pipeline.layout.components import find_components
from pipeline.layout.ink import ink_mask
from pipeline.layout.lines import find_lines
from pipeline.layout.order import order
from pipeline.layout.owners import assign
from pipeline.layout.rules import find_rules
from pipeline.layout.strip import Strip
from pipeline.layout.tables import Table, find_tables
from pipeline.records.evidence import Box
from pipeline.records.image import CleanPage
from pipeline.records.layout import LineBox, PageLayout
from pipeline.records.page import ObjectKind, PageObject


def analyse(clean: CleanPage) -> PageLayout:
    """Find the lines of a page, put them in reading order, and set objects apart."""
    ink = ink_mask(clean.text)
    height, width = ink.shape
    rules = find_rules(ink, clean.dpi)
    tables = find_tables(rules, (height, width), clean.dpi)
    parts = find_components(ink & ~rules.mask, clean.dpi)
    placed = order(find_lines(parts, rules), tables, parts.xheight)
    strips = [p.strip for p in placed]
    owner = assign(parts, strips)
    owner[(ink > 0) & (owner == 0)] = -1
    lines = tuple(LineBox(box=_box(p.strip, width, height), block=p.block, column=p.column) for p in placed)
    objects = tuple(PageObject(kind=ObjectKind.TABLE, box=_box(t, width, height)) for t in tables)
    return PageLayout(lines=lines, objects=objects, owner=owner)


def _box(part: Strip | Table, width: int, height: int) -> Box:
    return Box(part.left / width, part.top / height, part.right / width, part.bottom / height)
