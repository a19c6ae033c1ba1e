"""The archive for those who look: list, show, search; nothing here changes a letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select

from pipeline.archive import (
    arrivals,
    artefacts,
    corrections,
    filing,
    index,
    inspect,
    links,
    overview,
    parts,
    rows,
    search,
    snippets,
)
from pipeline.archive.engine import reading
from pipeline.archive.home import Home
from pipeline.archive.tables import correction, entry, letter
from pipeline.archive.truth import truths
from pipeline.errors import ArchiveError
from pipeline.records.archive import Answer, Facets, Filed, Hit, State, Status, Summary, Truth
from pipeline.records.page import Page


class Shelf:
    """Everything that only reads."""

    def __init__(self, home: Home) -> None:
        """Use `Archive.open` instead."""
        self._home = home
        self.address = home.address
        self.store = home.store
        self.options = home.options
        self.clock = home.clock
        self.hides_secret = home.hides_secret
        self._shown = home.shown
        self._engine = home.engine
        self._reading = reading(home.engine)
        self._index = index.of(home.engine)

    def letters(
        self, *, state: State | None = None, limit: int | None = None, after: str | None = None
    ) -> tuple[Summary, ...]:
        """Letters in the order in which their files came; `after` is the id of the last one seen."""
        wanted = select(letter.c.pk).where(*self._shown).order_by(letter.c.pk)
        with self._reading.begin() as db:
            if state is not None:
                wanted = wanted.where(letter.c.state == state.value)
            if after is not None:
                wanted = wanted.where(letter.c.pk > self._row(db, after).pk)
            pks = list(db.execute(wanted.limit(limit)).scalars())
            return tuple(s for i in range(0, len(pks), 500) for s in rows.summaries(db, pks[i : i + 500]))

    def register(
        self, *, year: int | None = None, find: str = "", limit: int | None = None, after: str | None = None
    ) -> tuple[Summary, ...]:
        """Letters in the order of the incoming register: year of arrival, then number.

        `find`: only those under this number, or found by these words in what the register shows; filters
        and bounds are those of `search`.

        Raises:
            BadQuery: an unreadable date in `find`.
        """
        with self._reading.begin() as db:
            behind = self._row(db, after).id if after is not None else None
            where = [*self._shown, *self._found(db, find)]
            return tuple(rows.summaries(db, arrivals.ordered(db, where, year, limit, behind)))

    def register_size(self, *, year: int | None = None, find: str = "") -> int:
        """How many letters `register` would give."""
        with self._reading.begin() as db:
            return arrivals.size(db, [*self._shown, *self._found(db, find)], year)

    def _found(self, db: Connection, find: str) -> list[ColumnElement[bool]]:
        if not find.strip():
            return []
        fits = and_(*search.narrowed(db, self._index, find, self.clock().date()))
        return [or_(fits, arrivals.under(find))]

    def register_years(self) -> tuple[int, ...]:
        """The years of the incoming register, the newest first."""
        with self._reading.begin() as db:
            return arrivals.years(db)

    def waiting(
        self, *, limit: int = 50, after: str | None = None, why: str | None = None
    ) -> tuple[Summary, ...]:
        """Letters that wait for a human, those with the most pressing reasons first.

        `why`: only those that wait for this reason, as `Status.waiting` calls it (`doubtful:code`).
        """
        with self._reading.begin() as db:
            behind = self._row(db, after).pk if after is not None else None
            return tuple(
                rows.summaries(
                    db, overview.worst_first(db, limit, behind, [*self._shown, *overview.because(why)])
                )
            )

    def facets(self) -> Facets:
        """What the letters can be narrowed by: kinds, issuers, years."""
        with self._reading.begin() as db:
            return overview.facets(db, self._shown)

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
            row = self._row(db, letter_id)
            file = rows.entry_row(db, row.entry_pk)
            whole = artefacts.whole(self.store, file)
            made = filing.corrections_of(db, row.id)
            done = corrections.applied(artefacts.part_of(whole, row.part), made)
            return Filed(
                summary=rows.summaries(db, [row.pk])[0],
                entry=rows.entry_record(db, file, history=True),
                letter=done.letter,
                corrections=made,
                lists=done.lists,
                links=links.of(db, [row.id]),
                arrived=arrivals.of(db, row.id),
                pages=parts.pages_of(whole, row.part, file.begins),
                begins=parts.read(file.begins) or parts.first_pages(whole),
                divided=bool(file.begins),
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

    def suffix(self, letter_id: str) -> str:
        """The suffix that the original should have by its content (`.pdf`), whatever its name says."""
        file = self._file(letter_id)
        return PurePosixPath(self.store.original_name(file.sha256, file.media_type)).suffix

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
            found = search.search(db, self._index, query, self.clock().date(), limit, after, self._shown)
            pks = [pk for _, pk in found.rows]
            shown = {s.id: s for s in rows.summaries(db, pks)}
            passages = snippets.snippets(db, pks, found.query.terms)
            by_pk = {pk: s for pk, s in zip(pks, shown.values(), strict=True)}
            return Answer(
                query=query,
                understood=found.query.understood,
                hits=tuple(
                    Hit(letter=by_pk[pk], tier=tier, snippet=passages.get(pk)) for tier, pk in found.rows
                ),
                total=found.total,
                more_than_total=found.more,
                corrected=found.corrected,
                next=str(found.next) if found.next else None,
            )

    def truth(self) -> tuple[Truth, ...]:
        """What humans corrected or found right, beside what the machine had read."""
        wanted = (
            select(letter, entry.c.name, entry.c.sha256, entry.c.options_key, entry.c.begins)
            .join(entry, entry.c.pk == letter.c.entry_pk)
            .where(letter.c.accepted | letter.c.id.in_(select(correction.c.letter_id)), *self._shown)
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
            return inspect.status(db, self.address, self.clock(), hides_secret=self.hides_secret)

    def _row(self, db: Any, letter_id: str) -> Row[Any]:
        return rows.letter_row(db, letter_id, self._shown)

    def _file(self, letter_id: str) -> Row[Any]:
        with self._reading.begin() as db:
            return rows.entry_row(db, self._row(db, letter_id).entry_pk)
