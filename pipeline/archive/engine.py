"""The database connection: one address in, a SQLAlchemy engine with its tables out."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, insert, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from pipeline.archive import index, upgrade
from pipeline.archive.fold import FOLD_VERSION
from pipeline.archive.tables import LAYOUT, metadata, setting
from pipeline.errors import ArchiveError, Damaged

BUSY_MS = 30_000
_BROKEN = ("malformed", "not a database")
_FULL = ("is full", "No space left")
_WRITER = 7_305_190
"""The number of the lock that writers of one database take; any number of our own does."""


def connect(address: str) -> Engine:
    """Open the database at a file path or a `postgresql://` address and make missing tables."""
    if address.startswith(("postgresql://", "postgres://")):
        engine = _postgres(address.split("://", 1)[1])
    else:
        engine = _sqlite(Path(address))
    event.listen(engine, "handle_error", partial(_told, address))
    try:
        with engine.begin() as db:
            index.of(engine).prepare(db)
            metadata.create_all(db)
            _agree(db, address)
            index.of(engine).create(db)
    except SQLAlchemyError as error:
        raise ArchiveError(address, str(error.__cause__ or error)) from error
    return engine


def _told(address: str, context: ExceptionContext) -> None:
    """What goes wrong with the database at any time, in the errors that users know.

    A full disk stays as it is: a run has its own answer to it.
    """
    if context.is_pre_ping:
        return
    said = str(context.original_exception)
    if any(word in said for word in _BROKEN):
        raise Damaged(address, said) from context.original_exception
    if isinstance(context.sqlalchemy_exception, OperationalError) and not any(w in said for w in _FULL):
        raise ArchiveError(address, said) from context.original_exception


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read: on SQLite they wait for no writer."""
    return engine.execution_options(reading=True)


def _postgres(rest: str) -> Engine:
    engine = create_engine(f"postgresql+psycopg://{rest}", pool_pre_ping=True)

    @event.listens_for(engine, "begin")
    def _on_begin(db: Connection) -> None:
        """One writer at a time, as on SQLite: links and word counts depend on all letters."""
        if not db.get_execution_options().get("reading", False):
            db.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")

    return engine


def _sqlite(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def _on_connect(raw: sqlite3.Connection, _: Any) -> None:
        raw.isolation_level = None  # transactions are begun below, not by the driver's guesses
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",  # in WAL mode a power cut loses no consistency, at most the last commits
            "foreign_keys=ON",
            "secure_delete=ON",  # of a refused secret letter not even the name stays in a free page
            f"busy_timeout={BUSY_MS}",
            "cache_size=-65536",
            "mmap_size=1073741824",
        ):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(db: Connection) -> None:
        only_reads = db.get_execution_options().get("reading", False)
        db.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

    return engine


def _agree(db: Connection, address: str) -> None:
    known = {name: value for name, value in db.execute(select(setting.c.name, setting.c.value))}
    for name, ours in (("layout", LAYOUT), ("fold", FOLD_VERSION)):
        if name not in known:
            db.execute(insert(setting).values(name=name, value=ours))
        elif name == "layout" and known[name] in upgrade.KNOWN:
            upgrade.add_columns(db)  # `Archive.open` fills them and sets the layout
        elif known[name] != ours:
            raise ArchiveError(address, f"{name} {known[name]}, this congvan writes {ours}")
