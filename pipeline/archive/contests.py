"""Letters for the comparison of contests, and what users decided about which belong together."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    Select,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    or_,
    select,
)

from pipeline.archive import artefacts, corrections, filing, rows, states
from pipeline.archive.engine import reading
from pipeline.archive.home import Home
from pipeline.archive.reasons import DISAGREES
from pipeline.archive.tables import change, cited, entry, letter, metadata, reason, setting
from pipeline.records.archive import Reason, State
from pipeline.records.schedule import GroupDecision, Member

decision = Table(
    "group_decision",
    metadata,
    Column("pk", Integer, primary_key=True, autoincrement=True),
    Column("letters", Text, nullable=False),
    Column("others", Text, nullable=False),
    Column("together", Boolean, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("note", Text, nullable=False),
)

_COMPARED = "compared"
"""Up to where the letters' history and the decisions were when contests were compared last."""


class Contests:
    """What reconciliation needs of an archive."""

    def __init__(self, home: Home) -> None:
        """Use `Archive.contests` instead."""
        self._engine = home.engine
        self._reading = reading(home.engine)
        self._store = home.store
        self._clock = home.clock
        self._shown = home.shown

    def members(self) -> Iterator[Member]:
        """Letters about contests, those that they cite, and those that cite the same; corrections applied.

        Duplicates are left out: the same letter scanned twice is one voice.
        """
        about = select(letter.c.pk).where(letter.c.contest.is_not(None))
        named = select(cited.c.code_key).where(cited.c.letter_pk.in_(about))
        own = select(letter.c.code_key).where(letter.c.pk.in_(about), letter.c.code_key.is_not(None))
        citing = select(cited.c.letter_pk).where(or_(cited.c.code_key.in_(named), cited.c.code_key.in_(own)))
        wanted = (
            select(letter.c.pk, letter.c.id, letter.c.part, letter.c.entry_pk, entry.c.name)
            .join(entry, entry.c.pk == letter.c.entry_pk)
            .where(
                letter.c.state != State.DUPLICATE.value,
                *self._shown,
                or_(letter.c.pk.in_(about), letter.c.code_key.in_(named), letter.c.pk.in_(citing)),
            )
            .order_by(letter.c.pk)
        )
        with self._reading.begin() as db:
            for row in db.execute(wanted).all():
                machine = artefacts.letter(self._store, rows.entry_row(db, row.entry_pk), row.part)
                record = corrections.apply(machine, filing.corrections_of(db, row.id))
                yield Member(id=row.id, name=row.name, letter=record)

    def addresses(self) -> dict[str, str]:
        """Where the original of each letter lies, as an address; empty where it is not on this machine."""
        wanted = select(letter.c.id, entry.c.sha256, entry.c.media_type).join(
            entry, entry.c.pk == letter.c.entry_pk
        )
        with self._reading.begin() as db:
            paths = {
                row.id: self._store.local_path(self._store.original_name(row.sha256, row.media_type))
                for row in db.execute(wanted)
            }
        return {i: path.absolute().as_uri() for i, path in paths.items() if path is not None}

    def decisions(self) -> tuple[GroupDecision, ...]:
        """What users decided, oldest first."""
        with self._reading.begin() as db:
            return tuple(
                GroupDecision(
                    letters=tuple(json.loads(r.letters)),
                    others=tuple(json.loads(r.others)),
                    together=r.together,
                    by=r.by,
                    at=dt.datetime.fromisoformat(r.at),
                    note=r.note,
                )
                for r in db.execute(select(decision).order_by(decision.c.pk))
            )

    def stale(self) -> bool:
        """Whether anything that a comparison rests on has changed since the last one was noted."""
        with self._reading.begin() as db:
            known = db.execute(select(setting.c.value).where(setting.c.name == _COMPARED)).scalar()
            moved, decided = (int(part) for part in (known or "0.0").split("."))
            if decided != (db.execute(select(func.max(decision.c.pk))).scalar() or 0):
                return True
            about = or_(letter.c.contest.is_not(None), reason.c.code == DISAGREES)
            since = (
                select(change.c.pk)
                .join(letter, letter.c.entry_pk == change.c.entry_pk)
                .outerjoin(reason, reason.c.letter_pk == letter.c.pk)
                .where(change.c.pk > moved, about)
            )
            return db.execute(since.limit(1)).first() is not None

    def mark(self) -> str:
        """What `note` is given, taken before the letters are read for a comparison."""
        with self._reading.begin() as db:
            moved = db.execute(select(func.max(change.c.pk))).scalar() or 0
            return f"{moved}.{db.execute(select(func.max(decision.c.pk))).scalar() or 0}"

    def note(self, found: Mapping[str, Sequence[Reason]], mark: str) -> int:
        """Keep what a comparison found wrong with single letters; returns of how many that is new.

        Those letters wait for a human, unless one has accepted them.
        """
        with self._engine.begin() as db:
            known: dict[int, list[Reason]] = {}
            for r in db.execute(select(reason).where(reason.c.code == DISAGREES).order_by(reason.c.pk)):
                one = Reason(code=r.code, message=r.message, message_vi=r.message_vi, field=r.field)
                known.setdefault(r.letter_pk, []).append(one)
            ids = {row.id: row for row in db.execute(_named(found))}
            wanted = {ids[i].pk: list(reasons) for i, reasons in found.items() if i in ids}
            changed = [pk for pk in known | wanted if known.get(pk) != wanted.get(pk)]
            for pk in changed:
                db.execute(delete(reason).where(reason.c.letter_pk == pk, reason.c.code == DISAGREES))
                if new := wanted.get(pk):
                    db.execute(insert(reason), [{"letter_pk": pk, **r.model_dump()} for r in new])
                of = db.execute(select(letter.c.entry_pk).where(letter.c.pk == pk)).scalar_one()
                states.settle(db, of)
            db.execute(delete(setting).where(setting.c.name == _COMPARED))
            db.execute(insert(setting).values(name=_COMPARED, value=mark))
            return len(changed)

    def decide(self, made: GroupDecision) -> GroupDecision:
        """Keep a decision; the letters may be named by the beginnings of their ids.

        Raises:
            NotInArchive: there is no such letter.
        """
        with self._engine.begin() as db:
            full = made.model_copy(
                update={
                    "letters": tuple(rows.letter_row(db, i).id for i in made.letters),
                    "others": tuple(rows.letter_row(db, i).id for i in made.others),
                    "at": made.at or self._clock(),
                }
            )
            db.execute(
                insert(decision).values(
                    letters=json.dumps(full.letters),
                    others=json.dumps(full.others),
                    together=full.together,
                    by=full.by,
                    at=(full.at or self._clock()).isoformat(),
                    note=full.note,
                )
            )
        return full


def _named(ids: Iterable[str]) -> Select[tuple[int, str]]:
    return select(letter.c.pk, letter.c.id).where(letter.c.id.in_(list(ids)))
