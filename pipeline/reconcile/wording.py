"""Windows, letters and reasons in the few words that fit a lane or a cell."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.checks.moments import shown
from pipeline.reconcile.speech import Lang, label
from pipeline.records.contest import Moment
from pipeline.records.schedule import (
    Claim,
    Comparison,
    LetterRef,
    MilestoneComparison,
    Proposal,
    Role,
    StageComparison,
    Timeline,
)


def window(claim: Claim | Proposal, lang: Lang = Lang.EN) -> str:
    """A window in a few characters: `25/4 – 17/5/2026`, `before 10/6/2026`, or its vague words."""
    if claim.on is not None:
        return shown(claim.on)
    if claim.before is not None and claim.start is None:
        return f"{label('before', lang)} {shown(claim.before)}"
    start, end = claim.start, claim.end or claim.before
    if start is None and end is None:
        return (claim.text if isinstance(claim, Claim) else "") or "–"
    if start is None or end is None:
        word, only = (label("end", lang), end) if start is None else (label("start", lang), start)
        return f"{word} {shown(only)}" if only is not None else "–"
    return shown(start) if start == end else f"{_short_day(start, end)} – {shown(end)}"


def _short_day(start: Moment, end: Moment) -> str:
    plain = start.year == end.year and not isinstance(start, dt.datetime)
    return f"{start.day}/{start.month}" if plain else shown(start)


def short(ref: LetterRef, lang: Lang = Lang.EN) -> str:
    """A letter's shortest good name: its locality or issuer, with what is special about it."""
    marks = [label(ref.role.value, lang)] if ref.role is not Role.PASSES_ON else []
    marks += [label("draft", lang)] if ref.is_draft else []
    name = ref.unit or (place(ref.issuer) if ref.issuer else ref.name)
    return f"{name} ({', '.join(marks)})" if marks else name


def place(issuer: str) -> str:
    """A commune's committee by its place alone: `xã Văn Bàn`; other bodies by their name."""
    return re.sub(r"^(?:Ủy|Uỷ) ban nhân dân (?=xã |phường |đặc khu )", "", issuer)


def row_name(row: Comparison, lang: Lang = Lang.EN) -> str:
    """What a row of the comparison is about."""
    if isinstance(row, StageComparison):
        return f"{row.label} · {row.name}" if row.name else row.label
    if isinstance(row, MilestoneComparison):
        kind = label(row.kind.value, lang)
        return f"{kind} · {row.what}" if row.what else kind
    return label("period", lang)


def rows(timeline: Timeline) -> tuple[Comparison, ...]:
    """All rows that concern everybody: the overall period, stages, milestones."""
    first = (timeline.period,) if timeline.period is not None else ()
    shared = (m for m in timeline.milestones if m.scope is None)
    return (*first, *timeline.stages, *shared)


def own_rows(timeline: Timeline) -> tuple[MilestoneComparison, ...]:
    """Milestones that are one body's own affair: reports to a commune itself."""
    return tuple(m for m in timeline.milestones if m.scope is not None)


def why(held: Proposal, lang: Lang) -> str:
    """The authority and the reason."""
    return f"{label(held.authority.value, lang)}: {held.reason_vi if lang is Lang.VI else held.reason}"


def apart(row: Comparison, lang: Lang) -> str:
    """The size of a difference; empty where there is none."""
    return label("day" if row.days == 1 else "days", lang).format(n=row.days) if row.days else ""


def headline(timeline: Timeline, lang: Lang) -> str:
    """Name of the contest and its year."""
    name = timeline.contest or label("contest", lang)
    return f"{name} · {timeline.year}" if timeline.year and str(timeline.year) not in name else name
