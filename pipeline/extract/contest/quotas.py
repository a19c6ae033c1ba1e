"""How many go on: `10/114 xã, phường`, `lấy 06 đội vào vòng trong`, `sáu gương mặt … sẽ vào Vòng 3`.

In every clause the numbers with what they count are held against its deeds: who is chosen, who goes on to a
stage, who makes up a later stage. Who is sent by each unit, given a prize or reported is no quota.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.contest import quota_words as words
from pipeline.extract.contest.rank_words import counted
from pipeline.extract.contest.stages import FoundStage
from pipeline.extract.contest.tables import Cell, Row, head_over, tables
from pipeline.extract.datemention import DateMention
from pipeline.extract.prose import Para, Prose
from pipeline.extract.valued import field_of, text_field
from pipeline.records.contest import Quota
from pipeline.records.evidence import Field

_STOP = re.compile(r"[.;](?=\s|$)|[¶\n|]")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Found:
    """Spans of a quota's parts."""

    take: Span
    of: Span | None
    unit: Span


def find_quotas(
    prose: Prose, stages: Sequence[FoundStage], dates: Sequence[DateMention]
) -> tuple[Quota, ...]:
    """Quotas in order, each with the stage in whose section it stands."""
    out: list[Quota] = []
    told = list(_in_tables(prose))
    closed = [f.take for f in told]
    for para in prose.paras:
        told += (f for f in _in_paragraph(prose, para) if f.take not in closed)
    for found in sorted(told, key=lambda f: f.take):
        dated = any(d.core[0] < found.take[1] and d.core[1] > found.take[0] for d in dates)
        take = _number(prose, found.take)
        if dated or not take:
            continue
        rule, trust = ("quota-share", 0.96) if found.of else ("quota-picked", 0.85)
        out_of = Field[int](rule="not-found")
        if found.of and (of := _number(prose, found.of)):
            out_of = field_of(prose.passage, found.of, of, rule, trust)
        stage = next(
            (s.stage.index for s in stages if s.section.start <= found.take[0] < s.section.end), None
        )
        unit = text_field(prose.passage, found.unit, rule, trust)
        took = field_of(prose.passage, found.take, take, rule, trust)
        out.append(Quota(take=took, out_of=out_of, unit=unit, stage=stage))
    return tuple(out)


def _number(prose: Prose, span: Span) -> int | None:
    return counted(prose.folded[slice(*span)].replace(".", ""))


def _in_paragraph(prose: Prose, para: Para) -> Iterator[_Found]:
    start = para.words
    heading = ""
    text = prose.folded_lines if para.row or "|" in prose.text[start : para.end] else prose.folded
    for stop in (*(m.start() for m in _STOP.finditer(text, para.words, para.end)), para.end):
        clause = prose.folded[start:stop]
        yield from _in_clause(clause, start, heading, text[para.words : start])
        heading = heading or clause[:60]
        start = stop + 1
    for found in words.AT_MOST.finditer(text, para.words, para.end):
        yield _Found(found.span("take"), None, found.span("unit"))


def _in_clause(clause: str, offset: int, heading: str, sofar: str) -> Iterator[_Found]:
    """Quotas of one clause; `heading` is how its paragraph begins, where a stage may be told."""
    picked_until = -1  # `chọn 10 xã và 02 sở`: the second goes with the first
    shared: set[int] = set()
    for found in words.PHRASE.finditer(clause):
        if found.start("take") in shared or words.NUMBERED.search(clause, 0, found.start("take")):
            continue
        joined = picked_until >= 0 and bool(
            words.ALSO.fullmatch(
                re.sub(r"^.*?(?=,?\s?(?:va|,|cung)\s$)", "", clause[picked_until : found.start()])
            )
        )
        if words.WHOLE.search(clause, 0, found.start()):
            continue
        picked = _picked(clause, found, heading)
        other = words.OTHER_DEED.match(clause, found.end())
        if not picked and not (joined and found["known"] and other is None):
            continue
        of = found.span("of") if found["of"] else None
        if of is None and not joined:
            whole = words.WHOLE_AFTER.match(clause, found.end()) or words.WHOLE_BEFORE.search(
                clause, 0, found.start()
            )
            of = whole.span("of") if whole else None
            if whole is None and (
                took := _took_part(sofar + clause, len(sofar) + found.start(), found["unit"])
            ):
                of = (took.start("of") - len(sofar), took.end("of") - len(sofar))
            if of is not None:
                shared.add(of[0])
        picked_until = found.end()
        yield _Found(
            _moved(found.span("take"), offset),
            _moved(of, offset) if of else None,
            _moved(found.span("unit"), offset),
        )


def _took_part(text: str, at: int, unit: str) -> re.Match[str] | None:
    """`18 đội thi đấu, chọn 06 đội`: how many of the same kind took part, last told before `at`."""
    kind = re.escape(unit.split(",")[0])
    told = re.compile(
        rf"(?<![\w/.])(?P<of>{words.OF})\s{kind}\s(?:thi|tham gia|du thi|tranh tai|buoc vao|con lai"
        rf"|thanh \d)\b(?! (?:chung|ban|tu) ket)"
    )
    return max(told.finditer(text, 0, at), key=lambda m: m.start(), default=None)


