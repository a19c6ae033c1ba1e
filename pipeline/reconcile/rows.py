"""Aligned claims as records: verdict, difference, proposal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from pipeline.reconcile.proposal import propose, withdrawn
from pipeline.reconcile.sentences import Sentence, sentence
from pipeline.reconcile.standing import Standing
from pipeline.reconcile.verdict import View, compare, distance, verdict, view
from pipeline.reconcile.witness import Said, Window, dated
from pipeline.records.contest import MilestoneKind
from pipeline.records.schedule import (
    Claim,
    Comparison,
    MilestoneComparison,
    Proposal,
    StageComparison,
    Verdict,
)

T = TypeVar("T", str, int)


def stage_row(index: int, column: Sequence[Said], standing: Standing) -> StageComparison:
    """One stage across letters."""
    plain = comparison(column, standing)
    ordered = sorted(column, key=lambda s: standing.place(s.by))
    label = usual([s.label for s in ordered if s.label]) or str(index)
    name = best_name(column)
    return StageComparison(**dict(plain), index=index, label=label, name=name)


def milestone_row(column: Sequence[Said], standing: Standing) -> MilestoneComparison:
    """One dated event across letters."""
    return MilestoneComparison(
        **dict(comparison(column, standing)),
        kind=column[0].kind or MilestoneKind.OTHER,
        what=best_name(column),
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
    held = propose(with_dates, standing)
    gone = withdrawn(with_dates, standing)
    return Comparison(
        claims=tuple(_claim(s, held, s.by.id in gone) for s in claims),
        verdict=result,
        days=days,
        note=note.en,
        note_vi=note.vi,
        proposed=held,
    )


def best_name(column: Sequence[Said]) -> str | None:
    """The commonest name; among equals the one read with most confidence."""
    sure: dict[str, float] = {}
    for s in column:
        if s.printed_name:
            sure[s.printed_name] = max(sure.get(s.printed_name, 0.0), s.name_sure)
    count = Counter(s.printed_name for s in column if s.printed_name)
    return min(sure, key=lambda n: (-count[n], -sure[n], n)) if sure else None


def usual(values: Sequence[T]) -> T | None:
    """The commonest value; among equals the first in order."""
    count = Counter(values)
    return max(count, key=lambda v: count[v]) if count else None


def _note(result: Verdict, days: int) -> Sentence:
    if result is Verdict.REFINES:
        return sentence("parts")
    if result is not Verdict.CONFLICT:
        return Sentence("", "")
    if days == 0:
        return sentence("difference-hours")
    return sentence("difference-one" if days == 1 else "difference", n=days)


def _fit(s: Said, held: Proposal | None) -> Verdict | None:
    """How a claim stands to the dates that hold."""
    if held is None or not s.window:
        return None
    window = Window(held.start, held.end)
    return compare(view(s), View(window, window, s.ceremony))


def _superseded(s: Said, held: Proposal | None) -> bool:
    """Whether a claim that cannot hold now fits what held before an accepted amendment."""
    if held is None or _fit(s, held) is not Verdict.CONFLICT:
        return False
    earlier = [Window(step.was_start, step.was_end) for step in held.chain if step.accepted]
    return any(compare(view(s), View(w, w, s.ceremony)) is not Verdict.CONFLICT for w in earlier)


def _claim(s: Said, held: Proposal | None, gone: bool) -> Claim:
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
        fit=_fit(s, held),
        superseded=gone or _superseded(s, held),
        evidence=s.evidence,
    )
