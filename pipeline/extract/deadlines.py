"""Deadlines: what has to be done, by which day, for whom: `báo cáo về Sở Y tế trước ngày 15/11/2017`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from pipeline.extract.contest.pairs import paired
from pipeline.extract.dates import Anchor
from pipeline.extract.deadline_fields import Found, record_of
from pipeline.extract.deadline_words import (
    BORN,
    CEREMONY,
    CLOSED_ON,
    CUT_OFF,
    DO,
    ENDS_TAKING,
    EXTENDED,
    FIRM,
    LABEL,
    LONG_PAST,
    NO_LONGER,
    OPENED,
    PAPER_SAID,
    PAST,
    PROLONGED,
    RECEIVED,
    REFUSED,
    REPLACED,
    RULES,
    SENDING,
    SO_FAR,
    STAGE_ENDS,
    STAGE_LABEL,
    STAGE_LEAD,
    SURE,
    TITLE_LINES,
    TOO_LATE,
    relation_of,
)
from pipeline.extract.plain import plain
from pipeline.extract.prose import Prose, clause_end, clause_start, prose_of
from pipeline.extract.ranges import DateRange, Relation, find_ranges, prolonged
from pipeline.extract.zones import Zones
from pipeline.records.letter import Deadline


def find(zones: Zones, anchor: Anchor) -> tuple[Deadline, ...]:
    """Deadlines of the letter's body in order; days that only tell of the past are left out."""
    found = find_in(prose_of(zones.body), anchor)
    if zones.appendix and RULES.search(plain(" ".join(ref.text for ref in zones.appendix[:TITLE_LINES]))):
        found += find_in(prose_of(zones.appendix), anchor)
    return tuple(record_of(d) for d in found)


def find_in(prose: Prose, anchor: Anchor) -> list[Found]:
    """Limits in prose whose sentence asks for something to be done."""
    out: list[Found] = []
    before: DateRange | None = None
    ranges = prolonged(prose.folded, find_ranges(prose.unmarked, anchor, forward=True))
    told = [w for w in paired(prose, ranges) if w.relation is Relation.WINDOW]
    for found in ranges:
        opened, before = before, found
        if found.last is None or found.last.date is None:
            continue
        one = Found(prose, found, clause_start(prose, found.start), clause_end(prose, found.end))
        if _superseded(one) or any(w.start < found.start and found.end <= w.end for w in told):
            continue
        labelled = _labelled(one)
        if labelled is not None:
            out.append(labelled)
            continue
        if not _limits(found) and not _opens_request(one):
            continue
        if opened is not None and _closes(one, opened):
            continue
        if _asked(one, anchor):
            out.append(one)
    return out


def _closes(one: Found, opened: DateRange) -> bool:
    """Does the clause tell with another day when it begins (`mở 01/9, hết ngày 30/9`): no limit alone?"""
    if one.range.relation is not Relation.UNTIL or relation_of(one.range.words) in FIRM:
        return False
    begins = opened.relation in (Relation.SINCE, Relation.ON) and opened.start >= one.start
    return begins and OPENED.search(one.prose.folded, one.start, opened.end) is not None


def _superseded(one: Found) -> bool:
    """`… Kế hoạch, trong đó hạn nhận bài là ngày 07/2`: what an earlier paper said, and is prolonged."""
    folded = one.prose.folded
    return (
        PAPER_SAID.search(folded, one.start, one.range.end) is not None
        and PROLONGED.search(folded, one.range.end) is not None
    )


def _labelled(one: Found) -> Found | None:
    """A bare day, or one after `đến`, that the words before it call a limit; with those words."""
    found = one.range
    bare = found.relation is Relation.UNTIL and plain(found.words) in ("den", "toi", "ket thuc")
    if not (bare or found.relation is Relation.ON) or found.vague or found.from_now:
        return None
    assert found.last is not None
    at = found.last.start
    folded = one.prose.folded
    lead = folded[one.start : at]
    told = LABEL.search(lead) or CLOSED_ON.search(lead)
    if told is not None and told.re is CLOSED_ON and not re.search(r"nhan|dang ky|thu bai", told.group()):
        told = None
    if told is not None and not SURE.match(told["words"] or told["also"]) and OPENED.search(lead):
        told = None
    if told is None and not OPENED.search(lead):
        told = RECEIVED.search(lead)
    if told is None and REFUSED.match(folded, found.end, one.end):
        told = TOO_LATE.search(lead)
    if told is None or EXTENDED.search(lead) or REPLACED.search(lead) or BORN.search(lead):
        return None
    if NO_LONGER.match(folded, found.end, one.end):
        return None
    group = "words" if told["words"] else "also"
    span = (one.start + told.start(group), one.start + told.end(group))
    words = one.prose.text[slice(*span)]
    return replace(one, range=replace(found, start=span[0], words=words, words_at=span[0]))


