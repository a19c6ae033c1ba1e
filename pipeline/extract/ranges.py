"""Windows and limits in Vietnamese prose: `từ … đến hết …`, `28/5 - 30/6/2026`, `trước …`, `chậm nhất …`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.extract.datemention import DateMention
from pipeline.extract.dates import Anchor, find_dates, joined
from pipeline.extract.elided import PART
from pipeline.extract.plain import plain
from pipeline.extract.times import NGAY


class Relation(StrEnum):
    """How a time is bounded; `DateRange.words` holds the letter's own words."""

    WINDOW = "window"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    ON = "on"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class DateRange:
    """A window or limit: `first` and `last` as printed; `words` is the printed relation (`chậm nhất ngày`).

    `from_now` marks `từ nay đến …`, `vague` a time without a day (`dự kiến tháng 10/2026`),
    `expected` a `dự kiến` before it.
    """

    start: int
    end: int
    relation: Relation
    first: DateMention | None = None
    last: DateMention | None = None
    words: str = ""
    from_now: bool = False
    vague: bool = False
    expected: bool = False
    words_at: int | None = None
    """Where `words` begin, if not at `start`: `ngày 15/6 là hạn cuối`."""
    days: tuple[DateMention, ...] = ()
    """The days of a series (`các ngày 05, 06 và 07/11`), which are one window where nothing parts them."""


_LEAD = r"[\s:,(\"]*(?:" + NGAY + r"|th[a-z]ng(?=\s))?[\s:]*$"
_SINCE = re.compile(r"(?P<words>\b(?:bat dau\s+)?(?:ke\s+)?t(?:u|[a-z]r)(?:\s+luc)?)" + _LEAD)
_NOW = re.compile(
    r"(?P<words>\b(?:tu|ke tu)\s+(?:nay|khi (?:phat dong|ban hanh)|(?:ngay|khi|luc) (?:phat dong|ban hanh"
    r"|ky|ra|cong bo|thong bao|nhan))"
    r"[^.;]{0,30}?(?:cho\s+)?(?:den|toi)(?:\s+het)?)" + _LEAD
)
_LATE = (
    r"(?:\s+(?:cuoi|het|dau|truoc)?\s*(?:gio|ngay|buoi)(?: lam viec| hanh chinh)?(?: sang"
    r"| chieu)?(?=[\s,]))?" + _LEAD
)
"""`chậm nhất hết giờ hành chính ngày …`: filler between the limit's word and the day."""
_LIMITS = (
    (Relation.BEFORE, re.compile(r"(?P<words>\btr[a-z]{2,3}c(?:\s+(?:thoi diem|luc|thoi han))?)" + _LATE)),
    (Relation.UNTIL, re.compile(
        r"(?P<words>\b(?:(?:cham|muon|tre)\s+nhat(?:\s+(?:la|den|vao|trong|truoc|het|luc))*"
        r"|khong\s+(?:(?:de\s+)?qua|sau|muon hon|cham hon|tre hon)"
        r"|(?<!gia )(?<!thoi )(?<!quyen )(?<!co )\bhan(?=\s+(?:la|ngay|truoc|den))"
        r"|han\s+(?:chot|cuoi|cuoi cung|nop|nhan|gui)[^.;:]{0,25}?:?(?:\s*(?:la|den|het|vao|truoc))*"
        r"|thoi\s+han[^.;:0-9]{0,30}?[:\s](?:\s*(?:la|den|het|truoc|vao|cham nhat))*))" + _LATE)),
    (Relation.UNTIL, re.compile(
        r"(?P<words>\b(?:den\s+het|het|cho den|ket thuc(?:\s+(?:vao|truoc))?|den(?:\s+truoc)?))" + _LATE)),
    (Relation.WITHIN, re.compile(r"(?P<words>\btrong)" + _LATE)),
)  # fmt: skip
_CALLED_LIMIT = re.compile(
    r"[\s,)]*(?:la|chinh la)\s+(?:ngay\s+|thoi diem\s+)?"
    r"(?P<words>(?:het\s+|thoi\s+)?han(?:\s+(?:chot|cuoi cung|cuoi|nop|nhan|gui))?\b|cuoi cung\b"
    r"|cuoi(?=\s(?:nhan|nop|gui|dang ky|thu)\b))"
)
"""`ngày 15/6 là hạn cuối`: the limit's word after the day."""
_EXPECTED = re.compile(r"\b(?:du kien|khoang|co the)\b[^.;]{0,25}$")


