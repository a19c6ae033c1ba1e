"""The archive for those who decide: corrections, acceptance, duplicates, pages of several letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, delete, insert, select, update

from pipeline.archive import (
    arrivals,
    artefacts,
    clashes,
    corrections,
    filing,
    items,
    links,
    parts,
    rows,
    states,
)
from pipeline.archive.ledger import note, stamp
from pipeline.archive.shelf import Shelf
from pipeline.archive.tables import correction, entry, letter
from pipeline.errors import BadCorrection, VersionConflict
from pipeline.records.archive import Filed, State
from pipeline.records.evidence import Evidence
from pipeline.records.letter import Letter
from pipeline.records.page import Page, Source

_EVIDENCE: TypeAdapter[tuple[Evidence, ...]] = TypeAdapter(tuple[Evidence, ...])
Places = Mapping[str, tuple[Evidence, ...]]
Divider = Callable[[Source, tuple[Page, ...], tuple[int, ...]], Letter]
"""Makes the record of a file again from the words of its pages and the first pages of its letters."""


class Decisions(Shelf):
    """What humans change. Each change names its author, and the version it was made on where given."""

    def correct(
        self,
        letter_id: str,
        values: Mapping[str, str],
        *,
        by: str,
        expected_version: int | None = None,
        places: Places | None = None,
    ) -> Filed:
        """Set fields of a letter; the machine's values are kept, and a re-run never overwrites these.

        `deadlines[2]` with an empty text drops an item, `deadlines[+].date` adds one; the numbers
        of the machine's items stay. `places` says where on the pages a human saw the values.

        Raises:
            BadCorrection: a field that is none, or a value that does not fit it.
            VersionConflict: the letter is no longer at `expected_version`.
        """
        now = self.clock()
        with self._engine.begin() as db:
            row = self._expect(self._row(db, letter_id), expected_version)
            file = rows.entry_row(db, row.entry_pk)
            machine = artefacts.letter(self.store, file, row.part)
            known = filing.corrections_of(db, row.id)
            numbered = items.resolved(values, (c.field for c in known))
            for given, text in values.items():
                field = numbered[given]
                _there(field, text, [c.field for c in known], numbered.values())
                seen = (places or {}).get(given)
                made = {
                    "letter_id": row.id,
                    "field": field,
                    "machine": corrections.machine_value(machine, field),
                    "value": corrections.read_value(machine, field, text),
                    "by": by,
                    "at": stamp(now),
                    "anchor": corrections.anchor(machine, field),
                    "evidence": _EVIDENCE.dump_json(seen).decode() if seen else None,
                }
                db.execute(
                    delete(correction).where(correction.c.letter_id == row.id, correction.c.field == field)
                )
                db.execute(insert(correction).values(made))
                note(db, file.pk, State(file.state), now, reason=f"{row.id}: {field} corrected", by=by)
            self._refile(db, file)
        return self.get(row.id)

    def withdraw(self, letter_id: str, field: str, *, by: str, expected_version: int | None = None) -> Filed:
        """Take a correction back: the machine's value holds again, a dropped item is there again.

        Of an item that was not dropped all corrections are taken back; one that was added is gone.
        """
        with self._engine.begin() as db:
            row = self._expect(self._row(db, letter_id), expected_version)
            file = rows.entry_row(db, row.entry_pk)
            own = correction.c.letter_id == row.id
            exact = db.execute(delete(correction).where(own, correction.c.field == field)).rowcount
            if not exact and items.place(field) is not None:
                inside = correction.c.field.startswith(f"{field}.", autoescape=True)
                db.execute(delete(correction).where(own, inside))
            reason = f"{row.id}: correction of {field} withdrawn"
            note(db, file.pk, State(file.state), self.clock(), reason=reason, by=by)
            self._refile(db, file)
        return self.get(row.id)

    def divide(
        self,
        letter_id: str,
        begins: Iterable[int],
        make: Divider,
        *,
        by: str,
        expected_version: int | None = None,
    ) -> Filed:
        """Say on which pages of a letter's file letters begin; none: as the machine read it.

        Corrections of a letter that is joined to another are kept, and hold again if it is split off.

        Raises:
            BadDivision: a page that the file does not have.
            VersionConflict: the letter is no longer at `expected_version`.
        """
        wanted = tuple(begins)
        with self._engine.begin() as db:
            row = self._expect(self._row(db, letter_id), expected_version)
            file = rows.entry_row(db, row.entry_pk)
            text = ""
            if wanted:
                source = artefacts.machine(self.store, file).source
                starts = parts.checked(wanted, source.pages)
                text = parts.written(starts)
                if not artefacts.there(self.store, file.sha256, file.options_key, text):
                    made = make(source, artefacts.pages(self.store, file), starts)
                    artefacts.keep_divided(self.store, file.sha256, file.options_key, text, made)
            db.execute(update(entry).where(entry.c.pk == file.pk).values(begins=text))
            file = rows.entry_row(db, file.pk)
            said = f"letters begin on pages {text}" if text else "letters as they were read"
            note(db, file.pk, State(file.state), self.clock(), reason=said, by=by)
            self._refile(db, file)
            kept = db.execute(select(letter.c.id).where(letter.c.id == row.id)).scalar() or file.id
        return self.get(kept)

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
            links.confirm(db, own, self._row(db, other).id, who)

        return self._decide(letter_id, by, expected_version, f"same letter as {other}", confirm)

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
            row = self._expect(self._row(db, letter_id), expected)
            if act is not None:
                act(db, row.id, by)
            values: dict[str, object] = {"version": row.version + 1}
            if accepted is not None:
                values["accepted"] = accepted
            db.execute(update(letter).where(letter.c.pk == row.pk).values(values))
            states.settle(db, row.entry_pk)
            arrivals.number(db)
            clashes.refresh(db, clashes.numbers(db, row.entry_pk))
            state = states.settle(db, row.entry_pk)
            note(db, row.entry_pk, state, self.clock(), reason=f"{row.id}: {reason}", by=by)
        return self.get(row.id)

    def _refile(self, db: Any, file: Row[Any]) -> None:
        read = artefacts.whole(self.store, file)
        pages = artefacts.pages(self.store, file)
        filing.file_letters(db, self._index, file.pk, file.id, read, pages, self.options)
        states.settle(db, file.pk)
        arrivals.number(db)

    @staticmethod
    def _expect(row: Row[Any], version: int | None) -> Row[Any]:
        if version is not None and row.version != version:
            raise VersionConflict(row.id, f"version {row.version}, not {version}")
        return row


def _there(field: str, text: str, known: list[str], now: Iterable[str]) -> None:
    """An added item that is to be dropped must be there."""
    at = items.place(field)
    if at is None or at.rest or text.strip() or not at.key.startswith("+"):
        return
    if not any(f == field or f.startswith(f"{field}.") for f in (*known, *(n for n in now if n != field))):
        raise BadCorrection(field, "no such item")
