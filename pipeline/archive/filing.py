"""Putting a letter that was read into the tables and the index, in one transaction."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, delete, func, insert, select

from pipeline.archive import arrivals, boxes, clashes, hearsay, links, speller, states
from pipeline.archive.corrections import apply
from pipeline.archive.duplicates import bands
from pipeline.archive.fold import code_key, codes_in
from pipeline.archive.index import Index, Texts
from pipeline.archive.reasons import DISAGREES, reasons
from pipeline.archive.tables import band, cited, correction, deadline, entry, letter, page, reading, reason
from pipeline.folding import fold_words
from pipeline.options import ArchiveOptions
from pipeline.records.archive import Correction, Reason, State
from pipeline.records.evidence import Evidence
from pipeline.records.letter import Letter
from pipeline.records.page import Page

PARTS = 1000
"""Letters of one file have row numbers entry * PARTS + part."""

_PK_BITS = 40
_EVIDENCE: TypeAdapter[tuple[Evidence, ...]] = TypeAdapter(tuple[Evidence, ...])


@dataclass(frozen=True)
class Slot:
    """The place of a letter in the archive."""

    entry_pk: int
    entry_id: str
    part: int

    @property
    def pk(self) -> int:
        """Row number: grows in the order in which files were seen."""
        return self.entry_pk * PARTS + self.part

    @property
    def id(self) -> str:
        """The letter's id: the file's, with `-2` for the second letter in it."""
        return self.entry_id if self.part == 1 else f"{self.entry_id}-{self.part}"


@dataclass(frozen=True)
class Kept:
    """What a letter keeps when its file is read again."""

    version: int = 0
    accepted: bool = False
    disagreements: tuple[Reason, ...] = ()
    """From the comparison with other letters, until that is made again."""


def sort_key(issued_on: dt.date | None, pk: int) -> int:
    """A number that grows with the date, then with the row: undated letters come last."""
    return ((issued_on.toordinal() if issued_on else 0) << _PK_BITS) + pk


def first_key(day: dt.date) -> int:
    """The lowest sort key a letter of that day may have."""
    return day.toordinal() << _PK_BITS


def day_of(key: int) -> dt.date:
    """The day in a sort key that has one."""
    return dt.date.fromordinal(key >> _PK_BITS)


def file_letters(
    db: Connection,
    index: Index,
    entry_pk: int,
    entry_id: str,
    read: Letter,
    pages: Sequence[Page],
    options: ArchiveOptions,
) -> State:
    """Put the letters of a file in place of what the file gave before; returns the file's state."""
    heard, numbers = hearsay.spoken(db, entry_pk), clashes.numbers(db, entry_pk)
    before = forget(db, index, entry_pk)
    slots = [Slot(entry_pk, entry_id, part) for part in range(1, len(read.also) + 2)]
    found = zip(slots, (read, *read.also), strict=True)
    letters = {slot: apply(machine, corrections_of(db, slot.id)) for slot, machine in found}
    mark = next((one.secrecy.value for one in letters.values() if one.secrecy.value), None)
    seen_at = db.execute(select(entry.c.seen_at).where(entry.c.pk == entry_pk)).scalar_one()
    for slot, one in letters.items():
        file_one(db, index, slot, one, pages, options, before.get(slot.part, Kept()), mark)
        arrivals.enter(db, slot.id, one, seen_at, marked=mark is not None)
    for slot in slots:
        links.find(db, slot.pk, options)
    hearsay.refresh(db, entry_pk, heard | hearsay.spoken(db, entry_pk))
    states.of_entry(db, entry_pk)
    clashes.refresh(db, numbers | clashes.numbers(db, entry_pk))
    return states.of_entry(db, entry_pk)


def file_one(
    db: Connection,
    index: Index,
    slot: Slot,
    one: Letter,
    pages: Sequence[Page],
    options: ArchiveOptions,
    before: Kept,
    mark: str | None = None,
) -> None:
    """Write the rows of one letter and index its words; `mark`: its file holds a secret letter."""
    body = page_texts(one, pages)
    texts = texts_of(one, body.values())
    key = sort_key(one.issued_on.value, slot.pk)
    db.execute(insert(letter).values(columns(slot, one, texts, before) | {"secrecy": mark}))
    words = {p.number: p for p in pages}
    for number, written in body.items():
        same = number in words and composed(words[number].text) == written
        packed = boxes.pack(words[number]) if same else None
        db.execute(insert(page).values(letter_pk=slot.pk, number=number, text=written, boxes=packed))
    for due in one.deadlines:
        if due.date.value is not None:
            db.execute(insert(deadline).values(letter_pk=slot.pk, date=due.date.value.isoformat()[:10]))
    keys = {code_key(c.code.value) for c in one.citations if c.code.value} - {""}
    if keys:
        db.execute(insert(cited), [{"letter_pk": slot.pk, "code_key": key} for key in sorted(keys)])
    if found := (*before.disagreements, *reasons(one, options)):
        db.execute(insert(reason), [{"letter_pk": slot.pk, **r.model_dump()} for r in found])
    hearsay.enter(db, slot.pk, one)
    if hashes := bands(fold_words("\n".join(body.values()))):
        rows = [{"letter_pk": slot.pk, "number": i, "value": v} for i, v in enumerate(hashes)]
        db.execute(insert(band), rows)
    index.add(db, key, texts)
    speller.count(db, _words(texts), 1)