def _opens_request(one: Found) -> bool:
    """`Đến ngày 15/6, các đơn vị gửi báo cáo …`: a bare `đến` at the head of a request."""
    bare = one.range.relation is Relation.UNTIL and plain(one.range.words) in ("den", "toi")
    return (
        bare
        and one.range.start - one.start < 4
        and bool(SENDING.search(one.prose.folded, one.range.end, one.end))
    )


def _limits(found: DateRange) -> bool:
    """Is this a limit? A bare `đến ngày` is not: it closes a span of time told elsewhere."""
    if found.relation is Relation.BEFORE:
        return True
    if found.relation is Relation.WITHIN:
        return not found.vague
    words = plain(found.words)
    return (
        found.relation is Relation.UNTIL
        and not found.vague
        and (found.from_now or words not in ("den", "toi"))
    )


def _asked(one: Found, anchor: Anchor) -> bool:
    """Does the sentence ask for a deed by that day, rather than tell of the past or of a cut-off day?"""
    folded = one.prose.folded
    lead, tail = folded[one.start : one.range.start], folded[one.range.end : one.end]
    firm = relation_of(one.range.words) in FIRM
    if one.range.relation is Relation.WITHIN and not _within_asked(one, lead, tail):
        return False
    ending = plain(one.range.words).startswith("ket thuc") and "truoc" not in plain(one.range.words)
    if ending and not ENDS_TAKING.search(lead):
        return False
    if one.range.relation in (Relation.BEFORE, Relation.UNTIL) and _ends_stage(one, lead):
        return True
    cut_off = not firm and CUT_OFF.search(one.prose.text[one.start : one.range.start])
    if cut_off or EXTENDED.search(lead) or REPLACED.search(lead):
        return False
    stage = one.range.relation is Relation.BEFORE and STAGE_ENDS.search(lead)
    if not (firm or stage) and not any(
        DO.search(part) for part in (_above(one), lead, tail[:160], plain(one.range.words))
    ):
        return False
    day = one.range.last.date if one.range.last else None
    past = isinstance(anchor, dt.date) and day is not None and day < anchor
    long_past = past and isinstance(anchor, dt.date) and day is not None and (anchor - day).days > LONG_PAST
    if long_past and not SENDING.search(lead + tail[:160]):
        return False
    return (
        not (PAST.search(lead[-160:]) or PAST.search(tail[:90]))
        if past or anchor is None
        else SO_FAR.search(tail[:60]) is None
    )


_HEADING = 60
"""Most letters of a heading."""


def _above(one: Found) -> str:
    """The heading over a paragraph that begins with the limit: `3. Đăng ký` / `Từ nay đến hết ngày …`."""
    prose = one.prose
    para = prose.para_at(one.range.start)
    at = prose.paras.index(para)
    if not at or re.search(r"\w", prose.folded[para.words : one.range.start]):
        return ""
    above = prose.paras[at - 1]
    heads = above.mark and above.end - above.words < _HEADING and prose.text[above.end - 1] not in ".;"
    return prose.folded[above.words : above.end] if heads else ""


def _within_asked(one: Found, lead: str, tail: str) -> bool:
    """`trong tháng 9` is a limit where the clause asks to send; `trong ngày 23/9` unless it is a feast's."""
    if CEREMONY.search(lead):
        return False
    first, last = one.range.first, one.range.last
    return first == last or SENDING.search(lead) is not None or SENDING.search(tail[:80]) is not None


def _ends_stage(one: Found, lead: str) -> bool:
    """`Tuần 3: đến hết ngày 25/1`: a stage of which the letter gives the end alone."""
    if (
        one.range.from_now
        or plain(one.range.words) in ("den", "toi")
        or plain(one.range.words)[:8] == "ket thuc"
    ):
        return False
    printed = one.prose.folded_lines[one.start : one.range.start]
    return STAGE_LEAD.match(lead) is not None and STAGE_LABEL.search(printed) is not None
