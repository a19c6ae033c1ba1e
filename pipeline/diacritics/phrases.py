"""Closed phrases of head and foot, found by likeness: national title, motto, titles, labels."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.diacritics.letters import fold, nfc

_EDGE = re.compile(r"^[\"“‘'(\[.,:;*_-]*|[\"”’'.,:;)\]*_!-]*$")
_LOOKS = str.maketrans("106@¢€|$&", "loooeeiso")
LEAST = 0.72
"""Least likeness of a whole phrase; shorter ones must be likelier still."""
JOINED = 0.85
"""Least likeness where words of the phrase were read as one (SOYTE)."""


@dataclass(frozen=True)
class Phrase:
    """One closed phrase, cut at white space."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    place: str

    @property
    def joined(self) -> str:
        """The keys without spaces."""
        return "".join(self.keys)


@dataclass(frozen=True)
class Found:
    """Words [start, start + len(words)) of a line are these words of a phrase."""

    start: int
    words: tuple[str, ...]
    score: float


@functools.lru_cache(maxsize=8192)
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


@functools.cache
def _choices(n: int) -> tuple[str, ...]:
    return tuple(" ".join(p.keys) for p in load()[n])


def _fits(raw: Sequence[str], keys: Sequence[str], phrase: Phrase) -> bool:
    """Whether case and likeness of every single word allow the phrase."""
    letters = [c for c in "".join(raw) if c.isalpha()]
    if all(w.isupper() for w in phrase.words if w.isalpha()) and _loudness(letters) < 0.6:
        return False
    for word, key, wanted, meant in zip(raw, keys, phrase.keys, phrase.words, strict=True):
        if not wanted or not key:
            if wanted or key:
                return False
            continue
        if abs(len(key) - len(wanted)) > 2:
            return False
        capitals = sum(c.isupper() for c in word)
        if meant.isupper() and len(wanted) > 2 and capitals < 0.5 * sum(c.isalpha() for c in word):
            return False
        if not meant.isupper() and meant[0].isupper() and not (capitals or word[:1].isdigit()):
            return False
        # TM., KT., TL. differ by one letter: too little to guess from.
        if (meant.endswith(".") and key != wanted) or Levenshtein.normalized_similarity(key, wanted) < 0.3:
            return False
    return True


def _loudness(letters: Sequence[str]) -> float:
    """Share of capitals."""
    return sum(c.isupper() for c in letters) / max(1, len(letters))


def _alone(raw: Sequence[str], taken: Sequence[bool], start: int, end: int) -> bool:
    """Whether the words [start, end) stand apart: at the line's ends, by punctuation, or beside a phrase."""
    left = (
        start == 0
        or taken[start - 1]
        or raw[start - 1].endswith((":", ";", "-", "."))
        or raw[start - 1] in "*•+"
    )
    right = end == len(raw) or taken[end] or raw[end - 1].endswith((":", ";"))
    return left and right


def find(raw: Sequence[str]) -> list[Found]:
    """Phrases in the words of one line, longest first, not overlapping.

    Phrases of four words or more are found anywhere (two columns may be read as one line); shorter
    ones only where they stand apart.
    """
    starts = [i for i, word in enumerate(raw) if word and not _EDGE.sub("", word)[:1].islower()]
    if not starts:
        return []
    keys = [_key(w) for w in raw]
    taken = [False] * len(raw)
    found: list[Found] = []
    for n, phrases in load().items():
        for at in starts:
            end = at + n
            if end > len(raw) or any(taken[at:end]):
                continue
            alone = _alone(raw, taken, at, end)
            if n < 4 and not alone:
                continue
            least = min(LEAST, 1.0) if n >= 4 else max(LEAST, 1.0 - 0.09 * n)
            best = process.extractOne(
                " ".join(keys[at:end]),
                _choices(n),
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=least,
            )
            if best is not None and _fits(raw[at:end], keys[at:end], phrases[best[2]]):
                found.append(Found(at, phrases[best[2]].words, best[1]))
                taken[at:end] = [True] * n
    if len(raw) <= 6 and not any(taken):
        found += _joined(raw, keys)
    return sorted(found, key=lambda f: f.start)


def _joined(raw: Sequence[str], keys: Sequence[str]) -> list[Found]:
    """A phrase in capitals that fills the line although some of its words were read as one."""
    whole = "".join(keys)
    if len(whole) < 5 or not any(c.isupper() for c in "".join(raw)) or "".join(raw).islower():
        return []
    if sum(c.isupper() for c in "".join(raw)) < 0.6 * len(whole):
        return []
    for n, phrases in load().items():
        if n <= len(raw):
            continue
        for phrase in phrases:
            likeness = Levenshtein.normalized_similarity(whole, phrase.joined, score_cutoff=JOINED)
            if likeness >= JOINED and phrase.words[0].isupper():
                shares = _share(keys, phrase)
                return [Found(0, shares, likeness)] if all(shares) else []
    return []


def _share(keys: Sequence[str], phrase: Phrase) -> tuple[str, ...]:
    """The phrase's words spread over the read words by where their middle letters fall."""
    scale = max(1, len("".join(keys))) / max(1, len(phrase.joined))
    ends: list[float] = []
    at = 0.0
    for key in keys:
        at += len(key)
        ends.append(at)
    out: list[list[str]] = [[] for _ in keys]
    at = 0.0
    for word, key in zip(phrase.words, phrase.keys, strict=True):
        middle = (at + len(key) / 2) * scale
        at += len(key)
        out[next((i for i, end in enumerate(ends) if middle < end), len(keys) - 1)].append(word)
    return tuple(" ".join(words) for words in out)


def spell(raw: str, word: str) -> str:
    """The phrase's word between the punctuation of the raw one."""
    left = re.match(r"^[\"“‘'(\[*_-]*", raw)
    right = re.search(r"[\"”’'.,:;)\]*_!-]*$", raw)
    head, tail = (left.group() if left else ""), (right.group() if right else "")
    return head + word.rstrip(".:,") + tail if _key(word) else raw
