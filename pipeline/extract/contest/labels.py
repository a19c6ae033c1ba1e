"""Headings of stages: `Chặng 1`, `Giai đoạn II`, `Vòng thứ nhất`, `Vòng sơ khảo`, `Tuần 3`, `Chung kết`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.contest.columns import counted, grid, row_of
from pipeline.extract.contest.label_words import OPENS, WORDS, Family
from pipeline.extract.contest.series import in_turn
from pipeline.extract.contest.spotting import Spot, spots
from pipeline.extract.contest.standing import Standing, stands
from pipeline.extract.contest.told import GIVEN, Time
from pipeline.extract.plain import plain
from pipeline.extract.prose import Para, Prose


@dataclass(frozen=True, slots=True)
class Label:
    """A heading of a stage: its reach, family, number (None for a named round), and how it stands."""

    start: int
    end: int
    family: Family
    number: int | None
    para: Para
    heads: bool
    """It begins a paragraph or a table's cell (a heading), rather than standing inside a sentence."""
    begin: int
    """Where its words begin: before the label where the time comes first (`Từ 01/6 đến 15/6: Vòng 1`)."""
    weak: bool = False
    """`Cấp trường:` alone, a stage only where a time follows."""
    time: Time | None = None
    """The time that the sentence gives it, where that is what made it a stage."""
    sort: str = ""
    """`level` or `unit`, as `Spot.sort`."""


def find_labels(prose: Prose, times: Sequence[Time] = ()) -> list[Label]:
    """Stage headings, and stages named inside a sentence with a time of their own; mentions are left out.

    `times` are those of the whole text: a stage may stand after its time, or a row of stages beside a row
    of times. A label straight after another is its name: `Vòng 3 - Chung kết`.
    """
    seen = spots(prose)
    turns = in_turn(prose, seen, times)
    taken = [s.start for s, _ in turns]
    found = [_label(prose, s, Standing(False, s.start, t)) for s, t in turns]
    for spot in seen:
        if spot.start not in taken and (how := stands(prose, spot, seen, times)) is not None:
            found.append(_label(prose, spot, how))
    if not any(label.heads and label.number is not None for label in found):
        found += _in_column(prose)
    found = _one_a_row(prose, found)
    found = _without_units(prose, _without_levels(prose, found), times)
    found = _numbered_again(prose, sorted(found, key=lambda label: label.start))
    return [label for i, label in enumerate(found) if not i or not _names(prose, found[i - 1], label, times)]


def _one_a_row(prose: Prose, found: Sequence[Label]) -> list[Label]:
    """A row of a table with a day tells one stage, its first; its times may stand before the label."""
    out: list[Label] = []
    heads = [(g.head.start, g.head.end) for g in grid(prose) if g.head is not None and g.rows]
    for label in sorted(found, key=lambda x: x.start):
        para = label.para
        if any(a <= label.start < b for a, b in heads):
            continue  # a column, `Cấp tỉnh`
        dated = para.row and row_of(prose, label.start) is not None
        if dated and label.heads and any(x.para is para and x.heads for x in out):
            continue
        out.append(replace(label, begin=para.start) if dated and label.heads else label)
    return out


_SPOKEN = re.compile(r"thi cap\b")


def _without_levels(prose: Prose, found: Sequence[Label]) -> list[Label]:
    """Leave a level told in a sentence out (`hội thi cấp xã`) unless two or more are told apart."""
    told = {plain(prose.text[x.start : x.end]) for x in found if x.sort == "level"}
    out: list[Label] = []
    for label in found:
        if label.sort == "level" and not label.heads:
            beside = any(x.para is label.para and x.sort != "level" for x in found)
            spoken = _SPOKEN.match(prose.folded, label.start) is not None
            if (len(told) < 2 and not spoken) or (beside and not spoken):
                continue
        out.append(label)
    return out


