"""How a stage's label stands: as a heading, with a time of its own in a sentence, or as a mere mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.contest.events import kind_of
from pipeline.extract.contest.label_words import (
    BEFORE_BARE,
    BEGINS,
    FOLLOWS,
    INSIDE,
    INTO,
    LISTED,
    MENTIONED,
    NAMED,
    NUMBERED,
    OPENS,
    TIMED,
)
from pipeline.extract.contest.spotting import Spot
from pipeline.extract.contest.told import GIVEN, Time
from pipeline.extract.prose import Prose, clause_start
from pipeline.extract.ranges import Relation
from pipeline.records.contest import MilestoneKind


@dataclass(frozen=True, slots=True)
class Standing:
    """A heading or a stage told in a sentence; `begin` is where its words begin, `time` what made it one."""

    heads: bool
    begin: int
    time: Time | None = None


def stands(prose: Prose, spot: Spot, spots: Sequence[Spot], times: Sequence[Time]) -> Standing | None:
    """How a label stands; None for a mention."""
    before = _before(prose, spot, spots, times)
    if spot.bare and before is None and BEFORE_BARE.search(prose.folded_lines[: spot.start][-14:]):
        return _held(prose, spot, spots, times)
    begin = before[0] if before is not None else spot.start
    heads = _heads(prose, spot.start, spot.end)
    if before is not None and not heads:
        heads = True if begin == prose.para_at(spot.start).words else None
    capital = spot.capital or (before is not None and not spot.weak)
    if heads and capital:
        return Standing(True, begin)
    if capital and not spot.weak and (heads is not None or before is not None):
        return Standing(False, begin)
    if spot.weak and before is not None:
        return Standing(False, begin, before[1])
    return _held(prose, spot, spots, times)


_WHERE = re.compile(r"\b(?:tranh tai|thi dau|thi|tham gia|gap nhau|trinh dien|buoc vao) (?:trong|tai|o) $")
"""`4. Vòng 4: 08 thí sinh tranh tài trong đêm chung kết, 20 giờ …`: where the stage of the item is held."""


def _held(prose: Prose, spot: Spot, spots: Sequence[Spot], times: Sequence[Time]) -> Standing | None:
    headed = any(s.start == prose.para_at(spot.start).words for s in spots if s.start < spot.start)
    if headed and _WHERE.search(prose.folded, 0, spot.start):
        return None
    time = _after(prose, spot, spots, times)
    return Standing(False, spot.start, time) if time is not None else None


_NEXT = re.compile(r"(?:,\s|\sva\s|,\sva\s)(?=[^,]{0,30}$)")


def _before(
    prose: Prose, spot: Spot, spots: Sequence[Spot], times: Sequence[Time]
) -> tuple[int, Time] | None:
    """The time that stands before a label (`Từ 01/6 đến 15/6: Vòng 1`), and where its words begin."""
    at = spot.start
    before = [t for t in times if t.range.end <= at and at - t.range.end < 90]
    if not before:
        return None
    time = before[-1]
    begin = max(clause_start(prose, time.range.start), prose.para_at(at).words)
    if len(before) > 1 and before[-2].range.end > begin:
        comma = _NEXT.search(prose.folded, before[-2].range.end, time.range.start)
        begin = comma.end() if comma else begin
    lead = prose.folded[begin : time.range.start]
    if time.range.start < begin or time.aside or time.former:
        return None
    if not INTO.fullmatch(prose.folded, time.range.end, at) and not _entered(prose, spot, spots, times, time):
        return None
    told = NUMBERED.search(lead) or NAMED.search(lead) or kind_of(lead)[0] or len(lead) > 60
    return None if told else (begin, time)


_ENTERS = re.compile(
    r"[^.;:]{0,80}\b(?:du|vao|thi|tranh tai(?: o| tai)?|to chuc|dien ra|khai mac|khoi dong|la|mo"
    r"|gap nhau (?:o|tai))"
    r"\s\"?"
)


def _entered(prose: Prose, spot: Spot, spots: Sequence[Spot], times: Sequence[Time], time: Time) -> bool:
    """`Sáng ngày 27/6, các thí sinh dự Vòng thi viết`: who goes into the stage at a time told before."""
    gap = prose.folded[time.range.end : spot.start]
    return (
        _ENTERS.fullmatch(gap) is not None
        and not _OTHER.search(gap)
        and kind_of(gap)[0] is None
        and not any(time.range.end <= s.start < spot.start for s in spots)
        and prose.para_at(time.range.start) is prose.para_at(spot.start)
        and _after(prose, spot, spots, times) is None
    )


_TAKES_PLACE = re.compile(
    r",?\s\(?(?:se\s|du kien\s|cung\s)?(?:(?:dong|khoa|ket thuc)\s(?:luc|vao|ng)|dien ra|duoc to chuc"
    r"|to chuc|khoi tranh|bat dau|mo\b|thi dau"
    r"|(?:da|dau|thi)"
    r"\s(?:vao|ng|luc|tu|\d))"
)
"""`… chọn 20 đội vào Vòng 2 diễn ra ngày 24/10`: the stage is what takes place."""
_OTHER = re.compile(
    r"\b(?:ket qua|cong bo|danh sach|trao|dang ky|bao cao|tong ket|cu doi|lua chon|lay|nop|gui|hop"
    r"|tap huan|chon|boc tham|khai mac|be mac|nhan bai|cham|xet|ra soat|thanh lap|ban hanh|thay vi"
    r"|theo (?:cong van"
    r"|ke hoach))\b"
)
"""Words between a stage and a day that make the day that of something else."""
_RECEIVES = re.compile(r"\s(?:tiep )?(?:nhan|thu)\s(?:bai|tac pham|san pham|ho so|anh|tranh|mau|clip|video)")
"""`Đợt 1 nhận bài từ … đến …`: the stage itself is the time in which entries come in."""
_TOLD = re.compile(
    r"\b(?:cham(?: thi| diem| bai)?|danh gia|xet|ket qua|vuot qua|(?:qua|sau|truoc|het|ket thuc|hoan thanh"
    r"|xong|ngay|hoan tat)(?: khi| ngay"
    r"| khi ket thuc)?|cua|tu|cao nhat|tot nhat|de thi|danh sach|dang ky|giai"
    r"|le|cho|nop|ve|voi|hoi dong|giam khao)\s*$"
)
"""Words before a label that only mention it: `kết quả Vòng 1`, `sau khi Vòng 1`."""
_DONE = re.compile(r"\b(?:hoan thanh|ket thuc|xong|hoan tat)\s*$")
_FOR = re.compile(r"\b(?:cho|cua|truoc|ve|voi)\s*$")
_ADJACENT = re.compile(r"[\s(,:]*(?:(?:vao|luc|ng[a-z]{0,2}y|sang|chieu|toi)\s*)*")
"""`chuẩn bị sân khấu cho Vòng chung khảo ngày 11/9`: the day follows the stage at once."""
_STARTS = re.compile(r"(?:^|[.;:,(¶]|\bva\b|\bcon\b|\broi\b|\bla\b)\s*(?:[-+*]\s)?$")
_FURTHEST = 130


def _after(prose: Prose, spot: Spot, spots: Sequence[Spot], times: Sequence[Time]) -> Time | None:
    """The time behind a label in its clause that is the label's own, nothing else between them."""
    time = next((t for t in times if t.range.start >= spot.end and not t.former), None)
    para = prose.para_at(spot.start)
    if time is None or time.range.start >= para.end or time.aside:
        return None
    end = time.range.start
    gap = prose.folded[spot.end : end]
    for old in times:
        if old.former and spot.end <= old.range.start < end:
            gap = gap.replace(prose.folded[old.range.start : old.range.end], "")
    if len(gap) > _FURTHEST or re.search(r"[.;]\s", prose.text[spot.end + gap.startswith(". ") : end]):
        return None
    lead = prose.folded[max(para.words, clause_start(prose, spot.start)) : spot.start]
    if any(spot.end <= s.start < end and (s.sort != "unit" or spot.sort) for s in spots):
        return None
    if _BRACKETED.fullmatch(gap):
        return time
    if _opened(lead, gap, time):
        return time
    receives = _RECEIVES.match(gap) is not None and time.range.relation is Relation.WINDOW
    if _OTHER.search(gap) and not receives:
        return None
    if kind_of(gap)[0] not in (None, MilestoneKind.CEREMONY) and not receives:
        return None
    takes_place = _TAKES_PLACE.match(gap) is not None
    if _TOLD.search(lead) and not takes_place:
        ends = _DONE.search(lead) is not None and time.range.relation in (Relation.BEFORE, Relation.UNTIL)
        if not ends and not (_FOR.search(lead) and _ADJACENT.fullmatch(gap)):
            return None
        return time
    if spot.sort == "level" and kind_of(lead)[0] in GIVEN:
        return None
    near = re.split(r"[,:(]|\bva\b", lead)[-1]
    if not takes_place and (_OTHER.search(near) or kind_of(near)[0] is not None):
        return None
    return time


