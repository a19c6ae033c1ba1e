"""What the comparison says of single letters: whose dates are not those that hold, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from pipeline.checks.moments import shown
from pipeline.reconcile.sentences import Sentence, sentence
from pipeline.records.archive import Reason
from pipeline.records.contest import Moment
from pipeline.records.letter import Letter
from pipeline.records.schedule import (
    Authority,
    Claim,
    Comparison,
    Conflicts,
    LetterRef,
    Member,
    MilestoneComparison,
    Proposal,
    StageComparison,
    Verdict,
)

CODE = "dates-disagree"
_BINDING = frozenset(Authority) - {Authority.LATEST}
"""That another letter came later does not make a date wrong."""


def disagreements(conflicts: Conflicts, members: Iterable[Member]) -> dict[str, tuple[Reason, ...]]:
    """For letters (by id) whose dates disagree with those that hold: each date with a plain reason.

    Letters that were right until an extension or correction are not among them.
    """
    letters = {m.id: m.letter for m in members}
    found: dict[str, list[Reason]] = {}
    for contest in conflicts.contests:
        by_id = {ref.id: ref for ref in contest.letters}
        for row in (*contest.stages, *contest.milestones, *((contest.period,) if contest.period else ())):
            held = row.proposed
            if held is None or held.authority not in _BINDING:
                continue
            for claim in row.claims:
                if claim.fit is Verdict.CONFLICT and not claim.superseded and claim.letter != held.letter:
                    reason = _reason(row, claim, held, by_id.get(held.letter), letters.get(claim.letter))
                    found.setdefault(claim.letter, []).append(reason)
    return {i: tuple(dict.fromkeys(reasons)) for i, reasons in found.items()}


def _reason(
    row: Comparison, claim: Claim, held: Proposal, source: LetterRef | None, letter: Letter | None
) -> Reason:
    code = (source.code or source.name) if source is not None else ""
    said = sentence(
        "disagrees",
        what=_what(row),
        said=_span(claim),
        by=sentence(f"disagrees-{held.authority.value}", code=code),
        held=_span(held),
        apart=_apart(claim, held),
    )
    return Reason(code=CODE, message=said.en, message_vi=said.vi, field=_field(row, claim, held, letter))


def _what(row: Comparison) -> Sentence:
    if isinstance(row, StageComparison):
        return Sentence(row.label, row.label)
    if isinstance(row, MilestoneComparison):
        return Sentence(row.what, row.what) if row.what else sentence(f"event-{row.kind.value}")
    return sentence("whole-period")


def _span(said: Claim | Proposal) -> Sentence:
    if said.on is not None:
        return Sentence(shown(said.on), shown(said.on))
    if said.before is not None:
        return sentence("before-day", day=shown(said.before))
    days = [shown(d) if d is not None else "…" for d in (said.start, said.end)]
    return Sentence(" – ".join(days), " – ".join(days))


def _apart(claim: Claim, held: Proposal) -> Sentence:
    pairs = [(getattr(claim, n), getattr(held, n)) for n in ("start", "end", "on", "before")]
    days = max((abs((_day(a) - _day(b)).days) for a, b in pairs if a and b), default=0)
    if not days:
        return Sentence("", "")
    return sentence("apart-one" if days == 1 else "apart", n=days)


def _day(moment: Moment) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _field(row: Comparison, claim: Claim, held: Proposal, letter: Letter | None) -> str | None:
    """The date in the letter's record that should be looked at."""
    contest = letter.contest if letter is not None else None
    if contest is None:
        return None
    if isinstance(row, StageComparison):
        at = _index([(s.label, s.start.value, s.end.value) for s in contest.stages], claim)
        end = "end" if claim.end != held.end and (claim.start == held.start or not claim.start) else "start"
        return f"contest.stages[{at}].{end}" if at is not None else None
    if not isinstance(row, MilestoneComparison):
        return f"contest.period.{'start' if claim.start != held.start else 'end'}"
    wanted = (claim.start, claim.end, claim.on, claim.before)
    for i, event in enumerate(contest.milestones):
        if (event.start.value, event.end.value, event.on.value, event.before.value) == wanted:
            name = next(n for n in ("on", "before", "end", "start") if getattr(claim, n))
            return f"contest.milestones[{i}].{name}"
    return None


def _index(stages: Sequence[tuple[str, Moment | None, Moment | None]], claim: Claim) -> int | None:
    wanted = (claim.label, claim.start, claim.end)
    return next((i for i, stage in enumerate(stages) if stage == wanted), None)
