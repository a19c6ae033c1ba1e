"""A stage's own time: which of the times in its section it is, and its two ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipeline.checks.moments import day as day_of
from pipeline.extract.contest.events import kind_of
from pipeline.extract.contest.sections import Section
from pipeline.extract.contest.told import Time
from pipeline.extract.datemention import DateMention
from pipeline.extract.plain import plain
from pipeline.extract.prose import Prose
from pipeline.extract.ranges import DateRange, Relation
from pipeline.extract.valued import date_field, squash
from pipeline.records.contest import MilestoneKind, Moment
from pipeline.records.evidence import Alternative, Field

_NO_STAGE_TIME = {MilestoneKind.REPORT, MilestoneKind.REGISTRATION}


def same_time(time: Time, own: Time | None) -> bool:
    """A second telling of the stage's own time."""
    if own is None:
        return False
    a, b = time.range, own.range
    same = (a.first and a.first.date, a.last and a.last.date) == (
        b.first and b.first.date,
        b.last and b.last.date,
    )
    return same and time.kind is None


def own_time(prose: Prose, section: Section, inside: Sequence[Time]) -> tuple[float, Time | None]:
    """The time that is the stage's own, and how well it fits."""
    told = section.label.time
    if told is not None:
        return (0.7 if told.range.vague else 0.97), told
    best: tuple[float, Time | None] = (0.0, None)
    for time in inside:
        score = _fit(prose, section, time)
        if score > best[0]:
            best = (score, time)
    if best[1] is None and any(_usable(t) for t in inside):
        return 0.4, None
    return best


def _fit(prose: Prose, section: Section, time: Time) -> float:
    """0..1: how surely a time inside a section is the stage's own."""
    if time.range.end <= section.label.start:  # the time before the label is what made it one
        return 0.65 if time.range.vague else 0.95
    if time.own and time.clause <= section.label.start and _direct(prose, section, time):
        return 0.7 if time.range.vague else 1.0
    if _first_below(prose, section, time):
        return 0.7 if time.range.vague else 0.9
    if time.kind is not None and not (time.own and time.kind is _kind_of_stage(prose, section)):
        lead = prose.folded[max(section.label.end, time.clause) : time.range.start]
        if not (_direct(prose, section, time) and len(lead) < 100 and time.kind is not MilestoneKind.REPORT):
            return 0.0
    if time.range.relation in (Relation.BEFORE,):
        done = time.kind is MilestoneKind.OTHER and _DONE.search(prose.folded, time.clause, time.range.start)
        if time.kind is not None and not done:
            return 0.0
        return 0.6 if _direct(prose, section, time) else 0.3
    base = 0.5
    if time.own:
        base = 1.0
    elif _direct(prose, section, time):
        base = 0.95
    elif time.range.relation is Relation.WINDOW:
        base = 0.6
    if time.range.relation is Relation.ON and not time.range.vague:
        base -= 0.05
    return base - (0.3 if time.range.vague else 0.0)


_DONE = re.compile(r"\b(?:hoan thanh|hoan tat|ket thuc|xong)\b[^.;:]{0,20}$")
"""`Cấp trường: các trường ra đề, tổ chức thi và hoàn thành trước ngày …`: the stage's end."""


def _first_below(prose: Prose, section: Section, time: Time) -> bool:
    """`1. Giai đoạn 1: Nộp hồ sơ`, and the paragraph below begins with the window."""
    label = section.label
    para = prose.para_at(time.range.start)
    if not label.heads or para is label.para or not time.bare or time.range.start - para.words > 4:
        return False
    at = prose.paras.index(para)
    above = at > 0 and prose.paras[at - 1] is label.para
    windows = time.range.relation is Relation.WINDOW or time.range.from_now
    return above and windows and not para.mark and time.kind is not MilestoneKind.REPORT


def _kind_of_stage(prose: Prose, section: Section) -> MilestoneKind | None:
    """A stage may itself be what a milestone is: `Vòng 3: Chung kết và trao giải`, `Đợt 1: nhận bài`."""
    return kind_of(prose.folded[section.start : min(section.label.para.end, section.end)])[0]


def _direct(prose: Prose, section: Section, time: Time) -> bool:
    """Does the time stand in the heading itself, nothing of another sentence between?"""
    between_them = prose.text[section.label.end : time.range.start]
    same = section.label.para.start <= time.range.start < section.label.para.end or not section.label.heads
    return same and len(between_them) < 140 and not any(mark in between_them for mark in (". ", "; "))


def _usable(time: Time) -> bool:
    return not time.range.vague and time.kind not in _NO_STAGE_TIME


def window(prose: Prose, own: Time | None, rest: Sequence[Time]) -> dict[str, Any]:
    """Start, end and printed time of a stage."""
    if own is not None:
        text = squash(prose.text[own.range.start : own.range.end])
        start, end = ends(prose, own.range)
        return {"start": start, "end": end, "text": _with_expected(prose, own.range, text)}
    usable = [t for t in rest if _usable(t) and t.range.relation is not Relation.BEFORE]
    if not usable:
        return {}
    firsts = [m for t in usable if (m := t.range.first or t.range.last) is not None and m.date is not None]
    lasts = [m for t in usable if (m := t.range.last or t.range.first) is not None and m.date is not None]
    if not firsts or not lasts:
        return {}
    first = min(firsts, key=lambda m: (m.date, m.start))
    last = max(lasts, key=lambda m: (m.date, m.start))
    text = "; ".join(squash(prose.text[t.range.start : t.range.end]) for t in usable)
    opens = any(t.range.first is not None for t in usable)
    return {
        "start": _hull(prose, first) if opens else Field[Moment](),
        "end": _hull(prose, last),
        "text": text,
    }


