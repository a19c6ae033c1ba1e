"""Where ranks of prizes stand: `02 giải Nhì`, `Huy chương Vàng`, `loại A`, `Nhất: …; Nhì: …`, `Quán quân`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.contest.prize_words import COUNT_AFTER, UNIT
from pipeline.extract.contest.rank_words import (
    ALSO,
    BARE,
    BARE_AFTER,
    BARE_BEFORE,
    CALLED,
    CALLED_SO,
    COUNTED_AFTER,
    GRADE,
    LADDER,
    MEDAL,
    MORE_MEDALS,
    NAMED,
    NOT_RANKS,
    NUMBER,
    OFTEN_OTHER,
    OPEN,
    PAPER,
    PAST,
    SCALES,
    SENTENCE,
    STEP,
    TALE,
    TITLE,
    WON,
    ZONE,
)
from pipeline.extract.money import Money
from pipeline.extract.prose import Prose


@dataclass(frozen=True, slots=True)
class Core:
    """A rank, its count where one stands before it, and the reach of both with the noun."""

    start: int
    end: int
    rank: tuple[int, int]
    count: tuple[int, int] | None = None
    noun: tuple[int, int] | None = None
    """The noun of a rank told without it (`Huy chương Vàng, Bạc`)."""
    sure: bool = True
    """It is a prize by its words; else only beside others."""


def find_ranks(prose: Prose, monies: Sequence[Money], skip: Sequence[tuple[int, int]] = ()) -> list[Core]:
    """Ranks in order, none of them inside `skip` or an amount in words."""
    closed = [*skip, *((m.start, m.until) for m in monies), *_tales(prose, monies)]
    found: list[Core] = []

    def take(cores: Iterator[Core]) -> None:
        for core in cores:
            a, b = core.rank
            if any(s < b and e > a for s, e in closed) or any(
                c.start < core.end and c.end > core.start for c in found
            ):
                continue
            found.append(core)

    take(_named(prose, monies))
    take(_graded(prose, monies))
    take(_medals(prose, sorted(found, key=lambda c: c.start)))
    take(_ladders(prose))
    if "nh" in prose.folded or "giai" in prose.folded:
        take(_bare(prose, monies, list(found)))
    take(_open(prose, monies, list(found)))
    if found:
        take(_called(prose, monies, list(found)))
    return sorted(found, key=lambda c: c.start)


def _tales(prose: Prose, monies: Sequence[Money]) -> Iterator[tuple[int, int]]:
    """Sentences that tell who won what (`đã đạt 02 giải Nhất, 03 giải Nhì`), without money."""
    for found in TALE.finditer(prose.folded):
        stop = SENTENCE.search(prose.folded, found.end())
        end = stop.start() if stop else len(prose.folded)
        begin = found.start()
        lead = max(prose.para_at(begin).words, begin - 200)
        told = any(begin <= m.start < end for m in monies) or PAPER.search(prose.folded, lead, end)
        if not told or PAST.search(prose.folded, max(0, begin - 60), begin):
            yield begin, end


def _core(found: re.Match[str], rank: str = "rank", *, sure: bool = True) -> Core:
    count = found.span("count") if found["count"] else None
    return Core(found.start(), found.end(), found.span(rank), count, sure=sure)


_GROUPS = ("chuyen de", "phu", "ca nhan", "tap the", "dong doi", "toan doan", "phong trao", "sang tao")
_HEADING = re.compile(rf"\s*:\s*{NUMBER}\s(?:\([a-z ]+\)\s)?giai\s(?=[a-z])")


_GIVEN_TO = re.compile(rf"\s*:\s*(?P<count>{NUMBER})\s(?:\([a-z ]+\)\s)?giai\s(?:danh )?cho\s")


def _named(prose: Prose, monies: Sequence[Money]) -> Iterator[Core]:
    folded = prose.folded
    for found in NAMED.finditer(folded):
        group = next(g for g in ("rank", "quoted", "whose") if found[g])
        given = _GIVEN_TO.match(folded, found.end())
        if given and found[group] in _GROUPS:  # `Giải tập thể: 03 giải dành cho đơn vị có nhiều bài nhất`
            yield Core(found.start(), given.end(), found.span(group), given.span("count"))
            continue
        if not _plausible(prose, found, group, monies):
            continue
        heading = _HEADING.match(folded, found.end())
        if heading and found[group] in _GROUPS and prose.text[heading.end()].isupper():
            continue  # `giải chuyên đề: 01 giải Đội thi xa nhất`
        yield _core(found, group)
        at, lower = found.end(), prose.text[found.start(group)].islower()
        while also := ALSO.match(folded, at) if group == "rank" else None:
            if not (prose.text[also.start("rank")].isupper() or lower):
                break
            if _number_word(folded, also):
                break
            yield Core(
                also.start("count") if also["count"] else also.start("rank"),
                also.end(),
                also.span("rank"),
                also.span("count") if also["count"] else None,
            )
            at = also.end()


def _plausible(prose: Prose, found: re.Match[str], group: str, monies: Sequence[Money]) -> bool:
    """No award of the past; a rank of one letter and bare `ba`, `tư` with their capital, or a number."""
    folded, rank = prose.folded, found[group]
    near = paid_near(prose, found.end(), monies)
    if group != "rank":
        after = COUNT_AFTER.match(folded, found.end())
        told = after is not None and not any(
            m.start < after.end("count") for m in monies if m.start > found.end()
        )
        return near and (bool(found["count"]) or (group == "whose" and told))
    if _number_word(folded, found):
        return False
    if rank in ("a", "b", "c") and prose.text[found.start("rank")] not in "AaBbCc":
        return False  # `giải Á quân`
    if rank in OFTEN_OTHER and not (found["count"] or prose.text[found.start("rank")].isupper()):
        return False
    clause = folded[max(0, found.start() - 60) : found.start()]
    clause = clause[max(clause.rfind(c) for c in ".;:") + 1 :]
    end = prose.folded.find(".", found.end())
    near = near or PAPER.search(folded, found.end(), end if end > 0 else len(folded)) is not None
    return not (WON.search(clause) and (not near or PAST.search(clause)))


def _number_word(folded: str, found: re.Match[str]) -> bool:
    """Is the `ba` of `giải ba triệu` a number rather than a rank?"""
    return found["rank"] in ("ba", "tu") and SCALES.match(folded, found.end("rank")) is not None


def paid_near(prose: Prose, at: int, monies: Sequence[Money], reach: int = 60) -> bool:
    """Is money told soon after, in the same clause?"""
    end = min(at + reach, prose.para_at(at).end)
    stop = prose.folded.find(";", at, end)
    return any(at <= m.start < (end if stop < 0 else stop) for m in monies)


def _medals(prose: Prose, named: Sequence[Core]) -> Iterator[Core]:
    """`Huy chương Vàng` is a rank, but after `Giải Nhất:` it is what goes with the prize."""
    for found in MEDAL.finditer(prose.folded):
        before = [c for c in named if c.end <= found.start()]
        if before and not re.search(r"[;.\n|]", prose.folded_lines[before[-1].end : found.start()]):
            continue
        core = _core(found)
        yield core
        noun = (found.start("rank"), found.start("rank") + len("huy chương"))
        while found.group("rank").startswith("huy") and (also := MORE_MEDALS.match(prose.folded, core.end)):
            if not prose.text[also.start("rank")].isupper():
                break
            count = also.span("count") if also["count"] else None
            core = Core((count or also.span("rank"))[0], also.end(), also.span("rank"), count, noun=noun)
            yield core


def _graded(prose: Prose, monies: Sequence[Money]) -> Iterator[Core]:
    made = [m for pattern in (GRADE, TITLE) for m in pattern.finditer(prose.folded)]
    made = [m for m in made if paid_near(prose, m.end(), monies, 48)]
    for one in made if len(made) >= 2 else ():
        groups = one.re.groupindex
        group = next((g for g in ("nth", "place") if g in groups and one[g]), "rank")
        if group != "place" or prose.text[one.start(group)].isupper():
            core = _core(one, group)
            named = prose.text.find("Hạng ", one.start(), core.rank[0])  # `Hạng Ba` beside `Quán quân`
            yield replace(core, rank=(named, core.rank[1])) if named >= 0 else core


def _ladders(prose: Prose) -> Iterator[Core]:
    """`gồm: Nhất, Nhì, Ba và Khuyến khích`: ranks in a row, each with its capital."""
    for found in LADDER.finditer(prose.folded):
        steps = list(STEP.finditer(prose.folded, found.start(), found.end()))
        if len(found.group().split()[0]) == 1 and NOT_RANKS.search(prose.folded, 0, found.start()):
            continue  # `bảng A, B, C`
        if len(steps) >= 2 and all(prose.text[s.start("rank")].isupper() for s in steps):
            yield from (_core(s) for s in steps)


def _bare(prose: Prose, monies: Sequence[Money], known: Sequence[Core]) -> Iterator[Core]:
    """Ranks without their noun, at least two in a paragraph about prizes or in a list of such."""
    zone = False
    pending: list[Core] = []
    opening = [c for p in prose.paras for c in _bare_in(prose, p.words, p.end, monies) if c.start == p.words]
    if len(opening) >= 2:
        yield from opening
    for para in prose.paras:
        text = prose.folded[para.words : para.end]
        own = list(_bare_in(prose, para.words, para.end, monies))
        about = bool(ZONE.search(text))
        beside = [c for c in known if para.words <= c.start < para.end and not c.count]
        if (
            len(own) + (len(beside) if about else 0) >= 2
            and own
            and (about or zone or any(para.words <= m.start < para.end for m in monies))
        ):
            yield from own
        elif len(own) == 1 and (zone or about):
            pending += own
        elif zone and not about:
            zone = False
        zone = zone or (about and not text.rstrip().endswith("."))
        if not zone and len(pending) < 2:
            pending = []
    if len(pending) >= 2:
        yield from pending


def _bare_in(prose: Prose, start: int, end: int, monies: Sequence[Money]) -> Iterator[Core]:
    folded = prose.folded
    for found in BARE.finditer(folded, start, end):
        at = found.start("rank")
        small = found["rank"] in ("nhat", "nhi", "ba", "khuyen khich") and any(
            0 < m.start - found.end() < 4 for m in monies
        )
        if not (prose.text[at].isupper() or small) or _number_word(folded, found):
            continue
        if not (
            found.start() == start
            or BARE_BEFORE.search(folded, max(start, found.start() - 12), found.start())
        ):
            continue
        after = COUNTED_AFTER if found["count"] else BARE_AFTER
        if not after.match(folded, found.end(), end):
            continue
        if not found["count"] and not _told_soon(folded, found.end(), end, monies):
            continue
        yield _core(found)


def _told_soon(folded: str, at: int, end: int, monies: Sequence[Money]) -> bool:
    """Is there an amount or a number right behind a bare rank?"""
    if any(at <= m.start <= at + 45 and m.start < end for m in monies):
        return True
    return bool(
        re.match(rf"\s*[:(|\n-]*\s*(?:co |gom )?{NUMBER}(?:\s{UNIT}\b|\s*[;,.)|\n]|$)", folded[at:end])
    )


def _open(prose: Prose, monies: Sequence[Money], known: Sequence[Core]) -> Iterator[Core]:
    """Prizes by a name of their own among others: `01 giải Trang phục đẹp: 300.000 đồng`."""
    made: list[re.Match[str]] = []
    for found in OPEN.finditer(prose.folded):
        capital = prose.text[found.start("rank")].isupper()
        if (found["count"] or capital) and len(found["rank"].split()) <= 9:
            made.append(found)
    for found in made:
        para = prose.para_at(found.start())
        near = any(c.start - 260 < found.start() < c.end + 260 for c in known)
        counted = found["count"] and prose.text[found.start("rank")].isupper()
        beside = counted and (
            paid_near(prose, found.end("rank"), monies)
            or any(o is not found and o["count"] and para.start <= o.start() < para.end for o in made)
        )
        if (near and (counted or paid_near(prose, found.end("rank"), monies))) or (
            beside and ZONE.search(prose.folded, para.start, para.end)
        ):
            yield _core(found, sure=False)


def _called(prose: Prose, monies: Sequence[Money], known: Sequence[Core]) -> Iterator[Core]:
    """Prizes by their names alone, each with a number and an amount, near others."""
    made = (m for pattern in (CALLED, CALLED_SO) for m in pattern.finditer(prose.folded_lines))
    for found in made:
        number = found.span("number") if found.re is CALLED else None
        reach = 400 if number else 160
        near = any(c.start - reach < found.start("rank") < c.end + reach for c in known)
        paid = any(found.end() <= m.start < found.end() + 4 for m in monies)
        if near and paid and prose.text[found.start("rank")].isupper() and len(found["rank"].split()) <= 7:
            yield Core(found.start("rank"), found.end("rank"), found.span("rank"), number, sure=False)
