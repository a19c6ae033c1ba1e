"""From candidates to posteriors: forward-backward over bigrams, then over trigrams of what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.diacritics.model import BEGIN, END, LanguageModel

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]
NEVER = np.float32(-1e9)
LM_WEIGHT = 0.75
KEPT = 6
"""Candidates a position that go on to the trigrams."""
LEAST = 1e-4
"""Posterior below which the bigram pass drops a candidate."""
ECHO = 1.0
"""How much a word that stands elsewhere in the document is preferred."""


@dataclass(frozen=True)
class Lattice:
    """Segments of positions with candidates, padded: arrays are (segment, position, candidate)."""

    words: Ids
    scores: Floats
    lengths: NDArray[np.int64]


def lattice(segments: Sequence[Sequence[Sequence[tuple[int, float]]]]) -> Lattice:
    """Pad segments, given as (word, channel score) of each candidate of each position.

    A begin mark stands before each segment and an end mark behind it.
    """
    longest = max(map(len, segments)) + 2
    width = max(1, max(len(p) for s in segments for p in s))
    words = np.full((len(segments), longest, width), END, np.int64)
    scores = np.full((len(segments), longest, width), NEVER, np.float32)
    words[:, 0, 0], scores[:, :, 0] = BEGIN, 0.0
    for s, segment in enumerate(segments):
        for p, position in enumerate(segment, start=1):
            for c, (word, score) in enumerate(position):
                words[s, p, c] = word
                scores[s, p, c] = score
    return Lattice(words, scores, np.array([len(s) for s in segments]))


def posteriors(lm: LanguageModel, found: Lattice, *, weight: float = LM_WEIGHT, echo: float = ECHO) -> Floats:
    """P(candidate | everything read), for (segment, position, candidate)."""
    coarse = _bigram_posteriors(lm, found, weight)
    order = np.argsort(-coarse, axis=2, kind="stable")[:, :, :KEPT]
    words = np.take_along_axis(found.words, order, 2)
    kept = np.take_along_axis(coarse, order, 2)
    scores = np.where(kept >= LEAST, np.take_along_axis(found.scores, order, 2), NEVER)
    edges = _trigram_edges(lm, words, scores) * np.float32(weight)
    fine = _trigram_posteriors(edges, scores)
    if echo:
        fine = _trigram_posteriors(edges, scores + np.float32(echo) * _echo(words, fine))
    out = np.zeros_like(coarse)
    np.put_along_axis(out, order, fine, 2)
    return out


def _logsum(values: Floats, axis: int) -> Floats:
    top = np.maximum(values.max(axis=axis, keepdims=True), NEVER)
    with np.errstate(divide="ignore"):
        total = np.log(np.exp(values - top).sum(axis=axis))
    out: Floats = np.maximum(total + np.squeeze(top, axis), NEVER)
    return out


def _normal(values: Floats, axes: tuple[int, ...]) -> Floats:
    shares = np.exp(values - values.max(axis=axes, keepdims=True))
    out: Floats = shares / shares.sum(axis=axes, keepdims=True)
    return out


def _bigram_posteriors(lm: LanguageModel, found: Lattice, weight: float) -> Floats:
    words, scores = found.words, found.scores
    s, n, c = words.shape
    live = scores > NEVER / 2
    valid = live[:, :-1, :, None] & live[:, 1:, None, :]
    at = np.nonzero(valid)
    left = words[at[0], at[1], at[2]]
    right = words[at[0], at[1] + 1, at[3]]
    edges = np.full(valid.shape, NEVER, np.float32)
    edges[at] = weight * lm.bigrams(left, right)
    alpha = np.empty((s, n, c), np.float32)
    beta = np.zeros((s, n, c), np.float32)
    alpha[:, 0] = scores[:, 0]
    for i in range(1, n):
        alpha[:, i] = _logsum(alpha[:, i - 1, :, None] + edges[:, i - 1], 1) + scores[:, i]
    for i in range(n - 2, -1, -1):
        beta[:, i] = _logsum(edges[:, i] + (beta[:, i + 1] + scores[:, i + 1])[:, None, :], 2)
    return _normal(alpha + beta, (2,))


def _trigram_edges(lm: LanguageModel, words: Ids, scores: Floats) -> Floats:
    """Log P(c | a b) for the candidates of three positions in a row: (segment, position of a, a, b, c)."""
    live = scores > NEVER / 2
    pair = live[:, :-1, :, None] & live[:, 1:, None, :]
    at = np.nonzero(pair)
    left, right = words[at[0], at[1], at[2]], words[at[0], at[1] + 1, at[3]]
    places = np.full(pair.shape, -1, np.int64)
    two = np.full(pair.shape, NEVER, np.float32)
    places[at] = lm.bigram_places(left, right)
    two[at] = lm.bigrams(left, right)
    triple = pair[:, :-1, :, :, None] & live[:, 2:, None, None, :]
    at3 = np.nonzero(triple)
    edges = np.full(triple.shape, NEVER, np.float32)
    edges[at3] = lm.trigrams(
        places[at3[0], at3[1], at3[2], at3[3]],
        two[at3[0], at3[1] + 1, at3[3], at3[4]],
        words[at3[0], at3[1] + 2, at3[4]],
    )
    if edges.shape[1]:
        # The begin mark alone is the context of the first word.
        first = two[:, 0, :, :, None]
        edges[:, 0] = np.where(edges[:, 0] > NEVER / 2, edges[:, 0] + first, NEVER)
    return edges


def _trigram_posteriors(edges: Floats, scores: Floats) -> Floats:
    s, n, c = scores.shape[0], scores.shape[1], scores.shape[2]
    if n < 3:
        return _normal(scores, (2,))
    alpha = np.full((s, n, c, c), NEVER, np.float32)
    beta = np.zeros((s, n, c, c), np.float32)
    alpha[:, 1] = scores[:, 0, :, None] + scores[:, 1, None, :]
    for i in range(2, n):
        step = alpha[:, i - 1, :, :, None] + edges[:, i - 2]
        alpha[:, i] = _logsum(step, 1) + scores[:, i, None, :]
    for i in range(n - 2, 0, -1):
        step = edges[:, i - 1] + (beta[:, i + 1] + scores[:, i + 1, None, :])[:, None, :, :]
        beta[:, i] = _logsum(step, 3)
    joint = _normal(np.maximum(alpha + beta, NEVER), (2, 3))
    out: Floats = joint.sum(axis=2)
    out[:, 0] = joint[:, 1].sum(axis=2)
    return out


def _echo(words: Ids, shares: Floats) -> Floats:
    """log(1 + how often the word is expected elsewhere in the document), relative to its rivals."""
    flat = words.ravel()
    expected = np.bincount(flat, weights=shares.ravel(), minlength=int(flat.max()) + 1)
    elsewhere = np.maximum(expected[words] - shares, 0.0)
    out: Floats = np.log1p(elsewhere).astype(np.float32) * np.float32(0.5)
    return out
