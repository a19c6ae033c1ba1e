"""The words of the archive, and the nearest of them to a mistyped one.

Syllables are short: one wrong letter leaves a trigram index hardly anything to match. So the
words of like length are compared by edit distance; there are some ten thousand, which takes
milliseconds, and only happens when a search found nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from pipeline.archive.fold import words
from pipeline.archive.index.contract import Term
from pipeline.archive.tables import word

_LONGEST = 20
_SHORTEST = 3
"""Of two letters one is half of the word: `AI` is no slip for `vị`."""


def words_of(text: str) -> set[str]:
    """The folded words of a text that a speller should know: letters only."""
    every = {folded for folded, _ in words(text)}
    return {w for w in every if w.isalpha() and 2 <= len(w) <= _LONGEST}


def count(db: Connection, found: Iterable[str], step: int) -> None:
    """Note that one more (or one less) letter has these words."""
    rows = [{"w": w, "n": step} for w in sorted(found)]
    if not rows:
        return
    insert = sqlite_insert if db.dialect.name == "sqlite" else postgres_insert
    statement = insert(word).values(word=bindparam("w"), letters=bindparam("n"))
    db.execute(
        statement.on_conflict_do_update(
            index_elements=[word.c.word], set_={"letters": word.c.letters + statement.excluded.letters}
        ),
        rows,
    )


def known(db: Connection, folded: Iterable[str]) -> set[str]:
    """Which of these words some letter has."""
    asked = select(word.c.word).where(word.c.word.in_(sorted(set(folded))), word.c.letters > 0)
    return set(db.execute(asked).scalars())


def nearest(db: Connection, folded: str) -> str | None:
    """The known word nearest to an unknown one: fewest edits, then a mere swap, then in most letters."""
    allowed = 1 if len(folded) < 6 else 2
    near = db.execute(
        select(word.c.word, word.c.letters).where(
            func.length(word.c.word).between(len(folded) - allowed, len(folded) + allowed), word.c.letters > 0
        )
    ).all()
    best: tuple[int, bool, int, int, str] | None = None
    for row in near:
        edits = OSA.distance(folded, row.word, score_cutoff=allowed)
        if edits > allowed:
            continue
        swapped = sorted(row.word) == sorted(folded)  # fingers that were too quick: the likeliest slip
        rank = (edits, not swapped, abs(len(row.word) - len(folded)), -row.letters, row.word)
        best = rank if best is None else min(best, rank)
    return best[-1] if best else None


def mend(db: Connection, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms with their unknown words replaced by the nearest known ones.

    When most words are unknown, the letter is not here: nothing is replaced then.
    """
    there = known(db, (w for t in terms for w in t.folded))
    mended = tuple(_mend(db, t, there) for t in terms)
    pairs = [
        p for old, new in zip(terms, mended, strict=True) for p in zip(old.folded, new.folded, strict=True)
    ]
    changed = sum(a != b for a, b in pairs)
    return mended if changed <= max(1, len(pairs) // 2) else terms


def _mend(db: Connection, term: Term, there: set[str]) -> Term:
    if term.code is not None:
        return term
    folded, exact = list(term.folded), list(term.exact)
    for i, (plain, written) in enumerate(zip(term.folded, term.exact, strict=True)):
        if not plain.isalpha() or len(plain) < _SHORTEST or plain in there:
            continue
        if better := nearest(db, plain):
            folded[i], exact[i] = better, f"{better}_" if written != plain else better
    return Term(tuple(folded), tuple(exact), term.prefix, term.scope, term.code)
