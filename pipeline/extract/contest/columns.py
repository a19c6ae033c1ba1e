"""Stages told by bare numbers in a table's column: a head `Vòng`, cells `1`, `2`, `3`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.prose import Prose

_HEAD = re.compile(
    r"(?:(?P<family>chang|giai doan|vong|dot|tuan|luot|ky)(?: thi| dua)?(?: so| thu)?|tt|stt|so tt)$"
)
_TIME = re.compile(r"thoi (?:gian|han)|lich|ngay|tu ngay|bat dau")
_CELL = re.compile(r"[^\n|]+")
_NUMBER = re.compile(r"(?:thu )?(?P<n>0?[1-9]|1\d)|(?P<r>i{1,3}|iv|vi{0,3}|ix|x)")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words in the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A bare number under a head: its reach, the head's word, its number, and where its row begins."""

    start: int
    end: int
    family: str
    number: int
    row: int


def _rows(prose: Prose) -> Iterator[list[Cell]]:
    """Rows of cells: a line with strokes between its cells, else a paragraph with a line a cell."""
    lower = prose.text_lower_lines
    for para in prose.paras:
        at = para.start
        lines = lower[para.start : para.end].split("\n")
        if all("|" in line for line in lines if line.strip()):
            for line in lines:
                yield list(_cells(lower, at, at + len(line)))
                at += len(line) + 1
        else:
            yield list(_cells(lower, para.start, para.end))


def _cells(lower: str, start: int, end: int) -> Iterator[Cell]:
    for found in _CELL.finditer(lower, start, end):
        text = found.group()
        words = text.strip(" .,:;*_'")
        if words:
            begin = found.start() + text.index(words)
            yield Cell(begin, begin + len(words), words)


def counted(prose: Prose) -> list[Counted]:
    """Numbers that rise by one from 1 in the rows under a head that also tells a time."""
    out: list[Counted] = []
    family: str | None = None
    skip = 0
    expected = 1
    for row in _rows(prose):
        heads = [m for c in row if (m := _HEAD.match(c.text))]
        named = next((i for i, m in enumerate(heads) if m["family"]), None)
        if named is not None and any(_TIME.match(c.text) for c in row):
            family, skip, expected = heads[named]["family"], named, 1
            continue
        if family is None:
            continue
        numbers = [(c, n) for c in row if (n := _value(c.text)) is not None]
        if len(row) < 2 or len(numbers) <= skip or numbers[skip][1] != expected:
            family = None
            continue
        cell = numbers[skip][0]
        out.append(Counted(cell.start, cell.end, family, expected, row[0].start))
        expected += 1
    return out if len(out) >= 2 else []


def _value(text: str) -> int | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    return int(found["n"]) if found["n"] else _ROMAN.index(found["r"])
