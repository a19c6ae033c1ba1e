"""Days that borrow their month: `từ 15 đến 20/11/2026`, `hai đêm 06 và 07/11`, `ngày 10 và ngày 17/10`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.datemention import DateMention, YearFrom
from pipeline.extract.times import NGAY, beside

PART = (
    rf"(?:{NGAY}|(?:buoi\s)?(?:sang|trua|chieu|toi|dem)|buoi|hom|thu\s(?:hai|ba|tu|nam|sau|bay|[2-7])"
    r"|chu nhat|ngay)"
)
"""A word that a day's number may follow: `ngày`, `tối`, `đêm`, `thứ Bảy`."""
_MANY = r"(?:cac|nhung|hai|ba|bon|nam|\d{1,2})"
_JOINED = (
    rf"\s*(?:-|,\s?va|,|;|va|&|\+|(?:cho )?den(?:\s+het)?|roi)\s*(?:(?:vao|tu)\s)?(?:{PART},?[\s(]*){{0,2}}"
)
_LED = re.compile(
    rf"(?:\b(?:tu|t[a-z]r|trong|vao|hai|cac|ba|bon)\s+|\b{PART}[\s(:,]*)"
    rf"(?:(?:la|lien tiep|cuoi tuan|lan luot|khac nhau|thi|tu|{_MANY}\s(?={PART})|{PART},?)[\s(:]+)*"
    rf"(?P<days>(?:(?<![\d/.,])\d{{1,2}}(?![\d/]){_JOINED})+)$"
)
_HYPHEN = re.compile(r"(?<![\d/.,-])(?P<days>\d{1,2}\s*-\s*)$")
_COUNTS = re.compile(
    r"\b(?:vong|chang|dot|tuan|ky|luot|giai doan|bang|lan|thu|so|muc|phan|buoc)\s(?:thi\s|so\s|thu\s)?$"
)
"""`Vòng 1 - 05/10/2026`: the number counts rounds and is no day."""
_ALONE = re.compile(
    rf"\b(?:{NGAY}|(?:sang|chieu|toi|dem|thu\s(?:hai|ba|tu|nam|sau|bay)|chu nhat,?))\s(?:{NGAY}\s)?\(?"
    r"(?P<d>0?[1-9]|[12]\d|3[01])"
    r"(?![\w/.:]|-\d|\s?[/-]\s?\d|\s?(?:thang|th\b|hang|ngay|nam\b|h\b|h\d|gio|g\d|:|doi|em|thi sinh|nguoi)"
    r"|\.\d)"
)
_REACH = 160


def with_elided(folded: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """The dates of a text with the days before or after them that share their month."""
    out: list[DateMention] = []
    floor = 0
    for mention in mentions:
        if mention.day is not None:
            out += _sharing(folded, mention, floor)
        out.append(mention)
        floor = mention.end
    return sorted([*out, *_alone(folded, out)], key=lambda m: m.core)


def _sharing(folded: str, mention: DateMention, floor: int) -> list[DateMention]:
    """Days in a series or range that ends in a full date."""
    at = mention.start
    low = max(floor, at - 70)
    found = _LED.search(folded, low, at)
    if found is None:
        found = _HYPHEN.search(folded, low, at)
        if found is not None and _COUNTS.search(folded, low, found.start()):
            return []
        if found is None or int(re.sub(r"\D", "", found["days"])) >= (mention.day or 0):
            return []
    out: list[DateMention] = []
    for number in re.finditer(r"(?<![\d])\d{1,2}(?!\d)", found["days"]):
        if re.search(r"thu\s$", folded[: found.start("days") + number.start()][-4:]):
            continue  # `thứ 7`
        span = (found.start("days") + number.start(), found.start("days") + number.end())
        if not 1 <= int(number.group()) <= 31:
            return []
        out.append(_lent(folded, span, int(number.group()), mention))
    if len(out) > 1:
        out[1:] = [replace(m, start=m.core[0], time=None, until=None) for m in out[1:]]
    return out


def _lent(folded: str, span: tuple[int, int], day: int, lender: DateMention) -> DateMention:
    """A day with the month and year of another date, and the hour before it."""
    year_from = lender.year_from if lender.year is None else YearFrom.RANGE_END
    near = beside(folded, *span)
    return DateMention(
        near.start, span[1], day, lender.month, lender.year, year_from, span,
        near.time, near.until, near.midnight, near.weekday,
    )  # fmt: skip


def _alone(folded: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """A day alone in a sentence (`ngày 10`) beside a date or month of the same sentence."""
    out: list[DateMention] = []
    for found in _ALONE.finditer(folded):
        span = found.span("d")
        if any(m.start < span[1] and span[0] < m.end for m in mentions):
            continue
        day = int(found["d"])
        after = next((m for m in mentions if m.start >= span[1]), None)
        before = next((m for m in reversed(mentions) if m.end <= span[0]), None)
        lender = None
        if (
            after is not None
            and after.day is not None
            and day <= after.day
            and _near(folded, span[1], after.start)
        ):
            lender = after
        elif (
            before is not None
            and not before.blank
            and day >= (before.day or 0)
            and _near(folded, before.end, span[0])
        ):
            lender = before
        if lender is not None and lender.month is not None:
            out.append(_lent(folded, span, day, lender))
    return out


def _near(folded: str, start: int, end: int) -> bool:
    between = folded[start:end]
    return len(between) < _REACH and not re.search(r"[.¶](?:\s|$)|\n", between)
