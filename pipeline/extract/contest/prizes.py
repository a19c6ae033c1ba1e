"""Prizes: rank, how many, what one is worth, and the certificate that goes with it.

Ranks (`ranks`), amounts (`money`) and tables (`prize_tables`) are found apart; here every rank takes the
number and the amount of its own clause, and certificates told for all (`awards`) are shared out.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.contest import awards
from pipeline.extract.contest.prize_tables import Listed, find_listed
from pipeline.extract.contest.prize_words import (
    ALIKE,
    COUNT_AFTER,
    COUNT_NAMED,
    COUNT_OF_ALL,
    EACH,
    GROUP,
    IN_BRACKETS,
    JOINED,
    LISTED,
    RAISED,
    SERIES,
    TIMES_AFTER,
    TIMES_BEFORE,
    TO_NEXT,
    TOTAL,
)
from pipeline.extract.contest.rank_words import counted, spelled
from pipeline.extract.contest.ranks import Core, find_ranks
from pipeline.extract.money import Money, find_money
from pipeline.extract.plain import plain
from pipeline.extract.prose import Prose
from pipeline.extract.valued import field_of, squash
from pipeline.records.contest import Prize
from pipeline.records.evidence import Field


@dataclass(frozen=True)
class FoundPrize:
    """A prize, and its money as read (for the check of figures against words)."""

    prize: Prize
    money: Money | None
    at: int = 0
    group: str = ""
    listed: bool = False
    """Told to be a prize by a list of such, whatever else is told of it."""


@dataclass(frozen=True)
class _Clause:
    """A rank with the end of its words, and the amount told for it."""

    core: Core
    end: int
    money: Money | None = None
    count: tuple[int, int] | None = None
    """A number told for it elsewhere than beside it."""
    listed: bool = False


def find_prizes(prose: Prose) -> list[FoundPrize]:
    """Prizes in order; a rank counts only with a number or an amount, and not in a tale of past awards."""
    monies = list(find_money(prose.text))
    listed = find_listed(prose)
    rows = [reach for one in listed for reach in (one.reach, *one.cells)]
    cores = find_ranks(prose, monies, rows)
    clauses = [] if not cores else _attached(prose, cores, monies)
    commons = awards.shared(prose, cores, *_reach_of(cores, listed)) if cores or listed else []
    groups = [(m.start("group"), squash(m["group"])) for m in GROUP.finditer(prose.text_lower_lines)]
    found = [_from_table(prose, one) for one in listed]
    found += _papers_of_lists(prose, clauses, [_from_clause(prose, one, commons) for one in clauses])
    found = [_grouped(f, groups) for f in sorted(found, key=lambda f: f.at)]
    return _kept(_counted_for_all(prose, _told_for_all(found, commons), cores))


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


def _attached(prose: Prose, cores: Sequence[Core], monies: Sequence[Money]) -> list[_Clause]:
    """Each rank with the amount of its clause: behind it, before it, or in its turn of a series."""
    starts = [c.start for c in cores]
    ahead: dict[int, Money] = {}
    for money in monies:
        n = bisect.bisect_left(starts, money.until)
        if n < len(cores) and cores[n].start - money.until < 60 and _goes_to(prose, money, cores[n]):
            ahead[n] = money
    given = {m.start for m in ahead.values()}
    out: list[_Clause] = []
    run: list[_Clause] = []
    for i, core in enumerate(cores):
        last = i + 1 == len(cores)
        end = min(len(prose.text) if last else cores[i + 1].start, _reach(prose, core.end))
        behind = [m for m in monies if core.end <= m.start < end and m.start not in given]
        mine = ahead.get(i) or _own(prose, core, behind)
        run.append(_Clause(core, end, mine))
        joined = not last and mine is None and JOINED.fullmatch(prose.folded, core.end, cores[i + 1].start)
        if joined and prose.para_at(core.end) == prose.para_at(cores[i + 1].start):
            continue
        if len(run) > 1:
            told = LISTED.search(prose.folded, max(0, run[0].core.start - 130), run[0].core.start)
            told = told or _GIFTS.match(prose.folded, run[-1].core.end)
            run = [replace(c, listed=told is not None) for c in _run(prose, run, behind, monies)]
        out += run
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
    prose: Prose, run: Sequence[_Clause], behind: Sequence[Money], monies: Sequence[Money]
) -> list[_Clause]:
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
        if awards.told_for_all(prose, after.words, after.end):
            break
        end = after.end
    return min(end, at + 420)


def _from_clause(prose: Prose, one: _Clause, commons: Sequence[awards.Shared]) -> FoundPrize:
    core = one.core
    count = _count(prose, one)
    rank = _rank(prose, core.rank, core.noun)
    value = Field[int](rule="not-found")
    if one.money is not None:
        lead = prose.folded[core.end : one.money.start]
        value = _value(prose, one.money, bool(TOTAL.search(lead)), lead, count.value)
    end = min([one.end, *(c.start for c in commons if core.end <= c.start < one.end)])
    paper = awards.certificate(prose, core.end, end)
    return FoundPrize(
        Prize(rank=rank, count=count, value_vnd=value, certificate=paper),
        one.money,
        core.start,
        listed=one.listed or (paper.value is not None and core.sure),
    )


_GIFTS = re.compile(
    r"\s*(?:do\b[^.;\n]{3,80}?\s)?(?:duoc |se )*(?:tang|trao|nhan|co|thuong)\s"
    r"(?:qua|hien vat|phan qua|phan thuong|giay|bang)"
)
"""`giải Nhì và giải Ba do nhà tài trợ tặng quà`: prizes without sums."""
_WITH = re.compile(r"\s?:|,?\s(?:deu |cung |duoc )*(?:kem(?: theo)?|va|cung|duoc (?:tang|cap|nhan))\b")
_ALL_WITH = re.compile(r",\s(?:tat ca |deu )?(?:cung(?: voi)?|kem(?: theo)?)\s(?=\S+ (?:khen|chung nhan))")
"""`…; 06 giải Ba 1.000.000 đồng, cùng với Giấy chứng nhận …`: at the end of a list, with each of it."""


def _papers_of_lists(
    prose: Prose, clauses: Sequence[_Clause], found: Sequence[FoundPrize]
) -> list[FoundPrize]:
    """`01 giải Nhất, 02 giải Nhì, 03 giải Ba kèm Giấy khen`: the certificate stands with each of the list."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        core, after = clauses[i].core, clauses[i + 1].core
        paper = out[i + 1].prize.certificate
        if out[i].prize.certificate.value is not None or paper.value is None:
            continue
        last = i + 2 == len(out) or out[i + 2].prize.certificate != paper
        if last and not _WITH.match(prose.folded, after.end):
            continue
        if JOINED.fullmatch(prose.folded, core.end, after.start):
            out[i] = _with_paper(out[i], paper)
    return _papers_at_ends(prose, clauses, out)


