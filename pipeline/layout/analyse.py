"""The order of the layout's steps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.layout.codes import find_codes
from pipeline.layout.colour import find_colours, with_coloured_print
from pipeline.layout.components import Components, Mask, find_components
from pipeline.layout.faint import with_faint
from pipeline.layout.framed import (
    SMALL,
    part_at_frames,
    part_at_patches,
    red_pieces,
    with_letters,
    without_rims,
)
from pipeline.layout.ink import page_ink
from pipeline.layout.lines import find_lines
from pipeline.layout.order import order
from pipeline.layout.owners import assign
from pipeline.layout.ruled import find_ruled
from pipeline.layout.rules import Rules, Span, find_rules
from pipeline.layout.seals import Circle, find_seals
from pipeline.layout.stamps import Mark, apart, bridged, crowded, find_frames, find_marks, outside
from pipeline.layout.strip import Strip
from pipeline.layout.tables import Table, find_tables
from pipeline.layout.weight import bold_lines
from pipeline.pixels import places_of
from pipeline.records.evidence import Box
from pipeline.records.image import CleanPage, PageImage
from pipeline.records.layout import LineBox, PageLayout, StampBox
from pipeline.records.page import ObjectKind, PageObject

BAR = 0.2
"""Inches: bars and the edges of square codes are at least so tall, letters hardly ever."""
QUIET = 0.3
"""Inches of paper that a code keeps around itself."""
EDGE = 0.01
"""Share of the page's width at either side in which nothing prints: what is there is the sheet's own edge."""
RAGGED = 0.03
"""Inches around a code's box that its outermost squares may reach."""
LARGER = 1.6
"""A table that is so much larger than a frame inside it has it for a cell."""


def analyse(clean: CleanPage) -> PageLayout:
    """Find the lines of a page, put them in reading order, and set objects apart."""
    colours = find_colours(clean.color)
    dark = page_ink(clean.text) if colours.red.any() else colours.red
    red = bridged(colours.red, dark | colours.other)
    red_frames = find_frames(np.zeros_like(red), red, clean.dpi)
    seals = outside(find_seals(colours.red, clean.dpi, red=True), red_frames)
    black = crowded(red_frames, dark) if red_frames else []
    picture = with_coloured_print(clean.text, clean.color, colours, (seals, black), clean.dpi)
    ink = page_ink(picture)
    height, width = ink.shape
    rules = with_faint(find_rules(ink, clean.dpi), picture, clean.dpi)
    tables = find_tables(rules, (height, width), clean.dpi)
    parts = find_components(ink & ~rules.mask, clean.dpi)
    codes = find_codes(
        PageImage(number=clean.number, pixels=clean.color, dpi=clean.dpi, bilevel=clean.bilevel),
        tall_ink(parts, rules, clean.dpi),
    )
    ruled = find_ruled(rules, ink, clean.dpi)
    frames = apart(find_frames(without(ink, codes), red, clean.dpi) + ruled)
    frames = [f for f in frames if not _cell(f, tables)]
    rims = with_letters([f for f in frames if not f.red], parts)
    if rims or codes:
        # the squares of a code would pass for letters, and for marks of the line above it
        rest = without_rims(ink, rules.mask, rims, clean.dpi)
        parts = find_components(without(rest, codes, round(RAGGED * clean.dpi)), clean.dpi)
    if not seals:
        seals = find_seals(without(parts.large(), codes), clean.dpi, red=False)
    marks = find_marks(frames, colours.red, seals, clean.dpi)
    strips = [s for s in find_lines(parts, rules) if not any(_inside(s, seal) for seal in seals)]
    strips = [s for s in strips if s.right > EDGE * width and s.left < (1 - EDGE) * width]
    # what was struck over print holds that print alone: its own letters were bleached
    over = [m for m in black if m.height < SMALL * clean.dpi]
    parting = [m for m in marks if m.frame and m not in over and (m.red or m in rims)]
    strips = part_at_frames(strips, parting, parts, clean.dpi)
    reds = red_pieces(parts, colours.red)
    strips = part_at_patches(strips, [m for m in marks if not m.frame], parts, reds)
    stamped = {
        id(s): i
        for s in strips
        for i, mark in enumerate(marks)
        if mark not in over
        and _within(s, mark)
        and (mark.frame or bool(reds[s.labels].all()))
        and not (mark in rims and _runs_out(s, mark, parts.xheight))
    }
    framed = {key for key, i in stamped.items() if marks[i].frame}
    placed = order([s for s in strips if id(s) not in framed], tables, parts.xheight)
    last = placed[-1].block if placed else 0
    lines = [(p.strip, p.block, p.column) for p in placed]
    lines += [(s, last + 1 + stamped[id(s)], 0) for s in strips if id(s) in framed]
    owner = assign(parts, [strip for strip, _, _ in lines])
    _mark_strangers(owner, ink)
    bold = bold_lines(ink, owner, len(lines))
    return PageLayout(
        lines=tuple(
            LineBox(box=_box(s, width, height), block=b, column=c, bold=heavy)
            for (s, b, c), heavy in zip(lines, bold, strict=True)
        ),
        objects=_objects(tables, seals, codes, (width, height)),
        stamps=tuple(_stamp(i, m, lines, stamped, (width, height)) for i, m in enumerate(marks)),
        owner=owner,
        print_=picture,
    )


