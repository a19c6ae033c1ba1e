"""Days and times compared; a day without a time is the whole day."""

from __future__ import annotations

import datetime as dt

from pipeline.records.contest import Moment


def day(moment: Moment) -> dt.date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def clock(moment: Moment) -> dt.time | None:
    """The time of day, where the letter prints one."""
    return moment.time() if isinstance(moment, dt.datetime) else None


def first(moment: Moment) -> dt.datetime:
    """Its first instant, zone dropped (letters print local time)."""
    return dt.datetime.combine(day(moment), clock(moment) or dt.time.min)


def last(moment: Moment) -> dt.datetime:
    """Its last instant."""
    return dt.datetime.combine(day(moment), clock(moment) or dt.time.max)


def shown(moment: Moment) -> str:
    """As letters print it: `10/6/2026`, `17h00 10/6/2026`."""
    time = clock(moment)
    at = f"{time.hour}h{time.minute:02d} " if time is not None else ""
    on = day(moment)
    return f"{at}{on.day}/{on.month}/{on.year}"
