"""The index on PostgreSQL: a tsvector made of our own words, under a GIN index.

Folded and exact form of a word stand at the same position; weights name the place: A subject,
B issuer, C contest, D text.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Select,
    Table,
    Text,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from pipeline.archive.fold import words
from pipeline.archive.index.contract import Match, Scope, Term, Texts
from pipeline.archive.tables import letter

_LAST_POSITION = 16383
_WEIGHTS = {"subject": "A", "issuer": "B", "contest": "C", "body": "D"}
_SCOPES = {Scope.ANYWHERE: "", Scope.HEAD: "ABC", Scope.ISSUER: "B", Scope.CONTEST: "C"}

fts = Table(
    "fts",
    MetaData(),
    Column("sort_key", BigInteger, primary_key=True, autoincrement=False),
    Column("words", TSVECTOR, nullable=False),
)


class PostgresIndex:
    """tsvector and GIN."""

    def prepare(self, db: Connection) -> None:
        """Nothing: the words are ours, so no dictionary of the server takes part."""

    def create(self, db: Connection) -> None:
        """Make the table and its GIN index."""
        fts.create(db, checkfirst=True)
        db.execute(text("CREATE INDEX IF NOT EXISTS fts_words ON fts USING gin (words)"))

    def add(self, db: Connection, sort_key: int, texts: Texts) -> None:
        """Index a letter."""
        db.execute(insert(fts).values(sort_key=sort_key, words=cast(literal(_vector(texts), Text), TSVECTOR)))

    def remove(self, db: Connection, sort_key: int, texts: Texts) -> None:
        """Take a letter out."""
        db.execute(delete(fts).where(fts.c.sort_key == sort_key))

    def clear(self, db: Connection) -> None:
        """Take everything out."""
        db.execute(delete(fts))

    def letters(
        self, wanted: Match, unwanted: tuple[Match, ...], where: list[ColumnElement[bool]], limit: int
    ) -> Select[int, int]:
        """(sort_key, pk) of the letters that match, newest first."""
        asked = " & ".join([f"({_match(wanted)})", *(f"!({_match(m)})" for m in unwanted)])
        return (
            select(letter.c.sort_key, letter.c.pk)
            .join_from(fts, letter, fts.c.sort_key == letter.c.sort_key)
            .where(_asked(asked), *where)
            .order_by(letter.c.sort_key.desc())
            .limit(limit)
        )

    def check(self, db: Connection) -> str | None:
        """Letters without a row in the index."""
        missing = db.execute(
            select(func.count()).select_from(letter).where(~letter.c.sort_key.in_(select(fts.c.sort_key)))
        ).scalar_one()
        return f"{missing} letters are not indexed" if missing else None


def _quote(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(texts: Texts) -> str:
    places: dict[str, list[str]] = {}
    at = 0

    def put(forms: Iterable[str], weight: str) -> None:
        for word in forms:
            places.setdefault(word, []).append(f"{min(at, _LAST_POSITION)}{weight}")

    extra = texts.codes_by_field()
    for name, weight in _WEIGHTS.items():
        for forms in words(getattr(texts, name)):
            at += 1
            put(dict.fromkeys(forms), weight)
        for code in extra.get(name, ()):
            at += 1
            put((code,), weight)
        at += 1  # no phrase runs from one field into the next
    return " ".join(f"{_quote(word)}:{','.join(where)}" for word, where in places.items())


def _asked(expression: str) -> ColumnElement[bool]:
    return text("fts.words @@ CAST(:expression AS tsquery)").bindparams(expression=expression)  # type: ignore[return-value]


def _match(match: Match) -> str:
    return " & ".join(_term(t, match) for t in match.terms)


def _term(term: Term, match: Match) -> str:
    weights = _SCOPES[term.scope if term.scope is not Scope.ANYWHERE else match.scope]
    exact = match.exact and term.marked
    words = term.exact if exact else term.folded
    parts = []
    for i, word in enumerate(words):
        star = "*" if term.prefix and i == len(words) - 1 else ""
        parts.append(_quote(word) + (f":{star}{weights}" if star or weights else ""))
    said = "(" + " <-> ".join(parts) + ")"
    if term.code is None or exact:
        return said
    return f"({said} | {_quote(term.code)}{':' + weights if weights else ''})"
