"""How much the letters of one contest have to say: origin, author of the origin, amendments, rank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    """

    roots: frozenset[str]
    authors: frozenset[str]
    amendments: dict[str, Amendment]
    origin_code: str | None
    origin_issuer: str | None

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
    named: dict[CodeKey, list[Profile]] = {}
    for p in group:
        if p.root is not None and p.root != p.own:
            named.setdefault(p.root, []).append(p)
    at_hand = {p.own: p for p in group if p.own is not None and p.own in named and p.id not in amendments}
    tops = {key: p for key, p in at_hand.items() if p.root is None or p.root not in at_hand}
    roots = frozenset(p.id for p in tops.values()) if named else _self_made(group)
    code, issuer = _origin(named, tops)
    authors = frozenset(
        p.id
        for p in group
        if p.id not in amendments and (p.id in roots or (issuer and same_body(p.letter.issuer.value, issuer)))
    )
    return Standing(roots, authors, amendments, code, issuer)


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
