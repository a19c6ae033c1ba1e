"""What other letters of the archive say about a number or day that a pen wrote.

A letter that cites a code bears that reading out; a register runs through the year, so that a number
stands between its neighbours' days (Nghị định 30/2020/NĐ-CP, art. 15). Neither decides: both stand with
the letter for the human who confirms it. Letters marked secret are not asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from pipeline.archive.fold import code_key
from pipeline.archive.reasons import CITED, ORDERED
from pipeline.archive.tables import cited, letter
from pipeline.folding import fold_words
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


def reasons(db: Connection, pk: int, one: Letter) -> tuple[Reason, ...]:
    """What speaks for a reading of a code that a pen wrote, or against it."""
    if "handwrit" not in one.code.rule and one.code.rule != "illegible":
        return ()
    codes = [c for c in (one.code.value, *(a.value for a in one.code.alternatives)) if c]
    readings = {c: int(number) for c in codes if (number := c.split("/")[0]).isdigit() and "/" in c}
    if not readings:
        return ()
    found = [_cited(code, count) for code, count in _citing(db, pk, codes).items()]
    day = one.issued_on.value
    if day is not None and one.issuer.value is not None:
        close = _neighbours(db, pk, readings, day.year, fold_words(one.issuer.value))
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
    return {keys[key]: count for key, count in rows.tuples()}


def _neighbours(
    db: Connection, pk: int, readings: Mapping[str, int], year: int, issuer: str
) -> list[Neighbour]:
    """Letters of that office and year with the same symbol and a number not far from a reading."""
    keys: dict[str, int] = {}
    for code, number in readings.items():
        symbol = code.split("/", 1)[1]
        for near in range(max(1, number - NEAR), number + NEAR + 1):
            keys[code_key(f"{near}/{symbol}")] = near
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
