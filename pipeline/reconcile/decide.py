"""What a user's words on groups mean as decisions."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.schedule import Conflicts, GroupDecision


def together(letters: Sequence[str], by: str = "", note: str = "") -> GroupDecision:
    """All of these letters are about one contest."""
    return GroupDecision(letters=tuple(letters), together=True, by=by, note=note)


def taken_out(conflicts: Conflicts, letters: Sequence[str], by: str = "", note: str = "") -> GroupDecision:
    """These letters do not belong to the contest they are in; letters go by the beginnings of their ids."""
    mine: list[str] = []
    others: list[str] = []
    for contest in conflicts.contests:
        ids = [ref.id for ref in contest.letters]
        out = [i for i in ids if any(i.startswith(wanted) for wanted in letters)]
        if out:
            mine += out
            others += [i for i in ids if i not in out]
    return GroupDecision(letters=tuple(mine), others=tuple(others), together=False, by=by, note=note)
