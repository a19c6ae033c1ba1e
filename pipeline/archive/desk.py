"""The archive's door for those who read files in: enter, claim, deliver, fail."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from sqlalchemy import Connection, update

from pipeline.archive import arrivals, artefacts, filing, index, ledger, parts, rebase, rows
from pipeline.archive.decisions import Divider
from pipeline.archive.engine import reading
from pipeline.archive.home import Home
from pipeline.archive.ledger import Claim, Found
from pipeline.archive.tables import entry
from pipeline.errors import CongvanError
from pipeline.records.archive import State
from pipeline.records.letter import Letter
from pipeline.records.page import Page


class Desk:
    """Where files come in. One process may hold many claims; several processes may share an archive."""

    def __init__(self, home: Home) -> None:
        """Use `Archive.desk` instead."""
        self._engine = home.engine
        self._reading = reading(home.engine)
        self._index = index.of(home.engine)
        self._store = home.store
        self._options = home.options
        self._clock = home.clock
        self.owner = ledger.owner_name()

    def known(self, path: bytes, size: int, mtime_ns: int) -> bool:
        """Whether this very file was seen before and did not change since."""
        with self._reading.begin() as db:
            return ledger.known(db, path, size, mtime_ns) is not None

    def enter(self, found: Iterable[Found]) -> int:
        """Enter files into the ledger; returns how many are new work."""
        allowed = self._options.allow_secret
        with self._engine.begin() as db:
            return sum([ledger.enter(db, f, self._clock(), allow_secret=allowed) for f in found])

    def recover(self) -> int:
        """Free what dead processes held; sweep away what they left half-written."""
        self._store.sweep()
        with self._engine.begin() as db:
            return ledger.recover(db, self._clock())

    def retry(self) -> int:
        """Let quarantined files be tried again."""
        with self._engine.begin() as db:
            return ledger.retry(db, self._clock(), allow_secret=self._options.allow_secret)

    def again(self, options_key: str) -> int:
        """Let letters read with other options be read again with these."""
        with self._engine.begin() as db:
            return ledger.again(db, self._clock(), options_key)

    def claim(self, limit: int, lease_seconds: float) -> list[Claim]:
        """Take waiting files under a lease."""
        with self._engine.begin() as db:
            return ledger.claim(db, self.owner, self._clock(), lease_seconds, limit)

    def heartbeat(self, lease_seconds: float) -> None:
        """Keep the leases of this process alive."""
        with self._engine.begin() as db:
            ledger.heartbeat(db, self.owner, self._clock(), lease_seconds)

    def release(self) -> None:
        """Give everything back (a clean stop)."""
        with self._engine.begin() as db:
            ledger.release(db, self.owner, self._clock())

    def number(self) -> int:
        """Give numbers of the register to letters that have none, once nothing waits to be read."""
        with self._engine.begin() as db:
            return arrivals.number(db)

    def tidy(self) -> None:
        """Leave the index as searches like it, after many letters were filed."""
        with self._engine.begin() as db:
            self._index.tidy(db)

    def waiting(self) -> int:
        """How many files still have to be read."""
        with self._reading.begin() as db:
            return ledger.waiting(db)

    def read_before(self, claim: Claim, options_key: str) -> bool:
        """Whether the content was read before with these options: then it only has to be filed."""
        return artefacts.there(self._store, claim.sha256, options_key)

    def deliver(
        self,
        claim: Claim,
        options_key: str,
        content: bytes,
        packed: tuple[bytes, bytes],
        versions: str,
        divide: Divider | None = None,
    ) -> tuple[State, int]:
        """Take what was read from a file (`artefacts.pack`): keep it and the original, then file it.

        `divide` makes the record again of a file of which a human said where its letters begin.
        Returns the state of the file, and how many pages it has.
        """
        record, words = artefacts.unpack(*packed)
        self._store.keep_original(content, claim.sha256, record.source.media_type)
        artefacts.keep(self._store, claim.sha256, options_key, *packed)
        with self._engine.begin() as db:
            source = record.source
            ledger.move(
                db, claim.pk, State.READ, self._clock(),
                versions=versions, media_type=source.media_type, pages=source.pages,
            )  # fmt: skip
        return self._file(claim, options_key, record, words, divide), record.source.pages

    def file_read(self, claim: Claim, options_key: str, divide: Divider | None = None) -> State | None:
        """File what was read before; None when that is damaged and has to be read again."""
        try:
            record, words = artefacts.load(self._store, claim.sha256, options_key)
        except (OSError, EOFError, ValueError, zlib.error):
            return None
        if not self._store.has(self._store.original_name(claim.sha256, record.source.media_type)):
            return None
        with self._engine.begin() as db:
            values = {"media_type": record.source.media_type, "pages": record.source.pages}
            db.execute(update(entry).where(entry.c.pk == claim.pk).values(values))
        return self._file(claim, options_key, record, words, divide)

    def fail(self, claim: Claim, error: CongvanError, *, final: bool, attempts: int) -> State:
        """Note that reading failed."""
        with self._engine.begin() as db:
            return ledger.fail(db, claim, error, self._clock(), final=final, attempts=attempts)

    def became(self, sha256: str) -> tuple[State, str] | None:
        """What became of a file with this content: its state and the reason; None: it never came."""
        with self._reading.begin() as db:
            return ledger.became(db, sha256)

    def refuse(self, claim: Claim) -> None:
        """Note that the file is secret, and nothing else of it."""
        with self._engine.begin() as db:
            ledger.refuse(db, claim, self._clock())

    def _file(
        self,
        claim: Claim,
        options_key: str,
        record: Letter,
        words: tuple[Page, ...],
        divide: Divider | None,
    ) -> State:
        with self._engine.begin() as db:
            record = self._divided(db, claim, options_key, record, words, divide)
            for part, one in enumerate((record, *record.also), start=1):
                slot = filing.Slot(claim.pk, claim.id, part)
                for said in rebase.rebase(db, slot.id, one):
                    ledger.note(db, claim.pk, State.READ, self._clock(), reason=said)
            state = filing.file_letters(db, self._index, claim.pk, claim.id, record, words, self._options)
            ledger.move(db, claim.pk, state, self._clock(), options_key=options_key)
            arrivals.number(db)
            return state

    def _divided(
        self,
        db: Connection,
        claim: Claim,
        options_key: str,
        record: Letter,
        words: tuple[Page, ...],
        divide: Divider | None,
    ) -> Letter:
        """The record as it was read, or with its letters on the pages that a human named."""
        begins = rows.entry_row(db, claim.pk).begins
        if not begins:
            return record
        if artefacts.there(self._store, claim.sha256, options_key, begins):
            return artefacts.divided(self._store, claim.sha256, options_key, begins)
        if divide is None:
            db.execute(update(entry).where(entry.c.pk == claim.pk).values(begins=""))
            said = f"letters as they were read, no longer on pages {begins}"
            ledger.note(db, claim.pk, State.READ, self._clock(), reason=said)
            return record
        made = divide(record.source, words, parts.read(begins))
        artefacts.keep_divided(self._store, claim.sha256, options_key, begins, made)
        return made
