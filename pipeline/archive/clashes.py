"""Two letters under one number of the incoming register: each waits, and names the other.

A number runs once through a year and a series (Nghị định 30/2020/NĐ-CP, Điều 22). A stamp that was read
wrongly, or a number given before a stamp with the same one came in, breaks that; only a human can say
which of them is right. `12` and `12a` are two numbers, `012` and `12` are one. Duplicates do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, or_, select

from pipeline.archive import states
from pipeline.archive.reasons import TWICE
from pipeline.archive.tables import arrival, letter, link, reason
from pipeline.records.archive import Reason, State


class Number(NamedTuple):
    """A place in the register."""

    series: str
    year: int
    number: int


def numbers(db: Connection, entry_pk: int) -> set[Number]:
    """The places of the letters of a file, and of those linked to them."""
    own = select(letter.c.id).where(letter.c.entry_pk == entry_pk)
    wanted = select(arrival.c.series, arrival.c.year, arrival.c.number).where(
        arrival.c.number > 0,
        or_(
            arrival.c.letter_id.in_(own),
            arrival.c.letter_id.in_(select(link.c.later).where(link.c.earlier.in_(own))),
            arrival.c.letter_id.in_(select(link.c.earlier).where(link.c.later.in_(own))),
        ),
    )
    return {Number(*row) for row in db.execute(wanted).tuples()}


def refresh(db: Connection, places: Iterable[Number]) -> None:
    """Say of each letter at these places which others stand there too, or that none does."""
    for place in sorted(places):
        found = db.execute(
            select(letter.c.pk, letter.c.id, letter.c.entry_pk, letter.c.code, letter.c.state, arrival.c.text)
            .join(arrival, arrival.c.letter_id == letter.c.id)
            .where(
                arrival.c.series == place.series,
                arrival.c.year == place.year,
                arrival.c.number == place.number,
            )
            .order_by(letter.c.pk)
        ).all()
        for row in found:
            others = [
                f"{o.id} ({o.code})" if o.code else o.id
                for o in found
                if o.pk != row.pk
                and _same(o.text, row.text)
                and State.DUPLICATE.value not in (o.state, row.state)
            ]
            made = _reason(row.text, place.year, ", ".join(others)) if others else None
            if _put(db, row.pk, made):
                states.settle(db, row.entry_pk)


def _put(db: Connection, pk: int, made: Reason | None) -> bool:
    """Replace what was said of a letter; whether that changed anything."""
    mine = (reason.c.letter_pk == pk, reason.c.code == TWICE)
    old = db.execute(select(reason.c.message).where(*mine)).scalar()
    if old == (made.message if made else None):
        return False
    db.execute(delete(reason).where(*mine))
    if made is not None:
        db.execute(insert(reason).values(letter_pk=pk, **made.model_dump()))
    return True


def _same(a: str, b: str) -> bool:
    return a.strip().lstrip("0").casefold() == b.strip().lstrip("0").casefold()


def _reason(number: str, year: int, others: str) -> Reason:
    return Reason(
        code=TWICE,
        message=f"arrival number {number} of {year} is also that of {others}",
        message_vi=f"số đến {number} năm {year} trùng với văn bản {others}",
        field="arrival.number",
    )