def _with_paper(found: FoundPrize, paper: Field[str]) -> FoundPrize:
    return replace(found, prize=found.prize.model_copy(update={"certificate": paper}))


def _papers_at_ends(
    prose: Prose, clauses: Sequence[_Clause], found: Sequence[FoundPrize]
) -> list[FoundPrize]:
    """A certificate told after a comma behind the last prize of a sentence goes with each of the sentence."""
    out = list(found)
    for i in range(1, len(out)):
        paper = out[i].prize.certificate
        one = clauses[i]
        if paper.value is None or not _ALL_WITH.search(prose.folded, one.core.end, one.end):
            continue
        floor = prose.para_at(one.core.start).words
        dot = prose.text.rfind(". ", floor, one.core.start)
        first = max(floor, dot + 1)
        before = [k for k in range(i) if clauses[k].core.start >= first]
        if before and all(out[k].prize.certificate.value is None for k in before):
            for k in before:
                out[k] = _with_paper(out[k], paper)
    return out


def _from_table(prose: Prose, one: Listed) -> FoundPrize:
    rank = _rank(prose, one.rank)
    count = Field[int](rule="not-found")
    number = counted(plain(prose.text[slice(*one.count)])) if one.count else None
    if one.count is not None and number is not None:
        count = field_of(prose.passage, one.count, number, "prize-count-in-column", 0.93)
    value = Field[int](rule="not-found")
    if one.money is not None:
        value = _value(prose, one.money, one.total, "", count.value)
    paper = Field[str](rule="not-found")
    for cell in one.cells:
        paper = paper if paper.value is not None else awards.certificate(prose, *cell)
    return FoundPrize(
        Prize(rank=rank, count=count, value_vnd=value, certificate=paper), one.money, one.rank[0], one.group
    )


