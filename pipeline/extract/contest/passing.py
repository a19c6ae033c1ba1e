"""Days told in passing: of papers, meetings, births, anniversaries, and days that no longer hold."""

from __future__ import annotations

import re

from pipeline.extract.contest.events import kind_of
from pipeline.extract.prose import Prose
from pipeline.extract.ranges import DateRange
from pipeline.records.contest import MilestoneKind

_CITED = re.compile(
    r"(?:[\w&.-]*\d[\w&.]*(?!\s-\s)\s?[/-]\s?[a-z][\w/&-]*(?:-\s[\w&-]+)?"
    r"|(?<!ho )\bso\s[\d./\s-]+/[\w&-]+)\s*,?\s*(?:ng[a-z]{0,2}y\s*)?[:,]?\s*$"
)
_FORMER = re.compile(
    r"\b(?:thay (?:vi|cho)|truoc day|khong phai|thay doi tu|thoi gian (?:cu|truoc|ban dau)"
    r"|ke hoach cu)\b[^.;]*$"
)
_ASIDE = re.compile(
    r"\b(?:(?:tai|sau|theo|qua|tu) (?:cuoc hop|buoi (?:hop|lam viec|giao ban|tiep)|hoi nghi|phien hop"
    r"|ky hop|giao ban|trao doi)"
    r"|cuoc hop|(?:nghi quyet|ket luan|bien ban|thong bao) (?:cua )?(?:phien|ky) hop"
    r"|buoi (?:lam viec|hop)|giao ban|thong qua|(?:co )?hieu luc|(?<!thi )(?<!hoc )sinh (?:tu"
    r"|ngay|truoc|sau|trong)|tinh (?:den|tu)|ky niem|chao mung"
    r"|nhan (?:dip|ngay)|huong toi|quoc khanh|thanh lap|truyen thong|giai phong|ket luan)\b"
    r"(?!.*\b(?:trao|nop|gui|nhan bai|dang ky|bao cao)\b)[^,;:]{0,50}[\s,(:]*$"
)
_BORN = re.compile(r"(?<!thi )(?<!hoc )\bsinh\s(?:tu|ngay|truoc|sau|trong)\b[\s:]*(?:ngay\s)?$")
_INVITED = re.compile(
    r"\b(?:moi|trieu tap|de nghi|dung thanh phan)\b[^.;]{0,90}"
    r"\b(?:du|den) (?:buoi |cuoc )?(?:hop|hoi nghi|lam viec)\b(?! bao)[^.;]{0,60}$"
)
"""`mời đại diện các trường dự họp lúc 14h00 ngày 18/9`."""
_HOLIDAY = re.compile(r"(?<=\S )(?:Ngày|ngày) (?!thi|hội|diễn|tổ|khai|bế|nộp|đăng)[^\d.;:()]{4,60}\($")
"""`hưởng ứng Ngày toàn dân phòng cháy (04/10)`."""
_MADE = re.compile(
    r"(?:\b(?:duoc|da) (?:dang|phat|cong bo|xuat ban|sang tac|chup|in"
    r"|trinh chieu|san xuat|ap dung)\b|\blan dau\b)"
    r"[^.;:]{0,45}\b(?:trong|tu)\b[^.;:\d]{0,24}$"
)
"""`Tác phẩm được đăng lần đầu trong thời gian từ …`: when an entry was made, not when it is sent."""


def cited(folded: str, start: int, floor: int = 0) -> bool:
    """Does a date at `start` belong to a document's number (`2136/SKHCN-TTTT ngày 28/5/2026`)?

    The number is looked for from `floor` on: a list item does not go on with the line before it.
    """
    return bool(_CITED.search(folded, max(floor, start - 70), start))


_NO_MORE = re.compile(r"\bkhong (?:to chuc|dien ra|thi|con)\b[^.;]{0,40}$")
_AS_TOLD = re.compile(
    r"[\s,)]*(?:nhu|theo)\s(?:da (?:bao|thong bao|neu|dinh)|lich cu|ke hoach (?:cu|ban dau|truoc))"
)


def replaced(prose: Prose, found: DateRange) -> bool:
    """Do the words beside a time say that it no longer holds?"""
    floor = prose.para_at(found.start).start
    before = prose.folded[max(floor, found.start - 70) : found.start]
    return bool(
        _FORMER.search(before[-40:]) or _NO_MORE.search(before) or _AS_TOLD.match(prose.folded, found.end)
    )


_FEAST = re.compile(r"(?:ky niem|chao mung|nhan|huong toi|quoc khanh|thanh lap|truyen thong|giai phong)")


def in_passing(prose: Prose, found: DateRange, clause: int, lead: str) -> bool:
    """Is a day told of something else: a meeting, a law, a birth, an anniversary, when an entry was made?"""
    day = found.first or found.last
    assert day is not None
    made = _MADE.search(lead[-110:])
    if made and not re.search(
        r"\b(?:trong|từ)\b", prose.text[clause + max(0, len(lead) - 110) : day.start].lower()
    ):
        made = None
    aside = _ASIDE.search(lead[-90:])
    if aside and _FEAST.match(aside.group()) and kind_of(lead)[0] is MilestoneKind.CEREMONY:
        aside = None  # `trao giải nhân dịp kỷ niệm Ngày Di sản, ngày 23/11`
    return (
        aside is not None
        or made is not None
        or _BORN.search(prose.folded, clause, day.start) is not None
        or _INVITED.search(lead) is not None
        or _HOLIDAY.search(prose.text, clause, day.start) is not None
    )