def _without_units(prose: Prose, found: Sequence[Label], times: Sequence[Time]) -> list[Label]:
    """Clusters and groups are stages only where two or more have their day and no stage stands above them."""
    units = sorted((x for x in found if x.sort == "unit"), key=lambda x: x.start)
    rest = [x for x in found if x.sort != "unit"]
    told = {plain(prose.text[x.start : x.end]) for x in units}
    given = (next((t for t in times if t.range.start >= x.end), None) for x in units)
    if len(told) < 2 or any(t is not None and t.kind in GIVEN for t in given):
        return rest
    return rest if any(_over(prose, x, units[0]) for x in rest) else list(found)


def _over(prose: Prose, label: Label, unit: Label) -> bool:
    """Does a unit stand in the sentence of a stage, or in the list under its heading?"""
    if label.start > unit.start:
        return False
    if label.para is unit.para:
        return not re.search(r"[.;]\s", prose.text[label.end : unit.start])
    between = [p for p in prose.paras if label.para.start < p.start < unit.para.start and not p.row]
    return label.heads and not between and not re.search(r"\d/\d", prose.text[label.end : label.para.end])


def _label(prose: Prose, spot: Spot, how: Standing) -> Label:
    return Label(
        spot.start,
        spot.end,
        spot.family,
        spot.number,
        prose.para_at(spot.start),
        how.heads,
        how.begin,
        spot.weak and how.heads,
        how.time,
        spot.sort,
    )


def _numbered_again(prose: Prose, found: Sequence[Label]) -> list[Label]:
    """`Đợt đầu (Đợt 1)` and `Đợt sau (Đợt 2)` are told by their number."""
    out: list[Label] = []
    for label in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.family is label.family
            and label.number is not None
            and before.number in (None, label.number)
            and before.para is label.para
            and re.fullmatch(r"\s?[(,]\s?(?:tuc |hay |goi la |la )?", prose.folded[before.end : label.start])
        ):
            out[-1] = replace(label, begin=before.begin, heads=before.heads)
            continue
        if label.number is not None and not label.heads:
            lead = _UNNUMBERED.search(prose.folded, label.para.words, label.start)
            if lead is not None and OPENS.fullmatch(prose.folded, label.para.words, lead.start()):
                label = replace(label, heads=True, begin=lead.start())
        out.append(label)
    return out


_UNNUMBERED = re.compile(
    r"(?:" + "|".join(WORDS.values()) + r")\s(?:sau|truoc|tiep theo|ke tiep|cuoi|nay)\s?[(,]\s?$"
)


def _names(prose: Prose, before: Label, label: Label, times: Sequence[Time]) -> bool:
    """Is a label the name of the one before it: `Vòng 3 - Chung kết`, `Tuần 2: từ 1/6 đến 5/6 - Bán kết`?"""
    if before.para.row and before.number is None and before.para is label.para:
        return False  # two columns of a table's head
    gap = r"[\s.:|(\"'–-]{1,5}(?:(?:voi|mang|co)\s(?:ten(?: goi)?|chu de)(?:\sla)?[\s:\"']{1,3})?"
    if re.fullmatch(gap, prose.folded[before.end : label.start]):
        return True
    if before.para is not label.para or before.number is None or label.number is not None:
        return False
    if label.para.row:  # a row tells one stage; a named round in a further cell is what it holds
        return prose.folded[before.para.start : before.start].strip(" .0123456789") == ""
    own = [t for t in times if before.end <= t.range.start and t.range.end <= label.start]
    return (
        len(own) == 1
        and before.begin == before.start
        and re.fullmatch(r"[\s:|(-]{0,4}(?:thoi gian:?\s)?", prose.folded[before.end : own[0].range.start])
        is not None
        and re.fullmatch(gap, prose.folded[own[0].range.end : label.start]) is not None
    )


def _in_column(prose: Prose) -> list[Label]:
    """Bare numbers under a head that names a family."""
    families = {plain(f.value): f for f in Family}
    return [
        Label(c.start, c.end, families[c.family], c.number, prose.para_at(c.start), True, c.row)
        for c in counted(prose)
    ]
