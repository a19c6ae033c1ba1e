"""Ranks with what is told of them: the amount of a rank's own clause, of a series in its turn, or of all."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.contest import awards
from pipeline.extract.contest.prize_words import ALIKE, JOINED, LISTED, RAISED, REST, SERIES, TO_NEXT, TOTAL
from pipeline.extract.contest.ranks import Core
from pipeline.extract.money import Money, find_money
from pipeline.extract.prose import Prose


@dataclass(frozen=True)
class Clause:
    """A rank with the end of its words, and the amount told for it."""

    core: Core
    end: int
    money: Money | None = None
    count: tuple[int, int] | None = None
    """A number told for it elsewhere than beside it."""
    listed: bool = False
    run: int = 0
    """Ranks told together have one number."""


def attached(prose: Prose, cores: Sequence[Core], monies: Sequence[Money]) -> list[Clause]:
    """Each rank with the amount of its clause: behind it, before it, or in its turn of a series."""
    starts = [c.start for c in cores]
    ahead: dict[int, Money] = {}
    for money in monies:
        n = bisect.bisect_left(starts, money.until)
        if n < len(cores) and cores[n].start - money.until < 60 and _goes_to(prose, money, cores[n]):
            ahead[n] = money
    given = {m.start for m in ahead.values()}
    out: list[Clause] = []
    run: list[Clause] = []
    for i, core in enumerate(cores):
        last = i + 1 == len(cores)
        end = min(len(prose.text) if last else cores[i + 1].start, _reach(prose, core.end))
        behind = [m for m in monies if core.end <= m.start < end and m.start not in given]
        mine = ahead.get(i) or _own(prose, core, behind)
        run.append(Clause(core, end, mine))
        joined = not last and mine is None and JOINED.fullmatch(prose.folded, core.end, cores[i + 1].start)
        if joined and prose.para_at(core.end) == prose.para_at(cores[i + 1].start):
            continue
        if len(run) > 1:
            told = LISTED.search(prose.folded, max(0, run[0].core.start - 130), run[0].core.start)
            told = told or _GIFTS.match(prose.folded, run[-1].core.end)
            run = [replace(c, listed=told is not None) for c in _run(prose, run, behind, monies)]
        elif mine is None and (
            REST.search(prose.folded, max(0, core.start - 30), core.start)
            or _GIFTS.match(prose.folded, core.end)
        ):
            run = [replace(c, listed=True) for c in run]
        out += [replace(c, run=i) for c in run]
        run = []
    return out


def _goes_to(prose: Prose, money: Money, core: Core) -> bool:
    """`5 triệu đồng cho giải Nhất`, `5 triệu đồng (giải Nhất)`."""
    gap = TO_NEXT.fullmatch(prose.folded, money.until, core.start)
    if gap is None or not gap.group().strip():
        return False
    return not gap.group().rstrip().endswith("(") or prose.folded[core.end :][:1] == ")"


def _own(prose: Prose, core: Core, behind: Sequence[Money]) -> Money | None:
    """The first amount behind a rank that is not the sum of all prizes."""
    for money, after in itertools.zip_longest(behind, behind[1:]):
        if after is not None and RAISED.fullmatch(prose.folded, money.until, after.start):
            continue
        lead = prose.folded[core.end : money.start]
        stop = max(lead.rfind(". "), lead.rfind("\n"), lead.rfind("; "))
        if stop >= 0 and TOTAL.search(lead, stop):
            return None
        return money
    return None


def _run(
    prose: Prose, run: Sequence[Clause], behind: Sequence[Money], monies: Sequence[Money]
) -> list[Clause]:
    """`giải Nhất, Nhì, Ba lần lượt 5, 3 và 2 triệu đồng`: one amount a rank in turn, or one for all."""
    first, last = run[0], run[-1]
    tail = (last.core.end, last.end)
    lead = (max(0, first.core.start - 160), first.core.start)
    counts: list[tuple[int, int] | None] = [None] * len(run)
    told: list[Money] = []
    for listed in SERIES.finditer(prose.folded, *tail):
        parts = list(re.finditer(r"\d+(?:[.,]\d+)*", listed["list"]))
        if len(parts) != len(run):
            continue
        spans = [(listed.start() + p.start(), listed.start() + p.end()) for p in parts]
        if listed["unit"] == "giai":
            counts = list(spans)
        else:
            unit = listed["unit"]
            read = [next(iter(find_money(f"{p.group()} {unit} đồng")), None) for p in parts]
            told = [Money(a, b, m.value, None, b) for (a, b), m in zip(spans, read, strict=True) if m]
    if not told:
        told = list(behind)
    if len(told) < len(run) and last.money is not None and last.money not in behind:
        before = [m for m in monies if lead[0] <= m.start < lead[1]]
        told = before[-len(run) :]
    made: list[Money]
    if len(told) >= len(run):
        made = told[: len(run)]
    elif last.money is not None and (
        ALIKE.search(prose.folded, last.core.end, min(last.end, last.money.until + 14))
        or _goes_to(prose, last.money, first.core)
    ):
        made = [last.money] * len(run)
    elif first.money is not None and last.money is None:
        made = [first.money] * len(run)
    else:
        return [replace(c, count=n) for c, n in zip(run, counts, strict=True)]
    return [replace(c, money=m, count=n) for c, m, n in zip(run, made, counts, strict=True)]


def _reach(prose: Prose, at: int) -> int:
    """A prize's words end with its paragraph, or go on in those after it.

    An unmarked one is the rest of a broken line; under a rank that is a heading stand its points.
    """
    para = prose.para_at(at)
    end = para.end
    heading = not prose.text[at:end].strip(" .:–-\n") and not para.row
    i = bisect.bisect_right([p.start for p in prose.paras], para.start)
    inner = prose.paras[i].level if heading and i < len(prose.paras) else None
    for after in prose.paras[i : i + 4]:
        ended = prose.folded[:end].rstrip()[-1:] in (".", ";") and end - at > 8
        point = inner is not None and after.mark and after.level == inner and after.level > para.level
        point = point or (inner is not None and after.mark and not para.mark and after.level == inner)
        if after.row != para.row or after.end - after.start > 110 or not (point or not (ended or after.mark)):
            break
        if awards.about_every_prize(prose, after.words, after.end):
            break
        end = after.end
    return min(end, at + 420)


_GIFTS = re.compile(
    r"\s*(?:do\b[^.;\n]{3,80}?\s)?(?:duoc |se )*(?:tang|trao|nhan|co|thuong)\s"
    r"(?:qua|hien vat|phan qua|phan thuong|giay|bang)"
)
"""`giải Nhì và giải Ba do nhà tài trợ tặng quà`: prizes without sums."""
