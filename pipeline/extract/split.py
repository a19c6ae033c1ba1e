"""Several letters in one file: where each begins."""

from __future__ import annotations

import re

from pipeline.extract import anchors, kinds
from pipeline.extract.lines import LineRef
from pipeline.extract.spelling import in_capitals
from pipeline.folding import fold
from pipeline.records.page import Reading

_FORM = re.compile(r"^\W{0,4}(?:mau |bieu |phu luc|bieu mau)|\.{6,}|…{3,}")


def split(reading: Reading) -> list[tuple[LineRef, ...]]:
    """The lines of each letter of a reading, at least one (possibly empty) group."""
    refs = [LineRef(page, i) for page in reading.pages for i in range(len(page.lines))]
    starts = [0]
    for i, ref in enumerate(refs):
        if i and anchors.national(ref.text):
            start = _head_start(refs, i)
            if start > starts[-1] and _own_letter(refs, start, i) and _ended(refs[starts[-1] : start]):
                starts.append(start)
    ends = [*starts[1:], len(refs)]
    return [tuple(refs[a:b]) for a, b in zip(starts, ends, strict=True)]


def split_at(reading: Reading, begins: tuple[int, ...]) -> list[tuple[LineRef, ...]]:
    """The lines of each letter where a human said on which pages letters begin."""
    groups: list[list[LineRef]] = [[] for _ in begins]
    for page in reading.pages:
        part = max(0, sum(first <= page.number for first in begins) - 1)
        groups[part].extend(LineRef(page, i) for i in range(len(page.lines)))
    return [tuple(group) for group in groups]


def _head_start(refs: list[LineRef], national: int) -> int:
    """First line of the head that holds the national title: the page's top, where that is near."""
    page = refs[national].page
    first = national
    while first > 0 and refs[first - 1].page is page and national - first < 10:
        first -= 1
    if refs[first].at == 0:
        return first
    start = national
    box = refs[national].box
    while start > first:
        before = refs[start - 1]
        text = before.text
        level = box is None or (before.box is not None and before.box.y0 > box.y0 - 0.03)
        if not in_capitals(text) or len(text) > 60 or not level:
            break
        start -= 1
    return start


def _own_letter(refs: list[LineRef], start: int, national: int) -> bool:
    """A head of its own: a date line follows, with a number line or a type's name; no blank form."""
    texts = [r.text for r in refs[start : national + 14]]
    if any(_FORM.match(fold(t)) for t in texts[:4]):
        return False
    if any(anchors.number(t) for t in texts):
        return any(anchors.date_line(t) for t in texts)
    titled = any(kinds.titled(t) for t in texts)
    days = (anchors.date_line(t) for t in texts)
    return titled and any(d is not None and re.search(r"\d", d.group()) for d in days)


def _ended(refs: list[LineRef]) -> bool:
    """Did the letter before come to its end (a distribution list, an end mark), or is it long enough?"""
    return any(anchors.distribution(r.text) or "./." in r.text for r in refs) or len(refs) > 15
