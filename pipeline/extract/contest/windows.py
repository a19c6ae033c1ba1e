"""Every time told in the contest's text, with what it is for: a stage's own time, or a milestone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.contest.columns import row_of
from pipeline.extract.contest.events import event_in, kind_of
from pipeline.extract.contest.hours import with_hours
from pipeline.extract.contest.pairs import paired
from pipeline.extract.dates import Anchor
from pipeline.extract.prose import Level, Para, Prose, clause_start
from pipeline.extract.ranges import DateRange, Relation, find_ranges
from pipeline.records.contest import MilestoneKind

_CITED = re.compile(
    r"(?:[\w&.-]*\d[\w&.]*\s?[/-]\s?[a-z][\w/&-]*(?:-\s[\w&-]+)?"
    r"|\bso\s[\d./\s-]+/[\w&-]+)\s*,?\s*(?:ng[a-z]{0,2}y\s*)?[:,]?\s*$"
)
_OWN = re.compile(
    r"(?:^|[-+¶:;.(|,\s])\s*(?:va\s)?(?:th[a-z]{1,2}i\s(?:gian|han))(?:\s(?:thi|to ch[a-z]{2,3}|dien ra"
    r"|thuc hien|du kien|trien khai"
    r"|tham gia|bat dau|cuoc thi|hoi thi|vong thi|cu the|la|vao|chang|v[a-z]ng|dot|tuan|giai doan|thu|\d+"
    r"|[ivx]+))*\s*[:(-]?\s*(?:ng[a-z]{0,2}y\s*)?$"
)
_FORMER = re.compile(
    r"\b(?:thay (?:vi|cho)|truoc day|khong phai|thay doi tu|thoi gian (?:cu|truoc|ban dau)"
    r"|ke hoach cu)\b[^.;]*$"
)
_SIBLING = re.compile(
    r"(?:h[a-z]nh th[a-z]{2,3}|noi dung|d[a-z]a diem|doi tuong|the thuc|yeu cau|cach thuc)\b"
)
"""Paragraphs that stand beside a time in a stage's section and are no heading over it."""
_ASIDE = re.compile(
    r"\b(?:(?:tai|sau|theo|qua|tu) (?:cuoc hop|buoi|hoi nghi|phien hop|ky hop|giao ban|trao doi)"
    r"|cuoc hop|(?:nghi quyet|ket luan|bien ban|thong bao) (?:cua )?(?:phien|ky) hop"
    r"|buoi (?:lam viec|hop)|giao ban|thong qua|(?:co )?hieu luc|(?<!thi )(?<!hoc )sinh (?:tu"
    r"|ngay|truoc|sau|trong)|tinh (?:den|tu)|ky niem|chao mung"
    r"|nhan (?:dip|ngay)|huong toi|quoc khanh|thanh lap|truyen thong|giai phong|ngay sinh|ket luan)\b"
    r"(?!.*\b(?:trao|nop|gui|nhan bai|dang ky|bao cao)\b)[^,;:]{0,50}[\s,(:]*$"
)
_MADE = re.compile(
    r"(?:\b(?:duoc|da) (?:dang|phat|cong bo|xuat ban|sang tac|chup|in"
    r"|trinh chieu|san xuat|ap dung)\b|\blan dau\b)"
    r"[^.;:]{0,45}\b(?:trong|tu)\b[^.;:\d]{0,24}$"
)
"""`Tác phẩm được đăng lần đầu trong thời gian từ …`: when an entry was made, not when it is sent."""
_HAPPENS = re.compile(
    r"(?:dien ra|duoc to chuc|(?<!ban )to chuc|bat dau|(?<!du )thi|keo dai|thuc hien|mo cong thi"
    r"|trien khai|tien hanh)(?:\s(?:thi|truc tuyen|vao|trong|tu|cac|ng[a-z]{0,2}y))*\s*[:(]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A window, limit or day in the text, its clause's beginning, and what its words say it is.

    `own` means `Thời gian: …` or `diễn ra từ …`; `kind` is the milestone that the words before it name.
    """

    range: DateRange
    clause: int
    own: bool
    kind: MilestoneKind | None
    bare: bool
    """Nothing but marks stands between the clause's beginning and the time."""
    key: int
    """Offset of the word that told `kind`."""
    former: bool = False
    """A time that no longer holds: `(thay vì ngày 10/6/2026)`."""
    aside: bool = False
    """A day of something else: a meeting, a law, a birth, an anniversary, or before the letter itself."""


_GIVEN = frozenset({MilestoneKind.SUBMISSION, MilestoneKind.REGISTRATION, MilestoneKind.REPORT})


def cited(folded: str, start: int, floor: int = 0) -> bool:
    """Does a date at `start` belong to a document's number (`2136/SKHCN-TTTT ngày 28/5/2026`)?

    The number is looked for from `floor` on: a list item does not go on with the line before it.
    """
    return bool(_CITED.search(folded, max(floor, start - 70), start))


def find_times(prose: Prose, anchor: Anchor) -> list[Time]:
    """All times of the text in order, dates of cited documents left out."""
    out: list[Time] = []
    floor = 0
    for found in paired(prose, with_hours(prose, find_ranges(prose.unmarked, anchor, forward=True))):
        first = found.first or found.last
        para = prose.para_at(first.start) if first is not None else prose.paras[0]
        begins = para.words if para.mark and para.level >= Level.LETTER else 0
        if first is None or first.blank or cited(prose.folded, first.start, begins):
            floor = found.end
            continue
        out.append(_dated(_time(prose, found, floor), anchor))
        floor = found.end
    return out


_FILL = re.compile(r"\b(?:ng[a-z]{0,2}y|vao|luc|hoi|buoi|sang|chieu|toi|tu|cac|thu|du kien)\b|\d+[.)/]")


def _dated(time: Time, anchor: Anchor) -> Time:
    """A day before the letter's own that no word calls a milestone is told in passing."""
    last = time.range.last or time.range.first
    past = isinstance(anchor, dt.date) and last is not None and last.date is not None and last.date < anchor
    return replace(time, aside=True) if past and time.kind is None and not time.own else time


_NO_MORE = re.compile(r"\bkhong (?:to chuc|dien ra|thi|con)\b[^.;]{0,40}$")
_AS_TOLD = re.compile(
    r"[\s,)]*(?:nhu|theo)\s(?:da (?:bao|thong bao|neu|dinh)|lich cu|ke hoach (?:cu|ban dau|truoc))"
)


def _replaced(prose: Prose, found: DateRange) -> bool:
    floor = prose.para_at(found.start).start
    before = prose.folded[max(floor, found.start - 70) : found.start]
    return bool(
        _FORMER.search(before[-40:]) or _NO_MORE.search(before) or _AS_TOLD.match(prose.folded, found.end)
    )


def _time(prose: Prose, found: DateRange, floor: int) -> Time:
    clause = max(clause_start(prose, found.start), min(floor, found.start))
    lead = prose.folded[clause : found.start]
    own = bool(_OWN.search(lead)) or bool(_HAPPENS.search(lead))
    para = prose.para_at(found.start)
    tail_end = min(para.end, found.end + 90)
    former = _replaced(prose, found)
    if para.row and (told := _told_in_row(prose, found)) is not None:
        return Time(found, clause, own, told[0], False, told[1], former, False)
    if _ASIDE.search(lead[-90:]) or _MADE.search(lead[-110:]):
        return Time(found, clause, own, None, False, clause, former, True)
    kind, key = event_in(lead)
    if kind is None and found.relation in (Relation.UNTIL, Relation.BEFORE):
        kind, key = _limited(prose, found, clause)
    key += clause
    bare = not re.search(r"\w{2}", _FILL.sub("", lead))
    if kind is None and (bare or own):
        tail = re.split(r"[;.]\s|\d", prose.folded[found.end : tail_end])[0]
        governing = _governing(prose, prose.para_at(found.start))
        if bare and not own:
            kind, _ = kind_of(tail)
            key = found.end
        if kind is None and governing is not None:
            kind, key = kind_of(prose.folded[governing.words : governing.end])
            key += governing.words
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
    at = next((i for i, cell in enumerate(row) if cell.start <= day.start < cell.end), None)
    if at is None:
        return None
    kind, key = event_in(prose.folded[row[at].start : day.start])
    if kind is not None:
        return kind, key + row[at].start
    head = table.over(row, day.start)
    told = head.text if head is not None else ""
    kind, key = kind_of(told)
    if kind is not None and head is not None:
        return kind, head.start + key
    for cell in (*reversed(row[:at]), *row[at + 1 :]):
        over = table.over(row, cell.start)
        if over is not None and _ASIDE_HEAD.match(over.text):
            continue
        kind, key = kind_of(cell.text)
        if kind is not None:
            return kind, cell.start + key
    return None


_GIVE = re.compile(r"\b(?:gui|nop|nhan)\b")


def _limited(prose: Prose, found: DateRange, clause: int) -> tuple[MilestoneKind | None, int]:
    """What a limit's own words name (`Thời hạn nhận bài đến hết …`), or the clause before `đề nghị gửi`."""
    day = found.last or found.first
    assert day is not None
    given = _GIVE.search(prose.folded, clause, day.start)
    kind, key = event_in(prose.folded[clause : day.start])
    if kind is not None or given is None or _PAPERS.search(prose.folded, clause, day.start):
        return kind, key
    start = prose.para_at(found.start).words
    sentence = max(start, prose.text.rfind(". ", start, clause) + 1)
    for begin in (sentence, start):  # what is given may be told before: `… vào hòm thư. Hạn gửi: …`
        kind, key = event_in(prose.folded[begin : day.start], _GIVEN)
        if kind is not None:
            return kind, key + begin - clause
    return MilestoneKind.SUBMISSION, given.start() - clause


_PAPERS = re.compile(
    r"\b(?:gop y|y kien|van ban|cong van|ke hoach|kinh phi|du toan|kien nghi|phan anh|cau hoi)\b"
)
"""What offices send that is no entry of a contest."""


def _governing(prose: Prose, para: Para) -> Para | None:
    """The heading over a list item: the nearest paragraph before it that stands further out and is short."""
    at = prose.paras.index(para)
    if para.level is Level.NONE and not prose.folded[para.words :].startswith("thoi gian"):
        above = prose.paras[at - 1] if at else None
        if above is None or above.row or para.row or not above.mark or above.end - above.words > 60:
            return None
        return None if re.search(r"\d/\d|[.;:]\s*$", prose.folded[above.words : above.end]) else above
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


def between(times: Sequence[Time], start: int, end: int) -> list[Time]:
    """The times that begin in [start, end)."""
    return [t for t in times if start <= t.range.start < end]
