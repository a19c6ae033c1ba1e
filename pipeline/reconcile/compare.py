"""Letters in, contests out: grouped, aligned, compared, with the dates that hold."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from pipeline import gazetteer
from pipeline.checks import CODES, contradictions
from pipeline.folding import fold_words
from pipeline.gazetteer import Gazetteer
from pipeline.reconcile.align import align_milestones, align_stages
from pipeline.reconcile.bodies import Seats
from pipeline.reconcile.citations import Holdings, edges, missing_roots
from pipeline.reconcile.grouping import Grouping, group
from pipeline.reconcile.profile import Profile, profile, takes_part
from pipeline.reconcile.rows import comparison, milestone_row, stage_row, usual
from pipeline.reconcile.standing import Standing, issued, standing
from pipeline.reconcile.suggest import code_suggestions, contest_suggestions, overlaps
from pipeline.reconcile.witness import milestones, period, stages
from pipeline.records.schedule import (
    Conflicts,
    Contradiction,
    GroupDecision,
    LetterRef,
    Member,
    MilestoneComparison,
    Role,
    Superseding,
    Timeline,
)

_MANY = 500


def compare(
    members: Sequence[Member],
    decisions: Iterable[GroupDecision] = (),
    places: Gazetteer | None = None,
) -> Conflicts:
    """Compare the dates of all letters, contest by contest.

    The order of `members` does not matter. `decisions` are what users said about groups.
    """
    with _uncollected(len(members)):
        return _compare(members, decisions, Seats(places or gazetteer.load()))


def _compare(members: Sequence[Member], decisions: Iterable[GroupDecision], seats: Seats) -> Conflicts:
    profiles = draw(members, seats)
    holdings = Holdings(profiles)
    grouping = group([p for p in profiles if takes_part(p.letter)], decisions)
    found = [
        timeline(letters, holdings, grouping, seats)
        for letters in grouping.groups
        if any(p.letter.contest is not None for p in letters)
    ]
    found.sort(key=lambda t: (-(t.year or 0), -len(t.letters), t.contest or ""))
    return Conflicts(contests=_distinct(found))


@contextmanager
def _uncollected(letters: int) -> Iterator[None]:
    """Pause the garbage collector over many letters.

    Nothing made here is circular, and searching ten thousand records again and again took a
    quarter of the time.
    """
    pause = letters > _MANY and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()


def only(conflicts: Conflicts, words: str) -> Conflicts:
    """The contests whose name has these words, marks and case aside."""
    wanted = fold_words(words)
    kept = (t for t in conflicts.contests if wanted in fold_words(t.contest or ""))
    return Conflicts(contests=tuple(kept))


def draw(members: Sequence[Member], seats: Seats) -> list[Profile]:
    """Profiles in content order."""
    return sorted((profile(m, seats) for m in members), key=lambda p: p.order)


def timeline(letters: Sequence[Profile], holdings: Holdings, grouping: Grouping, seats: Seats) -> Timeline:
    """One contest."""
    who = standing(letters)
    columns = align_stages([stages(p) for p in letters])
    events = align_milestones([milestones(p) for p in letters])
    periods = [s for p in letters if (s := period(p)) is not None]
    rows = tuple(stage_row(i, column, who) for i, column in enumerate(columns, start=1))
    missing = missing_roots(letters, holdings)
    name, home = _name(letters, who), _home(letters)
    return Timeline(
        id=_slug(name, _year(letters)),
        contest=name,
        year=_year(letters),
        campaign=usual([c.campaign.value for p in letters if (c := p.letter.contest) and c.campaign.value]),
        letters=tuple(_reference(p, who, seats, home) for p in sorted(letters, key=who.place)),
        period=comparison(periods, who) if periods else None,
        stages=rows,
        milestones=tuple(sorted((milestone_row(e, who) for e in events), key=_by_date)),
        contradictions=tuple(c for p in letters for c in _contradictions(p)),
        missing_roots=tuple(m.code for m in missing),
        missing=missing,
        amendments=_amendments(letters, who),
        citations=edges(letters, holdings),
        suggestions=(*overlaps(rows), *code_suggestions(letters), *contest_suggestions(letters, grouping)),
    )


def _home(letters: Sequence[Profile]) -> str | None:
    """The province of most letters, of those that leave no doubt about theirs."""
    return usual([next(iter(p.provinces)) for p in letters if len(p.provinces) == 1])


def _reference(p: Profile, who: Standing, seats: Seats, home: str | None) -> LetterRef:
    units = seats.communes(p.letter.issuer.value)
    inside = [u for u in units if u.province_code in p.provinces]
    unit = next((u for u in inside if u.province_code == home), inside[0] if len(inside) == 1 else None)
    return LetterRef(
        id=p.id,
        name=p.name_of_file,
        code=p.letter.code.value,
        issuer=p.letter.issuer.value,
        issued_on=p.letter.issued_on.value,
        unit=unit.full if unit else None,
        unit_code=unit.code if unit else None,
        role=who.role(p),
        is_draft=bool(p.letter.is_draft.value),
    )


def _name(letters: Sequence[Profile], who: Standing) -> str | None:
    """The contest's name as the root letter prints it, else the commonest one with its marks."""
    fields = [(p, p.letter.contest.name) for p in letters if p.letter.contest is not None]
    names = [(p, f.value) for p, f in fields if f.value]
    for ids in (who.roots, who.authors):
        own = [name for p, name in names if p.id in ids]
        if own:
            return usual(own)
    marked = [name for _, name in names if not name.isascii()]
    return usual(marked or [name for _, name in names])


