"""Every time told in the contest's text, with what it is for: a stage's own time, or a milestone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.contest.hours import with_hours
from pipeline.extract.contest.pairs import paired
from pipeline.extract.contest.passing import cited, in_passing, replaced
from pipeline.extract.contest.purposes import of_papers, purpose_in_row, purpose_of
from pipeline.extract.contest.told import GIVEN, Time
from pipeline.extract.dates import Anchor
from pipeline.extract.prose import Level, Prose, clause_start
from pipeline.extract.ranges import DateRange, Relation, find_ranges, prolonged
from pipeline.records.contest import MilestoneKind

_OWN = re.compile(
    r"(?:^|[-+¶:;.(|,\s])\s*(?:va\s)?(?:th[a-z]{1,2}i\s(?:gian|han))(?:\s(?:thi|to ch[a-z]{2,3}|dien ra"
    r"|thuc hien|du kien|trien khai|tham gia|bat dau|cuoc thi|hoi thi|vong thi|cu the|la|vao|chang|v[a-z]ng"
    r"|dot|tuan|giai doan|thu|\d+"
    r"|[ivx]+))*\s*[:(-]?\s*(?:ng[a-z]{0,2}y\s*)?$"
)
_HAPPENS = re.compile(
    r"(?:dien ra|duoc to chuc|(?<!ban )to chuc|bat dau|(?<!du )thi|keo dai|thuc hien|mo cong thi"
    r"|trien khai|tien hanh)(?:\s(?:thi|truc tuyen|vao|trong|tu|cac|ng[a-z]{0,2}y))*\s*[:(]?\s*$"
)


def find_times(prose: Prose, anchor: Anchor) -> list[Time]:
    """All times of the text in order, dates of cited documents left out."""
    out: list[Time] = []
    floor = 0
    for found in _ranges(prose, anchor):
        first = found.first or found.last
        para = prose.para_at(first.start) if first is not None else prose.paras[0]
        begins = para.words if para.mark and para.level >= Level.LETTER else 0
        if first is None or first.blank or cited(prose.folded, first.start, begins):
            floor = found.end
            continue
        out.append(_dated(prose, _time(prose, found, floor), anchor))
        floor = found.end
    return _extended(prose, _carried(prose, out))


def _ranges(prose: Prose, anchor: Anchor) -> list[DateRange]:
    ranges = prolonged(prose.folded, find_ranges(prose.unmarked, anchor, forward=True))
    return paired(prose, with_hours(prose, ranges))


_AND_ALSO = re.compile(
    r"[\s),]*(?:\([^()]{2,40}\)[\s,;]*)?(?:(?:va|roi|;|,|lan (?:hai|thu hai))\s*)*(?:(?:o"
    r"|tai)?\s?cap\s\w+\s?|truoc\s|dot \w+\s?"
    r"|[:,]\s*)*"
)


_INSTEAD = re.compile(r"[\s)\"]*(?:sang|thanh|lui den|chuyen den|nay la)\s(?:truoc\s|ng[a-z]{0,2}y\s|\")*")


def _carried(prose: Prose, times: Sequence[Time]) -> list[Time]:
    """`báo cáo hai lần: trước ngày 14/8 và trước ngày 11/9`: the second day is for the same."""
    out: list[Time] = []
    for time in times:
        before = out[-1] if out else None
        if (
            before is not None
            and time.kind is None
            and before.kind is not None
            and (
                before.range.relation is time.range.relation
                or _INSTEAD.fullmatch(prose.folded, before.range.end, time.range.start)
            )
            and prose.para_at(before.range.start) is prose.para_at(time.range.start)
            and (
                _AND_ALSO.fullmatch(prose.folded, before.range.end, time.range.start)
                or _INSTEAD.fullmatch(prose.folded, before.range.end, time.range.start)
            )
        ):
            time = replace(time, kind=before.kind, key=before.key, aside=before.aside)
        out.append(time)
    return out


_PROLONGED = re.compile(
    r"\b(?:gia han|keo dai|lui|dieu chinh|doi (?:lich|ngay|thoi)|chuyen (?:sang|tu ngay|lich|thoi))\b"
)


def _extended(prose: Prose, times: Sequence[Time]) -> list[Time]:
    """An earlier limit for the same thing no longer holds where the letter prolongs it."""
    out = list(times)
    for time in times:
        day = time.last_day
        lead = prose.folded[time.clause : time.range.start]
        if time.kind not in GIVEN or time.former or day is None or not _PROLONGED.search(lead):
            continue
        for i, other in enumerate(out):
            old = other.last_day
            limit = other.range.relation in (Relation.UNTIL, Relation.BEFORE, Relation.ON)
            if other.kind is time.kind and other is not time and limit and old is not None and old < day:
                out[i] = replace(other, former=True)
    return out


_FILL = re.compile(
    r"\b(?:ng[a-z]{0,2}y|vao|luc|hoi|buoi|sang|chieu|toi|dem|tu|cac|thu|du kien"
    r"|truoc do|sau do|tiep do|theo do)\b|\d+[.)/]"
)


def _dated(prose: Prose, time: Time, anchor: Anchor) -> Time:
    """Told in passing: a day before the letter's own that no word calls a milestone, or a term of years."""
    first, last = time.range.first, time.last_day
    if last is None:
        return time
    if first is not None and first.date is not None and (last - first.date).days > _LONGEST:
        return replace(time, aside=True)
    if not isinstance(anchor, dt.date) or last >= anchor:
        return time
    told_past = re.search(r"\b(?:đã|vừa)\b", prose.text[time.clause : time.range.start].lower()) is not None
    loose = time.kind in (None, MilestoneKind.OTHER) and (not time.own or told_past)
    held = _HELD.search(prose.folded, time.clause, time.range.start) is not None
    if (anchor - last).days > _LONG or (loose and not held):
        return replace(time, aside=True)
    return time


_HELD = re.compile(
    r"\b(?:vong|chang|giai doan|dot|so khao|so tuyen|so loai|ban ket)\b[^.;,]{0,40}"
    r"\sda (?:dien ra|(?:duoc )?to chuc)[^.;,]{0,20}$"
)
"""`Vòng sơ tuyển đã diễn ra từ …`: a stage of this contest, though it is over."""
_LONG = 60
"""Days before the letter's own after which nothing told is still to come."""
_LONGEST = 730
"""Days of a window beyond which it is a term of years, not a contest's time."""


def _time(prose: Prose, found: DateRange, floor: int) -> Time:
    if prose.folded[floor : floor + 1] == ")":
        floor = 0  # a time in brackets cuts no clause
    clause = max(clause_start(prose, found.start), min(floor, found.start))
    lead = prose.folded[clause : found.start]
    own = bool(_OWN.search(lead)) or bool(_HAPPENS.search(lead))
    para = prose.para_at(found.start)
    former = replaced(prose, found)
    if para.row and (told := purpose_in_row(prose, found)) is not None:
        return Time(found, clause, own, told[0], False, told[1], former, False)
    if in_passing(prose, found, clause, lead):
        return Time(found, clause, own, None, False, clause, former, True)
    bare = not re.search(r"\w{2}", _FILL.sub("", lead))
    kind, key = purpose_of(prose, found, clause, own=own, bare=bare)
    papers = kind is None and of_papers(lead)
    return Time(found, clause, own, kind, bare, key, former, papers)
