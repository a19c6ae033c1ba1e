"""The archive looked at as a whole: numbers, and whether everything is still what it was."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, case, func, select

from pipeline.archive import artefacts, rows
from pipeline.archive.index import Index
from pipeline.archive.ledger import stamp
from pipeline.archive.reasons import general
from pipeline.archive.store import Store
from pipeline.archive.tables import change, entry, letter, reason
from pipeline.records.archive import Damage, State, Status, Verified, Waiting

_OWN = re.compile(r" \(\d+%\)$")
"""What a reason says of one letter only."""
_READ = (State.REVIEW.value, State.FILED.value, State.DUPLICATE.value)


def status(db: Connection, address: str, now: dt.datetime, *, hides_secret: bool = False) -> Status:
    """Counts by state, the rate of the last hour, what waits for a human and why."""
    marked = select(letter.c.entry_pk).where(letter.c.secrecy.is_not(None))
    hides = hides_secret and db.execute(marked.limit(1)).first() is not None
    seen = [entry.c.pk.not_in(marked)] if hides else []
    shown = [letter.c.secrecy.is_(None)] if hides else []
    counts: dict[str, int] = dict(
        db.execute(select(entry.c.state, func.count()).where(*seen).group_by(entry.c.state)).tuples().all()
    )
    totals = db.execute(
        select(
            func.count(), func.coalesce(func.sum(entry.c.pages), 0), func.coalesce(func.sum(entry.c.size), 0)
        ).where(entry.c.state.in_(_READ), *seen)
    ).one()
    since = stamp(now - dt.timedelta(hours=1))
    recent = db.execute(
        select(func.count(), func.sum(entry.c.pages), func.min(change.c.at), func.max(change.c.at))
        .join(entry, entry.c.pk == change.c.entry_pk)
        .where(change.c.state == State.READ.value, change.c.at >= since)
    ).one()
    broken = db.execute(
        select(entry).where(entry.c.state == State.QUARANTINED.value).order_by(entry.c.pk)
    ).all()
    return Status(
        archive=address,
        states={s: counts.get(s.value, 0) for s in State},
        letters=db.execute(select(func.count()).select_from(letter).where(*shown)).scalar_one(),
        pages=totals[1],
        bytes=totals[2],
        read_last_hour=recent[0],
        pages_a_minute=_rate(recent[1], recent[2], recent[3]),
        waiting=_waiting(db, shown),
        quarantined=tuple(rows.entry_record(db, row) for row in broken),
    )


def verify(db: Connection, store: Store) -> Verified:
    """Hash every original again; load every record; look for half-written files."""
    damages: list[Damage] = []
    originals = artefacts_seen = letters = 0
    for row in db.execute(select(entry).where(entry.c.state.in_(_READ)).order_by(entry.c.pk)).all():
        originals += 1
        found = store.digest(store.original_name(row.sha256, row.media_type))
        if found is None:
            damages.append(_damage(row.id, "V-ORIGINAL-GONE", "the original is gone"))
        elif found != row.sha256:
            damages.append(_damage(row.id, "V-ORIGINAL-CHANGED", "the original is not what came in"))
        try:
            record, words = artefacts.load(store, row.sha256, row.options_key)
            record = artefacts.whole(store, row)
            artefacts_seen += 1
        except Exception as error:  # whatever is wrong with the file, verify reports it and goes on
            damages.append(_damage(row.id, "V-RECORD", f"the record cannot be loaded: {error!r}"))
            continue
        parts = db.execute(select(func.count()).where(letter.c.entry_pk == row.pk)).scalar_one()
        letters += parts
        if parts != 1 + len(record.also):
            damages.append(_damage(row.id, "V-LETTERS", f"{parts} letters filed of {1 + len(record.also)}"))
        if record.source.sha256 != row.sha256 or len({w.number for w in words}) != len(words):
            damages.append(_damage(row.id, "V-RECORD", "the record belongs to another file"))
    damages.extend(_damage("", "V-LEFTOVER", f"half-written file {name}") for name in store.leftovers())
    return Verified(originals=originals, artefacts=artefacts_seen, letters=letters, damages=tuple(damages))


def with_index(found: Verified, db: Connection, index: Index) -> Verified:
    """What was found, and what is wrong with the index."""
    wrong = index.check(db)
    if wrong is None:
        return found
    damage = _damage("", "V-INDEX", f"{wrong}; run `congvan verify --reindex`")
    return found.model_copy(update={"damages": (*found.damages, damage)})


def _waiting(db: Connection, shown: Sequence[ColumnElement[bool]]) -> tuple[Waiting, ...]:
    named = general()
    field = case((reason.c.code.in_(named), None), else_=reason.c.field)
    found = db.execute(
        select(
            reason.c.code,
            field,
            func.min(reason.c.message),
            func.min(reason.c.message_vi),
            func.count(func.distinct(letter.c.pk)),
        )
        .join(letter, letter.c.pk == reason.c.letter_pk)
        .where(letter.c.state == State.REVIEW.value, *shown)
        .group_by(reason.c.code, field)
        .order_by(func.count(func.distinct(letter.c.pk)).desc(), reason.c.code, field)
    ).all()
    return tuple(
        Waiting(
            code=f"{code}:{field}" if field else code,
            message=named.get(code, (_OWN.sub("", message), ""))[0],
            message_vi=named.get(code, ("", _OWN.sub("", message_vi)))[1],
            letters=letters,
        )
        for code, field, message, message_vi, letters in found
    )


def _rate(pages: int | None, first: str | None, last: str | None) -> float | None:
    if not pages or first is None or last is None or first == last:
        return None
    seconds = (dt.datetime.fromisoformat(last) - dt.datetime.fromisoformat(first)).total_seconds()
    return round(60 * pages / seconds, 1) if seconds > 0 else None


def _damage(entry_id: str, code: str, message: str) -> Damage:
    return Damage(id=entry_id, code=code, message=message)