def _year(letters: Sequence[Profile]) -> int | None:
    """The year in the contest's name, else that of its first dates, else of the earliest letter."""
    printed = usual([p.year for p in letters if p.year is not None])
    if printed is not None:
        return printed
    dates = usual([d.year for p in letters for window in sorted(p.windows) for d in window])
    if dates is not None:
        return dates
    days = [p.letter.issued_on.value for p in letters if p.letter.issued_on.value]
    return min(days).year if days else None


def _contradictions(p: Profile) -> list[Contradiction]:
    """What the letter says against itself: as found when it was read, and computed from its record."""
    computed = contradictions(p.letter)
    known = {(f.code, f.message) for f in computed}
    kept = [f for f in p.letter.findings if f.code in CODES and (f.code, f.message) not in known]
    return [
        Contradiction(
            letter=p.id, code=f.code, severity=f.severity, message=f.message, message_vi=f.message_vi
        )
        for f in (*computed, *kept)
    ]


def _amendments(letters: Sequence[Profile], who: Standing) -> tuple[Superseding, ...]:
    """Letters that extend, correct or recall, oldest first, whatever they change."""
    amending = [p for p in letters if p.id in who.amendments and who.role(p) is not Role.PASSES_ON]
    return tuple(
        Superseding(
            letter=p.id, code=p.letter.code.value, role=who.role(p), issued_on=p.letter.issued_on.value
        )
        for p in sorted(amending, key=lambda p: (issued(p.letter), p.order))
    )


def _by_date(row: MilestoneComparison) -> tuple[str, str, str]:
    held = row.proposed
    day = (held.start or held.end or held.on or held.before) if held is not None else None
    return (str(day or "9"), row.kind.value, row.what or "")


def _slug(name: str | None, year: int | None) -> str:
    return "-".join([*fold_words(name or "contest").split()[:12], *([str(year)] if year else [])])


def _distinct(found: Sequence[Timeline]) -> tuple[Timeline, ...]:
    """Timelines with ids of their own: namesakes are numbered."""
    seen: Counter[str] = Counter()
    named: list[Timeline] = []
    for t in found:
        seen[t.id] += 1
        named.append(t if seen[t.id] == 1 else t.model_copy(update={"id": f"{t.id}-{seen[t.id]}"}))
    return tuple(named)
