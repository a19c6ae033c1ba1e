"""The state of a letter and of its file, worked out from links, reasons and human decisions."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from pipeline.archive.tables import entry, letter, link, reason
from pipeline.records.archive import State

_FILED = [State.REVIEW.value, State.FILED.value, State.DUPLICATE.value]


def settle(db: Connection, entry_pk: int) -> State:
    """Bring a filed file and its letters into the state that their links and reasons ask for."""
    state = of_entry(db, entry_pk)
    filed = (entry.c.pk == entry_pk, entry.c.state.in_(_FILED))
    db.execute(update(entry).where(*filed).values(state=state.value))
    return state


def of_entry(db: Connection, entry_pk: int) -> State:
    """The state of a file: what its most pressing letter needs."""
    rows = db.execute(select(letter.c.pk).where(letter.c.entry_pk == entry_pk)).all()
    states = {_of_letter(db, row.pk) for row in rows}
    return next((s for s in (State.REVIEW, State.FILED) if s in states), State.DUPLICATE)


def _of_letter(db: Connection, pk: int) -> State:
    row = db.execute(select(letter.c.id, letter.c.accepted).where(letter.c.pk == pk)).one()
    if _linked(db, row.id, certain=True):
        state = State.DUPLICATE
    elif not row.accepted and (_has_reason(db, pk) or _linked(db, row.id, certain=False)):
        state = State.REVIEW
    else:
        state = State.FILED
    db.execute(update(letter).where(letter.c.pk == pk).values(state=state.value))
    return state


def _has_reason(db: Connection, pk: int) -> bool:
    return db.execute(select(reason.c.pk).where(reason.c.letter_pk == pk).limit(1)).first() is not None


def _linked(db: Connection, letter_id: str, *, certain: bool) -> bool:
    wanted = select(link.c.pk).where(
        link.c.later == letter_id, link.c.dismissed_by.is_(None), link.c.certain.is_(certain)
    )
    return db.execute(wanted.limit(1)).first() is not None