def _end_of_month(mention: DateMention) -> DateMention:
    if mention.day is not None or mention.year is None or mention.blank:
        return mention
    month = mention.month or 12
    return replace(mention, month=month, day=calendar.monthrange(mention.year, month)[1])


def _start_of_month(mention: DateMention) -> DateMention:
    if not mention.whole_month or mention.year is None:
        return mention
    return replace(mention, day=1)


def find_ranges(text: str, anchor: Anchor = None, *, forward: bool = True) -> list[DateRange]:
    """All windows, limits and single days of a text in order; each date is used once.

    Example:
        >>> r = find_ranges("từ nay đến hết ngày 15/6/2026")[0]
        >>> r.from_now, str(r.last.value)
        (True, '2026-06-15')
    """
    folded = plain(text)
    mentions = find_dates(text, anchor, forward=forward)
    out: list[DateRange] = []
    i = 0
    floor = 0
    while i < len(mentions):
        first = mentions[i]
        second = mentions[i + 1] if i + 1 < len(mentions) else None
        join = joined(folded, first, second) if second else None
        if second is not None and join is not None:
            out.append(_window(text, folded, first, second, closed=bool(join["het"]), floor=floor))
            i += 2
        elif (count := _days_in_a_row(folded, mentions, i)) > 1:
            days = mentions[i : i + count]
            last = days[-1] if days[-1].time else replace(days[-1], time=first.until)
            series = _window(text, folded, first, last, closed=False, floor=floor)
            out.append(replace(series, days=tuple(days)))
            i += count
        else:
            out.append(_single(text, folded, first, floor))
            i += 1
        floor = out[-1].end
    return out


_SEVERAL = re.compile(
    rf"\b(?:cac|hai|ba|bon|nam|0?[2-7])\s(?:{PART}\s?)+(?:(?:lien tiep|cuoi tuan|la|gom)\s?)*[:(,]?\s*"
    rf"(?:{PART}\s*)*$"
)


def _days_in_a_row(folded: str, mentions: Sequence[DateMention], at: int) -> int:
    """How many days make one window: `ngày 15 và 16/5/2026`, `các ngày 15, 17 và 19/5/2026`."""
    first = mentions[at]
    told = _SEVERAL.search(folded, max(0, first.core[0] - 30), first.core[0]) is not None
    count = 1
    while at + count < len(mentions):
        before, after = mentions[at + count - 1], mentions[at + count]
        between = folded[before.end : after.start]
        if before.date is None or after.date is None or not _AND.fullmatch(between):
            break
        gap = (after.date - before.date).days
        if gap != 1 and not (told and 1 < gap < 15):
            break
        count += 1
    return count


_AND = re.compile(rf"\s*(?:,\s*va|va|,|&|\+)\s*(?:{PART},?\s*)*")


def _window(
    text: str, folded: str, first: DateMention, second: DateMention, *, closed: bool, floor: int
) -> DateRange:
    lead = _since(text, folded, max(floor, first.start - 30), first.start)
    start = lead.start() if lead else first.start
    words = text[lead.start("words") : lead.end("words")] if lead else ""
    last = _end_of_month(second) if closed else second
    expected = bool(_EXPECTED.search(folded, max(floor, start - 35), start))
    vague = first.day is None and last.day is None
    return DateRange(start, second.end, Relation.WINDOW, first, last, words, vague=vague, expected=expected)


_PROLONGED = re.compile(
    r"\bgia han (?:thoi gian |thoi han |han )?(?:tiep )?(?:nhan|nop|gui|dang ky|thu)\b[^.;:\d]{0,60}$"
)


