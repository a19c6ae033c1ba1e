"""The language model's arrays, mapped from `models/diacritics`, and its scores for many n-grams at once."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.weights import weight

BEGIN, END, UNKNOWN = 0, 1, 2
STEP = 16.0
Ids = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True)
class LanguageModel:
    """An interpolated Kneser-Ney trigram in back-off form.

    Scores lie as bytes (sixteenths of a natural logarithm). Bigrams are sorted by (first, second)
    word, trigrams by (place of their first bigram, third word), so a word is two binary searches.
    """

    words: tuple[str, ...]
    index: dict[str, int]
    counts: NDArray[np.int64]
    unigram_p: NDArray[np.uint8]
    unigram_b: NDArray[np.uint8]
    bigram_keys: Ids
    bigram_p: NDArray[np.uint8]
    bigram_b: NDArray[np.uint8]
    trigram_keys: Ids
    trigram_p: NDArray[np.uint8]

    @property
    def size(self) -> int:
        """Number of words."""
        return len(self.words)

    def bigram_places(self, a: Ids, b: Ids) -> Ids:
        """Where the bigrams (a, b) lie, -1 for those that do not."""
        return _find(self.bigram_keys, a * self.size + b)

    def bigrams(self, a: Ids, b: Ids) -> Scores:
        """Log P(b | a), element by element."""
        at = self.bigram_places(a, b)
        backed = self.unigram_b[a].astype(np.int32) + self.unigram_p[b]
        return -(np.where(at >= 0, self.bigram_p[at].astype(np.int32), backed) / STEP).astype(np.float32)

    def trigrams(self, ab: Ids, bc: Scores, c: Ids) -> Scores:
        """Log P(c | a b) from the places of (a, b) and the scores log P(c | b)."""
        known = ab >= 0
        at = _find(self.trigram_keys, np.where(known, ab * self.size + c, -1))
        backoff = np.where(known, self.bigram_b[ab].astype(np.int32), 0) / STEP
        return np.where(at >= 0, -(self.trigram_p[at].astype(np.int32) / STEP), bc - backoff).astype(
            np.float32
        )


def _find(keys: Ids, wanted: Ids) -> Ids:
    """Positions of wanted keys in sorted keys, -1 for those not there; asked in order, for the cache."""
    flat = wanted.ravel()
    distinct, inverse = np.unique(flat, return_inverse=True)
    at = np.searchsorted(keys, distinct)
    at[at == len(keys)] = 0
    at = np.where(keys[at] == distinct, at, -1)
    return at[inverse].reshape(wanted.shape)


@functools.cache
def load(folder: Path | None = None) -> LanguageModel:
    """The shipped model, or one in another folder."""
    folder = folder or weight("diacritics")

    def array(name: str) -> NDArray[Any]:
        mapped: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r")
        return mapped

    rows = [row.split("\t") for row in (folder / "words.tsv").read_text(encoding="utf-8").split("\n") if row]
    words = tuple(word for word, _ in rows)
    size = len(words)
    first = np.asarray(array("bigram_first"), dtype=np.int64)
    bigram_keys = np.repeat(np.arange(size, dtype=np.int64) * size, np.diff(first))
    bigram_keys += array("bigram_word")
    children = np.asarray(array("bigram_n"), dtype=np.int64)
    trigram_keys = np.repeat(np.arange(len(children), dtype=np.int64) * size, children)
    trigram_keys += array("trigram_word")
    return LanguageModel(
        words=words,
        index={word: i for i, word in enumerate(words)},
        counts=np.array([int(n) for _, n in rows], dtype=np.int64),
        unigram_p=np.asarray(array("unigram_p"), dtype=np.uint8),
        unigram_b=np.asarray(array("unigram_b"), dtype=np.uint8),
        bigram_keys=bigram_keys,
        bigram_p=np.asarray(array("bigram_p"), dtype=np.uint8),
        bigram_b=np.asarray(array("bigram_b"), dtype=np.uint8),
        trigram_keys=trigram_keys,
        trigram_p=np.asarray(array("trigram_p"), dtype=np.uint8),
    )