_BRACKETED = re.compile(r"\s?\((?:(?:tu|ng[a-z]{0,2}y|vao|luc)\s)*")
"""`sau Vòng sơ tuyển (01 - 12/9/2026)`: whatever stands before, the bracket tells the stage's time."""
_RESULTS = re.compile(r"\b(?:ket qua|cong bo|danh sach|dang ky|bao cao)\b")


def _opened(lead: str, gap: str, time: Time) -> bool:
    """`Giai đoạn 2, tuyển chọn và chấm, từ … đến …`: what a stage is about, then its window."""
    window = time.range.relation is Relation.WINDOW or time.range.vague
    return (
        _STARTS.search(lead) is not None and window and not time.range.from_now and not _RESULTS.search(gap)
    )


_QUOTED_FIRST = re.compile(r"[\s*-]*\"[^\"]{2,60}\"\s?\(\s?")
"""`“Khởi hành” (Chặng 1): …`."""


def _heads(prose: Prose, start: int, end: int) -> bool | None:
    """True for a heading, False for a stage named inside a sentence, None for a mere mention."""
    folded = prose.folded
    para = prose.para_at(start)
    line = prose.line_start(start)
    after = folded[end : end + 60]
    if LISTED.match(after) and not re.match(r"\s*-\s*\d{1,2}/", after):
        return None
    in_para = folded[para.words : start] if para.words <= start else ""
    if _QUOTED_FIRST.fullmatch(in_para):
        return True
    if OPENS.fullmatch(in_para) or OPENS.fullmatch(folded[para.start : start]):
        return True
    rest_of_line = folded[end : prose.line_end(end)]
    if OPENS.fullmatch(folded[line:start]) and (FOLLOWS.match(rest_of_line) or _name_follows(prose, end)):
        return True
    before = folded[max(0, start - 14) : start]
    if INSIDE.search(before) and BEGINS.match(after):
        return False
    if TIMED.match(after) and not MENTIONED.search(before):
        return False
    return None


def _name_follows(prose: Prose, end: int) -> bool:
    """A capital after the label at the start of a line: the cell of a table, or a name."""
    rest = prose.text[end : end + 3].lstrip()
    return bool(rest) and (rest[0].isupper() or rest[0] in '“"')
