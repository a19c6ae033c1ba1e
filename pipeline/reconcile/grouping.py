"""Letters gathered into contests: strongest evidence first, never across what rules a union out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.reconcile.blocking import kinds, pairs
from pipeline.reconcile.clues import (
    APART,
    NEEDED,
    STRONG,
    Hint,
    hints,
    ruled_out,
    shared_root_year,
    total,
)
from pipeline.reconcile.keys import CodeKey, near
from pipeline.reconcile.profile import Profile
from pipeline.records.schedule import GroupDecision

_LONGEST = dt.timedelta(days=550)
"""A group may not stretch further through a chain of letters, unless a root letter holds it."""


@dataclass(frozen=True)
class Edge:
    """Two letters compared, with the clues found."""

    first: Profile
    second: Profile
    clues: tuple[Hint, ...]

    @cached_property
    def points(self) -> float:
        """Sum of the clues."""
        return total(self.clues)

    @property
    def strong(self) -> bool:
        """Whether codes tie the two together."""
        return any(c.kind in STRONG for c in self.clues)


@dataclass
class _Cluster:
    members: list[Profile]
    years: set[int]
    editions: set[int]
    provinces: frozenset[str]
    roots: set[CodeKey]
    span: tuple[dt.date, dt.date] | None
    barred: set[str]

    @classmethod
    def of(cls, p: Profile, barred: set[str]) -> _Cluster:
        years = {p.year} - {None}
        editions = {p.edition} - {None}
        roots = {p.root} - {None}
        return cls([p], years, editions, p.provinces, roots, p.span, barred)  # type: ignore[arg-type]

    def absorb(self, other: _Cluster) -> None:
        self.members += other.members
        self.years |= other.years
        self.editions |= other.editions
        self.provinces = (self.provinces & other.provinces) or (self.provinces | other.provinces)
        self.roots |= other.roots
        self.span = _hull(self.span, other.span)
        self.barred |= other.barred


@dataclass(frozen=True)
class Grouping:
    """The groups in content order, the pairs that made them, pairs that came close, and namesakes."""

    groups: tuple[tuple[Profile, ...], ...]
    joined: tuple[Edge, ...]
    doubtful: tuple[Edge, ...]
    namesakes: tuple[Edge, ...]


def group(profiles: Sequence[Profile], decisions: Iterable[GroupDecision] = ()) -> Grouping:
    """Gather letters into contests; a user's decisions come first and hold."""
    decisions = tuple(decisions)
    decided = {i for d in decisions for i in (*d.letters, *d.others)}
    alike = kinds(profiles, decided)
    edges = [e for kind in alike for e in _inside(kind)]
    heads = [g[0] for g in alike]
    compared = [Edge(heads[i], heads[j], hints(heads[i], heads[j])) for i, j in pairs(alike)]
    possible = [e for e in compared if ruled_out(e.first, e.second) is None]
    clusters = _Clusters(profiles, decisions)
    doubtful: list[Edge] = []
    joined: list[Edge] = []
    for edge in sorted((*edges, *possible), key=_strongest_first):
        if edge.points < NEEDED / 2 or clusters.together(edge) or clusters.barred(edge):
            continue
        if edge.points >= NEEDED and clusters.join(edge):
            joined.append(edge)
        else:
            doubtful.append(edge)
    groups = clusters.groups()
    close = _best_between((e for e in doubtful if _worth_saying(e)), groups)
    alike_named = _best_between((e for e in compared if any(c.kind == "same-name" for c in e.clues)), groups)
    said = {(e.first.id, e.second.id) for e in close}
    namesakes = tuple(e for e in alike_named if (e.first.id, e.second.id) not in said)
    return Grouping(groups, tuple(joined), close, namesakes)


def _inside(kind: Sequence[Profile]) -> list[Edge]:
    """Letters with the same evidence: what holds for the first two holds for all."""
    if len(kind) < 2:
        return []
    clues = hints(kind[0], kind[1])
    return [Edge(kind[0], other, clues) for other in kind[1:]]


def _strongest_first(edge: Edge) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    return -edge.points, edge.first.order, edge.second.order


def _best_between(edges: Iterable[Edge], groups: Sequence[Sequence[Profile]]) -> tuple[Edge, ...]:
    """The strongest pair between each two groups."""
    at = {p.id: i for i, g in enumerate(groups) for p in g}
    best: dict[tuple[int, int], Edge] = {}
    for edge in sorted(edges, key=_strongest_first):
        i, j = sorted((at[edge.first.id], at[edge.second.id]))
        if i != j:
            best.setdefault((i, j), edge)
    return tuple(best.values())


