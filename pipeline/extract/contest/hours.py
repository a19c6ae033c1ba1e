"""Hours that stand apart from their day: a column `Giờ thi` beside `Ngày thi`, a head `Bắt đầu (10h00)`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.contest.columns import grid
from pipeline.extract.datemention import DateMention
from pipeline.extract.prose import Prose
from pipeline.extract.ranges import DateRange, Relation
from pipeline.extract.times import CLOCKS, clock_times

_CELL = re.compile(
    r"(?:(?:tu|luc|hoi|vao|bat dau(?: luc| tu)?|khoang|sang|chieu|toi|trua|buoi sang|buoi chieu"
    r"|buoi toi)[\s,:(]*)*" + CLOCKS + r"[\s).]*(?:sang|chieu|toi|trua|cung ngay|hang ngay)?[\s).]*"
)
"""A cell that tells an hour, or a span of hours, and nothing else."""
_HEAD = re.compile(r"[^()]*\((?:tu |luc |vao |truoc )?" + CLOCKS + r"\)")


def with_hours(prose: Prose, ranges: Sequence[DateRange]) -> list[DateRange]:
    """The ranges; a row's day that has no hour takes that of the row's cell of hours, or of its head."""
    out = list(ranges)
    for table in grid(prose):
        for row in table.rows:
            inside = [i for i, r in enumerate(out) if row.start <= r.start < row.end]
            clocks = [c for c in row.cells if _CELL.fullmatch(c.text)]
            bare = [i for i in inside if not _timed(out[i])]
            if clocks and len(clocks) == len(bare):
                for i, cell in zip(bare, clocks, strict=True):
                    out[i] = _at(out[i], cell.text)
                continue
            for i in bare:
                head = table.over(row, out[i].start)
                if head is not None and _HEAD.fullmatch(head.text):
                    out[i] = _at(out[i], head.text[head.text.index("(") :])
    return out


def _timed(one: DateRange) -> bool:
    return any(m is not None and m.time is not None for m in (one.first, one.last))


def _at(one: DateRange, told: str) -> DateRange:
    """A day, or a window's two days, at the hours told."""
    first, last = clock_times(told)
    if first is None or (one.first is None and one.last is None) or one.vague:
        return one
    begins = _set(one.first, first)
    if one.relation is Relation.ON:
        ends = _set(one.last, last) if last is not None else begins
        relation = Relation.WINDOW if last is not None else Relation.ON
        return replace(one, relation=relation, first=begins, last=ends)
    return replace(one, first=begins, last=_set(one.last, last or (first if one.first is None else None)))


def _set(mention: DateMention | None, time: dt.time | None) -> DateMention | None:
    return replace(mention, time=time) if mention is not None and time is not None else mention
