"""Dated events of a contest apart from the stages' own time: submission, ceremony, report, registration."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.clauses import core, trim
from pipeline.extract.contest.stage_time import ends
from pipeline.extract.contest.stages import FoundStage
from pipeline.extract.contest.told import GIVEN, Time
from pipeline.extract.prose import Prose, clause_end
from pipeline.extract.ranges import Relation
from pipeline.extract.valued import date_field, text_field
from pipeline.records.contest import Milestone, MilestoneKind
from pipeline.records.evidence import Field

_LONGEST = 220
_AFTER = re.compile(r"\b(?:(?<!thu )sau|(?<!ket )qua|ke tu)\s(?:ngay\s)?$")
"""`Bài gửi sau ngày 10/6 không được chấm` names no event of that day."""
_PART_OF_DAY = re.compile(r"[\s:,(]+(?:vao\s)?(?:buoi\s)?(?:sang|trua|chieu|toi|dem)$")
_LEAD = re.compile(r"th[a-z]{1,2}i (?:gian|han)\s(?:t[o0-9] ch[a-z]{2,3}\s)?(?=\w{2})")


def find_milestones(
    prose: Prose, stages: Iterable[FoundStage], times: Iterable[Time]
) -> tuple[Milestone, ...]:
    """Every time that is no stage's own and whose words say what it is for, in the order of the letter.

    `times` are those outside the stages too; a time inside a stage's section carries that stage's index.
    """
    found = list(stages)
    inside = {id(t): f.stage.index for f in found for t in f.times}
    owns = {id(t) for f in found for t in (f.own, f.limit, *f.parts) if t is not None}
    windows = {(f.stage.start.value, f.stage.end.value) for f in found} - {(None, None)}
    out: list[tuple[int, Milestone]] = []
    for time in times:
        if id(time) in owns or time.former or time.aside:
            continue
        index = inside.get(id(time))
        kind = time.kind or MilestoneKind.OTHER
        if (
            not _told(time)
            or not _announced(prose, time)
            or _AFTER.search(prose.folded, time.clause, time.range.start)
        ):
            continue
        made = _milestone(prose, time, kind, index)
        if made is None or (made.start.value, made.end.value) in windows:
            continue  # `Vòng 1: Các đội nộp thuyết minh từ … đến …`: the stage's own window
        if not any(_same(made, m) for _, m in out):
            out.append((time.range.start, made))
    return tuple(m for _, m in sorted(out, key=lambda item: item[0]))


def _told(time: Time) -> bool:
    """Has the time a day? A month or quarter alone is no milestone."""
    found = time.range
    return not found.vague and not (found.relation is Relation.WITHIN and found.first != found.last)


_LABEL = re.compile(r"(?:^|[.;¶]\s?)[^.;:]{3,90}:\s*(?:[^.;:]{0,40}\s)?$")
"""`Kiểm tra tư cách vận động viên: ngày …`."""


def _announced(prose: Prose, time: Time) -> bool:
    """A day that no word names is a milestone where it is set down as one: after a colon, in a row."""
    if time.kind is not None:
        return True
    if time.range.relation in (Relation.BEFORE, Relation.UNTIL, Relation.SINCE):
        return False
    para = prose.para_at(time.range.start)
    if para.row or para.mark:
        return True
    lead = prose.folded[time.clause : time.range.start]
    return _LABEL.search(lead) is not None or time.bare


def _same(a: Milestone, b: Milestone) -> bool:
    """One limit told twice (`hết ngày 10/6 không nhận thêm, vì vậy nộp không muộn hơn ngày 10/6`)."""
    return a.before.value is not None and (a.kind, a.before.value) == (b.kind, b.before.value)


def _milestone(prose: Prose, time: Time, kind: MilestoneKind, stage: int | None) -> Milestone | None:
    what = _what(prose, time)
    found = time.range
    mention = found.last or found.first
    if mention is None:
        return None
    limit = found.relation is Relation.BEFORE or found.relation is Relation.UNTIL
    limit = limit or (found.relation is Relation.ON and _is_limit(prose, time))
    within = found.relation is Relation.WITHIN
    limit = limit or (within and kind in GIVEN)
    if limit:
        return Milestone(kind=kind, what=what, before=date_field(prose.passage, mention), stage=stage)
    if found.relation is Relation.ON or within:
        return Milestone(kind=kind, what=what, on=date_field(prose.passage, mention), stage=stage)
    start, end = ends(prose, found)
    return Milestone(kind=kind, what=what, start=start, end=end, stage=stage)


_LAST_DAY = re.compile(
    r"\b(?:(?<!gia )(?<!thoi )han (?:chot|cuoi(?: cung)?|nop|nhan|gui|dang ky)|thoi han)\b"
)


def _is_limit(prose: Prose, time: Time) -> bool:
    """`Hạn cuối nộp bài: ngày 10/6`: the day ends what the words name."""
    return bool(_LAST_DAY.search(prose.folded, time.clause, time.range.start))


_ROW_NUMBER = re.compile(r"\s*\d{1,2}[.)]?\n")
"""The first cell of a table's row."""


def _what(prose: Prose, time: Time) -> Field[str]:
    """The words that name the event: its clause, or the heading that told its kind."""
    start, end, key = time.clause, time.range.start, time.key
    if time.kind is not None and not start <= key < end:
        para = prose.para_at(key)
        start = para.words if key < start else key
        end = min(para.end, clause_end(prose, key))
    span = core(prose, start, end, max(start, key))
    if counted := _ROW_NUMBER.match(prose.text, *span):
        span = (counted.end(), span[1])
    lead = _LEAD.match(prose.folded, *span)
    span = (max(lead.end() if lead else span[0], span[1] - _LONGEST), span[1])
    part = _PART_OF_DAY.search(prose.folded, *span)
    span = trim(prose, span[0], part.start() if part else span[1])
    if span[1] - span[0] < 4:
        return Field[str](rule="not-found")
    return text_field(prose.passage, span, "milestone-clause", 0.85)
