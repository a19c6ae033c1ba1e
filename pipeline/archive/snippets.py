"""The passage of a letter that shows why it was found, and where it stands on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Connection, select

from pipeline.archive import boxes
from pipeline.archive.fold import forms
from pipeline.archive.index.contract import Term
from pipeline.archive.tables import page
from pipeline.folding import fold
from pipeline.records.archive import Snippet

WIDTH = 160
_MARKED_BOXES = 12
_SPACE = re.compile(r"\s")


def snippets(db: Connection, letter_pks: Sequence[int], terms: tuple[Term, ...]) -> dict[int, Snippet]:
    """The best passage of each letter."""
    pattern = _pattern(terms)
    rows = db.execute(
        select(page).where(page.c.letter_pk.in_(letter_pks)).order_by(page.c.letter_pk, page.c.number)
    )
    best: dict[int, tuple[int, Snippet]] = {}
    for row in rows:
        found = _best(row.text, row.number, pattern, terms)
        if found is not None and found[0] > best.get(row.letter_pk, (-1, None))[0]:
            score, (start, end), marks = found
            best[row.letter_pk] = (score, _cut(row.text, row.number, start, end, marks, row.boxes))
    return {pk: snippet for pk, (_, snippet) in best.items()}


@lru_cache(maxsize=64)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str] | None:
    words: dict[str, None] = {}
    for term in terms:
        for i, word in enumerate(term.folded):
            open_end = term.prefix and i == len(term.folded) - 1
            words[re.escape(word) + (r"\w*" if open_end else "")] = None
    if not words:
        return None
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first)})(?![^\W_])")


Marks = list[tuple[int, int]]


def _best(
    text: str, number: int, pattern: re.Pattern[str] | None, terms: tuple[Term, ...]
) -> tuple[int, tuple[int, int], Marks] | None:
    """(score, window, hits in it): the window with most different words, right accents first."""
    if pattern is None:
        return (0, (0, min(WIDTH, len(text))), []) if number == 1 else None
    folded = fold(text)
    hits = [m.span() for m in pattern.finditer(folded)]
    if not hits:
        return None
    asked = {e for t in terms if t.marked for e in t.exact}
    worth = [(folded[a:b], 3 if asked and forms(text[a:b])[1] in asked else 2) for a, b in hits]
    best, last = (-1, 0, 0), 0
    for first in range(len(hits)):
        last = max(last, first)
        while last + 1 < len(hits) and hits[last + 1][1] - hits[first][0] <= WIDTH:
            last += 1
        inside = dict(sorted(worth[first : last + 1], key=lambda w: w[1]))
        runs = sum(hits[i + 1][0] - hits[i][1] <= 2 for i in range(first, last))
        best = max(best, (sum(inside.values()) * 4 + min(runs, 6), -first, last))
    score, first, last = best[0], -best[1], best[2]
    spare = max(0, WIDTH - (hits[last][1] - hits[first][0]))
    window = (max(0, hits[first][0] - spare // 2), min(len(text), hits[last][1] + spare // 2))
    return score, window, hits[first : last + 1]


def _cut(text: str, number: int, start: int, end: int, marks: Marks, packed: bytes | None) -> Snippet:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Snippet(
        page=number,
        text=_SPACE.sub(" ", text[start:end]),
        marks=tuple((a - start, b - start) for a, b in marks),
        boxes=boxes.find(packed, marks[:_MARKED_BOXES]),
    )
