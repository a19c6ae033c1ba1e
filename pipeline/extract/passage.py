"""A stretch of the letter as one string, in which every character knows its word, line and page."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.records.evidence import Box, Evidence, around
from pipeline.records.page import Line, Page, Word


@dataclass(frozen=True)
class Place:
    """Where a word of a passage stands: offsets in the passage, and its page, line and word."""

    start: int
    end: int
    page: Page
    line: int
    word: Word
    page_start: int
    """Offset of the word in `page.text`."""


@dataclass(frozen=True)
class Passage:
    """Lines joined by spaces (or line ends) so that patterns may run over a line's end.

    `text` is what patterns are matched against; `evidence` and `confidence` answer for any span
    of it. A passage is cheap: it keeps references, no copies.
    """

    text: str
    places: tuple[Place, ...]
    starts: tuple[int, ...] = field(repr=False, default=())

    def within(self, start: int, end: int) -> Sequence[Place]:
        """The words that touch [start, end)."""
        first = max(0, bisect.bisect_right(self.starts, start) - 1)
        return [p for p in self.places[first:] if p.start < end and p.end > start]

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """One piece of evidence a line that the span touches, boxes as they lie in the file."""
        pieces: list[Evidence] = []
        group: list[Place] = []
        for place in self.within(start, end):
            if group and (place.page.number, place.line) != (group[-1].page.number, group[-1].line):
                pieces.append(_evidence(group, start, end))
                group = []
            group.append(place)
        if group:
            pieces.append(_evidence(group, start, end))
        return tuple(pieces)

    def confidence(self, start: int, end: int) -> float:
        """The reader's confidence in the words of the span: their mean, pulled to the lowest (0..1)."""
        scores = [p.word.confidence for p in self.within(start, end)]
        if not scores:
            return 0.0
        return (sum(scores) / len(scores) + min(scores)) / 2

    def box(self, start: int, end: int) -> Box | None:
        """Hull of the span's words on the upright page (for geometry, not for the record)."""
        return around(p.word.box for p in self.within(start, end))

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All matches of a compiled pattern."""
        return pattern.finditer(self.text)


def _evidence(group: list[Place], start: int, end: int) -> Evidence:
    first, last = group[0], group[-1]
    span = (
        first.page_start + max(0, start - first.start),
        last.page_start + min(last.end, end) - last.start,
    )
    box = around(p.word.box for p in group)
    return Evidence(
        page=first.page.number,
        box=first.page.locate(box) if box is not None else None,
        span=span,
    )


class _Itself:
    """A page by its identity: told apart without looking at its words."""

    __slots__ = ("page",)

    def __init__(self, page: Page) -> None:
        self.page = page

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.page is other.page

    def __hash__(self) -> int:
        return id(self.page)


def line_starts(page: Page) -> Sequence[int]:
    """`Page.line_starts`, worked out once a page: every paragraph asks for it."""
    return _starts(_Itself(page))


@lru_cache(maxsize=16)
def _starts(itself: _Itself) -> tuple[int, ...]:
    return tuple(itself.page.line_starts())


def passage_of(lines: Iterable[tuple[Page, int]], *, separator: str = " ") -> Passage:
    """Join lines, given as (page, index into page.lines), into one passage."""
    text: list[str] = []
    places: list[Place] = []
    at = 0
    for page, index in lines:
        line: Line = page.lines[index]
        in_page = line_starts(page)[index]
        if text:
            text.append(separator)
            at += len(separator)
        for i, word in enumerate(line.words):
            if i:
                text.append(" ")
                at += 1
                in_page += 1
            end = at + len(word.text)
            places.append(Place(at, end, page, index, word, in_page))
            text.append(word.text)
            at, in_page = end, in_page + len(word.text)
    return Passage("".join(text), tuple(places), tuple(p.start for p in places))
