"""Which letters are the same: same code, issuer and year, or nearly the same text."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from pipeline.records.archive import SameAs

BANDS, ROWS = 21, 3
"""63 hashes: texts that share 58 % of their word triples (a rescan) meet in 99 of 100 cases."""

_PRIME = (1 << 61) - 1
_COMPARED = 20_000
_SAME_ISSUER = 85.0
_OTHER_TEXT = 0.5

_rng = np.random.default_rng(1490)
_A = _rng.integers(1, _PRIME, size=BANDS * ROWS, dtype=np.uint64)
_B = _rng.integers(0, _PRIME, size=BANDS * ROWS, dtype=np.uint64)


@dataclass(frozen=True)
class Likeness:
    """What letters are compared by."""

    id: str
    order: int
    code_key: str | None
    issuer_key: str | None
    issued_on: str | None
    year: int | None
    text: str
    """Folded words joined by spaces."""


@dataclass(frozen=True)
class Same:
    """Two letters are the same, or (not `certain`) may be."""

    kind: SameAs
    score: float
    certain: bool


def bands(folded: str) -> tuple[int, ...]:
    """Hashes of a text's word triples (MinHash in bands); like texts share at least one."""
    words = folded.split()
    if len(words) < 20:
        return ()
    triples = {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}
    hashes = np.fromiter((zlib.crc32(t.encode()) for t in triples), dtype=np.uint64, count=len(triples))
    signature: NDArray[np.uint64] = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for i in range(BANDS * ROWS):
            mixed = hashes * _A[i] + _B[i]
            signature[i] = (mixed ^ (mixed >> np.uint64(31))).min()
    rows = signature.reshape(BANDS, ROWS)
    return tuple(int(zlib.crc32(row.tobytes())) for row in rows)


def compare(a: Likeness, b: Likeness, near_text: float) -> Same | None:
    """Whether two letters are the same, and what makes them so.

    Letters of a campaign have nearly the same text in every commune: texts alone never make two
    letters the same when code, issuer or date contradict each other.
    """
    if _same(a.code_key, b.code_key) and _issuers(a, b) is True and _same(a.year, b.year):
        like = _like(a.text, b.text)
        return Same(SameAs.CODE, like, certain=like >= _OTHER_TEXT)
    if _differ(a.code_key, b.code_key) or _differ(a.issued_on, b.issued_on) or _issuers(a, b) is False:
        return None
    like = _like(a.text, b.text)
    if like < near_text:
        return None
    told = (a.code_key is None) == (b.code_key is None) and (a.issued_on is None) == (b.issued_on is None)
    return Same(SameAs.TEXT, like, certain=told and _numbers(a.text) == _numbers(b.text))


def _like(a: str, b: str) -> float:
    return round(fuzz.ratio(a[:_COMPARED], b[:_COMPARED]) / 100, 4)


def _numbers(text: str) -> Counter[str]:
    return Counter(w for w in text.split() if w.isdecimal())


def _same(a: object, b: object) -> bool:
    return a is not None and a == b


def _differ(a: object, b: object) -> bool:
    return a is not None and b is not None and a != b


def _issuers(a: Likeness, b: Likeness) -> bool | None:
    if not a.issuer_key or not b.issuer_key:
        return None
    return fuzz.ratio(a.issuer_key, b.issuer_key) >= _SAME_ISSUER