def begun(prose: Prose, window: dict[str, Any], own: Time | None, rest: Sequence[Time]) -> dict[str, Any]:
    """`Bắt đầu: ngày …` and `Kết thúc: ngày …` on two lines make one window."""
    start = window.get("start")
    if own is None or own.range.first is not None or own.range.from_now or start is None:
        return window
    for time in rest:
        mention = time.range.first
        lead = prose.folded[max(0, time.range.start - 16) : time.range.start]
        if (
            mention is not None
            and time.range.start < own.range.start
            and re.search(r"\b(?:bat dau|mo)\b", lead)
        ):
            window["start"] = date_field(prose.passage, mention, 0.93)
    return window


def closed(
    prose: Prose, window: dict[str, Any], own: Time | None, rest: Sequence[Time]
) -> tuple[dict[str, Any], Time | None]:
    """`từ ngày 01/6/2026, ngày 15/6 là hạn cuối`: the limit in the same paragraph ends the stage.

    Gives the limit too where its words name no milestone of its own.
    """
    end = window.get("end")
    if own is None or own.range.relation is not Relation.SINCE or end is None or end.value is not None:
        return window, None
    reach = prose.para_at(own.range.start).end
    for time in rest:
        mention = time.range.last
        if not own.range.end <= time.range.start < reach or time.range.relation is not Relation.UNTIL:
            continue
        if mention is not None and mention.date is not None:
            text = squash(prose.text[own.range.start : time.range.end])
            window |= {"end": date_field(prose.passage, mention, 0.9, rule="limit-after-start"), "text": text}
            return window, time if time.kind is None else None
    return window, None


def former_start(prose: Prose, window: dict[str, Any], former: Sequence[Time]) -> dict[str, Any]:
    """An extended stage that gives only its new end keeps the start of its former time."""
    start = window.get("start")
    end = window.get("end")
    for time in former:
        mention = time.range.first
        if start is None or start.value is not None or end is None or end.value is None or mention is None:
            continue
        if (
            time.range.relation is Relation.WINDOW
            and mention.date is not None
            and mention.date <= day_of(end.value)
        ):
            window["start"] = date_field(prose.passage, mention, 0.8, rule="start-of-former-time")
            return window
    return window


def told_elsewhere(window: dict[str, Any], others: Sequence[Time]) -> dict[str, Any]:
    """Keep other days that the letter gives for the same stage as alternatives."""
    for other in others:
        for part, mention in (("start", other.range.first), ("end", other.range.last)):
            field = window.get(part)
            if field is None or field.value is None or mention is None or mention.date is None:
                continue
            if day_of(field.value) != mention.date:
                more = Alternative(value=str(mention.value), confidence=0.3, rule="told-elsewhere")
                window[part] = field.model_copy(update={"alternatives": (*field.alternatives, more)})
    return window


def _hull(prose: Prose, mention: DateMention) -> Field[Moment]:
    return date_field(prose.passage, mention, 0.8, rule="stage-from-milestones")


def _with_expected(prose: Prose, found: DateRange, text: str) -> str:
    """Keep `dự kiến` in the printed time."""
    if not found.expected:
        return text
    before = plain(prose.text[max(0, found.start - 30) : found.start])
    at = before.rfind("du kien")
    return squash(prose.text[found.start - len(before) + at : found.end]) if at >= 0 else text


_PLACE = re.compile(r",?\s(?:tai|o)\s")


def _at_a_place(prose: Prose, found: DateRange) -> bool:
    """`bắt đầu từ 7h30, ngày 11/4, tại hội trường`: from an hour on, at a place: one meeting on that day."""
    return (
        found.first is not None
        and found.first.time is not None
        and _PLACE.match(prose.folded, found.end) is not None
    )


def ends(prose: Prose, found: DateRange) -> tuple[Field[Moment], Field[Moment]]:
    """Both ends of a window as fields; `từ nay` gives no start, a month alone (`trong tháng 6`) no day."""
    trust = 0.9 if found.expected else 0.97
    single = found.first is not None and found.first == found.last
    months = found.first is not None and found.first.whole_month and not single
    if found.vague or months or (found.relation is Relation.WITHIN and not single):
        return Field[Moment](rule="month-only"), Field[Moment](rule="month-only")
    start = Field[Moment](rule="from-now") if found.from_now else Field[Moment]()
    end = Field[Moment]()
    if found.first is not None:
        start = date_field(prose.passage, found.first, trust)
    if found.last is not None:
        end = date_field(prose.passage, found.last, trust)
    meets = found.relation is Relation.SINCE and _at_a_place(prose, found)
    if meets and found.first is not None:
        end = date_field(prose.passage, found.first, trust * 0.9, rule="single-day")
    if single and found.first is not None and found.first.value is not None:
        end = date_field(prose.passage, found.first, trust * 0.97, rule="single-day")
    return start, end