def _rank(prose: Prose, span: tuple[int, int], noun: tuple[int, int] | None = None) -> Field[str]:
    shown = spelled(squash(prose.text[slice(*span)]))
    if noun is not None:
        shown = f"{squash(prose.text[slice(*noun)])} {shown}"
    return field_of(prose.passage, span, shown, "prize-rank", 0.96)


def _count(prose: Prose, one: _Clause) -> Field[int]:
    core, end = one.core, one.end
    after = COUNT_AFTER.match(prose.text_lower_lines, core.end, min(end, core.end + 40))
    if after and one.money and one.money.start < after.end() and after.end("cell") > 0:
        after = None  # the figures of the amount
    named = COUNT_NAMED.search(prose.folded, core.end, end)
    for span, rule, trust in (
        (core.count, "prize-count", 0.96),
        (one.count, "prize-count-in-turn", 0.9),
        (_span(after), "prize-count-after-rank", 0.9),
        (_span(named), "prize-count-named", 0.93),
        (_times(prose, one), "prize-count-times", 0.93),
        (_span(IN_BRACKETS.search(prose.folded, core.end, end)), "prize-count-in-brackets", 0.9),
    ):
        number = counted(prose.folded[slice(*span)]) if span else None
        if span is not None and number is not None:
            return field_of(prose.passage, span, number, rule, trust)
    return Field[int](rule="not-found")


def _span(found: re.Match[str] | None) -> tuple[int, int] | None:
    if found is None:
        return None
    return found.span("cell") if "cell" in found.re.groupindex and found["cell"] else found.span("count")


def _times(prose: Prose, one: _Clause) -> tuple[int, int] | None:
    """`500.000đ x 2`, `2 x 500.000đ`."""
    if one.money is None:
        return None
    after = TIMES_AFTER.match(prose.folded, one.money.end, one.end)
    before = TIMES_BEFORE.search(prose.folded, one.core.end, max(one.core.end, one.money.start))
    return _span(after) or _span(before)


def _value(prose: Prose, money: Money, total: bool, lead: str, count: int | None) -> Field[int]:
    """Value of one prize; a printed total is shared out over the count."""
    span = (money.start, money.end)
    tail = prose.folded[span[1] : span[1] + 12]
    if total and not EACH.search(lead + tail) and count and money.value % count == 0:
        return field_of(prose.passage, span, money.value // count, "prize-total-over-count", 0.7)
    agreed = money.spoken is not None and money.spoken.value == money.value and money.until > money.end
    trust = 0.99 if agreed else 0.7 if money.contradicts else 0.94
    rule = "prize-value-in-figures-and-words" if agreed else "prize-value"
    return field_of(prose.passage, span, money.value, rule, trust)


def _told_for_all(prizes: Sequence[FoundPrize], commons: Sequence[awards.Shared]) -> list[FoundPrize]:
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
            prize = found.prize.model_copy(update={"certificate": common.certificate})
            out[i] = replace(found, prize=prize, listed=found.listed or bool(common.ranks))
    return out


def _counted_for_all(prose: Prose, prizes: Sequence[FoundPrize], cores: Sequence[Core]) -> list[FoundPrize]:
    """`Mỗi loại có 01 giải`: the number of every prize near that has none of its own."""
    out = list(prizes)
    for told in COUNT_OF_ALL.finditer(prose.folded) if cores else ():
        near = cores[0].start - 200 < told.start() < cores[-1].end + 400
        number = counted(told["count"])
        if not near or number is None or any(told.start() <= c.start < told.end() + 12 for c in cores):
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
