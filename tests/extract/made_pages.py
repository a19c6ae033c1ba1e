"""Plain text as the pages and zones that extraction sees."""

from __future__ import annotations

import textwrap

from pipeline.extract.lines import LineRef
from pipeline.extract.prose import Prose, prose_of
from pipeline.extract.zones import Zones, find_zones
from pipeline.records.evidence import Box
from pipeline.records.page import Line, Page, Word


def page_of(text: str) -> Page:
    """One page; an empty line begins a new block."""
    lines: list[Line] = []
    block = 0
    for row in text.split("\n"):
        if row.strip():
            lines.append(Line(words=tuple(Word(text=w) for w in row.split()), block=block))
        else:
            block += 1
    return Page(number=1, lines=tuple(lines))


def refs_of(page: Page) -> tuple[LineRef, ...]:
    """All lines of a page."""
    return tuple(LineRef(page, i) for i in range(len(page.lines)))


def prose(text: str) -> Prose:
    """A text as running prose."""
    return prose_of(refs_of(page_of(text)))


def zones(text: str) -> Zones:
    """The zones of a whole letter."""
    return find_zones(refs_of(page_of(text)))


def line_at(text: str, x0: float, y0: float, *, height: float = 0.015, char: float = 0.008) -> Line:
    """A line with a box for each word, letters of one width."""
    words: list[Word] = []
    x = x0
    for token in text.split(" "):
        if token:
            words.append(Word(text=token, box=Box(x, y0, x + char * len(token), y0 + height)))
        x += char * (len(token) + 1)
    assert words[0].box is not None and words[-1].box is not None
    return Line(words=tuple(words), box=Box(words[0].box.x0, y0, words[-1].box.x1, y0 + height))


def laid_out(text: str) -> Page:
    """A text laid out on one page, every word in its box; `| a | b |` is a row of cells."""
    lines: list[Line] = []
    block = 0
    y = 0.05
    for row in text.split("\n"):
        cells = [c.strip() for c in row.strip("| ").split("|")] if row.startswith("| ") else [row]
        width = 0.8 / len(cells)
        letters = 98 if len(cells) == 1 else int((width - 0.04) / 0.008)
        wrapped = [textwrap.wrap(c, letters, break_long_words=False, break_on_hyphens=False) for c in cells]
        for i, cell in enumerate(wrapped):
            block += len(cells) > 1 or not row.strip()
            for j, part in enumerate(cell):
                made = line_at(part, 0.1 + i * width, y + 0.013 * j, height=0.010)
                lines.append(Line(words=made.words, box=made.box, block=block))
        y += 0.013 * max(map(len, wrapped), default=0) + (
            0.012 if len(cells) > 1 else 0.006 if not row.strip() else 0
        )
    return Page(number=1, lines=tuple(lines))