def _mark_strangers(owner: NDArray[np.int16], ink: Mask) -> None:
    """Ink of no line gets -1."""
    flat, places = owner.reshape(-1), places_of(ink)
    flat[places[flat[places] == 0]] = -1


def tall_ink(parts: Components, rules: Rules, dpi: float) -> Span:
    """Around all ink as tall as a bar of a code, with a quiet zone; empty where there is none."""
    tall = np.flatnonzero((parts.height > BAR * dpi) & (np.arange(parts.height.size) > 0))
    own = np.stack([parts.left, parts.top, parts.right, parts.bottom], axis=1)[tall]
    spans = np.concatenate([own, np.array(rules.down, own.dtype).reshape(-1, 4)])
    if not spans.size:
        return (0, 0, 0, 0)
    (left, top), (right, bottom) = spans[:, :2].min(axis=0), spans[:, 2:].max(axis=0)
    height, width = parts.labels.shape
    edge = round(QUIET * dpi)
    return (
        max(0, int(left) - edge),
        max(0, int(top) - edge),
        min(width, int(right) + edge),
        min(height, int(bottom) + edge),
    )


def _inside(strip: Strip, seal: Circle) -> bool:
    """Whether a line lies wholly within a seal: its own lettering, not print beneath it."""
    reach = (1.04 * seal.radius) ** 2
    corners = [(x, y) for x in (strip.left, strip.right) for y in (strip.top, strip.bottom)]
    return all((x - seal.x) ** 2 + (y - seal.y) ** 2 <= reach for x, y in corners)


def _cell(frame: Mark, tables: list[Table]) -> bool:
    """Whether a frame is one of a table's cells; an ĐẾN stamp alone may look like a small table too."""
    left, top, right, bottom = frame.box
    return any(
        t.left <= frame.x <= t.right
        and t.top <= frame.y <= t.bottom
        and (t.right - t.left) * (t.bottom - t.top) > LARGER * (right - left) * (bottom - top)
        for t in tables
    )


def _within(strip: Strip, mark: Mark) -> bool:
    left, top, right, bottom = mark.box
    return strip.inside(left, top, right, bottom) and strip.width <= 1.05 * (right - left)


def _runs_out(strip: Strip, frame: Mark, xheight: float) -> bool:
    """Whether a line goes on outside a frame: print, not the stamp's own words."""
    left, _, right, _ = frame.box
    return strip.left < left - xheight or strip.right > right + xheight


def _objects(
    tables: list[Table], seals: list[Circle], codes: tuple[PageObject, ...], size: tuple[int, int]
) -> tuple[PageObject, ...]:
    width, height = size
    found = [PageObject(kind=ObjectKind.TABLE, box=_box(t, width, height)) for t in tables]
    for seal in seals:
        hull = Strip(
            round(seal.x - seal.radius),
            round(seal.y - seal.radius),
            round(seal.x + seal.radius),
            round(seal.y + seal.radius),
        )
        found.append(PageObject(kind=ObjectKind.SEAL, box=_box(hull, width, height)))
    return (*found, *codes)


def without(ink: Mask, objects: tuple[PageObject, ...], edge: int = 0) -> Mask:
    """The ink outside the boxes of objects, and so many pixels around them."""
    if not objects:
        return ink
    rest = ink.copy()
    height, width = ink.shape
    for box in (o.box for o in objects):
        top, bottom = max(0, round(box.y0 * height) - edge), round(box.y1 * height) + edge
        left, right = max(0, round(box.x0 * width) - edge), round(box.x1 * width) + edge
        rest[top:bottom, left:right] = 0
    return rest


def _stamp(
    number: int,
    mark: Mark,
    lines: list[tuple[Strip, int, int]],
    stamped: dict[int, int],
    size: tuple[int, int],
) -> StampBox:
    width, height = size
    inside = tuple(i for i, (strip, _, _) in enumerate(lines) if stamped.get(id(strip)) == number)
    return StampBox(
        box=_clip(*mark.box, width, height),
        size=(mark.width / width, mark.height / width),
        angle=mark.angle,
        red=mark.red,
        lines=inside,
    )


def _box(part: Strip | Table, width: int, height: int) -> Box:
    return _clip(part.left, part.top, part.right, part.bottom, width, height)


def _clip(left: int, top: int, right: int, bottom: int, width: int, height: int) -> Box:
    return Box(
        max(0.0, left / width),
        max(0.0, top / height),
        min(1.0, right / width),
        min(1.0, bottom / height),
    )