def prolonged(folded: str, ranges: Sequence[DateRange]) -> list[DateRange]:
    """`gia hạn thời gian nộp từ ngày 20/8 đến hết ngày 05/9`: the second day holds."""
    out: list[DateRange] = []
    for one in ranges:
        old = one.relation is Relation.WINDOW and _PROLONGED.search(
            folded, max(0, one.start - 110), one.start
        )
        if old and one.first is not None and one.last is not None:
            at = one.last.start - len(folded[one.first.end : one.last.start].lstrip())
            one = replace(one, start=at, relation=Relation.UNTIL, first=None, words="đến hết", words_at=at)
        out.append(one)
    return out


def _since(text: str, folded: str, low: int, at: int) -> re.Match[str] | None:
    """`từ` before a day; the `tử` of `điện tử` is none."""
    found = _SINCE.search(folded, low, at)
    if found is None:
        return None
    printed = text[found.start("words") : found.end("words")].lower().split()
    return None if any(w in ("tử", "tự", "tư", "tủ") for w in printed) else found


def _single(text: str, folded: str, mention: DateMention, floor: int) -> DateRange:
    """What a date alone tells, by the words before it, then by those behind it, then by its hours."""
    low = max(floor, mention.start - 60)
    expected = bool(_EXPECTED.search(folded, max(floor, mention.start - 50), mention.start))
    made = (
        _from_now(text, folded, mention, low)
        or _limit(text, folded, mention, low, expected=expected)
        or _called_limit(text, folded, mention)
        or _begun(text, folded, mention, low)
        or DateRange(mention.start, mention.end, Relation.ON, mention, mention, vague=mention.day is None)
    )
    return replace(made, expected=expected)


def _from_now(text: str, folded: str, mention: DateMention, low: int) -> DateRange | None:
    """`từ nay đến hết tháng 6`."""
    now = _NOW.search(folded, low, mention.start)
    if now is None:
        return None
    last = _end_of_month(mention)
    return DateRange(
        now.start(),
        mention.end,
        Relation.UNTIL,
        last=last,
        words=text[slice(*now.span("words"))],
        from_now=True,
        vague=last.day is None,
    )


def _limit(text: str, folded: str, mention: DateMention, low: int, *, expected: bool) -> DateRange | None:
    """`trước ngày …`, `chậm nhất …`, `đến hết …`, `trong tháng 6`."""
    for relation, pattern in _LIMITS:
        found = pattern.search(folded, low, mention.start)
        if found is None:
            continue
        words = text[slice(*found.span("words"))].rstrip(" :")
        first: DateMention | None = None
        last = _end_of_month(mention) if relation is Relation.UNTIL else mention
        if relation is Relation.WITHIN and mention.whole_month and not expected:
            first, last = _start_of_month(mention), _end_of_month(mention)
        elif relation is Relation.WITHIN and mention.until is not None:
            return None  # `trong buổi sáng 8h00 - 11h00 ngày …`: a window of hours
        elif relation is Relation.WITHIN and mention.day is not None:
            first = mention
        vague = last.day is None and first is None
        return DateRange(found.start(), mention.end, relation, first, last, words, vague=vague)
    return None


def _called_limit(text: str, folded: str, mention: DateMention) -> DateRange | None:
    """`ngày 15/6 là hạn cuối`."""
    called = _CALLED_LIMIT.match(folded, mention.end)
    if called is None or mention.day is None:
        return None
    start, end = called.span("words")
    return DateRange(mention.start, end, Relation.UNTIL, last=mention, words=text[start:end], words_at=start)


def _begun(text: str, folded: str, mention: DateMention, low: int) -> DateRange | None:
    """`từ 8h00 đến 10h00 ngày 5/6`, a window of hours; `từ ngày 5/6`, which tells no end."""
    since = _since(text, folded, low, mention.start)
    if mention.until is not None and mention.day is not None:
        start = since.start() if since else mention.start
        last = replace(mention, time=mention.until, until=None)
        words = text[start : mention.start].strip()
        return DateRange(start, mention.end, Relation.WINDOW, mention, last, words)
    if since is None:
        return None
    words = text[slice(*since.span("words"))]
    vague = mention.day is None
    return DateRange(since.start(), mention.end, Relation.SINCE, mention, words=words, vague=vague)
