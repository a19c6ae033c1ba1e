"""Every time told in the contest's text, with what it is for: a stage's own time, or a milestone."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.extract.contest.pairs import paired
from pipeline.extract.dates import Anchor
from pipeline.extract.prose import Level, Para, Prose, clause_start
from pipeline.extract.ranges import DateRange, Relation, find_ranges
from pipeline.records.contest import MilestoneKind

_CITED = re.compile(
    r"(?:[\w&.-]*\d[\w&.]*\s?[/-]\s?[a-z][\w/&-]*(?:-\s[\w&-]+)?"
    r"|\bso\s[\d./\s-]+/[\w&-]+)\s*,?\s*(?:ng[a-z]{0,2}y\s*)?[:,]?\s*$"
)
_OWN = re.compile(
    r"(?:^|[-+¶:;.(|,\s])\s*(?:va\s)?(?:th[a-z]{1,2}i\s(?:gian|han))(?:\s(?:thi|to ch[a-z]{2,3}|dien ra"
    r"|thuc hien|du kien|trien khai"
    r"|tham gia|bat dau|cuoc thi|hoi thi|vong thi|cu the|la|vao|chang|v[a-z]ng|dot|tuan|giai doan|thu|\d+"
    r"|[ivx]+))*\s*[:(-]?\s*(?:ng[a-z]{0,2}y\s*)?$"
)
_FORMER = re.compile(
    r"\b(?:thay (?:vi|cho)|truoc day|khong phai|thay doi tu|thoi gian (?:cu|truoc|ban dau)"
    r"|ke hoach cu)\b[^.;]*$"
)
_SIBLING = re.compile(
    r"(?:h[a-z]nh th[a-z]{2,3}|noi dung|d[a-z]a diem|doi tuong|the thuc|yeu cau|cach thuc)\b"
)
"""Paragraphs that stand beside a time in a stage's section and are no heading over it."""
_HAPPENS = re.compile(
    r"(?:dien ra|duoc to chuc|(?<!ban )to chuc|bat dau|(?<!du )thi|keo dai|thuc hien|mo cong thi"
    r"|trien khai|tien hanh)(?:\s(?:thi|truc tuyen|vao|trong|tu|cac|ng[a-z]{0,2}y))*\s*[:(]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A window, limit or day in the text, its clause's beginning, and what its words say it is.

    `own` means `Thời gian: …` or `diễn ra từ …`; `kind` is the milestone that the words before it name.
    """

    range: DateRange
    clause: int
    own: bool
    kind: MilestoneKind | None
    bare: bool
    """Nothing but marks stands between the clause's beginning and the time."""
    key: int
    """Offset of the word that told `kind`."""
    former: bool = False
    """A time that no longer holds: `(thay vì ngày 10/6/2026)`."""


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: MilestoneKind
    weight: int
    pattern: re.Pattern[str]


@cache
def _cues() -> tuple[_Cue, ...]:
    path = resources.files("pipeline.extract") / "data" / "milestones.tsv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_Cue(MilestoneKind(r["kind"]), int(r["weight"]), re.compile(r["cue"])) for r in rows)


def kind_of(folded: str) -> tuple[MilestoneKind | None, int]:
    """Which milestone a clause is about, by the weight of its words, and where its key word begins."""
    best: tuple[int, MilestoneKind | None, int] = (1, None, 0)
    for cue in _cues():
        found = cue.pattern.search(folded)
        if found and cue.weight > best[0]:
            best = (cue.weight, cue.kind, found.start())
    return best[1], best[2]


def cited(folded: str, start: int, floor: int = 0) -> bool:
    """Does a date at `start` belong to a document's number (`2136/SKHCN-TTTT ngày 28/5/2026`)?

    The number is looked for from `floor` on: a list item does not go on with the line before it.
    """
    return bool(_CITED.search(folded, max(floor, start - 70), start))


def find_times(prose: Prose, anchor: Anchor) -> list[Time]:
    """All times of the text in order, dates of cited documents left out."""
    out: list[Time] = []
    floor = 0
    for found in paired(prose, find_ranges(prose.unmarked, anchor, forward=True)):
        first = found.first or found.last
        para = prose.para_at(first.start) if first is not None else prose.paras[0]
        begins = para.words if para.mark and para.level >= Level.LETTER else 0
        if first is None or first.blank or cited(prose.folded, first.start, begins):
            floor = found.end
            continue
        out.append(_time(prose, found, floor))
        floor = found.end
    return out


def _replaced(prose: Prose, found: DateRange) -> bool:
    before = prose.folded[max(0, found.start - 40) : found.start]
    return bool(_FORMER.search(before))


def _time(prose: Prose, found: DateRange, floor: int) -> Time:
    clause = max(clause_start(prose, found.start), min(floor, found.start))
    lead = prose.folded[clause : found.start]
    own = bool(_OWN.search(lead)) or bool(_HAPPENS.search(lead))
    tail_end = min(prose.para_at(found.start).end, found.end + 90)
    kind, key = kind_of(lead)
    if kind is None and found.relation in (Relation.UNTIL, Relation.BEFORE):
        kind, key = _limited(prose, found, clause)
    key += clause
    bare = not re.search(r"\w{2}", lead)
    if kind is None and (bare or own):
        tail = re.split(r"[;.]\s|\d", prose.folded[found.end : tail_end])[0]
        governing = _governing(prose, prose.para_at(found.start))
        if bare and not own:
            kind, _ = kind_of(tail)
            key = found.end
        if kind is None and governing is not None:
            kind, key = kind_of(prose.folded[governing.words : governing.end])
            key += governing.words
    return Time(found, clause, own, kind, bare, key, _replaced(prose, found))


_GIVE = re.compile(r"\b(?:gui|nop|nhan)\b")


def _limited(prose: Prose, found: DateRange, clause: int) -> tuple[MilestoneKind | None, int]:
    """What a limit's own words name (`Thời hạn nhận bài đến hết …`), or the clause before `đề nghị gửi`."""
    day = found.last or found.first
    assert day is not None
    kind, key = kind_of(prose.folded[clause : day.start])
    if kind is not None or day.start - clause > 35 or not _GIVE.search(prose.folded, clause, day.start):
        return kind, key  # a clause that names its own object (`tổng hợp góp ý gửi về …`) says all
    start = prose.para_at(found.start).words
    sentence = max(start, prose.text.rfind(". ", start, clause) + 1)
    kind, key = kind_of(prose.folded[sentence : day.start])
    return kind, key + sentence - clause


def _governing(prose: Prose, para: Para) -> Para | None:
    """The heading over a list item: the nearest paragraph before it that stands further out and is short."""
    if para.level is Level.NONE and not prose.folded[para.words :].startswith("thoi gian"):
        return None
    at = prose.paras.index(para)
    for before in reversed(prose.paras[max(0, at - 6) : at]):
        if _SIBLING.match(prose.folded, before.words):
            continue
        further = before.level < para.level or (before.level == para.level == Level.NONE)
        if further:
            short = before.end - before.words < 140
            return (
                before if short and not re.search(r"\d/\d", prose.folded[before.words : before.end]) else None
            )
    return None


def between(times: Sequence[Time], start: int, end: int) -> list[Time]:
    """The times that begin in [start, end)."""
    return [t for t in times if start <= t.range.start < end]
