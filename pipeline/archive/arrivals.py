"""Numbers of the incoming register: given once, when nothing waits to be read, and then kept.

A stamp's number, or a human's, is the letter's number. The others get the next ones above the
highest of their year (Nghị định 30/2020, Điều 22), in the order of arrival. That waits until the
run has filed everything it found, so that the numbers on stamps are known before others are given.
Marked letters have a series of their own (`M01`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, or_, select, tuple_, update

from pipeline.archive.tables import arrival, entry, letter
from pipeline.records.archive import Arrived, State
from pipeline.records.letter import Letter

MARKED = "M"
_OPEN = (State.SEEN.value, State.CLAIMED.value, State.READ.value)


def enter(db: Connection, letter_id: str, one: Letter, seen_at: str, *, marked: bool) -> None:
    """Note when a letter arrived, with the number that stands on it; a number given before is kept."""
    stamped, printed = one.arrival.date.value, one.arrival.number.value
    day = stamped or dt.datetime.fromisoformat(seen_at).astimezone().date()
    row: dict[str, object] = {
        "letter_id": letter_id,
        "series": MARKED if marked else "",
        "year": day.year,
        "number": digits(printed) if printed else None,
        "text": printed or "",
        "arrived_on": day.isoformat(),
        "assumed": stamped is None,
        "given": not printed,
    }
    old = db.execute(select(arrival).where(arrival.c.letter_id == letter_id)).first()
    if old is not None:
        if not printed and old.given and (old.series, old.year) == (row["series"], row["year"]):
            row |= {"number": old.number, "text": old.text}
        db.execute(delete(arrival).where(arrival.c.letter_id == letter_id))
    db.execute(insert(arrival).values(row))


def number(db: Connection) -> int:
    """Give numbers to letters that have none, unless files still wait to be read; returns how many."""
    if db.execute(select(entry.c.pk).where(entry.c.state.in_(_OPEN)).limit(1)).first() is not None:
        return 0
    wanted = (
        select(arrival.c.letter_id, arrival.c.series, arrival.c.year)
        .join(letter, letter.c.id == arrival.c.letter_id)
        .where(arrival.c.number.is_(None), letter.c.state != State.DUPLICATE.value)
        .order_by(arrival.c.arrived_on, letter.c.pk)
    )
    found = db.execute(wanted).all()
    highest: dict[tuple[str, int], int] = {}
    for row in found:
        key = (row.series, row.year)
        if key not in highest:
            highest[key] = _highest(db, *key)
        highest[key] += 1
        values = {"number": highest[key], "text": f"{row.series}{highest[key]:02d}"}
        db.execute(update(arrival).where(arrival.c.letter_id == row.letter_id).values(values))
    return len(found)


def of(db: Connection, letter_id: str) -> Arrived | None:
    """A letter's place in the register; None as long as it has none."""
    row = db.execute(
        select(arrival).where(arrival.c.letter_id == letter_id, arrival.c.number.is_not(None))
    ).first()
    if row is None:
        return None
    on = dt.date.fromisoformat(row.arrived_on)
    return Arrived(number=row.text, on=on, assumed=row.assumed, given=row.given)


def ordered(
    db: Connection,
    shown: Sequence[ColumnElement[bool]],
    year: int | None,
    limit: int | None,
    after: str | None,
) -> list[int]:
    """Rows of letters in the order of the register, duplicates left out."""
    key = (arrival.c.series, arrival.c.year, arrival.c.number, letter.c.pk)
    wanted = _registered(select(letter.c.pk), shown, year).order_by(*key).limit(limit)
    if after is not None:
        last = db.execute(
            select(*key).join(letter, letter.c.id == arrival.c.letter_id).where(arrival.c.letter_id == after)
        ).first()
        if last is not None:
            wanted = wanted.where(tuple_(*key) > tuple_(*last))
    return list(db.execute(wanted).scalars())


def size(db: Connection, shown: Sequence[ColumnElement[bool]], year: int | None) -> int:
    """How many letters stand in the register."""
    counted = _registered(select(func.count()).select_from(letter), shown, year)
    return int(db.execute(counted).scalar_one())


def under(text: str) -> ColumnElement[bool]:
    """Letters under a number of the register, as it is written there or without its noughts."""
    said = text.strip()
    same = [arrival.c.text == said]
    if said.isascii() and said.isdecimal() and len(said) < 10:
        same.append(arrival.c.number == int(said))
    return or_(*same)


def _registered(wanted: Select[Any], shown: Sequence[ColumnElement[bool]], year: int | None) -> Select[Any]:
    found = wanted.join(arrival, arrival.c.letter_id == letter.c.id).where(
        arrival.c.number.is_not(None), letter.c.state != State.DUPLICATE.value, *shown
    )
    return found.where(arrival.c.year == year) if year is not None else found


def years(db: Connection) -> tuple[int, ...]:
    """The years of the register, the newest first."""
    found = select(arrival.c.year).where(arrival.c.number.is_not(None)).distinct()
    return tuple(sorted(db.execute(found).scalars(), reverse=True))


def digits(text: str) -> int:
    """The number in what a stamp says; 0 where there is none."""
    kept = "".join(c for c in text if c.isascii() and c.isdecimal())[:9]
    return int(kept) if kept else 0


def _highest(db: Connection, series: str, year: int) -> int:
    found = select(func.max(arrival.c.number)).where(arrival.c.series == series, arrival.c.year == year)
    return db.execute(found).scalar() or 0
