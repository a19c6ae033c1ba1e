"""Days and spans of days as people write them in a search: `6/2026`, `trước tháng 6`."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from pipeline.errors import BadQuery


class Span(NamedTuple):
    """From the first day to the last, both included; None is open."""

    first: dt.date | None = None
    last: dt.date | None = None

    def within(self, other: Span) -> Span:
        """What both allow."""
        firsts = [d for d in (self.first, other.first) if d is not None]
        lasts = [d for d in (self.last, other.last) if d is not None]
        return Span(max(firsts, default=None), min(lasts, default=None))

    def said(self, first: str, last: str) -> list[str]:
        """The bounds there are, each behind its filter, with days as they are printed.

        Example:
            >>> Span(None, dt.date(2026, 5, 31)).said("from:", "to:")
            ['to:31/05/2026']
        """
        bounds = ((first, self.first), (last, self.last))
        return [f"{name}{day:%d/%m/%Y}" for name, day in bounds if day is not None]


ALWAYS = Span()
"""No bound at all."""

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_VN = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})$")
_DAY_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})$")

_MONTHS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NATURAL = re.compile(
    r"\b(?P<word>truoc|sau|tu|den het|den|trong)\s+"
    r"(?:(?:ngay\s+)?(?P<d1>\d{1,2})[/.-](?P<m1>\d{1,2})(?:[/.-](?P<y1>\d{4}))?"
    r"|(?:ngay\s+)?(?P<d2>\d{1,2})\s+thang\s+(?P<m2>\d{1,2})(?:(?:\s+nam\s+|[/.-])(?P<y2>\d{4}))?"
    rf"|thang\s+(?P<m3>\d{{1,2}}|{_NAMES})(?:(?:\s+nam\s+|\s*[/.-]\s*)(?P<y3>\d{{4}}))?"
    r"|nam\s+(?P<y4>\d{4}))(?!\w)"
)


def span_of(year: int, month: int | None = None, day: int | None = None) -> Span:
    """A year, a month or a day as a span.

    Raises:
        ValueError: there is no such day.
    """
    if month is None:
        return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))
    if day is None:
        if not 1 <= month <= 12:
            raise ValueError(f"month {month}")
        return Span(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
    one = dt.date(year, month, day)
    return Span(one, one)


def parse_span(text: str, year: int) -> Span:
    """Read `2026`, `2026-06`, `2026-06-10`, `6/2026`, `10/6/2026` or `10/6` (of `year`).

    Example:
        >>> parse_span("6/2026", 2025).said("from:", "to:")
        ['from:01/06/2026', 'to:30/06/2026']

    Raises:
        BadQuery: it is none of these, or no such day exists.
    """
    try:
        if match := _ISO.match(text):
            y, m, d = match.groups()
            return span_of(int(y), int(m) if m else None, int(d) if d else None)
        if match := _VN.match(text):
            d, m, y = match.groups()
            return span_of(int(y), int(m) if m else None, int(d) if d else None)
        if match := _DAY_MONTH.match(text):
            return span_of(year, int(match[2]), int(match[1]))
    except ValueError as error:
        raise BadQuery(text, str(error)) from error
    raise BadQuery(text, "not a date")


def parse_limit(text: str, year: int) -> Span:
    """Read a span with an optional `<`, `<=`, `>` or `>=` before it.

    Example:
        >>> parse_limit("<10/6/2026", 2025).said("from:", "to:")
        ['to:09/06/2026']
    """
    match = re.match(r"(<=|>=|<|>)?\s*(.+)$", text)
    if match is None:
        raise BadQuery(text, "not a date")
    span = parse_span(match[2], year)
    assert span.first is not None and span.last is not None
    one_day = dt.timedelta(days=1)
    match match[1]:
        case "<":
            return Span(None, span.first - one_day)
        case "<=":
            return Span(None, span.last)
        case ">":
            return Span(span.last + one_day, None)
        case ">=":
            return Span(span.first, None)
        case _:
            return span


def natural(folded: str, year: int) -> tuple[Span, list[tuple[int, int]]]:
    """Find bounds such as `truoc thang 6` or `tu 1/5 den 30/5/2026` in folded text.

    A missing year is that of the bound behind it (`tu 1/5 den 30/5/2025`), else `year`. Returns the
    span that all bounds leave, and where they stood.

    Example:
        >>> span, places = natural("thi ung dung ai truoc thang 6", 2026)
        >>> span.said("from:", "to:"), places
        (['to:31/05/2026'], [(16, 29)])
    """
    found = Span()
    places: list[tuple[int, int]] = []
    for match in reversed(list(_NATURAL.finditer(folded))):
        told = match["y1"] or match["y2"] or match["y3"] or match["y4"]
        year = int(told) if told else year
        span = _one(match, year)
        if span is not None:
            found = found.within(span)
            places.insert(0, match.span())
    return found, places


def _one(match: re.Match[str], year: int) -> Span | None:
    day = match["d1"] or match["d2"]
    month = match["m1"] or match["m2"] or match["m3"]
    number = _MONTHS.get(month, 0) or int(month) if month else None
    try:
        span = span_of(year, number, int(day) if day else None)
    except ValueError:
        return None  # not a date after all: the words are searched for
    assert span.first is not None and span.last is not None
    match match["word"]:
        case "truoc":
            return Span(None, span.first - dt.timedelta(days=1))
        case "sau":
            return Span(span.last + dt.timedelta(days=1), None)
        case "tu":
            return Span(span.first, None)
        case "den" | "den het":
            return Span(None, span.last)
        case _:
            return span
