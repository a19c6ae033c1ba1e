"""Which localities have not answered: units of a place from which no letter about the contest came."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import gazetteer
from pipeline.errors import NoSuchPlace
from pipeline.gazetteer import Gazetteer, Unit
from pipeline.records.schedule import Silence, Timeline


def silent(contests: Sequence[Timeline], place: str, places: Gazetteer | None = None) -> tuple[Silence, ...]:
    """For each contest the units of `place` (a province or city) with and without a letter.

    Contests with no letter from the place are left out, unless that leaves none.

    Raises:
        NoSuchPlace: the gazetteer has no province of that name.
    """
    gazette = places or gazetteer.load()
    units = gazette.under(place)
    if not units:
        raise NoSuchPlace(place)
    found = [_silence(t, place, units) for t in contests]
    return tuple(s for s in found if s.answered) or tuple(found)


def _silence(contest: Timeline, place: str, units: Sequence[Unit]) -> Silence:
    heard = {ref.unit_code for ref in contest.letters if ref.unit_code is not None}
    return Silence(
        place=place,
        units=len(units),
        answered=tuple(u.full for u in units if u.code in heard),
        silent=tuple(u.full for u in units if u.code not in heard),
        contest=contest.contest,
    )
