"""Dates in Vietnamese prose, without a look at the clock: `find_dates(text, anchor)` gives them in order.

`anchor` is the letter's own date, or its year alone where the day is blank. A missing year comes from the
other end of the range, then from the anchor; the mention's `rule` says so. Offsets are those of
`text`. Windows and limits (`từ … đến hết`, `trước`) are found by `ranges.find_ranges`.

Example:
    >>> [str(m.value) for m in find_dates("từ ngày 28/5 đến ngày 11/6/2026")]
    ['2026-05-28', '2026-06-11']
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.dateforms import scan
from pipeline.extract.datemention import DateMention, YearFrom
from pipeline.extract.elided import with_elided
from pipeline.extract.plain import plain
from pipeline.extract.times import NGAY

Anchor = dt.date | int | None
"""The letter's date, its year alone, or nothing."""

_JOIN = re.compile(
    r"[\s,;)\]'\"]*(?:-+>?|~|=>|→|÷|(?:va |cho |keo dai |ng[a-z]{0,2}y |thoi gian )?"
    r"(?:den|toi|ket thuc|khep lai|dong(?: lai| cong| sau)?))"
    r"(?P<het>\s*(?:het|cuoi|khi het))?(?:\s*(?:truoc|khoang|luc|vao|trong|sang|trua|chieu|toi|dem|sau))?"
    r"\s*(?:" + NGAY + r"|th[a-z]ng(?=\s))?[\s:(¡!|'\"]*$"
)


def find_dates(text: str, anchor: Anchor = None, *, forward: bool = False) -> list[DateMention]:
    """All dates of a text in order, years completed from the range, then from the letter.

    Without an anchor the latest year of the text itself serves (`year-from-neighbour`, trusted less).
    With `forward` (deadlines and stages look ahead) a day in the first months of the year, in a letter
    of the last months, belongs to the next year.
    """
    folded = plain(text)
    mentions = with_elided(folded, scan(text))
    found = _inherit(folded, mentions)
    years = [m.year for m in found if m.year is not None and m.year_from is YearFrom.PRINTED]
    if anchor is None and years:
        return [_from_neighbour(m, max(years)) for m in found]
    return [_from_letter(_of_that_year(folded, m, anchor), anchor, forward=forward) for m in found]


_THAT_YEAR = re.compile(r"(?:^|[.;:¶]\s?)(?:trong |vao )?nam (?P<y>20\d\d),\s[^.;]*$")


def _of_that_year(folded: str, mention: DateMention, anchor: Anchor) -> DateMention:
    """`Năm 2025, cuộc thi tổ chức từ 01/4 đến 15/5 đã …`: a sentence about a year that is over."""
    if mention.year is not None or mention.month is None or anchor is None:
        return mention
    told = _THAT_YEAR.search(folded, max(0, mention.start - 200), mention.start)
    this = anchor if isinstance(anchor, int) else anchor.year
    if told is None or int(told["y"]) >= this:
        return mention
    return replace(mention, year=int(told["y"]), year_from=YearFrom.NEIGHBOUR)


def joined(folded: str, first: DateMention, second: DateMention) -> re.Match[str] | None:
    """Do two neighbouring dates make a range?"""
    if second.start < first.end or second.start - first.end > 45:
        return None
    return _JOIN.fullmatch(folded, first.end, second.start)


def _inherit(folded: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """Give a range's missing year from its other end; a range over New Year keeps its order."""
    out = list(mentions)
    for i in range(len(out) - 1):
        first, second = out[i], out[i + 1]
        if first.month is None or second.month is None or not joined(folded, first, second):
            continue
        later = (first.month, first.day or 0) > (second.month, second.day or 31)
        if first.year is None and second.year is not None:
            year = second.year - 1 if later else second.year
            out[i] = replace(first, year=year, year_from=YearFrom.RANGE_END)
        elif second.year is None and first.year is not None:
            year = first.year + 1 if later else first.year
            out[i + 1] = replace(second, year=year, year_from=YearFrom.RANGE_START)
    return out


def _from_neighbour(mention: DateMention, year: int) -> DateMention:
    """Where the letter's date could not be read, the latest year that the text prints is a guess."""
    if mention.year is not None or mention.month is None:
        return mention
    return replace(mention, year=year, year_from=YearFrom.NEIGHBOUR)


def _from_letter(mention: DateMention, anchor: Anchor, *, forward: bool) -> DateMention:
    if mention.year is not None or mention.month is None or anchor is None:
        return mention
    if isinstance(anchor, int):
        return replace(mention, year=anchor, year_from=YearFrom.LETTER)
    if forward and anchor.month >= 10 and mention.month <= 3:
        return replace(mention, year=anchor.year + 1, year_from=YearFrom.LETTER_NEXT)
    return replace(mention, year=anchor.year, year_from=YearFrom.LETTER)
