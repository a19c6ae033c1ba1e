"""Which stages and milestones of different letters are the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio, token_set_ratio

from pipeline.reconcile.witness import Said, span_days
from pipeline.records.contest import MilestoneKind

_ENOUGH = 1.0
_FAR = 45


@dataclass
class _Column:
    """Claims on one thing; `head` is what further letters are measured against."""

    head: Said
    claims: list[Said]


def align_stages(letters: Sequence[tuple[Said, ...]]) -> list[list[Said]]:
    """Columns of stages in their order; each letter stands at most once in a column.

    The letter with the most stages (then the commonest list) is the measure; the others are laid
    along it in order, and what it lacks makes columns of its own.
    """
    alike: dict[Hashable, list[tuple[Said, ...]]] = defaultdict(list)
    for letter in letters:
        if letter:
            alike[tuple(_looks(s) for s in letter)].append(letter)
    shapes = sorted(alike.values(), key=lambda group: (-len(group[0]), -len(group), group[0][0].by.order))
    columns: list[_Column] = []
    for shape in shapes:
        model = shape[0]
        placed = _match([c.head for c in columns], model)
        homes = {at: columns[j] for at, j in placed.items()}
        for at, said in enumerate(model):
            if at not in homes:
                homes[at] = _Column(said, [])
                columns.insert(_place(columns, homes, at), homes[at])
            homes[at].claims += [letter[at] for letter in shape]
    return [c.claims for c in columns]


def _place(columns: Sequence[_Column], homes: Mapping[int, _Column], at: int) -> int:
    """Where a new column stands: after that of the stage before it, or before that of a later one."""
    where = {id(c): i for i, c in enumerate(columns)}
    if at - 1 in homes:
        return where[id(homes[at - 1])] + 1
    later = [where[id(c)] for other, c in homes.items() if other > at]
    if later:
        return min(later)
    day = span_days(homes[at].head.hull)
    ends = [span_days(c.head.hull) for c in columns]
    return sum(e is not None and day is not None and e < day for e in ends)


def _looks(s: Said) -> Hashable:
    return s.level, s.number, s.name, s.window, s.hull


def _match(columns: Sequence[Said], letter: Sequence[Said]) -> dict[int, int]:
    """Best order-keeping pairing of a letter's stages with the columns: stage -> column."""
    rows, width = len(letter), len(columns)
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            points = _stage_points(letter[i], columns[j])
            pair = points + best[i + 1][j + 1] if points >= _ENOUGH else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    found: dict[int, int] = {}
    i = j = 0
    while i < rows and j < width:
        points = _stage_points(letter[i], columns[j])
        if points >= _ENOUGH and best[i][j] == points + best[i + 1][j + 1]:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _stage_points(a: Said, b: Said) -> float:
    """How well two stages fit: level, number, name, overlap of their days."""
    points = -2.0 if a.level != b.level else 0.0
    points += 2.0 if a.number == b.number else -0.5
    if a.name and b.name:
        alike = _alike(a.name, b.name)
        points += 3.0 if alike >= 80 else 1.0 if alike >= 60 else -1.5 if alike < 40 else 0.0
    return points + _overlap(a, b)


def _overlap(a: Said, b: Said) -> float:
    """Up to 2 for the same days, -1 for none in common, 0 where one is undated."""
    x, y = span_days(a.hull), span_days(b.hull)
    if x is None or y is None:
        return 0.0
    common = (min(x[1], y[1]) - max(x[0], y[0])).days + 1
    if common <= 0:
        return -1.0
    return 2.0 * common / ((max(x[1], y[1]) - min(x[0], y[0])).days + 1)


@lru_cache(maxsize=65536)
def _alike(a: str, b: str) -> float:
    return max(ratio(a, b), token_set_ratio(a, b) - 10)


def align_milestones(letters: Sequence[tuple[Said, ...]]) -> list[list[Said]]:
    """Columns of milestones of one kind, scope and occasion each, in order of their dates."""
    alike: dict[Hashable, list[Said]] = defaultdict(list)
    for letter in letters:
        for said in letter:
            alike[_what(said)].append(said)
    columns: list[_Column] = []
    by_kind: dict[MilestoneKind | None, list[_Column]] = defaultdict(list)
    for group in sorted(
        alike.values(), key=lambda g: (-len(g), min(s.by.order for s in g), str(_what(g[0])))
    ):
        head, rivals = group[0], by_kind[group[0].kind]
        points, at = max(((_stone_points(head, c.head), -i) for i, c in enumerate(rivals)), default=(0.0, 0))
        column = rivals[-at] if points >= _ENOUGH else _Column(head, [])
        left = group
        if points >= _ENOUGH:
            taken = {s.by.id for s in column.claims}
            column.claims += [s for s in group if s.by.id not in taken]
            left = [s for s in group if s.by.id in taken]
        if left:
            fresh = _Column(left[0], left)
            rivals.append(fresh)
            columns.append(fresh)
    return [c.claims for c in columns]


def _what(s: Said) -> Hashable:
    return s.kind, s.scope, s.stage or 0, s.occasion, s.name, str(s.window)


def _stone_points(a: Said, b: Said) -> float:
    """How well two milestones fit; negative where they cannot be the same."""
    if a.kind is not b.kind or a.scope != b.scope:
        return -9.0
    if a.occasion and b.occasion and a.occasion != b.occasion:
        return -9.0
    points = 0.0 if a.kind is MilestoneKind.OTHER else 1.0
    if a.stage is not None and b.stage is not None:
        points += 1.0 if a.stage == b.stage else -2.0
    if a.name and b.name:
        alike = _alike(a.name, b.name)
        points += 1.5 if alike >= 80 else 0.5 if alike >= 60 else -0.5 if alike < 35 else 0.0
    x, y = span_days(a.window), span_days(b.window)
    if x is not None and y is not None:
        gap = max((x[0] - y[1]).days, (y[0] - x[1]).days)
        points += 0.5 if gap <= 0 else -1.0 if gap > _FAR else 0.0
    return points
