"""What a time is for, by the words near it, as `data/milestones.tsv` weighs them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from pipeline.extract.knowledge import rows
from pipeline.records.contest import MilestoneKind


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: MilestoneKind
    weight: int
    pattern: re.Pattern[str]


@cache
def _cues() -> tuple[_Cue, ...]:
    found = rows("milestones.tsv", "kind", "weight", "cue")
    return tuple(_Cue(MilestoneKind(r["kind"]), int(r["weight"]), re.compile(r["cue"])) for r in found)


def kind_of(folded: str) -> tuple[MilestoneKind | None, int]:
    """Which milestone a clause is about, by the weight of its words, and where its key word begins."""
    best: tuple[int, MilestoneKind | None, int] = (1, None, 0)
    for cue in _cues():
        found = cue.pattern.search(folded)
        if found and cue.weight > best[0]:
            best = (cue.weight, cue.kind, found.start())
    return best[1], best[2]


_PART = re.compile(r"[,;:()]|\s-\s|\n")


_SIGN_UP = re.compile(r"\W*(?:\d+\W+)?(?:dang ky|ghi danh)[^:;,]{0,25}:[^:;]*$")
"""`Đăng ký: thí sinh quay video, gửi về …`: the line's own label weighs most."""


def event_in(
    folded: str, among: Collection[MilestoneKind] = tuple(MilestoneKind)
) -> tuple[MilestoneKind | None, int]:
    """Which milestone the words before a time name; those of the part next to the time weigh most."""
    kind, key = kind_of(folded)
    if kind is None:
        return kind, key
    if _SIGN_UP.match(folded) and kind is not MilestoneKind.CEREMONY and MilestoneKind.REGISTRATION in among:
        return MilestoneKind.REGISTRATION, 0
    if kind not in among:
        kind, key = None, 0
    best: tuple[float, MilestoneKind | None, int] = (0.0, None, 0)
    bounds = [m.end() for m in _PART.finditer(folded)]
    parts = [
        (a, b)
        for a, b in zip([0, *bounds], [*bounds, len(folded)], strict=True)
        if folded[a:b].strip(" ,;:()-\n")
    ]
    for away, (a, b) in enumerate(reversed(parts)):
        for cue in _cues():
            found = cue.pattern.search(folded, a)
            if (
                found
                and a <= found.start() < b
                and cue.weight > 1
                and cue.kind in among
                and cue.weight - 1.5 * away > best[0]
            ):
                best = (cue.weight - 1.5 * away, cue.kind, found.start())
    return (best[1], best[2]) if best[1] is not None else (kind, key)
