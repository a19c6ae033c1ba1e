"""The index on SQLite: one contentless FTS5 table whose row numbers are the letters' sort keys.

Row numbers grow with the letter's date, so `ORDER BY rowid DESC LIMIT 20` reads the newest hits
and stops: a word that stands in every letter costs no more than a rare one.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Select, column, literal_column, select, table, text

from pipeline.archive.fold import words
from pipeline.archive.index.contract import Match, Scope, Term, Texts
from pipeline.archive.tables import letter

_FIELDS = ("subject", "issuer", "contest", "body")
_COLUMNS = (*_FIELDS, *(f"{name}_x" for name in _FIELDS))
_SCOPES = {
    Scope.ANYWHERE: _FIELDS,
    Scope.HEAD: ("subject", "issuer", "contest"),
    Scope.ISSUER: ("issuer",),
    Scope.CONTEST: ("contest",),
}
_CREATE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS fts USING fts5({', '.join(_COLUMNS)}, content='', columnsize=0, "
    "tokenize=\"ascii tokenchars '_'\")"
)
_INSERT = text(
    f"INSERT INTO fts(rowid, {', '.join(_COLUMNS)}) VALUES (:rowid, {', '.join(':' + c for c in _COLUMNS)})"
)
_DELETE = text(
    f"INSERT INTO fts(fts, rowid, {', '.join(_COLUMNS)}) "
    f"VALUES ('delete', :rowid, {', '.join(':' + c for c in _COLUMNS)})"
)
_fts = table("fts", column("rowid"))


class SqliteIndex:
    """FTS5."""

    def prepare(self, db: Connection) -> None:
        """FTS5 is part of SQLite: nothing to do."""

    def create(self, db: Connection) -> None:
        """Make the virtual table."""
        db.exec_driver_sql(_CREATE)

    def add(self, db: Connection, sort_key: int, texts: Texts) -> None:
        """Index a letter."""
        db.execute(_INSERT, {"rowid": sort_key, **_row(texts)})

    def remove(self, db: Connection, sort_key: int, texts: Texts) -> None:
        """Take a letter out; a contentless table must be told what it holds."""
        db.execute(_DELETE, {"rowid": sort_key, **_row(texts)})

    def clear(self, db: Connection) -> None:
        """Take everything out."""
        db.exec_driver_sql("INSERT INTO fts(fts) VALUES ('delete-all')")

    def lost(self, db: Connection) -> bool:
        """Whether there is nothing in it, because an older form of it was taken away."""
        return False

    def ready(self, db: Connection) -> None:
        """Nothing: rows are read in the order of the answer."""

    def tidy(self, db: Connection) -> None:
        """Nothing: FTS5 merges its parts as they come."""

    def letters(
        self, wanted: Match, unwanted: tuple[Match, ...], where: list[ColumnElement[bool]], limit: int
    ) -> Select[int, int]:
        """(sort_key, pk) of the letters that match, newest first."""
        expression = " NOT ".join(f"({_match(m)})" for m in (wanted, *unwanted))
        return (
            select(letter.c.sort_key, letter.c.pk)
            .select_from(_fts.join(letter, literal_column("fts.rowid") == letter.c.sort_key))
            .where(text("fts MATCH :expression"), *where)
            .order_by(literal_column("fts.rowid").desc())
            .limit(limit)
            .params(expression=expression)
        )

    def matching(self, wanted: Match, where: list[ColumnElement[bool]], limit: int | None) -> Select[int]:
        """Row numbers of the letters that match, in any order."""
        return (
            select(letter.c.pk)
            .select_from(_fts.join(letter, literal_column("fts.rowid") == letter.c.sort_key))
            .where(text("fts MATCH :expression"), *where)
            .limit(limit)
            .params(expression=_match(wanted))
        )

    def check(self, db: Connection) -> str | None:
        """Let FTS5 check its own structure."""
        try:
            db.exec_driver_sql("INSERT INTO fts(fts) VALUES ('integrity-check')")
        except Exception as error:
            return str(error)
        return None


def _row(texts: Texts) -> dict[str, str]:
    row: dict[str, str] = {}
    extra = texts.codes_by_field()
    for name in _FIELDS:
        found = words(getattr(texts, name))
        row[name] = " ".join([*[folded for folded, _ in found], *extra.get(name, ())])
        row[f"{name}_x"] = " ".join([exact for _, exact in found])
    return row


def _match(match: Match) -> str:
    return " AND ".join(_term(t, match) for t in match.terms)


def _term(term: Term, match: Match) -> str:
    fields = _SCOPES[term.scope if term.scope is not Scope.ANYWHERE else match.scope]
    exact = match.exact and term.marked
    names = " ".join(f"{name}_x" for name in fields) if exact else " ".join(fields)
    phrase = '"' + " ".join(term.exact if exact else term.folded) + '"'
    said = f"{{{names}}} : {phrase}{' *' if term.prefix else ''}"
    if term.code is None or exact:
        return said
    return f'({said} OR {{{" ".join(fields)}}} : "{term.code}")'
