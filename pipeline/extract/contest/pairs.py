"""Two days told apart that open and close one window: `mở lúc 8h ngày 05/10 … đóng lúc 22h ngày 11/10`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from pipeline.extract.contest.columns import Ends, ends_in_rows
from pipeline.extract.prose import Prose, clause_start
from pipeline.extract.ranges import DateRange, Relation

_FILL = (
    r"(?:\s(?:lai|cua|cong|de|link|form|bai|thi|he thong|so|may|trang|vao|luc|hoi|tu|la|chinh thuc"
    r"|nhan bai|dang ky|khoang|cuoi|het|du kien"
    r"|thoi gian|thoi diem|ng[a-z]{0,2}y))*[\s:(|]*$"
)
_OPEN = re.compile(
    r"\b(?:bat dau|mo|khoi (?:tranh|dong|cuoc|thi)|khai (?:cuoc|dien)|len song|ngay dau)" + _FILL
)
_CLOSE = re.compile(
    r"\b(?:ket thuc|(?P<shut>dong|khoa)|khep(?: lai)?|chot|het|den|ngay cuoi|dung|ngung|ngat)" + _FILL
)
_CLOSING_WORDS = re.compile(r"(?:ket thuc|den|het|cho den)")
_APART = re.compile(r"\d{1,2}/\d|\b(?:trao|bao cao|dang ky|cong bo|tong ket)\b")


_SAME_THING = re.compile(
    r"[\s.;,)-]*(?:va\s)?(?:dong|khoa|ket thuc|dung)\s(?:viec\s|cong\s)?(?:dang ky|nhan \w+)\W*(?:luc|vao"
    r"|ngay)?\W*$"
    r"|\bmo\b[^.;]{0,40}\bdang ky\W*$"
)
"""`Mở đăng ký: … Đóng đăng ký: …`: both days are of one thing."""


_INSTEAD = re.compile(r"\b(?:sang|thành)\b")
"""`từ ngày 20/9 sang hết ngày 05/10`: the second takes the first one's place."""


class Role(Enum):
    """What a single day does for a window."""

    OPENS = auto()
    CLOSES = auto()


def role_of(prose: Prose, time: DateRange, floor: int) -> Role | None:
    """What the words straight before a single day, or its limit's own words, make of it."""
    if time.relation is Relation.SINCE:
        return Role.OPENS
    floor = max(floor, prose.para_at(time.start).start)
    lead = prose.folded[max(floor, time.start - 48) : time.start]
    if time.relation is Relation.UNTIL:
        words = prose.folded[time.start : time.end]
        return Role.CLOSES if _CLOSING_WORDS.match(words) and not time.from_now else None
    if time.relation is not Relation.ON:
        return None
    if _OPEN.search(lead):
        return Role.OPENS
    found = _CLOSE.search(lead)
    if found is None:
        return None
    if found["shut"]:  # `đóng` and `khóa`, not `phát động`, `hợp đồng`, `khoa`
        at = time.start - len(lead) + found.start("shut")
        if prose.text[at : at + 4].strip().lower() not in _SHUT:
            return None
    return Role.CLOSES


_SHUT = frozenset({"đóng", "dong", "khóa", "khoá"})


_HELD_AT = re.compile(r"\bbat dau (?:vao )?(?:luc|hoi)[\s:]*$")
_AT_A_PLACE = re.compile(r"[\s,;)]*(?:tai|o) (?!(?:dia chi|trang|duong|link|http))")
"""`bắt đầu lúc 19h00, thứ Bảy (27/9), tại Hội trường A`: an evening's hour, no span that stays open."""


def _held_at(prose: Prose, one: DateRange) -> bool:
    """Is an hour of a day told, with a place, that something begins at?"""
    timed = one.first is not None and one.first.time is not None
    if not timed or _HELD_AT.search(prose.folded, max(0, one.start - 48), one.start) is None:
        return False
    clause = prose.text[clause_start(prose, one.start) : one.start]
    return _AT_A_PLACE.match(prose.folded, one.end) is not None or " tại " in clause


def paired(prose: Prose, ranges: Sequence[DateRange]) -> list[DateRange]:
    """Days that open and close one window made one; a day that only opens has no end."""
    roles: list[Role | None] = []
    floor = 0
    columns = ends_in_rows(prose)
    for one in ranges:
        roles.append(_column_role(one, columns) or role_of(prose, one, floor))
        floor = one.end
    out: list[DateRange] = []
    i = 0
    while i < len(ranges):
        one, role = ranges[i], roles[i]
        other = ranges[i + 1] if i + 1 < len(ranges) else None
        made = None
        if other is not None and role is Role.OPENS and roles[i + 1] is Role.CLOSES:
            made = _joined(prose, one, other, one, other)
        elif other is not None and role is Role.CLOSES and roles[i + 1] is Role.OPENS:
            made = _joined(prose, one, other, other, one) if _one_sentence(prose, one, other) else None
        if made is not None:
            out.append(made)
            i += 2
            continue
        held = _held_at(prose, one)
        if role is Role.OPENS and one.relation is Relation.ON and not _same_day_window(one) and not held:
            one = replace(one, relation=Relation.SINCE, last=None)
        elif role is Role.CLOSES and one.relation is Relation.ON:
            one = replace(one, relation=Relation.UNTIL, first=None)
        out.append(one)
        i += 1
    return out


def _column_role(one: DateRange, columns: Ends) -> Role | None:
    if one.relation is not Relation.ON:
        return None
    if any(a <= one.start < b for a, b in columns.opens):
        return Role.OPENS
    return Role.CLOSES if any(a <= one.start < b for a, b in columns.closes) else None


def _same_day_window(one: DateRange) -> bool:
    return one.first is not None and one.first.until is not None


def _joined(
    prose: Prose, one: DateRange, other: DateRange, opens: DateRange, closes: DateRange
) -> DateRange | None:
    first, last = opens.first, closes.last or closes.first
    if first is None or last is None or first.day is None or last.day is None:
        return None
    if first.date is not None and last.date is not None and first.date > last.date:
        return None
    if not _near(prose, one, other):
        return None
    return DateRange(
        one.start,
        other.end,
        Relation.WINDOW,
        first,
        last,
        opens.words,
        expected=one.expected or other.expected,
    )


def _near(prose: Prose, one: DateRange, other: DateRange) -> bool:
    """Do two days stand in one sentence, one row, or on two lines that each begin with their word?"""
    a, b = prose.para_at(one.start), prose.para_at(other.start)
    between = prose.folded[one.end : other.start]
    if _INSTEAD.search(prose.text[one.end : other.start]):
        return False
    if _APART.search(between) and not _SAME_THING.search(between):
        return False
    if a is b:
        return len(between) < 90
    lead_a = prose.folded[a.words : one.start]
    lead_b = prose.folded[b.words : other.start]
    return prose.paras.index(b) - prose.paras.index(a) == 1 and len(lead_a) < 48 and len(lead_b) < 48


def _one_sentence(prose: Prose, one: DateRange, other: DateRange) -> bool:
    between = prose.text[one.end : other.start]
    return prose.para_at(one.start) is prose.para_at(other.start) and not re.search(r"[.;]\s", between)
