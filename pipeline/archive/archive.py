"""The archive's door for everybody who looks at letters: list, show, search, correct."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select, update

from pipeline.archive import (
    artefacts,
    corrections,
    filing,
    index,
    inspect,
    links,
    overview,
    rows,
    search,
    snippets,
    states,
)
from pipeline.archive.contests import Contests
from pipeline.archive.desk import Desk
from pipeline.archive.engine import connect, reading
from pipeline.archive.ledger import note, stamp
from pipeline.archive.store import Store
from pipeline.archive.tables import correction, entry, letter, setting
from pipeline.archive.truth import truths
from pipeline.errors import ArchiveError, NoArchive, VersionConflict
from pipeline.options import ArchiveOptions
from pipeline.records.archive import Answer, Facets, Filed, Hit, State, Status, Summary, Truth, Verified
from pipeline.records.page import Page

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The clock that is used unless another is given."""
    return dt.datetime.now(dt.UTC)


class Archive:
    """An archive of letters.

    Example:
        archive = Archive.open("archive")
        for hit in archive.search("thi ung dung AI truoc thang 6").hits:
            print(hit.letter.id, hit.letter.subject)
    """

    def __init__(
        self, address: str, engine: Engine, store: Store, options: ArchiveOptions, clock: Clock
    ) -> None:
        """Use `Archive.open` instead."""
        self.address = address
        self.store = store
        self.options = options
        self.clock = clock
        self._engine = engine
        self._reading = reading(engine)
        self._index = index.of(engine)
        self.desk = Desk(engine, store, options, clock)
        self.contests = Contests(engine, store, clock)

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
        return cls(at, engine, Store(files), options or ArchiveOptions(), clock)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def letters(
        self, *, state: State | None = None, limit: int | None = None, after: str | None = None
    ) -> tuple[Summary, ...]:
        """Letters in the order in which their files came; `after` is the id of the last one seen."""
        wanted = select(letter.c.pk).order_by(letter.c.pk)
        with self._reading.begin() as db:
            if state is not None:
                wanted = wanted.where(letter.c.state == state.value)
            if after is not None:
                wanted = wanted.where(letter.c.pk > rows.letter_row(db, after).pk)
            pks = list(db.execute(wanted.limit(limit)).scalars())
            return tuple(s for i in range(0, len(pks), 500) for s in rows.summaries(db, pks[i : i + 500]))

    def waiting(self, *, limit: int = 50, after: str | None = None) -> tuple[Summary, ...]:
        """Letters that wait for a human, those with the most pressing reasons first."""
        with self._reading.begin() as db:
            return tuple(rows.summaries(db, overview.worst_first(db, limit, after)))

    def facets(self) -> Facets:
        """What the letters can be narrowed by: kinds, issuers, years."""
        with self._reading.begin() as db:
            return overview.facets(db)

    def moves(self) -> int:
        """A number that grows with everything that happens to any letter, to know when to look again."""
        with self._reading.begin() as db:
            return overview.moves(db)

    def get(self, letter_id: str) -> Filed:
        """A letter: its record with the corrections in it, its history, its links.

        Raises:
            NotInArchive: there is no such letter.
        """
        with self._reading.begin() as db:
            row = rows.letter_row(db, letter_id)
            file = rows.entry_row(db, row.entry_pk)
            machine = artefacts.letter(self.store, file, row.part)
            made = filing.corrections_of(db, row.id)
            return Filed(
                summary=rows.summaries(db, [row.pk])[0],
                entry=rows.entry_record(db, file, history=True),
                letter=corrections.apply(machine, made),
                corrections=made,
                links=links.of(db, [row.id]),
            )

    def pages(self, letter_id: str) -> tuple[Page, ...]:
        """The words of all pages of the letter's file, with their boxes."""
        return artefacts.pages(self.store, self._file(letter_id))

    def original(self, letter_id: str) -> tuple[bytes, str, str]:
        """The original file as it came: bytes, media type, name."""
        file = self._file(letter_id)
        name = self.store.original_name(file.sha256, file.media_type)
        if not self.store.has(name):
            raise ArchiveError(letter_id, "its original is gone; run `congvan verify`")
        return self.store.read(name), file.media_type or "application/octet-stream", file.name

    def derived(self, letter_id: str, what: str, make: Callable[[bytes], bytes]) -> bytes:
        """Something made from the original (a page's picture, say), made once and then kept."""
        file = self._file(letter_id)
        name = self.store.derived_name(file.sha256, "views", what)
        if not self.store.has(name):
            self.store.write(name, make(self.original(letter_id)[0]))
        return self.store.read(name)

    def search(self, query: str, *, limit: int = 20, after: str | None = None) -> Answer:
        """Find letters; see docs/archive.md for the language of queries.

        Raises:
            BadQuery: an unreadable date, or an `after` that no search gave.
        """
        with self._reading.begin() as db:
            found = search.search(db, self._index, query, self.clock().date(), limit, after)
            pks = [pk for _, pk in found.rows]
            shown = {s.id: s for s in rows.summaries(db, pks)}
            parts = snippets.snippets(db, pks, found.query.terms)
            by_pk = {pk: s for pk, s in zip(pks, shown.values(), strict=True)}
            return Answer(
                query=query,
                understood=found.query.understood,
                hits=tuple(
                    Hit(letter=by_pk[pk], tier=tier, snippet=parts.get(pk)) for tier, pk in found.rows
                ),
                total=found.total,
                more_than_total=found.more,
                corrected=found.corrected,
                next=str(found.next) if found.next else None,
            )

    def correct(
        self, letter_id: str, values: Mapping[str, str], *, by: str, expected_version: int | None = None
    ) -> Filed:
        """Set fields of a letter; the machine's values are kept, and a re-run never overwrites these.

        Raises:
            BadCorrection: a field that is none, or a value that does not fit it.
            VersionConflict: the letter is no longer at `expected_version`.
        """
        now = self.clock()
        with self._engine.begin() as db:
            row = self._expect(rows.letter_row(db, letter_id), expected_version)
            file = rows.entry_row(db, row.entry_pk)
            machine = artefacts.letter(self.store, file, row.part)
            for field, text in values.items():
                made = {
                    "letter_id": row.id,
                    "field": field,
                    "machine": corrections.machine_value(machine, field),
                    "value": corrections.read_value(machine, field, text),
                    "by": by,
                    "at": stamp(now),
                }
                db.execute(
                    delete(correction).where(correction.c.letter_id == row.id, correction.c.field == field)
                )
                db.execute(insert(correction).values(made))
                note(db, file.pk, State(file.state), now, reason=f"{row.id}: {field} corrected", by=by)
            self._refile(db, file)
        return self.get(row.id)

    def withdraw(self, letter_id: str, field: str, *, by: str, expected_version: int | None = None) -> Filed:
        """Take a correction back: the machine's value holds again."""
        with self._engine.begin() as db:
            row = self._expect(rows.letter_row(db, letter_id), expected_version)
            file = rows.entry_row(db, row.entry_pk)
            db.execute(
                delete(correction).where(correction.c.letter_id == row.id, correction.c.field == field)
            )
            reason = f"{row.id}: correction of {field} withdrawn"
            note(db, file.pk, State(file.state), self.clock(), reason=reason, by=by)
            self._refile(db, file)
        return self.get(row.id)

    def accept(self, letter_id: str, *, by: str, expected_version: int | None = None) -> Filed:
        """A human has looked at the letter: it no longer waits."""
        return self._decide(letter_id, by, expected_version, "accepted", accepted=True)

    def reopen(self, letter_id: str, *, by: str, expected_version: int | None = None) -> Filed:
        """Put an accepted letter back among those that wait for a human."""
        return self._decide(letter_id, by, expected_version, "opened again", accepted=False)

    def not_a_duplicate(self, letter_id: str, *, by: str, expected_version: int | None = None) -> Filed:
        """A human says the letter is not the same as those it is linked to."""
        return self._decide(letter_id, by, expected_version, "not a duplicate", links.dismiss)

    def duplicate_again(self, letter_id: str, *, by: str, expected_version: int | None = None) -> Filed:
        """Take back `not_a_duplicate`."""
        return self._decide(letter_id, by, expected_version, "duplicate after all", links.restore)

    def duplicate_of(
        self, letter_id: str, other: str, *, by: str, expected_version: int | None = None
    ) -> Filed:
        """A human says that the letter is the same as another one."""

        def confirm(db: Any, own: str, who: str) -> None:
            links.confirm(db, own, rows.letter_row(db, other).id, who)

        return self._decide(letter_id, by, expected_version, f"same letter as {other}", confirm)

    def truth(self) -> tuple[Truth, ...]:
        """What humans corrected or found right, beside what the machine had read."""
        wanted = (
            select(letter, entry.c.name, entry.c.sha256, entry.c.options_key)
            .join(entry, entry.c.pk == letter.c.entry_pk)
            .where(letter.c.accepted | letter.c.id.in_(select(correction.c.letter_id)))
            .order_by(letter.c.pk)
        )
        with self._reading.begin() as db:
            return tuple(
                truths(
                    (row.name, row.sha256, row.id, row.accepted, artefacts.letter(self.store, row, row.part),
                     filing.corrections_of(db, row.id))
                    for row in db.execute(wanted).all()
                )
            )  # fmt: skip

    def status(self) -> Status:
        """Counts, rate, and what waits for a human and why."""
        with self._reading.begin() as db:
            return inspect.status(db, self.address, self.clock())

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

    def _decide(
        self,
        letter_id: str,
        by: str,
        expected: int | None,
        reason: str,
        act: Callable[[Any, str, str], object] | None = None,
        *,
        accepted: bool | None = None,
    ) -> Filed:
        with self._engine.begin() as db:
            row = self._expect(rows.letter_row(db, letter_id), expected)
            if act is not None:
                act(db, row.id, by)
            values: dict[str, object] = {"version": row.version + 1}
            if accepted is not None:
                values["accepted"] = accepted
            db.execute(update(letter).where(letter.c.pk == row.pk).values(values))
            state = states.settle(db, row.entry_pk)
            note(db, row.entry_pk, state, self.clock(), reason=f"{row.id}: {reason}", by=by)
        return self.get(row.id)

    def _refile(self, db: Any, file: Row[Any]) -> None:
        read = artefacts.whole(self.store, file)
        pages = artefacts.pages(self.store, file)
        filing.file_letters(db, self._index, file.pk, file.id, read, pages, self.options)
        states.settle(db, file.pk)

    def _file(self, letter_id: str) -> Row[Any]:
        with self._reading.begin() as db:
            return rows.entry_row(db, rows.letter_row(db, letter_id).entry_pk)

    @staticmethod
    def _expect(row: Row[Any], version: int | None) -> Row[Any]:
        if version is not None and row.version != version:
            raise VersionConflict(row.id, f"version {row.version}, not {version}")
        return row


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
