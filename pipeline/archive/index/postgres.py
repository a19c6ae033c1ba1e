"""The index on PostgreSQL: the words of a letter as one text, and a GIN index over its different words.

The words are ours (one tokenizer for both engines), so no dictionary of the server takes part. A text
holds every field of the letter folded and exact, and what stands in the head once more with its place
(`h:` head, `i:` issuer, `c:` contest), parted by `|`:

    | tap huan | tập_j huấn_s | h:tap h:huan | h:tập_j h:huấn_s | ubnd xa an hoa | ...

Which letters have all words of a search, the index says alone, and nothing is read of the letters.
Phrases are looked for in the texts of those that have all their words: the newest first, and only
until enough are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import (
    CTE,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    inspect,
    not_,
    or_,
    select,
    text,
)

from pipeline.archive.fold import words
from pipeline.archive.index.contract import Match, Scope, Term, Texts
from pipeline.archive.tables import letter

_PLACES = {Scope.ANYWHERE: "", Scope.HEAD: "h:", Scope.ISSUER: "i:", Scope.CONTEST: "c:"}
_FIELDS = {
    "subject": (Scope.ANYWHERE, Scope.HEAD),
    "issuer": (Scope.ANYWHERE, Scope.HEAD, Scope.ISSUER),
    "contest": (Scope.ANYWHERE, Scope.HEAD, Scope.CONTEST),
    "body": (Scope.ANYWHERE,),
}
_LONGEST = 255
"""Signs of a word: what is longer is noise, and no word of an index may pass 2 KB."""
_MOST = 800_000
"""Bytes of different words: the server takes a megabyte of them for one letter."""
_VECTOR = "array_to_tsvector(string_to_array(fts.words, ' '))"

fts = Table(
    "fts",
    MetaData(),
    Column("sort_key", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Index("fts_sort_key", "sort_key", postgresql_using="hash"),
)
"""A hash finds one letter, and never tempts the planner to go through all texts in their order."""


class PostgresIndex:
    """Texts and GIN."""

    def prepare(self, db: Connection) -> None:
        """Take away the table of older archives; `Archive.open` builds it again."""
        known = inspect(db)
        if known.has_table("fts") and not isinstance(
            next(c["type"] for c in known.get_columns("fts") if c["name"] == "words"), Text
        ):
            fts.drop(db)

    def create(self, db: Connection) -> None:
        """Make the table and its GIN index."""
        if inspect(db).has_table("fts"):
            return
        fts.create(db)
        # texts lie apart, so that going through the letters that the index names reads none of them
        db.exec_driver_sql("ALTER TABLE fts SET (toast_tuple_target = 128)")
        how = db.exec_driver_sql(
            "SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression'"
        ).scalar()
        if how and "lz4" in how:
            db.exec_driver_sql("ALTER TABLE fts ALTER COLUMN words SET COMPRESSION lz4")
        db.exec_driver_sql(f"CREATE INDEX fts_words ON fts USING gin (({_VECTOR.replace('fts.', '')}))")

    def add(self, db: Connection, sort_key: int, texts: Texts) -> None:
        """Index a letter."""
        db.execute(insert(fts).values(sort_key=sort_key, words=_written(texts)))

    def remove(self, db: Connection, sort_key: int, texts: Texts) -> None:
        """Take a letter out."""
        db.execute(delete(fts).where(fts.c.sort_key == sort_key))

    def clear(self, db: Connection) -> None:
        """Take everything out, and give the room back."""
        db.exec_driver_sql("TRUNCATE fts")

    def lost(self, db: Connection) -> bool:
        """Whether there is nothing in it, because an older form of it was taken away."""
        return db.execute(select(fts.c.sort_key).limit(1)).first() is None

    def ready(self, db: Connection) -> None:
        """The planner does not know what it costs to fetch a text: never look through all of them.

        Nor is one plan good for a rare word and for one of every letter, as the server would think after
        the fifth search.
        """
        db.exec_driver_sql(
            "SET LOCAL enable_seqscan = off; SET LOCAL jit = off;"
            "SET LOCAL plan_cache_mode = force_custom_plan"
        )

    def tidy(self, db: Connection) -> None:
        """Sort in what was put in lately, and count words anew for the planner."""
        db.exec_driver_sql("SELECT gin_clean_pending_list('fts_words')")
        db.exec_driver_sql("ANALYZE fts; ANALYZE letter")

    def letters(
        self, wanted: Match, unwanted: tuple[Match, ...], where: list[ColumnElement[bool]], limit: int
    ) -> Select[int, int]:
        """(sort_key, pk) of the letters that match, newest first."""
        # the steps are fenced: all keys that the index gives are sorted first, once, then letters are
        # looked up one by one, and of these the texts, until there are enough
        having = _once(_having(wanted, unwanted).order_by(fts.c.sort_key.desc()))
        found = (
            select(letter.c.sort_key, letter.c.pk)
            .join_from(having, letter, having.c.sort_key == letter.c.sort_key)
            .where(*where)
            .order_by(having.c.sort_key.desc())
        )
        said = _phrases_said(wanted, unwanted)
        if not said:
            return found.limit(limit)
        near = found.offset(0).subquery("near")
        return (
            select(near.c.sort_key, near.c.pk)
            .join(fts, fts.c.sort_key == near.c.sort_key)
            .where(*said)
            .order_by(near.c.sort_key.desc())
            .limit(limit)
        )

    def matching(self, wanted: Match, where: list[ColumnElement[bool]], limit: int | None) -> Select[int]:
        """Row numbers of the letters that match, in any order."""
        having = _once(_having(wanted, ()))
        found = (
            select(letter.c.pk)
            .join_from(having, letter, having.c.sort_key == letter.c.sort_key)
            .where(*where)
            .limit(limit)
        )
        if said := _phrases_said(wanted, ()):
            found = found.join(fts, fts.c.sort_key == letter.c.sort_key).where(*said)
        return found

    def check(self, db: Connection) -> str | None:
        """Letters without a row in the index."""
        missing = db.execute(
            select(func.count()).select_from(letter).where(~letter.c.sort_key.in_(select(fts.c.sort_key)))
        ).scalar_one()
        return f"{missing} letters are not indexed" if missing else None


def _written(texts: Texts) -> str:
    """The text of a letter: see above."""
    codes = texts.codes_by_field()
    known: set[str] = set()
    room = _MOST
    pieces: list[str] = []
    for name, scopes in _FIELDS.items():
        found = words(getattr(texts, name))
        runs: list[Iterable[str]] = [[w for w, _ in found], [x for _, x in found]]
        runs += [[code] for code in codes.get(name, ())]
        for scope in scopes:
            for run in runs:
                kept = []
                for word in _short(run):
                    marked = _PLACES[scope] + word
                    if marked not in known:
                        known.add(marked)
                        room -= len(marked.encode()) + 8
                    if room < 0:
                        break
                    kept.append(marked)
                pieces.append(" ".join(kept))
    return "| " + " | ".join(filter(None, pieces)) + " |"


def _short(run: Iterable[str]) -> Iterator[str]:
    return (word[:_LONGEST] for word in run)


def _having(wanted: Match, unwanted: tuple[Match, ...]) -> Select[int]:
    """Keys of the letters that have all words, phrases left aside."""
    without = [f"!({_words_of(m)})" for m in unwanted if not _phrases(m)]
    return select(fts.c.sort_key).where(_asked(" & ".join([f"({_words_of(wanted)})", *without])))


def _once(step: Select[int]) -> CTE:
    """A step that is done once, and before those that follow."""
    return step.cte().prefix_with("MATERIALIZED")  # unnamed: a register asks twice in one statement


def _phrases_said(wanted: Match, unwanted: tuple[Match, ...]) -> list[ColumnElement[bool]]:
    """What has to be looked for in the texts."""
    said = [_said(wanted)] if _phrases(wanted) else []
    return said + [not_(_said(m)) for m in unwanted if _phrases(m)]


def _phrases(match: Match) -> bool:
    return any(len(t.folded) > 1 for t in match.terms)


def _asked(expression: str) -> ColumnElement[bool]:
    asked = text(f"{_VECTOR} @@ CAST(:expression AS tsquery)")
    return asked.bindparams(expression=expression)  # type: ignore[return-value]


def _words_of(match: Match) -> str:
    """A tsquery that every letter fits which fits the match, and no other if it has no phrases."""
    return " & ".join(_any(t, match) for t in match.terms)


def _any(term: Term, match: Match) -> str:
    words, place, code = _form(term, match)
    said = " & ".join(
        _quote(place + word) + (":*" if term.prefix and i == len(words) - 1 else "")
        for i, word in enumerate(words)
    )
    return f"(({said}) | {_quote(place + code)})" if code else f"({said})"


def _said(match: Match) -> ColumnElement[bool]:
    """Whether the text has the words one behind the other."""
    return and_(*(_one_said(t, match) for t in match.terms))


def _one_said(term: Term, match: Match) -> ColumnElement[bool]:
    words, place, code = _form(term, match)
    phrase = " " + " ".join(place + word for word in words) + ("" if term.prefix else " ")
    said = func.strpos(fts.c.words, phrase) > 0
    return or_(said, func.strpos(fts.c.words, f" {place}{code} ") > 0) if code else said


def _form(term: Term, match: Match) -> tuple[tuple[str, ...], str, str | None]:
    """The words as this match asks for them, where they stand, and the code they may be."""
    exact = match.exact and term.marked
    place = _PLACES[term.scope if term.scope is not Scope.ANYWHERE else match.scope]
    return tuple(_short(term.exact if exact else term.folded)), place, None if exact else term.code


def _quote(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