def columns(slot: Slot, one: Letter, texts: Texts, before: Kept) -> dict[str, object]:
    """The row of a letter; its state is settled afterwards."""
    day, code = one.issued_on.value, one.code.value
    return {
        "pk": slot.pk,
        "id": slot.id,
        "entry_pk": slot.entry_pk,
        "part": slot.part,
        "sort_key": sort_key(day, slot.pk),
        "version": before.version + 1,
        "state": State.FILED.value,
        "accepted": before.accepted,
        "kind": one.kind.value,
        "kind_key": fold_words(one.kind.value or "") or None,
        "issuer": one.issuer.value,
        "issuer_key": fold_words(one.issuer.value or "") or None,
        "code": code,
        "code_key": (code_key(code) or None) if code else None,
        "issued_on": day.isoformat() if day else None,
        "year": day.year if day else None,
        "subject": one.subject.value,
        "is_draft": bool(one.is_draft.value),
        "contest": one.contest.name.value if one.contest else None,
        "pages": one.source.pages,
        "head": _pack(texts),
    }


def forget(db: Connection, index: Index, entry_pk: int) -> dict[int, Kept]:
    """Take the letters of a file out of tables and index; returns what of each part stays."""
    kept = {}
    for row in db.execute(select(letter).where(letter.c.entry_pk == entry_pk)).all():
        kept[row.part] = Kept(row.version, row.accepted, disagreements(db, row.pk))
        texts = _unpack(row.head, stored_pages(db, row.pk).values())
        index.remove(db, row.sort_key, texts)
        speller.count(db, _words(texts), -1)
        for rows in (page, deadline, cited, reading, reason, band):
            db.execute(delete(rows).where(rows.c.letter_pk == row.pk))
        db.execute(delete(letter).where(letter.c.pk == row.pk))
    return kept


def page_texts(one: Letter, pages: Sequence[Page]) -> dict[int, str]:
    """Text of the letter's pages by page number, composed (NFC).

    A second letter of a file holds the texts of its own pages only: they are told by their words.
    """
    by_text = {} if len(one.text) == len(pages) else {p.text: p.number for p in pages}
    return {
        by_text.get(text, number): composed(text)
        for number, text in enumerate(one.text, start=1)
        if text.strip()
    }


def composed(text: str) -> str:
    """Composed form (NFC), in which texts are kept."""
    return unicodedata.normalize("NFC", text)


def texts_of(one: Letter, body: Iterable[str]) -> Texts:
    """What is indexed of a letter."""
    contest = (one.contest.name.value, one.contest.campaign.value) if one.contest else ()
    own = code_key(one.code.value or "")
    named = [code_key(c.code.value) for c in one.citations if c.code.value]
    joined = "\n".join(body)
    others = dict.fromkeys([*named, *codes_in(joined)])
    return Texts(
        subject=" ".join(filter(None, (one.code.value, one.subject.value))),
        issuer=one.issuer.value or "",
        contest=" ".join(filter(None, contest)),
        body=joined,
        codes=(own, *(c for c in others if c and c != own)),
    )


def disagreements(db: Connection, letter_pk: int) -> tuple[Reason, ...]:
    """What the comparison with other letters found wrong with a letter's dates."""
    mine = select(reason).where(reason.c.letter_pk == letter_pk, reason.c.code == DISAGREES)
    rows = db.execute(mine.order_by(reason.c.pk)).all()
    return tuple(Reason(code=r.code, message=r.message, message_vi=r.message_vi, field=r.field) for r in rows)


def corrections_of(db: Connection, letter_id: str) -> tuple[Correction, ...]:
    """A letter's corrections, oldest first."""
    rows = db.execute(
        select(correction).where(correction.c.letter_id == letter_id).order_by(correction.c.pk)
    ).all()
    return tuple(
        Correction(
            field=r.field,
            machine=r.machine,
            value=r.value,
            by=r.by,
            at=dt.datetime.fromisoformat(r.at),
            evidence=_EVIDENCE.validate_json(r.evidence) if r.evidence else (),
        )
        for r in rows
    )


def stored_pages(db: Connection, letter_pk: int) -> dict[int, str]:
    """Page texts as they were indexed."""
    rows = db.execute(
        select(page.c.number, page.c.text).where(page.c.letter_pk == letter_pk).order_by(page.c.number)
    )
    return {row.number: row.text for row in rows}


def stored_texts(db: Connection, row: Row[tuple[object, ...]]) -> Texts:
    """What a stored letter was indexed with."""
    return _unpack(row.head, stored_pages(db, row.pk).values())


def rebuild(db: Connection, index: Index) -> int:
    """Make the whole index again from the stored texts."""
    index.clear(db)
    for row in db.execute(select(letter).order_by(letter.c.sort_key)).all():
        index.add(db, row.sort_key, stored_texts(db, row))
    index.tidy(db)
    return int(db.execute(select(func.count()).select_from(letter)).scalar_one())


def _pack(texts: Texts) -> str:
    return json.dumps([texts.subject, texts.issuer, texts.contest, list(texts.codes)], ensure_ascii=False)


def _unpack(head: str, body: Iterable[str]) -> Texts:
    subject, issuer, contest, codes = json.loads(head)
    return Texts(subject, issuer, contest, "\n".join(body), tuple(codes))


def _words(texts: Texts) -> set[str]:
    return speller.words_of(" ".join((texts.subject, texts.issuer, texts.contest, texts.body)))
