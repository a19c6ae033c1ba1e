"""A surname that a seal hides, from all readings of its row: each says a part of it.

`Hoàñp`, `càng` and `Hođfg` before `Trọng Dũng` are one surname; no reading alone says which.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.ocr.knowledge import fold, rows, syllables
from pipeline.records.evidence import Box, around
from pipeline.records.page import Word, WordAlternative

RULE = "surname-list"
SEEN = 0.4
"""Least confidence of a syllable that stands."""
LEAST = 3
"""Fewest readings that must show something of the surname."""
ALIKE, AHEAD = 0.20, 1.2
"""Least mean likeness (squared) of the readings to the surname, and how many times that of the next."""
COMMON = 0.15
"""Weight of how common a surname is, a decade."""
BASE, MARKS, BEYOND = 0.6, 0.4, 0.15
"""Cost of a letter that differs, of its diacritics, and of a letter read too many."""
GUESSED, READ = 0.45, 0.60
"""Most confidence of a surname that no reading shows whole, and of one that some reading does."""
MIDDLE = ("", "Thị", "Văn")
"""Middle syllables that may be hidden with the surname."""


@dataclass(frozen=True)
class _Reading:
    """What one reading shows before the syllables that all agree on: words and letters."""

    before: tuple[Word, ...]
    sure: tuple[Word, ...]
    letters: str


def hidden(readings: Sequence[Sequence[Word]]) -> tuple[Word, ...] | None:
    """The words of the name whose surname the readings agree on in part; None where they do not.

    Args:
        readings: rows of words, those of other lines among them.
    """
    seen = _readings(readings)
    if len(seen) < LEAST:
        return None
    votes = sorted(
        ((_support(seen, surname, middle), surname, middle) for surname in _surnames() for middle in MIDDLE),
        reverse=True,
    )
    (best, surname, middle), (second, *_) = votes[:2]
    if best < ALIKE * len(seen) or best < AHEAD * second or (not middle and _may_be_middle(surname)):
        return None
    return _words(seen, surname, middle)


def _readings(readings: Sequence[Sequence[Word]]) -> list[_Reading]:
    """The readings that end in the syllables most of them agree on, with something before them."""
    ends = [(row, at) for row in readings if (at := _end(row)) is not None]
    if not ends:
        return []
    size = 2
    said = Counter(_said(row, at, size) for row, at in ends)
    end, _ = said.most_common(1)[0]
    ends = [(row, at) for row, at in ends if _said(row, at, size) == end]
    while True:  # `Bích Thảo` -> `Thị Bích Thảo` where half of them say so, or some a middle syllable
        longer = Counter(
            core
            for row, at in ends
            if at and row[at - 1].confidence >= SEEN and _given(core := letters_of(row[at - 1].text))
        )
        more, times = longer.most_common(1)[0] if longer else ("", 0)
        if 2 * times < len(ends) and (more not in MIDDLE or times < LEAST):
            break
        ends = [(row, at - 1) for row, at in ends if at and letters_of(row[at - 1].text) == more]
        size += 1
    out = []
    for row, at in ends:
        before = tuple(row[max(0, at - 2) : at])
        letters = "".join(letters_of(w.text) for w in before)
        if letters:
            out.append(_Reading(before, tuple(row[at : at + size]), letters))
    return out


def _may_be_middle(surname: str) -> bool:
    """May it be the `Thị` or `Văn` of a name whose surname nothing is left of (`Thái`, `Vàng`)?"""
    return any(m and Levenshtein.distance(fold(surname), fold(m)) <= 1 for m in MIDDLE)


def _end(row: Sequence[Word]) -> int | None:
    """Where the last two syllables of a name begin, both read surely."""
    for at in range(len(row) - 2, -1, -1):
        if all(w.confidence >= SEEN and _given(letters_of(w.text)) for w in row[at : at + 2]):
            return at
    return None


def _said(row: Sequence[Word], at: int, size: int) -> tuple[str, ...]:
    return tuple(letters_of(w.text) for w in row[at : at + size])


def _given(text: str) -> bool:
    return text in syllables()["middle"] or text in syllables()["given"]


def letters_of(text: str) -> str:
    """The letters of a word, without what a seal's edge leaves around and among them."""
    return "".join(c for c in text if c.isalpha())


def _support(seen: Sequence[_Reading], surname: str, middle: str) -> float:
    """How far the readings speak for a surname, with or without a hidden middle syllable."""
    said = sum(_likeness(one.letters, surname, middle) ** 2 for one in seen)
    return said + COMMON * math.log10(_surnames()[surname])


@lru_cache(maxsize=32768)
def _likeness(letters: str, surname: str, middle: str) -> float:
    """Likeness (0..1) of what was read to a surname and what follows it."""
    best = 0.0
    for size in range(max(1, len(middle) - 1), len(middle) + 2) if middle else (0,):
        first, rest = letters[: len(letters) - size], letters[len(letters) - size :]
        after = 1.0 - _cost(rest, middle) / len(middle) if middle else 1.0
        for kept in range(max(1, len(surname) - 1), len(surname) + 2):
            cost = _cost(first[-kept:], surname) + BEYOND * max(0, len(first) - kept)
            best = max(best, (1.0 - cost / len(surname)) * max(0.0, after))
    return best


def _cost(read: str, meant: str) -> float:
    return BASE * Levenshtein.distance(fold(read), fold(meant)) + MARKS * Levenshtein.distance(read, meant)


@lru_cache(maxsize=1)
def _surnames() -> dict[str, float]:
    """Surnames with how many of a thousand people bear them; the rare ones count as one."""
    common = {r["surname"]: float(r["per_mille"]) for r in rows("surnames.tsv", ("surname", "per_mille"))}
    return {surname: common.get(surname, 1.0) for surname in syllables()["surname"]}


def _words(seen: Sequence[_Reading], surname: str, middle: str) -> tuple[Word, ...]:
    """The name's words as the reading shows them that comes nearest to it."""
    nearest = max(seen, key=lambda one: _likeness(one.letters, surname, middle))
    whole = surname + middle
    exact = any(one.letters.endswith(whole) for one in seen)
    texts = [t for t in (surname, middle) if t]
    others = tuple(
        WordAlternative(text=text, confidence=0.0)
        for text in dict.fromkeys(" ".join(w.text for w in one.before) for one in seen)
    )
    boxes = _shared(around(w.box for w in nearest.before), texts)
    raws = [w.text for w in nearest.before]
    raws = raws if len(raws) == len(texts) else [" ".join(raws), *texts[1:]]
    made = [
        Word(
            text=text,
            box=box,
            confidence=READ if exact else GUESSED,
            raw=raw,
            rule=RULE,
            alternatives=() if i else others,
        )
        for i, (text, raw, box) in enumerate(zip(texts, raws, boxes, strict=True))
    ]
    return (*made, *(w.model_copy(update={"text": letters_of(w.text)}) for w in nearest.sure))


def _shared(hull: Box | None, texts: Sequence[str]) -> Iterator[Box | None]:
    """A hull shared out by letters."""
    whole, at = sum(map(len, texts)), 0
    for text in texts:
        if hull is None:
            yield None
            continue
        x0, x1 = (hull.x0 + hull.width * n / whole for n in (at, at + len(text)))
        yield Box(x0, hull.y0, x1, hull.y1)
        at += len(text)
