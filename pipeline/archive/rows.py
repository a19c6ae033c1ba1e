"""Rows of the tables as records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from pipeline.archive import links
from pipeline.archive.tables import change, entry, letter, reason
from pipeline.errors import NotInArchive
from pipeline.records.archive import Change, Entry, Reason, State, Summary


def summaries(db: Connection, pks: Sequence[int]) -> list[Summary]:
    """Letters by row number, in the order asked for."""
    rows = db.execute(
        select(letter, entry.c.name).join(entry, entry.c.pk == letter.c.entry_pk).where(letter.c.pk.in_(pks))
    ).all()
    why = _reasons(db, [r.pk for r in rows if r.state == State.REVIEW.value])
    twins = _twins(db, [r.id for r in rows if r.state == State.DUPLICATE.value])
    found = {r.pk: _summary(r, why.get(r.pk, ()), twins.get(r.id)) for r in rows}
    return [found[pk] for pk in pks if pk in found]


def entry_record(db: Connection, row: Row[Any], *, history: bool = False) -> Entry:
    """A row of the ledger as a record."""
    changes: Iterable[Any] = ()
    if history:
        changes = db.execute(select(change).where(change.c.entry_pk == row.pk).order_by(change.c.pk)).all()
    return Entry(
        id=row.id,
        sha256=row.sha256,
        name=row.name,
        size=row.size,
        state=State(row.state),
        reason=row.reason,
        attempts=row.attempts,
        seen_at=dt.datetime.fromisoformat(row.seen_at),
        changed_at=dt.datetime.fromisoformat(row.changed_at),
        media_type=row.media_type,
        pages=row.pages,
        history=tuple(
            Change(
                at=dt.datetime.fromisoformat(c.at),
                state=State(c.state),
                reason=c.reason,
                by=c.by,
                versions=c.versions,
            )
            for c in changes
        ),
    )


def letter_row(db: Connection, letter_id: str, shown: Sequence[ColumnElement[bool]] = ()) -> Row[Any]:
    """The row of a letter that is `shown`, by its id or by the unmistakable beginning of one.

    Raises:
        NotInArchive: no letter, or several, begin so.
    """
    row = db.execute(select(letter).where(letter.c.id == letter_id, *shown)).first()
    if row is not None:
        return row
    begins = letter.c.id.startswith(letter_id, autoescape=True)
    near = db.execute(select(letter).where(begins, *shown).limit(2)).all()
    if letter_id and len(near) == 1:
        return near[0]
    raise NotInArchive(letter_id, "several begin so" if near and letter_id else "")


def entry_row(db: Connection, pk: int) -> Row[Any]:
    """The ledger's row of a file."""
    return db.execute(select(entry).where(entry.c.pk == pk)).one()


def _summary(row: Row[Any], why: tuple[Reason, ...], twin: str | None) -> Summary:
    return Summary(
        id=row.id,
        name=row.name,
        state=State(row.state),
        version=row.version,
        kind=row.kind,
        issuer=row.issuer,
        code=row.code,
        issued_on=dt.date.fromisoformat(row.issued_on) if row.issued_on else None,
        subject=row.subject,
        is_draft=row.is_draft,
        contest=row.contest,
        pages=row.pages,
        secrecy=row.secrecy,
        duplicate_of=twin,
        reasons=why,
    )


def _reasons(db: Connection, pks: Sequence[int]) -> dict[int, tuple[Reason, ...]]:
    found: dict[int, tuple[Reason, ...]] = {}
    if not pks:
        return found
    for r in db.execute(select(reason).where(reason.c.letter_pk.in_(pks)).order_by(reason.c.pk)):
        one = Reason(code=r.code, message=r.message, message_vi=r.message_vi, field=r.field)
        found[r.letter_pk] = (*found.get(r.letter_pk, ()), one)
    ids = {row.id: row.pk for row in db.execute(select(letter.c.id, letter.c.pk).where(letter.c.pk.in_(pks)))}
    for link in links.of(db, ids) if ids else ():
        if link.id in ids and link.dismissed_by is None:
            same = Reason(
                code="possible-duplicate",
                message=f"may be the same letter as {link.of}",
                message_vi=f"có thể trùng với văn bản {link.of}",
            )
            found[ids[link.id]] = (*found.get(ids[link.id], ()), same)
    return found


def _twins(db: Connection, ids: Sequence[str]) -> dict[str, str]:
    twins: dict[str, str] = {}
    for link in links.of(db, ids) if ids else ():
        if link.dismissed_by is None:
            twins.setdefault(link.id, link.of)
    return twins
