"""Links between letters that are the same: found when a letter is filed, undone by a human."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from pipeline.archive import states
from pipeline.archive.duplicates import Likeness, Same, compare
from pipeline.archive.tables import band, entry, letter, link, page
from pipeline.folding import fold_words
from pipeline.options import ArchiveOptions
from pipeline.records.archive import Link, SameAs

_CANDIDATES = 60


def find(db: Connection, pk: int, options: ArchiveOptions) -> None:
    """Link a letter with all others that are the same; links that a human dismissed stay so."""
    mine = _likeness(db, pk)
    own = select(letter.c.id).where(letter.c.pk == pk).scalar_subquery()
    undecided = and_(or_(link.c.later == own, link.c.earlier == own), link.c.dismissed_by.is_(None))
    touched = {row.later for row in db.execute(select(link.c.later).where(undecided))}
    db.execute(delete(link).where(undecided))
    for other_pk, same_bytes in _candidates(db, pk):
        other = _likeness(db, other_pk)
        if same_bytes:
            same: Same | None = Same(SameAs.BYTES, 1.0, certain=True)
        else:
            same = compare(mine, other, options.near_text)
        if same is not None:
            earlier, later = sorted((mine, other), key=lambda x: x.order)
            _link(db, later.id, earlier.id, same)
            touched.add(later.id)
    _refresh(db, touched - {mine.id})


def of(db: Connection, letter_ids: Iterable[str]) -> tuple[Link, ...]:
    """All links of some letters, in both directions, dismissed ones too."""
    ids = list(letter_ids)
    rows = db.execute(
        select(link)
        .where(or_(link.c.later.in_(ids), link.c.earlier.in_(ids)))
        .order_by(link.c.earlier, link.c.pk)
    )
    return tuple(
        Link(id=r.later, of=r.earlier, kind=SameAs(r.kind), score=r.score, dismissed_by=r.dismissed_by)
        for r in rows
    )


def dismiss(db: Connection, letter_id: str, by: str) -> int:
    """A human says that this letter is not the same as any earlier one."""
    found = db.execute(
        update(link).where(link.c.later == letter_id, link.c.dismissed_by.is_(None)).values(dismissed_by=by)
    )
    return int(found.rowcount)


def restore(db: Connection, letter_id: str, _: str) -> int:
    """Take such a decision back."""
    found = db.execute(
        update(link)
        .where(link.c.later == letter_id, link.c.dismissed_by.is_not(None))
        .values(dismissed_by=None)
    )
    return int(found.rowcount)


def confirm(db: Connection, letter_id: str, of_id: str, by: str) -> None:
    """A human says that two letters are the same."""
    db.execute(delete(link).where(link.c.later == letter_id, link.c.earlier == of_id))
    db.execute(
        insert(link).values(later=letter_id, earlier=of_id, kind=SameAs.HUMAN.value, score=1.0, certain=True)
    )


def _link(db: Connection, later: str, earlier: str, same: Same) -> None:
    known = select(link.c.pk).where(
        link.c.later == later, link.c.earlier == earlier, link.c.dismissed_by.is_not(None)
    )
    if db.execute(known.limit(1)).first() is None:
        db.execute(
            insert(link).values(
                later=later, earlier=earlier, kind=same.kind.value, score=same.score, certain=same.certain
            )
        )


def _candidates(db: Connection, pk: int) -> list[tuple[int, bool]]:
    """Row numbers of letters worth comparing, and whether their files have the same bytes."""
    me = db.execute(
        select(letter.c.code_key, letter.c.part, letter.c.entry_pk, entry.c.sha256)
        .join(entry, entry.c.pk == letter.c.entry_pk)
        .where(letter.c.pk == pk)
    ).one()
    bytes_ = db.execute(
        select(letter.c.pk)
        .join(entry, entry.c.pk == letter.c.entry_pk)
        .where(entry.c.sha256 == me.sha256, entry.c.pk != me.entry_pk, letter.c.part == me.part)
    )
    found = {row.pk: True for row in bytes_}
    if me.code_key:
        for row in db.execute(
            select(letter.c.pk).where(letter.c.code_key == me.code_key, letter.c.pk != pk).limit(_CANDIDATES)
        ):
            found.setdefault(row.pk, False)
    mine, theirs = band.alias("mine"), band.alias("theirs")
    near = (
        select(theirs.c.letter_pk)
        .join(mine, and_(mine.c.number == theirs.c.number, mine.c.value == theirs.c.value))
        .where(mine.c.letter_pk == pk, theirs.c.letter_pk != pk)
        .group_by(theirs.c.letter_pk)
        .order_by(func.count().desc(), theirs.c.letter_pk)
        .limit(_CANDIDATES)
    )
    for row in db.execute(near):
        found.setdefault(row.letter_pk, False)
    return sorted(found.items())


def _likeness(db: Connection, pk: int) -> Likeness:
    row: Row[tuple[object, ...]] = db.execute(select(letter).where(letter.c.pk == pk)).one()
    texts = db.execute(select(page.c.text).where(page.c.letter_pk == pk).order_by(page.c.number)).scalars()
    return Likeness(
        id=row.id,
        order=row.pk,
        code_key=row.code_key,
        issuer_key=row.issuer_key,
        issued_on=row.issued_on,
        year=row.year,
        text=fold_words("\n".join(texts)),
    )


def _refresh(db: Connection, ids: set[str]) -> None:
    rows = db.execute(select(letter.c.entry_pk).where(letter.c.id.in_(ids)).distinct()).all()
    for row in rows:
        states.settle(db, row.entry_pk)
