"""Deadlines and contest dates as an iCalendar file, one all-day event each."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from pipeline.export import wording
from pipeline.export.item import Item
from pipeline.place import beside
from pipeline.records.contest import Contest, Moment

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Entry:
    """Something on a day, or from a day to another."""

    what: str
    start: Moment
    end: Moment | None = None
    due: bool = False


def write_calendar(items: Sequence[Item], destination: Path, *, now: dt.datetime) -> None:
    """Write deadlines (with a reminder the day before), contest stages and milestones.

    Events keep their UID from run to run, so that a calendar that takes the file again moves them
    instead of doubling them. `now` stands in every event as the time it was made.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//congvan//VN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Thời hạn văn bản đến")
    for item in items:
        for number, entry in enumerate(entries(item)):
            calendar.add_component(_event(item, number, entry, now))
    calendar.add_missing_timezones()
    with beside(destination) as path:
        path.write_bytes(calendar.to_ical())


def entries(item: Item) -> Iterator[Entry]:
    """Everything dated that the letter asks for or announces."""
    letter = item.letter
    if item.due_on:
        yield Entry(f"Hạn giải quyết {wording.document(letter)}", item.due_on, due=True)
    for deadline in wording.dated(letter):
        assert deadline.date.value is not None
        yield Entry(wording.deadline(deadline), deadline.date.value, due=True)
    if letter.contest:
        yield from _of_contest(letter.contest)


def _of_contest(contest: Contest) -> Iterator[Entry]:
    name = contest.name.value or "Cuộc thi"
    for stage in contest.stages:
        title = f"{name}: {stage.label}" + (f" - {stage.name.value}" if stage.name.value else "")
        first, last = stage.start.value or stage.end.value, stage.end.value
        if first:
            yield Entry(title, first, last)
    for milestone in contest.milestones:
        what = f"{name}: {milestone.what.value or milestone.kind}"
        if milestone.before.value:
            yield Entry(
                f"trước {wording.day(wording.as_day(milestone.before.value))}: {what}",
                milestone.before.value,
                due=True,
            )
        elif milestone.on.value or milestone.start.value or milestone.end.value:
            first = milestone.on.value or milestone.start.value or milestone.end.value
            assert first is not None
            yield Entry(what, first, milestone.end.value)


def _event(item: Item, number: int, entry: Entry, now: dt.datetime) -> Event:
    event = Event()
    key = f"{item.id or item.letter.source.sha256}/{number}"
    event.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:24]}@congvan")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("summary", entry.what)
    event.add(
        "description",
        "\n".join(
            p
            for p in (wording.document(item.letter), item.letter.subject.value or "", item.letter.source.name)
            if p
        ),
    )
    _when(event, entry)
    if entry.due:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.what)
        alarm.add("trigger", dt.timedelta(days=-1))
        event.add_component(alarm)
    return event


def _when(event: Event, entry: Entry) -> None:
    """A day is an all-day event; a moment is in Vietnamese time. The end of days is exclusive."""
    if isinstance(entry.start, dt.datetime):
        start = entry.start.replace(tzinfo=ZONE) if entry.start.tzinfo is None else entry.start
        event.add("dtstart", start)
        end = entry.end if isinstance(entry.end, dt.datetime) else None
        event.add("dtend", end.replace(tzinfo=end.tzinfo or ZONE) if end else start + dt.timedelta(hours=1))
        return
    last = wording.as_day(entry.end) if entry.end else entry.start
    event.add("dtstart", entry.start)
    event.add("dtend", max(entry.start, last) + dt.timedelta(days=1))
