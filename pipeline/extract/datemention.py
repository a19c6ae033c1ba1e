"""A date as it stands in a text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pipeline.records.contest import Moment


class YearFrom(StrEnum):
    """Where the year of a date comes from; the value is the rule told in the record."""

    PRINTED = "date-printed"
    RANGE_END = "range-year-from-end"
    RANGE_START = "range-year-from-start"
    LETTER = "year-from-letter"
    LETTER_NEXT = "year-after-letter"
    NEIGHBOUR = "year-from-neighbour"
    NONE = "year-missing"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as it stands in a text: offsets, its parts, and where the year comes from.

    `day` None means a month (`tháng 10/2026`) or, with `blank`, a day left blank (`ngày   tháng 11`).
    `start` and `end` include a time and a day of the week beside the date, not the word `ngày`;
    `core` is the date alone.
    """

    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None
    year_from: YearFrom = YearFrom.PRINTED
    core: tuple[int, int] = (0, 0)
    time: dt.time | None = None
    until: dt.time | None = None
    midnight: bool = False
    weekday: int | None = None
    blank: bool = False

    @property
    def date(self) -> dt.date | None:
        """The day, when it is complete and exists in the calendar."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def value(self) -> Moment | None:
        """The day, with its time where the letter gives an hour (24h00 stays the day itself)."""
        day = self.date
        if day is None or self.time is None:
            return day
        return dt.datetime.combine(day, self.time)

    @property
    def impossible(self) -> bool:
        """Does no such day exist (31/02)? Without a year 29/02 is let pass."""
        if self.day is None or self.month is None:
            return False
        try:
            dt.date(self.year or 2024, self.month, self.day)
        except ValueError:
            return True
        return False

    @property
    def whole_month(self) -> bool:
        """A month without a day, not a blank one."""
        return self.day is None and self.month is not None and not self.blank

    @property
    def rule(self) -> str:
        """Name of the rule for the record."""
        return self.year_from.value
