"""What a time is for: told by its clause or row, by the words behind it, or by the heading over it."""

from __future__ import annotations

import re

from pipeline.extract.contest.columns import row_of
from pipeline.extract.contest.events import event_in, kind_of
from pipeline.extract.contest.told import GIVEN
from pipeline.extract.prose import Level, Para, Prose
from pipeline.extract.ranges import DateRange, Relation
from pipeline.records.contest import MilestoneKind

Purpose = tuple[MilestoneKind | None, int]
"""The milestone that words name, and the offset of the word that tells it."""


def purpose_of(prose: Prose, found: DateRange, clause: int, *, own: bool, bare: bool) -> Purpose:
    """What a time in running text is for.

    Args:
        prose: the text.
        found: the time.
        clause: where its clause begins.
        own: its words say that it is the time of what is spoken of (`Thời gian: …`).
        bare: nothing stands before it in its clause.
    """
    kind, key = event_in(prose.folded[clause : found.start])
    if kind is None and found.relation in (Relation.UNTIL, Relation.BEFORE):
        kind, key = _limited(prose, found, clause)
    key += clause
    para = prose.para_at(found.start)
    if kind is None and (bare or own):
        governing = _governing(prose, para)
        if bare and not own:
            kind, _ = kind_of(_tail(prose, found.end, para.end))
            key = found.end
        if kind is None and governing is not None:
            kind, key = kind_of(prose.folded[governing.words : governing.end])
            key += governing.words
    if kind is None and (why := _PURPOSE.match(prose.folded, found.end)) is not None:
        kind, key = kind_of(_tail(prose, found.end, para.end))[0], why.start()
    if kind is None and found.first is not None and found.last is not None and found.first is not found.last:
        kind, at = kind_of(prose.folded[found.first.end : found.last.start])
        key = found.first.end + at if kind is not None else key
    return kind, key


_ASIDE_HEAD = re.compile(
    r"(?:ghi chu|don vi|dia diem|phu trach|chu tri|co quan|nguoi|thanh phan|ket qua can|san pham|hinh thuc"
    r"|phoi hop|noi (?:thi|nhan|to chuc))"
)


def purpose_in_row(prose: Prose, found: DateRange) -> Purpose | None:
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


def _limited(prose: Prose, found: DateRange, clause: int) -> Purpose:
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


def of_papers(lead: str) -> bool:
    """Are papers of offices sent by that day, no entries of the contest?"""
    return _PAPERS.search(lead) is not None and _GIVE.search(lead) is not None


_SIBLING = re.compile(
    r"(?:h[a-z]nh th[a-z]{2,3}|noi dung|d[a-z]a diem|doi tuong|the thuc|yeu cau|cach thuc)\b"
)
"""Paragraphs that stand beside a time in a stage's section and are no heading over it."""


def _governing(prose: Prose, para: Para) -> Para | None:
    """The heading over a list item: the nearest paragraph before it that stands further out and is short."""
    at = prose.paras.index(para)
    if para.level is Level.NONE and not prose.folded.startswith("thoi gian", para.words):
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
