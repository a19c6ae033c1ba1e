"""Contradictions between the dates, prizes and sentences of one letter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from pipeline.checks.codes import finding
from pipeline.checks.moments import day, first, last, shown
from pipeline.checks.prose import prizes, weekdays
from pipeline.folding import fold
from pipeline.records.contest import Contest, Milestone, MilestoneKind, Moment, Stage
from pipeline.records.evidence import Evidence, Field
from pipeline.records.letter import Finding, Letter

_NO_RESULTS = re.compile(r"danh sach|dang ky|ke hoach|phan cong")
"""Reports that are due before anything can be reported on: lists, registrations, plans."""


def contradictions(letter: Letter) -> tuple[Finding, ...]:
    """Everything in which the letter contradicts itself, in the order of `data/codes.tsv`."""
    found: list[Finding] = []
    contest = letter.contest
    if contest is not None:
        found += [*_ends(contest), *_order(contest), *_period(contest), *_reports(letter, contest)]
    found += [*_deadlines(letter), *prizes(letter), *weekdays(letter)]
    return tuple(found)


def stage_name(stage: Stage) -> str:
    """`Chặng 1` as printed, else `stage 1`."""
    return stage.label or f"stage {stage.index}"


def _ends(contest: Contest) -> Iterator[Finding]:
    spans: list[tuple[str, str, Field[Moment], Field[Moment]]] = [
        ("the overall period", "thời gian chung", contest.period.start, contest.period.end)
    ]
    spans += [(stage_name(s), stage_name(s), s.start, s.end) for s in contest.stages]
    spans += [(m.what.value or m.kind.value,) * 2 + (m.start, m.end) for m in contest.milestones]
    for what, what_vi, start, end in spans:
        if start.value is not None and end.value is not None and last(end.value) < first(start.value):
            values = {"start": shown(start.value), "end": shown(end.value)}
            yield finding("C-END-BEFORE-START", evidence(start, end), what=what, what_vi=what_vi, **values)


def _order(contest: Contest) -> Iterator[Finding]:
    for before, after in zip(contest.stages, contest.stages[1:], strict=False):
        start, other_start, other_end = after.start.value, before.start.value, before.end.value
        name, other = stage_name(after), stage_name(before)
        if start is None:
            continue
        if other_start is not None and first(start) < first(other_start):
            where = evidence(after.start, before.start)
            values = {"start": shown(start), "other": other, "other_start": shown(other_start)}
            yield finding("C-STAGE-ORDER", where, what=name, what_vi=name, **values)
        elif other_end is not None and _overlap(start, other_end):
            where = evidence(after.start, before.end)
            values = {"start": shown(start), "other": other, "other_end": shown(other_end)}
            yield finding("C-STAGE-OVERLAP", where, what=name, what_vi=name, **values)


def _overlap(start: Moment, other_end: Moment) -> bool:
    """Whether a stage begins before the one before it is over; the same day without a time is no overlap."""
    if isinstance(start, dt.datetime) and isinstance(other_end, dt.datetime):
        return first(start) < first(other_end)
    return day(start) < day(other_end)


def _period(contest: Contest) -> Iterator[Finding]:
    start, end = contest.period.start, contest.period.end
    dated = [s for s in contest.stages if s.start.value is not None or s.end.value is not None]
    limits = " - ".join(shown(f.value) for f in (start, end) if f.value is not None)
    short = False
    for stage in dated:
        opens, closes = stage.start.value or stage.end.value, stage.end.value or stage.start.value
        early = start.value is not None and opens is not None and day(opens) < day(start.value)
        late = end.value is not None and closes is not None and day(closes) > day(end.value)
        if (early or late) and opens is not None and closes is not None:
            short = True
            name, where = stage_name(stage), evidence(start, end, stage.start, stage.end)
            values = {"start": shown(opens), "end": shown(closes), "period": limits}
            yield finding("C-PERIOD-SHORT", where, what=name, what_vi=name, **values)
    starts = [s.start for s in dated if s.start.value is not None]
    ends = [s.end for s in dated if s.end.value is not None]
    if short or not dated or len(starts) < len(contest.stages) or len(ends) < len(contest.stages):
        return
    final = max(ends, key=lambda f: last(f.value or dt.date.min))
    opening = min(starts, key=lambda f: first(f.value or dt.date.max))
    if start.value is not None and opening.value is not None and day(opening.value) > day(start.value):
        values_ = {"period_start": shown(start.value), "start": shown(opening.value)}
        yield finding(
            "C-PERIOD-EARLY",
            evidence(start, opening),
            days=(day(opening.value) - day(start.value)).days,
            **values_,
        )
    ceremonies = [m.on.value or m.end.value for m in contest.milestones if m.kind is MilestoneKind.CEREMONY]
    closing = max([day(c) for c in ceremonies if c is not None] + [day(final.value or dt.date.min)])
    if end.value is not None and closing < day(end.value):
        days = (day(end.value) - closing).days
        values_ = {"period_end": shown(end.value), "end": shown(closing)}
        yield finding("C-PERIOD-LONG", evidence(end, final), days=days, **values_)


def _reports(letter: Letter, contest: Contest) -> Iterator[Finding]:
    for due, strict, where, index in _due(letter, contest):
        latest = day(due) - dt.timedelta(days=1) if strict else day(due)
        for stage in contest.stages:
            start, end = stage.start.value, stage.end.value
            if end is None or day(end) <= latest or (index is not None and index != stage.index):
                continue
            if index is None and (start is None or day(start) > latest):
                continue
            yield finding(
                "C-REPORT-BEFORE-END",
                (*where, *evidence(stage.end)),
                relation="before" if strict else "by",
                relation_vi="trước ngày" if strict else "chậm nhất ngày",
                due=shown(due),
                what=stage_name(stage),
                what_vi=stage_name(stage),
                end=shown(end),
            )


def _due(letter: Letter, contest: Contest) -> Iterator[tuple[Moment, bool, tuple[Evidence, ...], int | None]]:
    """Days on which results must be reported: (day, whether before it, evidence, stage)."""
    relations = {day(d.date.value): d for d in letter.deadlines if d.date.value is not None}
    seen: set[dt.date] = set()
    for stone in contest.milestones:
        field = next((f for f in (stone.before, stone.on, stone.end) if f.value is not None), None)
        if stone.kind is not MilestoneKind.REPORT or field is None or field.value is None:
            continue
        if _NO_RESULTS.search(fold(stone.what.value or "")):
            continue
        seen.add(day(field.value))
        said = relations.get(day(field.value))
        strict = _strict(stone, field, fold(said.relation.value or "") if said else "")
        yield field.value, strict, evidence(field), stone.stage
    for date, deadline in sorted(relations.items()):
        what = fold(deadline.what.value or "")
        if date in seen or "bao cao" not in what or _NO_RESULTS.search(what) or deadline.date.value is None:
            continue
        strict = fold(deadline.relation.value or "").startswith("truoc")
        yield deadline.date.value, strict, evidence(deadline.date), None


def _strict(stone: Milestone, field: Field[Moment], relation: str) -> bool:
    """`trước ngày 10` ends on the 9th; `chậm nhất`, `đến hết` and a time of day on the day itself."""
    if isinstance(field.value, dt.datetime) or field is not stone.before:
        return False
    words = relation or fold(field.raw or "")
    return not re.search(r"cham nhat|den het|het ngay|muon nhat|den ngay", words)


def _deadlines(letter: Letter) -> Iterator[Finding]:
    issued = letter.issued_on.value
    if issued is None:
        return
    due: dict[dt.date, tuple[Evidence, ...]] = {}
    for deadline in letter.deadlines:
        if deadline.date.value is not None:
            due.setdefault(day(deadline.date.value), evidence(deadline.date))
    for stone in letter.contest.milestones if letter.contest else ():
        if stone.before.value is not None:
            due.setdefault(day(stone.before.value), evidence(stone.before))
    for date, where in sorted(due.items()):
        if date < issued:
            where = (*evidence(letter.issued_on), *where)
            yield finding("C-AFTER-DEADLINE", where, issued=shown(issued), due=shown(date))


def evidence(*fields: Field[Moment] | Field[dt.date]) -> tuple[Evidence, ...]:
    """The evidence of several fields, one after the other."""
    return tuple(e for f in fields for e in f.evidence)
