"""Every time told in the contest's text, with what it is for: a stage's own time, or a milestone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.contest.columns import row_of
from pipeline.extract.contest.events import event_in, kind_of
from pipeline.extract.contest.hours import with_hours
from pipeline.extract.contest.pairs import paired
from pipeline.extract.contest.passing import cited, in_passing, replaced
from pipeline.extract.contest.told import GIVEN, Time
from pipeline.extract.dates import Anchor
from pipeline.extract.prose import Level, Para, Prose, clause_start
from pipeline.extract.ranges import DateRange, Relation, find_ranges, prolonged
from pipeline.records.contest import MilestoneKind

_OWN = re.compile(
    r"(?:^|[-+¶:;.(|,\s])\s*(?:va\s)?(?:th[a-z]{1,2}i\s(?:gian|han))(?:\s(?:thi|to ch[a-z]{2,3}|dien ra"
    r"|thuc hien|du kien|trien khai"
    r"|tham gia|bat dau|cuoc thi|hoi thi|vong thi|cu the|la|vao|chang|v[a-z]ng|dot|tuan|giai doan|thu|\d+"
    r"|[ivx]+))*\s*[:(-]?\s*(?:ng[a-z]{0,2}y\s*)?$"
)
_SIBLING = re.compile(
    r"(?:h[a-z]nh th[a-z]{2,3}|noi dung|d[a-z]a diem|doi tuong|the thuc|yeu cau|cach thuc)\b"
)
"""Paragraphs that stand beside a time in a stage's section and are no heading over it."""
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
        day = _last_day(time)
        lead = prose.folded[time.clause : time.range.start]
        if time.kind not in GIVEN or time.former or day is None or not _PROLONGED.search(lead):
            continue
        for i, other in enumerate(out):
            old = _last_day(other)
            limit = other.range.relation in (Relation.UNTIL, Relation.BEFORE, Relation.ON)
            if other.kind is time.kind and other is not time and limit and old is not None and old < day:
                out[i] = replace(other, former=True)
    return out


def _last_day(time: Time) -> dt.date | None:
    last = time.range.last or time.range.first
    return last.date if last is not None else None


_FILL = re.compile(
    r"\b(?:ng[a-z]{0,2}y|vao|luc|hoi|buoi|sang|chieu|toi|dem|tu|cac|thu|du kien"
    r"|truoc do|sau do|tiep do|theo do)\b|\d+[.)/]"
)


def _dated(prose: Prose, time: Time, anchor: Anchor) -> Time:
    """A day before the letter's own that no word calls a milestone is told in passing."""
    last = time.range.last or time.range.first
    past = isinstance(anchor, dt.date) and last is not None and last.date is not None and last.date < anchor
    told_past = re.search(r"\b(?:đã|vừa)\b", prose.text[time.clause : time.range.start].lower()) is not None
    loose = time.kind in (None, MilestoneKind.OTHER)
    long_ago = past and isinstance(anchor, dt.date) and last is not None and last.date is not None
    long_ago = long_ago and (anchor - last.date).days > _LONG  # type: ignore[operator,union-attr]
    held = _HELD.search(prose.folded, time.clause, time.range.start) is not None
    if long_ago or (past and loose and (not time.own or told_past) and not held):
        return replace(time, aside=True)
    first = time.range.first
    years = first is not None and last is not None and first.date is not None and last.date is not None
    if years and (last.date - first.date).days > _LONGEST:  # type: ignore[operator,union-attr]
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
    if para.row and (told := _told_in_row(prose, found)) is not None:
        return Time(found, clause, own, told[0], False, told[1], former, False)
    if in_passing(prose, found, clause, lead):
        return Time(found, clause, own, None, False, clause, former, True)
    kind, key = event_in(lead)
    if kind is None and found.relation in (Relation.UNTIL, Relation.BEFORE):
        kind, key = _limited(prose, found, clause)
    key += clause
    bare = not re.search(r"\w{2}", _FILL.sub("", lead))
    if kind is None and (bare or own):
        tail = _tail(prose, found.end, para.end)
        governing = _governing(prose, prose.para_at(found.start))
        if bare and not own:
            kind, _ = kind_of(tail)
            key = found.end
        if kind is None and governing is not None:
            kind, key = kind_of(prose.folded[governing.words : governing.end])
            key += governing.words
    if kind is None and (why := _PURPOSE.match(prose.folded, found.end)) is not None:
        kind, key = kind_of(_tail(prose, found.end, para.end))[0], why.start()
    if kind is None and found.first is not None and found.last is not None and found.first is not found.last:
        kind, at = kind_of(prose.folded[found.first.end : found.last.start])
        key = found.first.end + at if kind is not None else key
    papers = kind is None and bool(_PAPERS.search(lead)) and bool(_GIVE.search(lead))
    return Time(found, clause, own, kind, bare, key, former, papers)


