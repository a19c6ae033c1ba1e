"""A time as a letter tells it: its days, the clause it stands in, and what its words say it is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.ranges import DateRange
from pipeline.records.contest import MilestoneKind


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
    aside: bool = False
    """A day of something else: a meeting, a law, a birth, an anniversary, or before the letter itself."""

    @property
    def last_day(self) -> dt.date | None:
        """The day it ends on, or its only one."""
        last = self.range.last or self.range.first
        return last.date if last is not None else None


GIVEN = frozenset({MilestoneKind.SUBMISSION, MilestoneKind.REGISTRATION, MilestoneKind.REPORT})
"""What is given by a day, rather than held on it."""


def between(times: Sequence[Time], start: int, end: int) -> list[Time]:
    """The times that begin in [start, end)."""
    return [t for t in times if start <= t.range.start < end]