def _worth_saying(edge: Edge) -> bool:
    return any(
        c.kind in ("same-name", "near-root") or (c.kind == "like-name" and c.points > 1) for c in edge.clues
    )


class _Clusters:
    """Groups as they grow."""

    def __init__(self, profiles: Sequence[Profile], decisions: Sequence[GroupDecision]) -> None:
        by_id = {p.id: p for p in profiles}
        barred: dict[str, set[str]] = {}
        final = last_words(decisions)
        for (a, b), together in final.items():
            if not together:
                barred.setdefault(a, set()).add(b)
                barred.setdefault(b, set()).add(a)
        self._of = {p.id: _Cluster.of(p, set(barred.get(p.id, ()))) for p in profiles}
        for (a, b), together in sorted(final.items()):
            if together and a in by_id and b in by_id:
                self._merge(self._of[a], self._of[b])

    def together(self, edge: Edge) -> bool:
        """Whether the two letters are in one group already."""
        return self._of[edge.first.id] is self._of[edge.second.id]

    def barred(self, edge: Edge) -> bool:
        """Whether a user split the groups of the two letters."""
        a, b = self._of[edge.first.id], self._of[edge.second.id]
        return bool(a.barred) and any(p.id in a.barred for p in b.members)

    def join(self, edge: Edge) -> bool:
        """Join the groups of two letters unless something forbids it; true when they are one now."""
        a, b = self._of[edge.first.id], self._of[edge.second.id]
        if _forbidden(a, b, edge):
            return False
        self._merge(a, b)
        return True

    def _merge(self, a: _Cluster, b: _Cluster) -> None:
        if a is b:
            return
        larger, smaller = (a, b) if len(a.members) >= len(b.members) else (b, a)
        larger.absorb(smaller)
        for p in smaller.members:
            self._of[p.id] = larger

    def groups(self) -> tuple[tuple[Profile, ...], ...]:
        """All groups in content order."""
        unique = {id(c): c for c in self._of.values()}.values()
        ordered = [tuple(sorted(c.members, key=lambda p: p.order)) for c in unique]
        return tuple(sorted(ordered, key=lambda g: g[0].order))


def last_words(decisions: Iterable[GroupDecision]) -> dict[tuple[str, str], bool]:
    """The latest decision on each pair of letters.

    Joining a letter that was taken out of a contest with any letter of that contest takes the whole
    taking-out back.
    """
    final: dict[tuple[str, str], bool] = {}
    parted: list[GroupDecision] = []
    for decision in decisions:
        if not decision.together:
            parted.append(decision)
            final.update({_pair(a, b): False for a in decision.letters for b in decision.others})
            continue
        named = {*decision.letters, *decision.others}
        for earlier in parted:
            if named & set(earlier.others):
                back = named & set(earlier.letters)
                for pair in [_pair(a, b) for a in back for b in earlier.others]:
                    final.pop(pair, None)
        final.update({_pair(a, b): True for a in named for b in named if a < b})
    return final


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _forbidden(a: _Cluster, b: _Cluster, edge: Edge) -> bool:
    if len(a.years | b.years) > 1 or len(a.editions | b.editions) > 1:
        return True
    if _too_long(a, b) and not shared_root_year(edge.first, edge.second):
        return True
    if edge.strong:
        return False
    if a.provinces and b.provinces and not a.provinces & b.provinces:
        return True
    both_rooted = edge.first.root is not None and edge.second.root is not None
    return not both_rooted and _other_roots(a.roots, b.roots)


def _too_long(a: _Cluster, b: _Cluster) -> bool:
    hull = _hull(a.span, b.span)
    if a.span is None or b.span is None or hull is None:
        return False
    gap = max(a.span[0] - b.span[1], b.span[0] - a.span[1])
    return gap > APART or hull[1] - hull[0] > _LONGEST


def _other_roots(a: set[CodeKey], b: set[CodeKey]) -> bool:
    """Whether two groups go back to different letters (one digit apart is not held to be different)."""
    if not a or not b or a & b:
        return False
    return not any(near(x, y) for x in a for y in b)


def _hull(
    a: tuple[dt.date, dt.date] | None, b: tuple[dt.date, dt.date] | None
) -> tuple[dt.date, dt.date] | None:
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])
