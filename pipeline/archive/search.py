"""Running a search: tier by tier until enough letters are found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from pipeline.archive import speller
from pipeline.archive.bounds import Span
from pipeline.archive.filing import day_of, first_key
from pipeline.archive.index import Index, Match
from pipeline.archive.index.contract import Scope
from pipeline.archive.kinds import kind_key, named
from pipeline.archive.query import Query, parse, tiers
from pipeline.archive.tables import cited, deadline, letter
from pipeline.errors import BadQuery
from pipeline.records.archive import State

COUNTED = 1000
"""Hits are counted up to here; `more_than_total` says that there are more."""

_FEW = 500


@dataclass(frozen=True)
class Place:
    """Where a page of hits begins: behind this letter in this tier."""

    tier: int = 0
    below: int | None = None

    def __str__(self) -> str:
        """The form in which callers keep it."""
        return f"{self.tier}.{self.below}"

    @classmethod
    def read(cls, text: str | None) -> Place:
        """Take the form back.

        Raises:
            BadQuery: this was not made by a search.
        """
        if not text:
            return cls()
        tier, _, below = text.partition(".")
        if not (tier.isdecimal() and below.isdecimal()):
            raise BadQuery(text, "not the key of a page of hits")
        return cls(int(tier), int(below))


@dataclass(frozen=True)
class Result:
    """What was found: (tier, letter row) in order, and how the query was taken."""

    query: Query
    rows: tuple[tuple[int, int], ...]
    total: int
    more: bool
    next: Place | None
    corrected: str | None = None


def search(
    db: Connection,
    index: Index,
    text: str,
    today: dt.date,
    limit: int,
    after: str | None,
    shown: Sequence[ColumnElement[bool]] = (),
) -> Result:
    """Find letters that are `shown`; what finds nothing is tried with mended words, then without bounds."""
    place = Place.read(after)
    index.ready(db)
    year = newest_year(db) or today.year
    query = parse(text, year)
    result = _run(db, index, query, limit, place, shown)
    if result.rows or after:
        return result
    tries = [query]
    if query.bounds:
        tries.insert(0, plain := parse(text, year, bounds=False))
        if (found := _run(db, index, plain, limit, place, shown)).rows:
            return found
    for missed in reversed(tries):
        mended = replace(missed, terms=speller.mend(db, missed.terms))
        if mended.terms != missed.terms:
            found = _run(db, index, mended, limit, place, shown)
            if found.rows:
                return replace(found, corrected=mended.understood)
    return result


def narrowed(db: Connection, index: Index, text: str, today: dt.date) -> list[ColumnElement[bool]]:
    """What a letter must be to fit a search by what a register shows of it: its last word may go on.

    A register shows the name of a letter's type before its subject, so words may begin with one.
    """
    index.ready(db)
    year = newest_year(db) or today.year
    where = _fitting(db, index, parse(text, year), text)
    words = text.split()
    if length := named(words):
        rest = " ".join(words[length:])
        typed = parse(f'kind:"{" ".join(words[:length])}" {rest}', year)
        return [or_(and_(*where), and_(*_fitting(db, index, typed, text)))]
    return where


def _fitting(db: Connection, index: Index, query: Query, text: str) -> list[ColumnElement[bool]]:
    where = _where(db, query)
    if query.terms:
        terms = (*query.terms[:-1], replace(query.terms[-1], prefix=not text.endswith((" ", '"'))))
        where.append(letter.c.pk.in_(index.matching(Match(terms, Scope.HEAD), [], None)))
    return where


def newest_year(db: Connection) -> int | None:
    """The year of the newest dated letter."""
    newest = db.execute(select(func.max(letter.c.sort_key))).scalar()
    return day_of(newest).year if newest and newest >= first_key(dt.date.min) else None


def _run(
    db: Connection,
    index: Index,
    query: Query,
    limit: int,
    place: Place,
    shown: Sequence[ColumnElement[bool]],
) -> Result:
    where = [*_where(db, query), *shown]
    matches = tiers(query)
    rows: list[tuple[int, int]] = []
    end: Place | None = None
    for tier in range(place.tier, max(1, len(matches))):
        bound = [letter.c.sort_key < place.below] if tier == place.tier and place.below is not None else []
        want = limit + 1 - len(rows)
        for key, pk in db.execute(_tier(index, matches, tier, [*where, *bound], want)):
            if len(rows) == limit:
                return Result(query, tuple(rows), *_count(db, index, matches, where), end)
            rows.append((tier, pk))
            end = Place(tier, key)
    if place == Place() and len(rows) <= limit:
        return Result(query, tuple(rows), len(rows), False, None)
    return Result(query, tuple(rows), *_count(db, index, matches, where), None)


def _tier(
    index: Index, matches: tuple[Match, ...], tier: int, where: list[ColumnElement[bool]], limit: int
) -> Select[int, int]:
    if matches:
        return index.letters(matches[tier], matches[:tier], where, limit)
    newest = letter.c.sort_key.desc()
    return select(letter.c.sort_key, letter.c.pk).where(*where).order_by(newest).limit(limit)


def _count(
    db: Connection, index: Index, matches: tuple[Match, ...], where: list[ColumnElement[bool]]
) -> tuple[int, bool]:
    if matches:
        widest = index.matching(matches[-1], where, COUNTED + 1)
    else:
        widest = select(letter.c.pk).where(*where).limit(COUNTED + 1)
    found = int(db.execute(select(func.count()).select_from(widest.subquery())).scalar_one())
    return min(found, COUNTED), found > COUNTED


def _where(db: Connection, query: Query) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if query.state is not None:
        where.append(letter.c.state == query.state.lower())
    else:
        where.append(letter.c.state != State.DUPLICATE.value)
    where.extend(_issued(query.issued))
    if query.kind is not None:
        where.append(letter.c.kind_key == kind_key(query.kind))
    if query.code is not None:
        where.append(_begins(letter.c.code_key, query.code))
    if query.cites is not None:
        where.append(_among(db, cited.c.letter_pk, [_begins(cited.c.code_key, query.cites)]))
    if query.deadline is not None:
        due = []
        if query.deadline.first is not None:
            due.append(deadline.c.date >= query.deadline.first.isoformat())
        if query.deadline.last is not None:
            due.append(deadline.c.date <= query.deadline.last.isoformat())
        where.append(_among(db, deadline.c.letter_pk, due))
    return where


def _begins(key: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """A range, which an index answers; keys hold letters and digits only, so nothing sorts above."""
    return and_(key >= prefix, key < prefix + "\U0010ffff")


def _among(
    db: Connection, letter_pk: ColumnElement[int], where: list[ColumnElement[bool]]
) -> ColumnElement[bool]:
    """Letters with such a row: named one by one where they are few, else looked up for each hit."""
    few = list(db.execute(select(letter_pk).where(*where).limit(_FEW + 1)).scalars())
    if len(few) <= _FEW:
        return letter.c.pk.in_(few)
    return select(letter_pk).where(letter_pk == letter.c.pk, *where).correlate(letter).exists()


def _issued(span: Span) -> list[ColumnElement[bool]]:
    """Bounds on the sort key; undated letters (key below the first day) never fit a bound."""
    where: list[ColumnElement[bool]] = []
    if span.first is not None or span.last is not None:
        where.append(letter.c.sort_key >= first_key(span.first or dt.date.min))
    if span.last is not None:
        where.append(letter.c.sort_key < first_key(span.last + dt.timedelta(days=1)))
    return where
