"""A letter as the office holds it: the record, and when and to whom it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from pipeline.records.archive import Arrived
from pipeline.records.evidence import Record
from pipeline.records.letter import Letter


class Office(Record):
    """The office whose register is printed; `parent` stands above it in the head."""

    name: str = ""
    parent: str = ""


class Item(Record):
    """A letter and what the archive knows of it.

    `arrived_on` is the day on the ĐẾN stamp, or the day of import, which `arrival_assumed` marks.
    `arrival_number` is the archive's; `numbered` fills it where there is none. The columns
    that only an office can fill (`assigned_to`, `forwarded_on`, `progress`, `answer`) stay blank
    for the pen.
    """

    letter: Letter
    id: str = ""
    original: Path | None = None
    arrived_on: dt.date | None = None
    arrival_assumed: bool = False
    arrival_number: str | None = None
    assigned_to: str | None = None
    forwarded_on: dt.date | None = None
    due_on: dt.date | None = None
    progress: str | None = None
    answer: str | None = None
    duplicate_of: str | None = None
    notes: tuple[str, ...] = ()


def item_of(
    letter: Letter,
    imported_on: dt.date,
    *,
    id: str = "",
    original: Path | None = None,
    arrived: Arrived | None = None,
) -> Item:
    """An item with day and number of arrival as the archive keeps them (`arrived`).

    Otherwise they are those of the ĐẾN stamp, else the day of import and no number yet.
    """
    if arrived is not None:
        return Item(
            letter=letter,
            id=id,
            original=original,
            arrived_on=arrived.on,
            arrival_assumed=arrived.assumed,
            arrival_number=arrived.number,
        )
    stamped = letter.arrival.date.value
    return Item(
        letter=letter,
        id=id,
        original=original,
        arrived_on=stamped or imported_on,
        arrival_assumed=stamped is None,
        arrival_number=letter.arrival.number.value,
    )


def numbered(items: Iterable[Item]) -> list[Item]:
    """The items in the order of arrival, each with a number; numbers run through the year.

    A number that is there stays (the stamp or the clerk gave it); the others get the next ones
    above the highest of their year (Nghị định 30/2020, Điều 22), in the order given on one day.
    """
    ordered = sorted(items, key=lambda i: i.arrived_on or dt.date.min)
    highest: dict[int, int] = {}
    for item in ordered:
        year = _year(item)
        highest[year] = max(highest.get(year, 0), _digits(item.arrival_number))
    given: list[Item] = []
    for item in ordered:
        if item.arrival_number is None:
            highest[_year(item)] += 1
            item = item.model_copy(update={"arrival_number": f"{highest[_year(item)]:02d}"})
        given.append(item)
    return sorted(given, key=lambda i: (_year(i), _digits(i.arrival_number)))


def _year(item: Item) -> int:
    return item.arrived_on.year if item.arrived_on else 0


def _digits(number: str | None) -> int:
    kept = "".join(c for c in number or "" if c.isdecimal())
    return int(kept) if kept else 0
