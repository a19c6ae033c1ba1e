"""The archive's door: opened, closed, checked; `Shelf` looks into it, `Decisions` changes letters."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, insert, select

from pipeline.archive import filing, inspect, upgrade
from pipeline.archive.contests import Contests
from pipeline.archive.decisions import Decisions
from pipeline.archive.desk import Desk
from pipeline.archive.engine import connect
from pipeline.archive.home import Clock, Home
from pipeline.archive.store import Store
from pipeline.archive.tables import setting
from pipeline.errors import ArchiveError, NoArchive
from pipeline.options import ArchiveOptions
from pipeline.records.archive import Verified


def utc_now() -> dt.datetime:
    """The clock that is used unless another is given."""
    return dt.datetime.now(dt.UTC)


class Archive(Decisions):
    """An archive of letters.

    Example:
        archive = Archive.open("archive")
        for hit in archive.search("thi ung dung AI truoc thang 6").hits:
            print(hit.letter.id, hit.letter.subject)
    """

    def __init__(self, home: Home) -> None:
        """Use `Archive.open` instead."""
        super().__init__(home)
        self.desk = Desk(home)
        self.contests = Contests(home)

    @classmethod
    def open(
        cls,
        address: str | Path,
        *,
        create: bool = False,
        store: str | None = None,
        options: ArchiveOptions | None = None,
        clock: Clock = utc_now,
    ) -> Archive:
        """Open the archive in a folder, or in the database at `postgresql://...`.

        Args:
            address: folder or database.
            create: make it if there is none.
            store: any fsspec address for originals and derived files; needed once for a database,
                which then remembers it. A folder holds its own.
            options: what may enter, and what a human has to look at.
            clock: where the time comes from.

        Raises:
            NoArchive: there is none and `create` is false.
            ArchiveError: it cannot be opened.
        """
        at = str(address)
        if "://" in at:
            engine = connect(at)
            files = _remembered(engine, store, at)
        else:
            folder = Path(at)
            if not (folder / "congvan.db").exists() and not create:
                raise NoArchive(at)
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ArchiveError(at, str(error)) from error
            engine, files = connect(str(folder / "congvan.db")), str(folder.absolute())
        kept = Store(files)
        upgrade.fill(engine, kept)
        return cls(Home(at, engine, kept, options or ArchiveOptions(), clock))

    def without_secret(self) -> Archive:
        """The same archive for those who may not see marked letters: to them they are not there."""
        return Archive(replace(self._home, hides_secret=True))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def verify(self) -> Verified:
        """Hash every file again and compare tables, files and index."""
        with self._reading.begin() as db:
            found = inspect.verify(db, self.store)
        with self._engine.begin() as db:  # FTS5 checks itself by a statement that writes
            return inspect.with_index(found, db, self._index)

    def reindex(self) -> int:
        """Build the full-text index again from the stored texts; returns the letters indexed."""
        with self._engine.begin() as db:
            return filing.rebuild(db, self._index)


def _remembered(engine: Engine, store: str | None, address: str) -> str:
    with engine.begin() as db:
        known = db.execute(select(setting.c.value).where(setting.c.name == "store")).scalar()
        if known is None:
            if store is None:
                raise ArchiveError(address, "say once where originals go: --store, any fsspec address")
            db.execute(insert(setting).values(name="store", value=store))
            return store
        if store is not None and store != known:
            raise ArchiveError(address, f"its originals lie at {known}, not at {store}")
        return str(known)
