"""Aligned claims as records: verdict, difference, proposal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from pipeline.reconcile.proposal import propose
from pipeline.reconcile.sentences import Sentence, sentence
from pipeline.reconcile.standing import Standing
from pipeline.reconcile.verdict import distance, verdict
from pipeline.reconcile.witness import Said, dated
from pipeline.records.contest import MilestoneKind
from pipeline.records.schedule import Claim, Comparison, MilestoneComparison, StageComparison, Verdict

T = TypeVar("T", str, int)


def stage_row(index: int, column: Sequence[Said], standing: Standing) -> StageComparison:
    """One stage across letters."""
    plain = comparison(column, standing)
    label = usual([s.label for s in column if s.label]) or str(index)
    name = usual([s.printed_name for s in column if s.printed_name])
    return StageComparison(**dict(plain), index=index, label=label, name=name)


def milestone_row(column: Sequence[Said], standing: Standing) -> MilestoneComparison:
    """One dated event across letters."""
    return MilestoneComparison(
        **dict(comparison(column, standing)),
        kind=column[0].kind or MilestoneKind.OTHER,
        what=usual([s.printed_name for s in column if s.printed_name]),
        stage=usual([s.stage for s in column if s.stage is not None]),
        scope=column[0].scope,
    )


def comparison(column: Sequence[Said], standing: Standing) -> Comparison:
    """Claims, the origin's first, with the verdict on them and the dates that hold."""
    claims = sorted(column, key=lambda s: standing.place(s.by))
    with_dates = dated(claims)
    result = verdict(with_dates)
    days = distance(with_dates) if result is Verdict.CONFLICT else 0
    note = _note(result, days)
    return Comparison(
        claims=tuple(_claim(s) for s in claims),
        verdict=result,
        days=days,
        note=note.en,
        note_vi=note.vi,
        proposed=propose(with_dates, standing),
    )


def usual(values: Sequence[T]) -> T | None:
    """The commonest value; among equals the first in order."""
    count = Counter(values)
    return min(count, key=lambda v: (-count[v], v)) if count else None


def _note(result: Verdict, days: int) -> Sentence:
    if result is Verdict.REFINES:
        return sentence("parts")
    if result is not Verdict.CONFLICT:
        return Sentence("", "")
    if days == 0:
        return sentence("difference-hours")
    return sentence("difference-one" if days == 1 else "difference", n=days)


def _claim(s: Said) -> Claim:
    bare = s.on is not None or (s.before is not None and s.window.start is None)
    return Claim(
        letter=s.by.id,
        label=s.label,
        name=s.printed_name,
        start=None if bare else s.window.start,
        end=None if bare or s.before is not None else s.window.end,
        on=s.on,
        before=s.before,
        text=s.text,
        parts=s.window.parts,
        weight=s.weight,
        evidence=s.evidence,
    )
