"""Prizes: rank, how many, what one is worth, and the certificate that goes with it.

Ranks (`ranks`), amounts (`money`) and tables (`prize_tables`) are found apart; here every rank takes the
number and the amount of its own clause, and certificates told for all (`awards`) are shared out.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.contest import awards
from pipeline.extract.contest.prize_clauses import Clause, attached
from pipeline.extract.contest.prize_fields import FoundPrize, count_field, rank_field, value_field
from pipeline.extract.contest.prize_shares import counted_for_all, papers_of_lists, told_for_all
from pipeline.extract.contest.prize_tables import Listed, find_listed
from pipeline.extract.contest.prize_words import GROUP, TOTAL
from pipeline.extract.contest.rank_words import counted
from pipeline.extract.contest.ranks import Core, find_ranks
from pipeline.extract.money import find_money
from pipeline.extract.plain import plain
from pipeline.extract.prose import Prose
from pipeline.extract.valued import field_of, squash
from pipeline.records.contest import Prize
from pipeline.records.evidence import Field

__all__ = ["FoundPrize", "find_prizes"]


def find_prizes(prose: Prose) -> list[FoundPrize]:
    """Prizes in order; a rank counts only with a number or an amount, and not in a tale of past awards."""
    monies = list(find_money(prose.text))
    listed = find_listed(prose)
    rows = [reach for one in listed for reach in (one.reach, *one.cells)]
    cores = find_ranks(prose, monies, rows)
    clauses = [] if not cores else attached(prose, cores, monies)
    commons = awards.shared(prose, cores, *_reach_of(cores, listed)) if cores or listed else []
    groups = [(m.start("group"), squash(m["group"])) for m in GROUP.finditer(prose.folded_lines)]
    found = [_from_table(prose, one) for one in listed]
    found += papers_of_lists(prose, clauses, [_from_clause(prose, one, commons) for one in clauses])
    found = [_grouped(f, groups) for f in sorted(found, key=lambda f: f.at)]
    return counted_for_all(prose, _kept(told_for_all(found, commons)), cores)


def _reach_of(cores: Sequence[Core], listed: Sequence[Listed]) -> tuple[int, int]:
    spans = [(c.start, c.end) for c in cores] + [one.reach for one in listed]
    return min(a for a, _ in spans), max(b for _, b in spans)


def _kept(found: Sequence[FoundPrize]) -> list[FoundPrize]:
    out: list[FoundPrize] = []
    for made in found:
        counted_or_paid = made.prize.count.value is not None or made.prize.value_vnd.value is not None
        if not (counted_or_paid or made.listed):
            continue
        again = next((n for n, kept in enumerate(out) if _same(made, kept)), None)
        if again is None:
            out.append(made)
        else:
            out[again] = _merged(made, out[again])
    return out if len(out) > 1 or any(p.money for p in out) else []


def _same(one: FoundPrize, other: FoundPrize) -> bool:
    """The same rank told twice; two values are two prizes, of a week and of the whole, say."""
    values = {one.prize.value_vnd.value, other.prize.value_vnd.value} - {None}
    if (one.prize.rank.value or "").casefold() != (other.prize.rank.value or "").casefold() or len(
        values
    ) > 1:
        return False
    return not one.group or not other.group or one.group == other.group


def _merged(one: FoundPrize, other: FoundPrize) -> FoundPrize:
    """The one that tells more, with what only the other tells."""
    best, rest = (one, other) if _full(one) > _full(other) else (other, one)
    blank = {
        name: getattr(rest.prize, name)
        for name in ("count", "value_vnd", "certificate")
        if getattr(best.prize, name).value is None
    }
    return replace(best, prize=best.prize.model_copy(update=blank), listed=one.listed or other.listed)


def _full(found: FoundPrize) -> int:
    return (found.prize.count.value is not None) + 2 * (found.prize.value_vnd.value is not None)


def _grouped(found: FoundPrize, groups: Sequence[tuple[int, str]]) -> FoundPrize:
    at = bisect.bisect_right([g for g, _ in groups], found.at) - 1
    if found.group or at < 0 or found.at - groups[at][0] > 600:
        return found
    return replace(found, group=groups[at][1])


def _from_clause(prose: Prose, one: Clause, commons: Sequence[awards.Shared]) -> FoundPrize:
    core = one.core
    count = count_field(prose, one)
    value = Field[int](rule="not-found")
    if one.money is not None:
        lead = prose.folded[core.end : one.money.start]
        value = value_field(prose, one.money, bool(TOTAL.search(lead)), lead, count.value)
    end = min([one.end, *(c.start for c in commons if core.end <= c.start < one.end)])
    paper = awards.certificate(prose, core.end, end)
    rank = rank_field(prose, core.rank, core.noun)
    return FoundPrize(
        Prize(rank=rank, count=count, value_vnd=value, certificate=paper),
        one.money,
        core.start,
        listed=one.listed or (paper.value is not None and core.sure),
    )


def _from_table(prose: Prose, one: Listed) -> FoundPrize:
    rank = rank_field(prose, one.rank)
    count = Field[int](rule="not-found")
    number = counted(plain(prose.text[slice(*one.count)])) if one.count else None
    if one.count is not None and number is not None:
        count = field_of(prose.passage, one.count, number, "prize-count-in-column", 0.93)
    value = Field[int](rule="not-found")
    if one.money is not None:
        value = value_field(prose, one.money, one.total, "", count.value)
    paper = Field[str](rule="not-found")
    for cell in one.cells:
        paper = paper if paper.value is not None else awards.certificate(prose, *cell)
    return FoundPrize(
        Prize(rank=rank, count=count, value_vnd=value, certificate=paper), one.money, one.rank[0], one.group
    )