_ASIDE_HEAD = re.compile(
    r"(?:ghi chu|don vi|dia diem|phu trach|chu tri|co quan|nguoi|thanh phan|ket qua can|san pham|hinh thuc"
    r"|phoi hop"
    r"|noi (?:thi|nhan|to chuc))"
)


def _told_in_row(prose: Prose, found: DateRange) -> tuple[MilestoneKind, int] | None:
    """What a row's time is for: its own cell says it, else the head over it, else the row's other cells."""
    day = found.first or found.last
    assert day is not None
    place = row_of(prose, day.start)
    if place is None:
        return None
    table, row = place
    at = next((i for i, cell in enumerate(row.cells) if cell.start <= day.start < cell.end), None)
    if at is None:
        return None
    own = row.cells[at]
    kind, key = event_in(prose.folded[own.start : day.start])
    if kind is not None:
        return kind, key + own.start
    head = table.over(row, day.start)
    told = head.text if head is not None else ""
    kind, key = kind_of(told)
    if kind is not None and head is not None:
        return kind, head.start + key
    for cell in (*reversed(row.cells[:at]), *row.cells[at + 1 :]):
        over = table.over(row, cell.start)
        if over is not None and _ASIDE_HEAD.match(over.text):
            continue
        kind, key = kind_of(cell.text)
        if kind is not None:
            return kind, cell.start + key
    return None


_PURPOSE = re.compile(r"\s(?:de|nham) (?:tham gia|tham du|du|nhan)?\s?")
"""`có mặt lúc 13h30 ngày 29/9 để tập huấn`: what the day is for stands behind it."""
_DAY = re.compile(r"\d{1,2}\s?/\s?\d|\d\s?thang \d|ng[a-z]{0,2}y \d|\d\s?(?:h|gio)\b")


def _tail(prose: Prose, start: int, end: int) -> str:
    """The words behind a time up to the clause's end or the next day."""
    tail = re.split(r"[;.]\s", prose.folded[start : min(end, start + 110)])[0]
    day = _DAY.search(tail)
    return tail[: day.start()] if day is not None else tail


_GIVE = re.compile(r"\b(?:gui|nop|nhan(?! (?:dan|vien|su|dip|luc|pham|thuc|to)))\b")


_ONLY_LIMIT = re.compile(
    r"\W*(?:han (?:cuoi(?: cung)?|chot)|thoi han(?: cuoi)?|han)\W*(?:(?:la|vao|den|het|ng[a-z]{0,2}y)\W*)*"
)
"""`Bài gửi về …. Hạn cuối: 12/10`: what is given was told in the sentence before."""


def _limited(prose: Prose, found: DateRange, clause: int) -> tuple[MilestoneKind | None, int]:
    """What a limit's own words name (`Thời hạn nhận bài đến hết …`), or the clause before `đề nghị gửi`."""
    day = found.last or found.first
    assert day is not None
    given = _GIVE.search(prose.folded, clause, day.start)
    kind, key = event_in(prose.folded[clause : day.start])
    if kind is None and given is None and _ONLY_LIMIT.fullmatch(prose.folded, clause, day.start):
        begin = prose.para_at(found.start).words
        kind, key = event_in(prose.folded[begin:clause], GIVEN)
        return kind, key + begin - clause
    if kind is not None or given is None or _PAPERS.search(prose.folded, clause, day.start):
        return kind, key
    start = prose.para_at(found.start).words
    sentence = max(start, prose.text.rfind(". ", start, clause) + 1)
    for begin in (sentence, start):  # what is given may be told before: `… vào hòm thư. Hạn gửi: …`
        kind, key = event_in(prose.folded[begin : day.start], GIVEN)
        if kind is not None:
            return kind, key + begin - clause
    return MilestoneKind.SUBMISSION, given.start() - clause


_PAPERS = re.compile(
    r"\b(?:gop y|y kien|van ban|cong van|ke hoach|kinh phi|du toan|kien nghi|phan anh|cau hoi|khen thuong)\b"
)
"""What offices send that is no entry of a contest."""


def _governing(prose: Prose, para: Para) -> Para | None:
    """The heading over a list item: the nearest paragraph before it that stands further out and is short."""
    at = prose.paras.index(para)
    if para.level is Level.NONE and not prose.folded[para.words :].startswith("thoi gian"):
        above = prose.paras[at - 1] if at else None
        if above is None or above.row or para.row or not above.mark or above.end - above.words > 60:
            return None
        return None if re.search(r"\d/\d|[.;]\s*$", prose.folded[above.words : above.end]) else above
    for before in reversed(prose.paras[max(0, at - 6) : at]):
        if _SIBLING.match(prose.folded, before.words):
            continue
        further = before.level < para.level or (before.level == para.level == Level.NONE)
        if further:
            short = before.end - before.words < 140 and not prose.text[: before.end].rstrip().endswith(".")
            return (
                before if short and not re.search(r"\d/\d", prose.folded[before.words : before.end]) else None
            )
    return None
