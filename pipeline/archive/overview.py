"""The letters that wait, worst first, and what all letters can be narrowed by."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from pipeline.archive.reasons import DISAGREES, HEARSAY, NO_WORDS
from pipeline.archive.tables import change, letter, reason
from pipeline.records.archive import Facet, Facets, State

PAGE_FAILED, DISAGREEMENT, KEY_FIELD, OTHER = 100, 4, 3, 2
"""What a reason weighs: an unread page, a date that does not hold, a doubtful key field, a finding."""
MOST = 12


def worst_first(
    db: Connection, limit: int, after: int | None, shown: Sequence[ColumnElement[bool]] = ()
) -> list[int]:
    """Rows of waiting letters: the heaviest reasons first, then in the order in which they came."""
    weight = _weight().label("weight")
    wanted = (
        select(letter.c.pk, weight)
        .outerjoin(reason, reason.c.letter_pk == letter.c.pk)
        .where(letter.c.state == State.REVIEW.value, *shown)
        .group_by(letter.c.pk)
        .order_by(weight.desc(), letter.c.pk)
    )
    if after is not None:
        wanted = _behind(db, wanted, after)
    return list(db.execute(wanted.limit(limit)).scalars())


def because(why: str | None) -> list[ColumnElement[bool]]:
    """Letters that wait for a reason: its code, with the field behind a colon where there is one."""
    if not why:
        return []
    code, _, field = why.partition(":")
    wanted = select(reason.c.letter_pk).where(reason.c.code == code)
    return [letter.c.pk.in_(wanted.where(reason.c.field == field) if field else wanted)]


def facets(db: Connection, shown: Sequence[ColumnElement[bool]] = ()) -> Facets:
    """Kinds, issuers and years with the number of their letters, the most frequent first."""
    return Facets(
        kinds=_counted(db, letter.c.kind, shown),
        issuers=_counted(db, letter.c.issuer, shown),
        years=_counted(db, letter.c.year, shown),
    )


def moves(db: Connection) -> int:
    """A number that grows with everything that happens to any letter."""
    return db.execute(select(func.max(change.c.pk))).scalar() or 0


def _behind(db: Connection, wanted: Select[tuple[int, int]], pk: int) -> Select[tuple[int, int]]:
    """Go on behind a letter, though it may not wait any more."""
    own = db.execute(
        select(_weight()).select_from(letter.outerjoin(reason, reason.c.letter_pk == letter.c.pk))
        .where(letter.c.pk == pk)
    ).scalar_one()  # fmt: skip
    lighter = _weight() < own
    return wanted.having(lighter | ((_weight() == own) & (letter.c.pk > pk)))


def _weight() -> ColumnElement[int]:
    one = case(
        (reason.c.pk.is_(None), 1),
        (reason.c.code.in_(HEARSAY), 0),  # helps who decides, and presses nobody
        (reason.c.code.in_(("page-failed", NO_WORDS)), PAGE_FAILED),
        (reason.c.code == DISAGREES, DISAGREEMENT),
        (reason.c.field.is_not(None), KEY_FIELD),
        else_=OTHER,
    )
    return func.coalesce(func.sum(one), 0)


def _counted(
    db: Connection,
    column: ColumnElement[str] | ColumnElement[int],
    shown: Sequence[ColumnElement[bool]],
) -> tuple[Facet, ...]:
    found = db.execute(
        select(column, func.count())
        .where(column.is_not(None), letter.c.state != State.DUPLICATE.value, *shown)
        .group_by(column)
        .order_by(func.count().desc(), column)
        .limit(MOST)
    )
    return tuple(Facet(value=str(value), letters=count) for value, count in found)
