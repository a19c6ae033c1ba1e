"""Why letters are in one contest, or not, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline import gazetteer
from pipeline.errors import NotInArchive
from pipeline.gazetteer import Gazetteer
from pipeline.reconcile.bodies import Seats
from pipeline.reconcile.clues import NEEDED, Hint, hints, ruled_out
from pipeline.reconcile.grouping import Edge, Grouping, group, last_words
from pipeline.reconcile.profile import Profile, profile, takes_part
from pipeline.reconcile.sentences import Sentence, joined, sentence
from pipeline.reconcile.suggest import against, worded
from pipeline.records.schedule import Clue, Explanation, GroupDecision, Member


def explain(
    members: Sequence[Member],
    first: str,
    second: str,
    decisions: Iterable[GroupDecision] = (),
    places: Gazetteer | None = None,
) -> Explanation:
    """Why two letters, named by id or by the beginning of one, are about one contest or not.

    Raises:
        NotInArchive: no letter, or several, begin so.
    """
    decisions = tuple(decisions)
    profiles = _profiles(members, places)
    a, b = _named(profiles, first), _named(profiles, second)
    partakers = [p for p in profiles if takes_part(p.letter)]
    grouping = group(partakers, decisions)
    return _explained(Edge(a, b, hints(a, b)), grouping, decisions)


def explain_all(
    members: Sequence[Member],
    decisions: Iterable[GroupDecision] = (),
    places: Gazetteer | None = None,
) -> tuple[Explanation, ...]:
    """The pairs that hold groups together, then those that came close or share a name, kept apart."""
    decisions = tuple(decisions)
    partakers = [p for p in _profiles(members, places) if takes_part(p.letter)]
    grouping = group(partakers, decisions)
    told = (*grouping.joined, *grouping.doubtful, *grouping.namesakes)
    return tuple(_explained(edge, grouping, decisions) for edge in told)


def _profiles(members: Sequence[Member], places: Gazetteer | None) -> list[Profile]:
    seats = Seats(places or gazetteer.load())
    return sorted((profile(m, seats) for m in members), key=lambda p: p.order)


def _named(profiles: Sequence[Profile], wanted: str) -> Profile:
    found = [p for p in profiles if p.id == wanted] or [p for p in profiles if p.id.startswith(wanted)]
    if len(found) != 1:
        raise NotInArchive(wanted, "several begin so" if found else "")
    return found[0]


def _explained(edge: Edge, grouping: Grouping, decisions: Sequence[GroupDecision]) -> Explanation:
    a, b = edge.first, edge.second
    together = any({a.id, b.id} <= {p.id for p in g} for g in grouping.groups)
    barrier = ruled_out(a, b)
    clues = (*edge.clues, *([barrier] if barrier else []))
    decided = last_words(decisions).get((min(a.id, b.id), max(a.id, b.id)))
    why = _reason(edge, barrier, together, decided)
    return Explanation(
        first=a.id,
        second=b.id,
        first_name=_called(a),
        second_name=_called(b),
        together=together,
        score=edge.points,
        needed=NEEDED,
        clues=tuple(_clue(c) for c in clues),
        reason=why.en,
        reason_vi=why.vi,
    )


def _reason(edge: Edge, barrier: Hint | None, together: bool, decided: bool | None) -> Sentence:
    points = {"points": f"{edge.points:g}", "needed": f"{NEEDED:g}"}
    if decided is not None:
        word = "together" if decided else "apart"
        return sentence(f"explain-{word}", why=sentence(f"clue-decided-{word}"))
    if not (takes_part(edge.first.letter) and takes_part(edge.second.letter)):
        return sentence("explain-no-contest")
    if together and (edge.points < NEEDED or barrier):
        return sentence("explain-through", **points)
    if together:
        return sentence("explain-together", why=joined([worded(c) for c in edge.clues if c.points > 0]))
    if barrier is not None:
        return sentence("explain-apart", why=worded(barrier))
    return sentence("explain-apart", why=against(edge) if edge.clues else sentence("nothing"))


def _clue(hint: Hint) -> Clue:
    words = worded(hint)
    return Clue(kind=hint.kind, points=hint.points, detail=words.en, detail_vi=words.vi)


def _called(p: Profile) -> str:
    """Code where it has a number, else the file's name, with the id for commands."""
    code = p.letter.code.value if p.own is not None else p.name_of_file
    return f"{code} [{p.id[:8]}]" if p.id != p.name_of_file else str(code)
