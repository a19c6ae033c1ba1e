"""How much the letters of one contest have to say: origin, author of the origin, amendments, rank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.reconcile.amend import Amendment
from pipeline.reconcile.bodies import rank, same_body
from pipeline.reconcile.keys import CodeKey
from pipeline.reconcile.profile import Profile
from pipeline.records.letter import Letter
from pipeline.records.schedule import Role

_DEPARTMENT = 30
"""Rank from which a body launches contests by itself."""


@dataclass(frozen=True)
class Standing:
    """Who is who in a group; ids of letters.

    `roots` launched the contest (others name them as the origin and they name none in the group),
    `authors` come from the body that did. `origin` is the code and issuer of the root, at hand or not.
    `recalled` letters no longer count. `mends` holds letters by which a body that only passes the
    contest on corrects or extends its own: their dates stand for its older ones, and for nobody else's.
    """

    roots: frozenset[str]
    authors: frozenset[str]
    amendments: dict[str, Amendment]
    origin_code: str | None
    origin_issuer: str | None
    recalled: frozenset[str] = frozenset()
    mends: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def changes(self, p: Profile) -> bool:
        """Whether the letter sets dates anew for everybody (if its author may)."""
        return p.id in self.amendments and p.id not in self.mends

    def role(self, p: Profile) -> Role:
        """What the letter does for the contest."""
        amended = self.amendments.get(p.id)
        if amended is not None and amended.passed_on is None:
            return amended.role
        return Role.ROOT if p.id in self.roots else Role.PASSES_ON

    def rank(self, p: Profile) -> int:
        """Rank of the body whose decision the letter carries."""
        amended = self.amendments.get(p.id)
        return rank(amended.issuer if amended else p.letter.issuer.value)

    def place(self, p: Profile) -> tuple[int, dt.date, tuple[str, ...]]:
        """Where a letter stands in lists: the origin first, then by date of issue."""
        first = 0 if p.id in self.roots else 1 if p.id in self.authors else 2
        return first, p.letter.issued_on.value or dt.date.max, p.order


def standing(group: Sequence[Profile]) -> Standing:
    """Work out roots, their author and the amendments of a group."""
    amendments = {p.id: p.amendment for p in group if p.amendment is not None}
    named = _named([p for p in group if p.id not in amendments]) or _named(group)
    recalled = _recalled(group, amendments)
    at_hand = {
        p.own: p
        for p in group
        if p.own is not None and p.own in named and p.id not in amendments and p.id not in recalled
    }
    tops = {key: p for key, p in at_hand.items() if p.root is None or p.root not in at_hand}
    roots = frozenset(p.id for p in tops.values()) if named else _self_made(group)
    code, issuer = _origin(named, tops)
    authors = frozenset(
        p.id
        for p in group
        if p.id not in amendments
        and p.id not in recalled
        and (p.id in roots or (issuer and same_body(p.letter.issuer.value, issuer)))
    )
    mends = _mends(group, amendments, roots | authors)
    return Standing(roots, authors, amendments, code, issuer, recalled, mends)


def _named(group: Iterable[Profile]) -> dict[CodeKey, list[Profile]]:
    """Letters by the origin that they name."""
    named: dict[CodeKey, list[Profile]] = {}
    for p in group:
        if p.root is not None and p.root != p.own:
            named.setdefault(p.root, []).append(p)
    return named


def _aims(p: Profile, amended: Amendment, group: Sequence[Profile]) -> list[Profile]:
    """The letters of the group that an amendment names as what it changes."""
    aimed = amended.targets or ({p.root} if p.root is not None else set(p.cites))
    return [t for t in group if t.own is not None and t.own in aimed and t.id != p.id]


def _recalled(group: Sequence[Profile], amendments: Mapping[str, Amendment]) -> frozenset[str]:
    """Letters that the same or a higher body recalled."""
    return frozenset(
        t.id
        for p in group
        if (amended := amendments.get(p.id)) is not None and amended.role is Role.RECALL
        for t in _aims(p, amended, group)
        if same_body(amended.issuer, t.letter.issuer.value)
        or rank(amended.issuer) > rank(t.letter.issuer.value)
    )


def _mends(
    group: Sequence[Profile], amendments: Mapping[str, Amendment], origin: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Letters by which somebody who only passes the contest on changes a letter of their own."""
    found: dict[str, frozenset[str]] = {}
    for p in group:
        amended = amendments.get(p.id)
        if amended is None or amended.passed_on is not None or amended.role is Role.RECALL:
            continue
        aims = _aims(p, amended, group)
        own = [t for t in aims if t.id not in origin and same_body(t.letter.issuer.value, amended.issuer)]
        if own and len(own) == len(aims):
            found[p.id] = frozenset(t.id for t in own)
    return found


def _self_made(group: Sequence[Profile]) -> frozenset[str]:
    """Where nobody names an origin: the oldest letter of a department or a higher body, if there is one."""
    high = [
        p
        for p in group
        if p.amendment is None and p.letter.contest and rank(p.letter.issuer.value) >= _DEPARTMENT
    ]
    return frozenset([min(high, key=lambda p: (issued(p.letter), p.order)).id] if high else [])


def _origin(
    named: Mapping[CodeKey, list[Profile]], tops: Mapping[CodeKey, Profile]
) -> tuple[str | None, str | None]:
    """Code and issuer of the letter that launched the contest: the one at hand, else the most cited."""
    if tops:
        top = max(tops.values(), key=lambda p: (rank(p.letter.issuer.value), p.order))
        return top.letter.code.value, top.letter.issuer.value
    if not named:
        return None, None
    key = min(named, key=lambda k: (-len(named[k]), k))
    citing = named[key]
    issuers = [c.issuer.value for p in citing if (c := p.root_citation) is not None and c.issuer.value]
    codes = [p.root_code for p in citing if p.root_code]
    return _commonest(codes), _commonest(issuers)


def _commonest(values: Sequence[str]) -> str | None:
    return min(values, key=lambda v: (-values.count(v), len(v), v)) if values else None


def issued(letter: Letter) -> dt.date:
    """Date of issue for ordering; letters without one come first."""
    return letter.issued_on.value or dt.date.min
