"""Bringing an archive of an older layout to the one that is written now; nothing in it is lost."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Engine, Table, inspect, select, update
from sqlalchemy.schema import CreateColumn

from pipeline.archive import arrivals, artefacts, filing, hearsay, index, rows
from pipeline.archive.corrections import apply
from pipeline.archive.store import Store
from pipeline.archive.tables import LAYOUT, letter, metadata, secret, setting
from pipeline.errors import ArchiveError

KNOWN = ("1", "2")
"""Older layouts from which there is a way."""


def add_columns(db: Connection) -> None:
    """Add the columns and indexes that tables of an older layout do not have."""
    known = inspect(db)
    for table in metadata.sorted_tables:
        there = {column["name"] for column in known.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                _add(db, table, column)
    secret.create(db, checkfirst=True)


def fill(engine: Engine, store: Store) -> int:
    """What the new columns hold, from the records, once; returns how many letters were looked at."""
    with engine.begin() as db:
        _index_again(db, index.of(engine))
        if db.execute(select(setting.c.value).where(setting.c.name == "layout")).scalar() == LAYOUT:
            return 0
        found = db.execute(select(letter).order_by(letter.c.pk)).all()
        marks: dict[int, str | None] = {}
        for row in found:
            file = rows.entry_row(db, row.entry_pk)
            try:
                machine = artefacts.letter(store, file, row.part)
            except ArchiveError:  # `congvan verify` tells of it; the others are brought along
                continue
            one = apply(machine, filing.corrections_of(db, row.id))
            marks[row.entry_pk] = marks.get(row.entry_pk) or one.secrecy.value
            arrivals.enter(db, row.id, one, file.seen_at, marked=one.secrecy.value is not None)
            hearsay.enter(db, row.pk, one)
        for pk, mark in marks.items():
            if mark is not None:
                db.execute(update(letter).where(letter.c.entry_pk == pk).values(secrecy=mark))
        arrivals.number(db)
        db.execute(update(setting).where(setting.c.name == "layout").values(value=LAYOUT))
        return len(found)


def _index_again(db: Connection, found: index.Index) -> None:
    """Build the index again where `prepare` took an older one away."""
    if found.lost(db) and db.execute(select(letter.c.pk).limit(1)).first() is not None:
        filing.rebuild(db, found)


def _add(db: Connection, table: Table, column: Column[object]) -> None:
    written = CreateColumn(column).compile(dialect=db.dialect)
    db.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {written}")
