"""Which letters are worth comparing: those that share a key, and neighbours in sorted order.

All pairs would be n^2. A letter is compared with all others of a small bucket; in a large one with
the commonest kinds of letter in it and with its neighbours, which is enough to hold the bucket
together and grows with n log n.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set

from pipeline.reconcile.keys import CodeKey, masks
from pipeline.reconcile.profile import Profile

_Key = tuple[Hashable, ...]
_SMALL = 24
_HUBS = 3
_WINDOW = 3


def kinds(profiles: Sequence[Profile], alone: Set[str]) -> list[list[Profile]]:
    """Letters whose evidence is the same, gathered; sorted by content. Those in `alone` stay alone."""
    named = {key for p in profiles for key in (p.root, *p.cites) if key is not None}
    alike: dict[Hashable, list[Profile]] = defaultdict(list)
    for p in profiles:
        alike[p.id if p.id in alone else _evidence(p, named)].append(p)
    gathered = [sorted(group, key=lambda p: p.order) for group in alike.values()]
    return sorted(gathered, key=lambda group: group[0].order)


def _evidence(p: Profile, named: Set[CodeKey]) -> Hashable:
    """Everything `clues` looks at; a letter that others cite stays alone."""
    if p.own in named or p.amendment is not None:
        return p.own, p.id
    citations = frozenset((k, c.issued_on.value, c.issuer.value) for k, c in p.cites.items())
    about = (p.name, p.campaign, p.root, p.root_year, p.links, p.provinces, p.span, p.windows)
    return about, citations


def pairs(groups: Sequence[Sequence[Profile]]) -> Iterator[tuple[int, int]]:
    """Positions of groups to compare, each pair once, the smaller first."""
    heads = [g[0] for g in groups]
    sizes = [len(g) for g in groups]
    seen: set[tuple[int, int]] = set()
    for key, members in _buckets(heads).items():
        by_origin = key[0] == "code"
        for i, j in _within(members, sizes):
            if (i, j) not in seen and (by_origin or not _one_origin(heads[i], heads[j])):
                seen.add((i, j))
                yield i, j
    for ordered in _sorted_ways(heads):
        for at, first in enumerate(ordered):
            for second in ordered[at + 1 : at + 1 + _WINDOW]:
                i, j = min(first, second), max(first, second)
                if (i, j) not in seen and not _one_origin(heads[i], heads[j]):
                    seen.add((i, j))
                    yield i, j


def _one_origin(a: Profile, b: Profile) -> bool:
    """Whether two letters lie in the bucket of one origin, so that no other bucket need pair them."""
    return a.root is not None and a.root == b.root


def _buckets(profiles: Sequence[Profile]) -> Mapping[_Key, list[int]]:
    origins = {p.root for p in profiles} | {p.own for p in profiles}
    buckets: dict[_Key, list[int]] = defaultdict(list)
    for at, p in enumerate(profiles):
        for key in dict.fromkeys(_keys(p, origins)):
            buckets[key].append(at)
    return buckets


def _keys(p: Profile, origins: set[CodeKey | None]) -> Iterable[_Key]:
    for code in {p.root, p.own, *p.cites} - {None}:
        if code in origins:
            yield "code", code
    if p.root is not None:
        yield "number", p.root.number, p.root_year
        for mask in masks(p.root):
            yield "mask", mask
    if p.name:
        yield "name", p.name
    for link in p.links:
        yield "link", link


def _within(members: list[int], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of one bucket; positions are in content order already."""
    if len(members) <= _SMALL:
        for i, first in enumerate(members):
            for second in members[i + 1 :]:
                yield first, second
        return
    common = Counter({at: sizes[at] for at in members})
    hubs = sorted(members, key=lambda at: (-common[at], at))[:_HUBS]
    for i, at in enumerate(members):
        for other in (*hubs, *members[i + 1 : i + 1 + _WINDOW]):
            if other != at:
                yield min(at, other), max(at, other)


def _sorted_ways(profiles: Sequence[Profile]) -> Iterator[list[int]]:
    """Letters in the order of their contest names, read forwards and backwards."""
    named = [at for at, p in enumerate(profiles) if p.name]
    yield sorted(named, key=lambda at: (profiles[at].name, at))
    yield sorted(named, key=lambda at: (profiles[at].name[::-1], at))
