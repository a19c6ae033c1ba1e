"""Days that go on with a stage's own: of its clusters, of its second day, of its end told apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.contest.events import kind_of
from pipeline.extract.contest.sections import Section
from pipeline.extract.contest.told import Time
from pipeline.extract.datemention import DateMention
from pipeline.extract.plain import plain
from pipeline.extract.prose import Prose
from pipeline.extract.ranges import Relation

_UNIT = re.compile(
    r"(?:^|[\s,;:(¶.])(?:cum|bang|khoi|nhom|ca|khu vuc|diem thi|doi tuong|mien|to|san)\s(?:thi\s|so\s|thu\s)?"
    r"(?:[\w-]+\s?){1,4}(?:\sva\s(?:cum|bang|khoi|nhom|ca)\s\w{1,4})?\W*(?:(?:thi|dau|to chuc|dien ra|vao"
    r"|luc|ngay|buoi|sang|chieu|toi|tu)\W*)*$"
)
"""`Cụm I ngày 06/6; Cụm II ngày 07/6`: a stage's days by its parts."""
_ALSO = re.compile(
    r"[\s,)]*(?:va|,|&|den het|cho den)?\s*(?:(?:keo dai|ket thuc|khep lai|dong|khoa so"
    r"|be mac)\W*[^.;,\d]{0,30},?\s*)?"
    r"(?:(?:vao|luc|sang|chieu|toi|hai|tuan)\W*)*(?:ng[a-z]{0,2}y\W*)?"
)
"""Between a stage's day and the one that goes on with it: `ngày 11/11 và ngày 13/11`."""


def parts_of(
    prose: Prose, section: Section, own: Time | None, inside: Sequence[Time]
) -> tuple[Time | None, tuple[Time, ...]]:
    """The stage's own time with the days that go on with it, or that tell its parts; and those days."""
    taken: list[Time] = []
    for time in inside:
        if time is own or time.aside or time.former or time.range.vague:
            continue
        lead = prose.folded[max(time.clause, section.label.end) : time.range.start]
        before = taken[-1] if taken else own
        goes_on = before is not None and _goes_on(prose, before, time)
        if time.kind is None and (_UNIT.search(lead) or goes_on):
            taken.append(time)
    if own is None or not taken:
        return own, tuple(taken)
    told = _UNIT.search(prose.folded[max(own.clause, section.label.end) : own.range.start]) is not None
    ends = [t for t in taken if told or _goes_on(prose, own, t) or t.range.start > own.range.end]
    explicit = own.range.relation is Relation.WINDOW and not told
    last = max((m for t in ends if (m := t.range.last or t.range.first) is not None), key=_at, default=None)
    mine = own.range.last or own.range.first
    if explicit or last is None or mine is None or _at(last) <= _at(mine):
        return own, tuple(taken)
    end = max(t.range.end for t in taken)
    joined = replace(own.range, end=end, relation=Relation.WINDOW, first=own.range.first or mine, last=last)
    return replace(own, range=joined), tuple(taken)


def _at(mention: DateMention) -> dt.date:
    return mention.date or dt.date.min


def _goes_on(prose: Prose, before: Time, time: Time) -> bool:
    """Does a day follow another at once, or close what it opens?"""
    between = prose.folded[before.range.end : time.range.start]
    if (
        time.range.relation not in (Relation.ON, Relation.UNTIL)
        or before.range.first is None
        or len(between) > 70
    ):
        return False
    opened = before.range.relation in (Relation.ON, Relation.SINCE)
    later = before.range.first.date is not None and _at(before.range.first) < _at(
        time.range.last or before.range.first
    )
    if time.range.relation is Relation.UNTIL:
        words = plain(time.range.words).split()[:1]
        closes = words in (["den"], ["ket"], ["het"], ["cho"], ["toi"])
        return (
            opened and later and closes and not re.search(r"[.;]\s", between) and kind_of(between)[0] is None
        )
    return opened and later and _ALSO.fullmatch(between) is not None