def _moved(span: Span, offset: int) -> Span:
    return span[0] + offset, span[1] + offset


def _picked(clause: str, found: re.Match[str], heading: str) -> bool:
    before, after = clause[: found.start()], clause[found.end() :]
    chosen = words.SELECT.search(before)
    onward = words.GOES_ON.search(after)
    if found["of"]:
        told = words.REPORTS.search(before) or words.REPORTED.match(after)
        return chosen is not None or told is None
    if words.MADE_OF.search(before) or words.OF_EACH.match(after):
        return False
    known = found["known"] is not None
    each = words.EACH.search(before) is not None
    best = words.BEST.search(found.group() + after[:50]) is not None
    if known and words.IN_ALL.search(before):
        return True
    if known and words.IN_SUM.search(before):
        return True
    if known and words.AS_CHOSEN.search(before) and words.CHOSEN.match(after.strip()):
        return True
    if words.COUNTED_IN.search(before) and (known or found["take"].isdigit()):
        return True
    if chosen is not None:
        return _chosen(chosen, before, after, heading, onward, known=known, each=each, best=best)
    if onward is not None and (best or not each) and len(after[: onward.start()].split()) <= 14:
        if re.search(r"\d", after[: onward.start()]) and not best:
            return False
        return known or (found["take"].isdigit() and best)
    if known and best and words.PASSED.match(after) and words.AT_STAGE.match(heading or before):
        return True
    return known and _makes_up(before, found["unit"] + after, heading)


def _chosen(
    chosen: re.Match[str],
    before: str,
    after: str,
    heading: str,
    onward: re.Match[str] | None,
    *,
    known: bool,
    each: bool,
    best: bool,
) -> bool:
    """Are they chosen to go on, rather than sent by each unit (`mỗi trường cử 01 đội`) or honoured?"""
    least = "it nhat" in chosen.group() or "toi thieu" in chosen.group()
    sent = chosen["verb"] in ("cu", "de cu", "chon cu") or (chosen["verb"] == "gioi thieu" and least)
    if chosen["into"]:
        return True
    if sent:
        return words.AT_LATER.search(after[:80]) is not None and not words.GIFT.match(after)
    if onward is not None:
        return True
    if not known or words.GIFT.match(after):
        return False
    at_stage = words.AT_STAGE.search(before) or words.AT_STAGE.search(heading)
    return best or not each or at_stage is not None


def _makes_up(before: str, after: str, heading: str) -> bool:
    """`Vòng chung kết dành cho 10 thí sinh có điểm cao nhất`: they are those of a later stage."""
    if not words.HOLDS.search(before):
        return False
    told = words.CHOSEN.search(after[:80]) is not None
    lead = before[-120:]
    if (
        words.AT_STAGE.search(lead)
        or words.AT_STAGE.search(heading)
        or re.search(r"danh (?:rieng )?cho\s(?:top\s)?$", lead)
    ):
        if told:
            return not re.search(r",\s$", lead) or words.AT_LATER.search(heading + lead) is not None
        later = words.AT_LATER.match(before) or words.AT_LATER.match(heading)
        return (
            later is not None
            and re.search(r"\bgom(?: co)?\s$|\bdanh cho(?: top)?\s$|\btop\s$", lead) is not None
            and not before.count(",") > 3
        )
    return False


def _in_tables(prose: Prose) -> Iterator[_Found]:
    """Numbers under `Số đội đi tiếp`, with those under `Số đội tham gia`."""
    for table in tables(prose):
        head: Row | None = None
        for row in table:
            if row.cells and words.ROW_ON.match(row.cells[0].text):
                for cell in row.cells[1:]:
                    if few := re.match(r"(\d{1,4})\s[a-z]+(?:\s[a-z]+)?", cell.text):
                        yield _Found(
                            (cell.start, cell.start + few.end(1)),
                            None,
                            (cell.start + few.end(1) + 1, cell.start + few.end()),
                        )
                continue
            if any(words.HEAD_ON.match(c.text) for c in row.cells) and not any(_bare(c) for c in row.cells):
                head = row
                continue
            if head is None:
                continue
            on = next((c for c in row.cells if _bare(c) and _under(c, row, head, words.HEAD_ON)), None)
            if on is None:
                continue
            every = next(
                (c for c in row.cells if c is not on and _bare(c) and _under(c, row, head, words.HEAD_ALL)),
                None,
            )
            over = head_over(on, row, head)
            assert over is not None
            yield _Found(_digits(on), _digits(every) if every else None, (over.start, over.end))


def _bare(cell: Cell) -> bool:
    return re.fullmatch(r"\d{1,4}(?:\s[a-z]+(?:\s[a-z]+)?)?", cell.text) is not None


def _digits(cell: Cell) -> Span:
    return cell.start, cell.start + len(re.match(r"\d+", cell.text).group())  # type: ignore[union-attr]


def _under(cell: Cell, row: Row, head: Row, says: re.Pattern[str]) -> bool:
    over = head_over(cell, row, head)
    return over is not None and says.match(over.text) is not None
