"""What one letter says about the dates of its contest, ready to be held against others."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.checks.moments import day, first, last
from pipeline.folding import fold_words
from pipeline.reconcile.bodies import body_key, rank
from pipeline.reconcile.profile import Profile
from pipeline.records.contest import Contest, Milestone, MilestoneKind, Moment, Stage
from pipeline.records.evidence import Evidence, Field
from pipeline.records.letter import Letter

_DOUBTFUL = 0.6
_HALF = 0.5
_COMMUNE = 10
_LOCAL = re.compile(
    r"\b(?:uy ban nhan dan|hoi dong nhan dan|dang uy|van phong|phong [a-z ]{4,30}?)(?: va uy ban nhan dan)? "
    r"(?:xa|phuong|dac khu)\b|\b(?:qua|ve|gui) phong (?:van hoa|kinh te|noi vu|hanh chinh)"
)
"""Receivers inside a commune, in folded words with their abbreviations spelled out."""
_PARTS = (MilestoneKind.CEREMONY, MilestoneKind.SUBMISSION, MilestoneKind.OTHER)
_NUMBER = re.compile(r"\b(\d{1,2}|[ivx]{1,4}|nhat|mot|hai|ba|bon|tu|nam|sau|bay)\b")
_WORDS = {"nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7}
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


@dataclass(frozen=True)
class Window:
    """Two limits, either of which may be missing; `parts` when put together from events inside."""

    start: Moment | None = None
    end: Moment | None = None
    parts: bool = False

    def __bool__(self) -> bool:
        """Whether anything is dated."""
        return self.start is not None or self.end is not None


@dataclass(frozen=True)
class Said:
    """One stage or milestone of one letter.

    `hull` is the window with the dated events inside it; it explains why a letter's stage may seem
    shorter than another's. `ceremony` says that one of them is a ceremony on a day of its own.
    `number` is the stage's number as its label prints it.
    """

    by: Profile
    window: Window
    hull: Window
    label: str
    name: str
    printed_name: str | None
    name_sure: float
    number: int
    level: str
    text: str
    weight: float
    evidence: tuple[Evidence, ...]
    kind: MilestoneKind | None = None
    stage: int | None = None
    on: Moment | None = None
    before: Moment | None = None
    scope: str | None = None
    occasion: str = ""
    ceremony: bool = False


def stages(by: Profile) -> tuple[Said, ...]:
    """The stages of a letter in its own order."""
    contest = by.letter.contest
    if contest is None:
        return ()
    return tuple(_stage(by, s, _inside(contest, s)) for s in contest.stages)


def _stage(by: Profile, stage: Stage, stones: Sequence[Milestone]) -> Said:
    inside = [_window(m) for m in stones]
    ceremonies = [w for m, w in zip(stones, inside, strict=True) if m.kind is MilestoneKind.CEREMONY]
    printed = Window(stage.start.value, stage.end.value)
    hull = _around(([printed] if printed else []) + list(inside))
    label = fold_words(stage.label)
    return Said(
        by=by,
        window=printed or replace(hull, parts=True),
        hull=hull,
        label=stage.label,
        name=fold_words(stage.name.value or ""),
        printed_name=stage.name.value,
        name_sure=stage.name.confidence,
        number=_number(label) or stage.index,
        level=_level(label),
        text=stage.text,
        weight=weight(by.letter, stage.start, stage.end),
        evidence=_evidence(stage.start, stage.end) or stage.evidence,
        ceremony=any(span_days(w) != span_days(printed) for w in ceremonies),
    )


def _inside(contest: Contest, stage: Stage) -> list[Milestone]:
    """The dated events that belong to a stage; a closing ceremony belongs to the last one."""
    found: list[Milestone] = []
    final = stage is contest.stages[-1]
    for stone in contest.milestones:
        if stone.kind not in _PARTS or not (window := _window(stone)):
            continue
        closing = stone.kind is MilestoneKind.CEREMONY and stone.stage is None and final
        if stone.stage == stage.index or (closing and _after(window, stage.start.value)):
            found.append(stone)
    return found


def _after(window: Window, start: Moment | None) -> bool:
    return start is not None and window.end is not None and last(window.end) >= first(start)


def milestones(by: Profile) -> tuple[Said, ...]:
    """The dated events of a letter."""
    contest = by.letter.contest
    return tuple(_milestone(by, m) for m in contest.milestones) if contest else ()


def _milestone(by: Profile, stone: Milestone) -> Said:
    window = _window(stone)
    what = fold_words(stone.what.value or "")
    return Said(
        by=by,
        window=window,
        hull=window,
        label=stone.what.value or "",
        name=what,
        printed_name=stone.what.value,
        name_sure=stone.what.confidence,
        number=stone.stage or 0,
        level="milestone",
        text="",
        weight=weight(by.letter, stone.start, stone.end, stone.on, stone.before),
        evidence=_evidence(stone.start, stone.end, stone.on, stone.before),
        kind=stone.kind,
        stage=stone.stage,
        on=stone.on.value,
        before=stone.before.value,
        scope=_scope(by.letter, stone),
        occasion=_occasion(what),
    )


def period(by: Profile) -> Said | None:
    """The overall period of a letter, where it prints one."""
    contest = by.letter.contest
    if contest is None or not (window := Window(contest.period.start.value, contest.period.end.value)):
        return None
    start, end = contest.period.start, contest.period.end
    worth = weight(by.letter, start, end)
    return Said(by, window, window, "", "", None, 0.0, 0, "period", "", worth, _evidence(start, end))


def weight(letter: Letter, *fields: Field[Moment]) -> float:
    """How much a claim counts in a vote: drafts and doubtful readings count half, both a quarter."""
    doubtful = any(f.value is not None and f.confidence < _DOUBTFUL for f in fields)
    return (_HALF if letter.is_draft.value else 1.0) * (_HALF if doubtful else 1.0)


def _window(stone: Milestone) -> Window:
    if stone.on.value is not None:
        return Window(stone.on.value, stone.on.value)
    return Window(stone.start.value, stone.end.value or stone.before.value)


def _around(windows: Sequence[Window]) -> Window:
    starts = [m for w in windows for m in (w.start, w.end) if m is not None]
    if not starts:
        return Window()
    if len(windows) == 1:
        return windows[0]
    return Window(min(starts, key=first), max(starts, key=last))


def _evidence(*fields: Field[Moment]) -> tuple[Evidence, ...]:
    return tuple(e for f in fields if f.value is not None for e in f.evidence)


def _number(label: str) -> int | None:
    match = _NUMBER.search(label)
    if match is None:
        return None
    word = match.group(1)
    return int(word) if word.isdigit() else _WORDS.get(word) or _ROMANS.get(word)


def _level(label: str) -> str:
    """Weeks lie below stages; all other words for a stage mean the same."""
    return "week" if label.startswith("tuan") else "stage"


def _scope(letter: Letter, stone: Milestone) -> str | None:
    """The issuer, where something is due at the issuing commune itself: its own affair, no one else's."""
    issuer = letter.issuer.value
    if issuer is None or rank(issuer) > _COMMUNE or stone.kind is MilestoneKind.CEREMONY:
        return None
    due = stone.before.value or stone.on.value or stone.end.value
    aimed = [d.to.value for d in letter.deadlines if due and d.date.value and day(d.date.value) == day(due)]
    to = body_key(" ".join([stone.what.value or "", *(a for a in aimed if a)]))
    return issuer if _LOCAL.search(to) or body_key(issuer) in to else None


def _occasion(what: str) -> str:
    """Opening and closing are two events though both are ceremonies."""
    if re.search(r"\b(phat dong|khai mac|khoi dong|ra mat)\b", what):
        return "opening"
    if re.search(r"\b(tong ket|be mac|trao giai|chung ket|vinh danh|cong bo)\b", what):
        return "closing"
    return ""


def dated(said: Iterable[Said]) -> tuple[Said, ...]:
    """Those that give a date."""
    return tuple(s for s in said if s.window)


def span_days(window: Window) -> tuple[dt.date, dt.date] | None:
    """First and last day of a window; a single limit is both."""
    start, end = window.start or window.end, window.end or window.start
    return (day(start), day(end)) if start is not None and end is not None else None
