"""Stages and their times told in two rows: `Vòng 1, 2, 3 lần lượt vào các ngày 05/10, 12/10 và 19/10`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.contest.events import kind_of
from pipeline.extract.contest.label_words import WORDS
from pipeline.extract.contest.spotting import Spot
from pipeline.extract.contest.told import Time
from pipeline.extract.datemention import DateMention
from pipeline.extract.numbers import roman
from pipeline.extract.prose import Prose
from pipeline.extract.ranges import Relation

_WORD = r"(?:(?:" + "|".join(WORDS.values()) + r")(?:\sthi)?\s)?"
_BETWEEN_SPOTS = re.compile(
    r"(?::\s[^,;:.()\d]{2,40})?\s?(?:,\s?va|,|;|va|/|&|\+|roi|va cuoi cung la)\s(?:cuoi cung la\s)?(?:thi\s)?"
)
_MORE = re.compile(
    r"\s?(?:,\s?va|,|va|&|\+)\s?"
    + _WORD
    + r"(?P<n>0?[1-9]|1\d|i{1,3}|iv|v|vi{0,3})(?![\w/.]|\s?(?:/|thang|gio|h\d))"
)
_BETWEEN_TIMES = re.compile(
    r"[\s)]*(?:,\s?va|,|;|va|/|&|roi|va cuoi cung la)\s(?:(?:vao|la|cac|cuoi cung|buoi|sang|chieu|toi|dem"
    r"|thu \w+,?"
    r"|chu nhat,?|ng[a-z]{0,2}y)\s?)*\(?"
)
_EACH = re.compile(r"\blan luot\b[^.;]*$")
_FURTHEST = 110


def parted(prose: Prose, times: Sequence[Time], spots: Sequence[Spot]) -> list[Time]:
    """The times; a series of days (`các ngày 05, 06 và 07`) with a stage a day is cut into its days."""
    counts = [run for run in _runs(prose, spots) if len(run) > 1]
    out: list[Time] = []
    for time in times:
        days = time.range.days
        told = any(
            len(run) == len(days) and _facing(prose, run, time.range.start, time.range.end) for run in counts
        )
        told = told or (
            bool(days)
            and _EACH.search(prose.folded, max(0, time.range.start - 40), days[0].start) is not None
        )
        out += _days(time, days) if told else [time]
    return out


def in_turn(prose: Prose, spots: Sequence[Spot], times: Sequence[Time]) -> list[tuple[Spot, Time]]:
    """Each stage of a row with its time, where as many times as stages follow (or stand before)."""
    out: list[tuple[Spot, Time]] = []
    rows = list(_rows(prose, times))
    for run in _runs(prose, spots):
        if len(run) < 2:
            continue
        row = next(
            (
                r
                for r in rows
                if len(r) == len(run) and _facing(prose, run, r[0].range.start, r[-1].range.end)
            ),
            None,
        )
        if row is not None:
            out += zip(run, row, strict=True)
    return out


def _runs(prose: Prose, spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    """Stages told one after another with nothing between; `Vòng 1, 2 và 3` are three."""
    run: list[Spot] = []
    for spot in spots:
        if run and (
            prose.para_at(spot.start) is not prose.para_at(run[-1].start)
            or not _BETWEEN_SPOTS.fullmatch(prose.folded, run[-1].end, spot.start)
        ):
            yield run
            run = []
        if run and spot.start < run[-1].end:
            continue
        run.append(spot)
        while spot.number is not None and (more := _MORE.match(prose.folded, run[-1].end)):
            if any(s.start <= more.start("n") < s.end for s in spots):
                break
            number = int(more["n"]) if more["n"].isdigit() else roman(more["n"].upper())
            run.append(replace(spot, start=more.start("n"), end=more.end("n"), number=number))
    if run:
        yield run


def _rows(prose: Prose, times: Sequence[Time]) -> Iterator[list[Time]]:
    """Times told one after another with nothing between."""
    row: list[Time] = []
    for time in times:
        if row and not _BETWEEN_TIMES.fullmatch(prose.folded, row[-1].range.end, time.range.start):
            yield row
            row = []
        row.append(time)
    if row:
        yield row


def _facing(prose: Prose, run: Sequence[Spot], start: int, end: int) -> bool:
    """Do times at [start, end) stand behind the stages, or before them, in one sentence?"""
    a, b = (run[-1].end, start) if start >= run[-1].end else (end, run[0].start)
    if not 0 <= b - a < _FURTHEST or re.search(r"[.;]\s|¶", prose.text[a:b]):
        return False
    return prose.para_at(a - 1) is prose.para_at(b) and kind_of(prose.folded[a:b])[0] is None


def _days(time: Time, days: Sequence[DateMention]) -> list[Time]:
    """One time a day, all at the hours of the first."""
    out: list[Time] = []
    edges = itertools.pairwise([time.range.start, *(d.end for d in days)])
    for day, (start, end) in zip(days, edges, strict=True):
        first = day if day.time else replace(day, time=days[0].time, until=days[0].until)
        last = replace(first, time=first.until, until=None) if first.until else first
        relation = Relation.WINDOW if first.until else Relation.ON
        one = replace(time.range, start=max(start, min(day.start, end)), end=end, relation=relation)
        out.append(replace(time, range=replace(one, first=first, last=last, days=())))
    return out
