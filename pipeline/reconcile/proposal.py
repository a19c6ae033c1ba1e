"""Which dates hold: the ladder of authorities, and the chain of what superseded what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reconcile.bodies import same_body
from pipeline.reconcile.sentences import Sentence, briefly, joined, named, sentence
from pipeline.reconcile.standing import Standing, issued
from pipeline.reconcile.verdict import Limit, limit
from pipeline.reconcile.witness import Said, Window, span_days
from pipeline.records.schedule import Authority, Proposal, Role, Superseding


@dataclass(frozen=True)
class Held:
    """Dates that hold for now, from which claim, by which authority and why."""

    said: Said
    window: Window
    authority: Authority
    why: tuple[Sentence, ...]


def propose(claims: Sequence[Said], standing: Standing) -> Proposal | None:
    """The dates that hold for one stage or milestone; None when nobody prints a date."""
    gone = withdrawn(claims, standing)
    counting = whole([s for s in claims if s.by.id not in gone] or list(claims))
    plain = [s for s in counting if not standing.changes(s.by)]
    amending = sorted(
        (s for s in counting if standing.changes(s.by)), key=lambda s: (issued(s.by.letter), s.by.order)
    )
    if plain:
        held = _completed(_base(plain, standing, len(counting)), plain, standing)
    elif amending:
        held, amending = _alone(amending[0], standing), amending[1:]
    else:
        return None
    chain: list[Superseding] = []
    for said in amending:
        accepted, note = _may(said, held, standing)
        if accepted and _same(said.window, held.window):
            continue
        chain.append(superseding(said, held, standing, accepted, note))
        if accepted:
            held = _supersede(held, said, standing)
    return _proposal(held, tuple(chain))


def withdrawn(claims: Sequence[Said], standing: Standing) -> frozenset[str]:
    """Letters whose claim here no longer counts: recalled, or mended by their own author."""
    mended = {old for s in claims for old in standing.mends.get(s.by.id, ())}
    return standing.recalled | mended


def _alone(said: Said, standing: Standing) -> Held:
    """An extension or correction of a date that no other letter prints."""
    role = _kind(said, standing)
    return Held(said, said.window, Authority(role.value), (sentence(f"{role.value}-alone", who=_who(said)),))


def _kind(said: Said, standing: Standing) -> Role:
    correction = standing.amendments[said.by.id].role is Role.CORRECTION
    return Role.CORRECTION if correction else Role.EXTENSION


def _base(claims: Sequence[Said], standing: Standing, n: int) -> Held:
    """The holder before any extension or correction."""
    for ids, key in ((standing.roots, "root-letter"), (standing.authors, "root-author")):
        own = [s for s in claims if s.by.id in ids]
        if own:
            best = max(
                own, key=lambda s: (_final(s), standing.rank(s.by), issued(s.by.letter), s.weight, s.by.order)
            )
            values = {"who": _who(best), "n": n - 1, "root": standing.origin_code or "?"}
            key = f"{key}-only" if n == 1 else key
            return Held(best, best.window, Authority.ROOT_LETTER, (sentence(key, **values),))
    if len({s.by.id for s in claims}) == 1:
        return Held(claims[0], claims[0].window, Authority.LATEST, (sentence("only", who=_who(claims[0])),))
    return _higher(claims, standing) or _vote(claims)


def _final(said: Said) -> bool:
    return not said.by.letter.is_draft.value


def _higher(claims: Sequence[Said], standing: Standing) -> Held | None:
    """The highest body, where it stands above all others."""
    ranks = sorted({standing.rank(s.by) for s in claims})
    top = [s for s in claims if standing.rank(s.by) == ranks[-1]]
    if len(ranks) < 2 or not any(_final(s) for s in top):
        return None
    best = max(top, key=lambda s: (_final(s), s.weight, issued(s.by.letter), s.by.order))
    return Held(best, best.window, Authority.HIGHER_BODY, (sentence("higher-body", who=_who(best)),))


def _vote(claims: Sequence[Said]) -> Held:
    """The window with most letters behind it, drafts and doubtful readings counting less; else the latest."""
    behind = {w: [s for s in claims if _fits(s.window, w)] for w in dict.fromkeys(s.window for s in claims)}
    support = {w: sum(s.weight for s in behind[w]) for w in behind}
    best = max(support.values())
    leaders = [s for s in claims if support[s.window] == best]
    chosen = max(leaders, key=lambda s: (_limits(s.window), issued(s.by.letter), s.weight, s.by.order))
    voters = behind[chosen.window]
    if len(voters) == len(claims):
        return Held(chosen, chosen.window, Authority.MAJORITY, (sentence("majority-all", n=len(claims)),))
    rivals = [s for s in leaders if not _fits(s.window, chosen.window)]
    if not rivals:
        most = max(len(v) for w, v in behind.items() if not _fits(w, chosen.window))
        values = {"votes": len(voters), "n": len(claims), "who": _who(chosen)}
        why = sentence("majority" if len(voters) > most else "majority-weight", **values)
        return Held(chosen, chosen.window, Authority.MAJORITY, (why,))
    latest = max(leaders, key=lambda s: (issued(s.by.letter), s.weight, s.by.order))
    others = [s for s in leaders if not _fits(s.window, latest.window)]
    clear = all(issued(s.by.letter) < issued(latest.by.letter) for s in others)
    why = sentence("latest" if clear else "latest-undated", who=_who(latest))
    return Held(latest, latest.window, Authority.LATEST, (why,))


def _fits(a: Window, b: Window) -> bool:
    """Whether two windows print nothing against each other."""
    return Limit.DIFFERS not in (limit(a.start, b.start), limit(a.end, b.end))


def _limits(window: Window) -> int:
    return (window.start is not None) + (window.end is not None)


def whole(claims: Sequence[Said]) -> list[Said]:
    """Claims with the window that their parts make up, where another letter prints just that window."""
    hulls = Counter(span_days(h) for s in claims for h in {s.window, s.hull})
    return [
        replace(s, window=s.hull) if s.hull != s.window and hulls[span_days(s.hull)] > 1 else s
        for s in claims
    ]


def _completed(held: Held, claims: Sequence[Said], standing: Standing) -> Held:
    """Fill a start or an end that the holder leaves out, from the best of the others that fits it."""
    window, why = held.window, list(held.why)
    for side in ("start", "end"):
        if getattr(window, side) is not None:
            continue
        other_side = "end" if side == "start" else "start"
        fitting = [
            s
            for s in claims
            if getattr(s.window, side) is not None
            and limit(getattr(s.window, other_side), getattr(window, other_side)) is not Limit.DIFFERS
        ]
        if fitting:
            rest = _base(fitting, standing, len(fitting))
            start = rest.window.start if side == "start" else window.start
            end = rest.window.end if side == "end" else window.end
            window = Window(start, end, window.parts)
            why.append(sentence(f"{side}-from", who=_who(rest.said)))
    return Held(held.said, window, held.authority, tuple(why))


def _may(said: Said, held: Held, standing: Standing) -> tuple[bool, Sentence]:
    """Whether an amending letter may supersede the holder: the same or a higher body, not older."""
    ours, theirs = standing.rank(said.by), standing.rank(held.said.by)
    issuer = standing.amendments[said.by.id].issuer
    same = same_body(issuer, held.said.by.letter.issuer.value)
    origin = standing.origin_issuer
    if not same and ours <= theirs and not same_body(issuer, origin):
        return False, sentence("lower-body", who=_who(said))
    if said.by.letter.issued_on.value and issued(said.by.letter) < issued(held.said.by.letter):
        return False, sentence("earlier", who=_who(said))
    return True, Sentence("", "")


def _supersede(held: Held, said: Said, standing: Standing) -> Held:
    amended = standing.amendments[said.by.id]
    role = _kind(said, standing)
    key = f"{role.value}-passed-on" if amended.passed_on else role.value
    why = [sentence(key, who=_who(said), before=_who(held.said), root=amended.passed_on or "")]
    window = Window(said.window.start or held.window.start, said.window.end or held.window.end)
    if said.window.start is None and held.window.start is not None:
        why.append(sentence("start-from", who=_again(held.said)))
    return Held(said, window, Authority(role.value), tuple(why))


def superseding(said: Said, held: Held, standing: Standing, accepted: bool, note: Sentence) -> Superseding:
    """A step of the chain as a record."""
    letter = said.by.letter
    return Superseding(
        letter=said.by.id,
        code=letter.code.value,
        role=standing.amendments[said.by.id].role,
        issued_on=letter.issued_on.value,
        start=said.window.start,
        end=said.window.end,
        was_start=held.window.start,
        was_end=held.window.end,
        accepted=accepted,
        note=note.en,
        note_vi=note.vi,
    )


def _same(new: Window, old: Window) -> bool:
    """Whether an amendment leaves these dates as they are."""
    start = new.start is None or limit(new.start, old.start) is Limit.SAME
    return start and (new.end is None or limit(new.end, old.end) is Limit.SAME)


def _proposal(held: Held, chain: tuple[Superseding, ...]) -> Proposal:
    why = joined(list(held.why))
    said, window = held.said, held.window
    on = window.start if said.on is not None and window.start == window.end else None
    before = window.end if said.before is not None and window.start is None else None
    return Proposal(
        start=window.start,
        end=window.end,
        on=on,
        before=before,
        authority=held.authority,
        letter=said.by.id,
        reason=why.en,
        reason_vi=why.vi,
        chain=chain,
    )


def _who(said: Said) -> Sentence:
    return named(said.by.letter, said.by.name_of_file)


def _again(said: Said) -> Sentence:
    return briefly(said.by.letter, said.by.name_of_file)
