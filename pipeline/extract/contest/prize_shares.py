"""What is told once for several prizes: a certificate of all or of some, one number of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.contest import awards
from pipeline.extract.contest.prize_clauses import Clause
from pipeline.extract.contest.prize_fields import FoundPrize
from pipeline.extract.contest.prize_words import COUNT_OF_ALL
from pipeline.extract.contest.rank_words import counted
from pipeline.extract.contest.ranks import Core
from pipeline.extract.plain import plain
from pipeline.extract.prose import Prose
from pipeline.extract.valued import field_of
from pipeline.records.evidence import Field

_ALL_WITH = re.compile(r",\s(?:tat ca |deu )?(?:cung(?: voi)?|kem(?: theo)?)\s(?=\S+ (?:khen|chung nhan))")
"""`…; 06 giải Ba 1.000.000 đồng, cùng với Giấy chứng nhận …`: at the end of a list, with each of it."""


def papers_of_lists(prose: Prose, clauses: Sequence[Clause], found: Sequence[FoundPrize]) -> list[FoundPrize]:
    """`01 giải Nhất, 02 giải Nhì, 03 giải Ba kèm Giấy khen`: the certificate stands with each of the list."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        paper = out[i + 1].prize.certificate
        if out[i].prize.certificate.value is None and paper.value and clauses[i].run == clauses[i + 1].run:
            out[i] = _with_paper(out[i], paper, listed=clauses[i].core.sure)
    for i in range(1, len(out)):
        paper, one = out[i].prize.certificate, clauses[i]
        if paper.value is None or not _ALL_WITH.search(prose.folded, one.core.end, one.end):
            continue
        floor = prose.para_at(one.core.start).words
        first = max(floor, prose.text.rfind(". ", floor, one.core.start) + 1)
        before = [k for k in range(i) if clauses[k].core.start >= first]
        if all(out[k].prize.certificate.value is None for k in before):
            for k in before:
                out[k] = _with_paper(out[k], paper)
    return out


def _with_paper(found: FoundPrize, paper: Field[str], *, listed: bool = False) -> FoundPrize:
    prize = found.prize.model_copy(update={"certificate": paper})
    return replace(found, prize=prize, listed=found.listed or listed)


def told_for_all(prizes: Sequence[FoundPrize], commons: Sequence[awards.Shared]) -> list[FoundPrize]:
    """Certificates that a clause gives to all prizes, or to those of the ranks it names."""
    out = list(prizes)
    for common in commons:
        if common.certificate.value is None:
            continue
        own = [
            i
            for i, p in enumerate(out)
            if any(e in common.certificate.evidence for e in p.prize.certificate.evidence)
        ]
        for i, found in enumerate(out):
            if found.prize.certificate.value is not None and i not in own:
                continue
            if common.ranks and not _meant(i, out, common):
                continue
            out[i] = _with_paper(found, common.certificate, listed=bool(common.ranks))
    return out


def counted_for_all(prose: Prose, prizes: Sequence[FoundPrize], cores: Sequence[Core]) -> list[FoundPrize]:
    """`Mỗi loại có 01 giải`: the number of every prize near that has none of its own."""
    out = list(prizes)
    for told in COUNT_OF_ALL.finditer(prose.folded) if cores else ():
        near = cores[0].start - 200 < told.start() < cores[-1].end + 400
        number = counted(told["count"])
        if not near or number is None or any(told.start() <= c.start < told.end() + 1 for c in cores):
            continue
        for i, one in enumerate(out):
            if one.prize.count.value is None:
                count = field_of(prose.passage, told.span("count"), number, "prize-count-of-all", 0.85)
                out[i] = replace(one, prize=one.prize.model_copy(update={"count": count}))
    return out


def _meant(i: int, prizes: Sequence[FoundPrize], common: awards.Shared) -> bool:
    """Is this prize among the ranks a clause names (`từ giải Ba trở lên`)?"""
    ranks = [plain(p.prize.rank.value or "") for p in prizes]
    if common.upwards:
        last = next((n for n, rank in enumerate(ranks) if rank == common.ranks[-1]), -1)
        return i <= last
    return ranks[i] in common.ranks
