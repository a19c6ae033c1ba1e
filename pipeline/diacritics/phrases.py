"""Closed phrases of head and foot, found by likeness: national title, motto, titles, labels."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from rapidfuzz.distance import Levenshtein

from pipeline.diacritics.letters import fold, nfc

_EDGE = re.compile(r"^[\"“‘'(\[.,:;*_-]*|[\"”’'.,:;)\]*_!-]*$")
_LOOKS = str.maketrans("106@¢€|$&", "loooeeiso")
LEAST = 0.72
"""Least likeness of a whole phrase; two-word phrases must be likelier still."""


@dataclass(frozen=True)
class Phrase:
    """One closed phrase, cut at white space."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    place: str


def _key(word: str) -> str:
    """What a word looks like to an English reader, without edge punctuation."""
    return _EDGE.sub("", fold(nfc(word)).translate(_LOOKS).lower())


@functools.cache
def load() -> dict[int, tuple[Phrase, ...]]:
    """All phrases by their number of words, longest first."""
    rows = resources.files("pipeline.diacritics").joinpath("phrases.tsv").read_text(encoding="utf-8")
    by_length: dict[int, list[Phrase]] = {}
    for row in rows.splitlines()[1:]:
        place, phrase, _ = row.split("\t")
        words = tuple(phrase.split())
        by_length.setdefault(len(words), []).append(Phrase(words, tuple(map(_key, words)), place))
    return {n: tuple(by_length[n]) for n in sorted(by_length, reverse=True)}


def _alike(raw: Sequence[str], keys: Sequence[str], phrase: Phrase) -> float:
    """Likeness (0..1) of words to a phrase; 0 where the case or any one word speaks against it."""
    for word, key, wanted, meant in zip(raw, keys, phrase.keys, phrase.words, strict=True):
        if not wanted:
            if key:
                return 0.0
            continue
        if not key or abs(len(key) - len(wanted)) > 2:
            return 0.0
        capitals = sum(c.isupper() for c in word)
        if meant.isupper() and len(wanted) > 2 and capitals < 0.5 * sum(c.isalpha() for c in word):
            return 0.0
        if not meant.isupper() and meant[0].isupper() and not (capitals or word[:1].isdigit()):
            return 0.0
        # TM., KT., TL. differ by one letter: too little to guess from.
        if (len(wanted) <= 2 and key != wanted) or Levenshtein.normalized_similarity(key, wanted) < 0.3:
            return 0.0
    return Levenshtein.normalized_similarity(" ".join(keys), " ".join(phrase.keys))


def _closed(raw: Sequence[str], start: int, end: int) -> bool:
    """Whether the words [start, end) stand as a phrase of their own in the line."""
    before = start == 0 or raw[start - 1].endswith((":", ";", "-", ".")) or raw[start - 1] in "-*•+"
    after = end == len(raw) or raw[end - 1].endswith((":", ";", ",", "."))
    return before and after


def find(raw: Sequence[str]) -> list[tuple[int, Phrase, float]]:
    """Phrases in the words of one line, longest first, not overlapping: (position, phrase, likeness).

    Phrases of three words or more are found anywhere (two columns may be read as one line);
    shorter ones only where they stand alone, at a line's start before a colon, or beside another.
    """
    keys = [_key(w) for w in raw]
    taken = [False] * len(raw)
    found: list[tuple[int, Phrase, float]] = []
    for n, phrases in load().items():
        for at in range(len(raw) - n + 1):
            if any(taken[at : at + n]):
                continue
            here = slice(at, at + n)
            score, phrase = max(((_alike(raw[here], keys[here], p), p) for p in phrases), key=lambda x: x[0])
            edge_left = at == 0 or taken[at - 1] or _closed(raw, at, at + n)
            edge_right = at + n == len(raw) or taken[at + n] or raw[at + n - 1].endswith((":", ";"))
            alone = edge_left and edge_right
            if (n >= 4 and score >= LEAST) or (alone and score >= max(LEAST, 1.0 - 0.09 * n)):
                found.append((at, phrase, score))
                taken[at : at + n] = [True] * n
    return sorted(found, key=lambda f: f[0])


def spell(raw: str, word: str) -> str:
    """The phrase's word between the punctuation of the raw one."""
    left = re.match(r"^[\"“‘'(\[*_-]*", raw)
    right = re.search(r"[\"”’'.,:;)\]*_!-]*$", raw)
    head, tail = (left.group() if left else ""), (right.group() if right else "")
    if not _key(word):
        return raw
    return head + word.rstrip(".:") + tail
