"""What other letters of the archive say about a number or day that a pen wrote.

A letter that cites a code bears that reading out; a register runs through the year, so that a number
stands between its neighbours' days (Nghị định 30/2020/NĐ-CP, art. 15). Neither decides: both stand with
the letter for the human who confirms it. Letters marked secret are not asked.

The readings of such codes stand in a table of their own, so that a letter that comes later finds the
few letters that it speaks of. What a human confirmed or set is no reading any more, and left alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from pipeline.archive import states
from pipeline.archive.fold import code_key
from pipeline.archive.reasons import CITED, HEARSAY, ORDERED
from pipeline.archive.tables import cited, letter, reading, reason
from pipeline.records.archive import Reason
from pipeline.records.letter import Letter

NEAR = 25
"""Numbers before and after in which neighbours are looked for."""
SLACK = dt.timedelta(days=3)
"""Offices give a number today and sign tomorrow."""


@dataclass(frozen=True)
class Neighbour:
    """A letter of the same register: its number and day."""

    number: int
    day: dt.date


def enter(db: Connection, pk: int, one: Letter) -> None:
    """Note the readings of a letter's code if a pen wrote it."""
    db.execute(delete(reading).where(reading.c.letter_pk == pk))
    if "handwrit" not in one.code.rule and one.code.rule != "illegible":
        return
    codes = (one.code.value, *(a.value for a in one.code.alternatives))
    rows = [
        {"letter_pk": pk, "position": i, "code": code, "code_key": code_key(code)}
        for i, code in enumerate(dict.fromkeys(filter(None, codes)))
    ]
    if rows:
        db.execute(insert(reading), rows)


def spoken(db: Connection, entry_pk: int) -> set[str]:
    """Keys of the codes of which the letters of a file say something: those they cite, those near theirs."""
    own = select(letter.c.pk).where(letter.c.entry_pk == entry_pk)
    keys = set(db.execute(select(cited.c.code_key).where(cited.c.letter_pk.in_(own))).scalars())
    for code in db.execute(select(letter.c.code).where(letter.c.entry_pk == entry_pk)).scalars():
        if (number := _number(code or "")) is not None:
            keys.update(_near(code, number))
    return keys


def refresh(db: Connection, entry_pk: int, keys: Iterable[str]) -> None:
    """Say anew what is heard of the letters of a file, and of all letters with a reading among `keys`."""
    own = select(letter.c.pk).where(letter.c.entry_pk == entry_pk)
    wanted = reading.c.code_key.in_(sorted(keys)) | reading.c.letter_pk.in_(own)
    for pk in db.execute(select(reading.c.letter_pk).where(wanted).distinct()).scalars().all():
        found = [{"letter_pk": pk, **r.model_dump()} for r in _reasons(db, pk)]
        old = select(reason.c.code, reason.c.message).where(
            reason.c.letter_pk == pk, reason.c.code.in_(HEARSAY)
        )
        if [tuple(r) for r in db.execute(old.order_by(reason.c.pk))] == [
            (r["code"], r["message"]) for r in found
        ]:
            continue
        db.execute(delete(reason).where(reason.c.letter_pk == pk, reason.c.code.in_(HEARSAY)))
        if found:
            db.execute(insert(reason), found)
        states.settle(db, db.execute(select(letter.c.entry_pk).where(letter.c.pk == pk)).scalar_one())


def _reasons(db: Connection, pk: int) -> tuple[Reason, ...]:
    """What speaks for a reading of a code that a pen wrote, or against it."""
    mine = select(reading.c.code).where(reading.c.letter_pk == pk).order_by(reading.c.position)
    codes = list(db.execute(mine).scalars())
    readings = {code: number for code in codes if (number := _number(code)) is not None}
    if not readings:
        return ()
    found = [_cited(code, count) for code, count in _citing(db, pk, codes).items()]
    row = db.execute(select(letter.c.issued_on, letter.c.issuer_key).where(letter.c.pk == pk)).one()
    if row.issued_on is not None and row.issuer_key is not None:
        day = dt.date.fromisoformat(row.issued_on)
        close = _neighbours(db, pk, readings, day.year, row.issuer_key)
        fits = {c: fit for c, n in readings.items() if (fit := fitting(n, day, close)) is not None}
        found += [_ordered(code, fit, close, readings[code]) for code, fit in fits.items()]
    return tuple(found)


def fitting(number: int, day: dt.date, close: Sequence[Neighbour]) -> bool | None:
    """Does a number of that day stand between its neighbours? None where there are none."""
    near = [one for one in close if 0 < abs(one.number - number) <= NEAR]
    if not near:
        return None
    return all(one.day <= day + SLACK if one.number < number else one.day >= day - SLACK for one in near)


def _citing(db: Connection, pk: int, codes: Sequence[str]) -> Mapping[str, int]:
    """How many other letters cite each code."""
    keys = {code_key(code): code for code in reversed(codes)}
    rows = db.execute(
        select(cited.c.code_key, func.count())
        .join(letter, letter.c.pk == cited.c.letter_pk)
        .where(cited.c.code_key.in_(keys), cited.c.letter_pk != pk, letter.c.secrecy.is_(None))
        .group_by(cited.c.code_key)
    )
    counts = {keys[key]: count for key, count in rows.tuples()}
    return {code: counts[code] for code in codes if code in counts}


def _neighbours(
    db: Connection, pk: int, readings: Mapping[str, int], year: int, issuer: str
) -> list[Neighbour]:
    """Letters of that office and year with the same symbol and a number not far from a reading."""
    keys: dict[str, int] = {}
    for code, number in readings.items():
        keys |= _near(code, number)
    rows = db.execute(
        select(letter.c.code_key, letter.c.issued_on).where(
            letter.c.code_key.in_(keys),
            letter.c.pk != pk,
            letter.c.year == year,
            letter.c.issuer_key == issuer,
            letter.c.issued_on.is_not(None),
            letter.c.secrecy.is_(None),
        )
    )
    return sorted(
        (Neighbour(keys[key], dt.date.fromisoformat(day)) for key, day in rows.tuples()),
        key=lambda one: one.number,
    )


def _number(code: str) -> int | None:
    number, slash, _ = code.partition("/")
    return int(number) if slash and number.isdecimal() else None


def _near(code: str, number: int) -> dict[str, int]:
    """Keys of the codes with the same symbol and a number not far away, with these numbers."""
    symbol = code.split("/", 1)[1]
    return {code_key(f"{n}/{symbol}"): n for n in range(max(1, number - NEAR), number + NEAR + 1)}


def _cited(code: str, count: int) -> Reason:
    return Reason(
        code=CITED,
        message=f"{count} other {'letter cites' if count == 1 else 'letters cite'} {code}",
        message_vi=f"{count} văn bản khác viện dẫn {code}",
        field="code",
    )


def _ordered(code: str, fits: bool, close: Sequence[Neighbour], number: int) -> Reason:
    sides = (
        max((one for one in close if one.number < number), key=lambda one: one.number, default=None),
        min((one for one in close if one.number > number), key=lambda one: one.number, default=None),
    )
    told = ", ".join(f"{one.number}: {one.day:%d/%m/%Y}" for one in sides if one is not None)
    return Reason(
        code=ORDERED,
        message=f"{code} {'fits' if fits else 'does not fit'} the register ({told})",
        message_vi=f"{code} {'khớp' if fits else 'không khớp'} sổ đăng ký ({told})",
        field="code",
    )
