"""From candidates to posteriors: forward-backward over bigrams, then over trigrams of what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.diacritics.model import BEGIN, END, LanguageModel

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]
NEVER = np.float32(-1e9)
LM_WEIGHT = 0.85
KEPT = 6
"""Candidates a position that go on to the trigrams."""
LEAST = 1e-4
"""Posterior below which the bigram pass drops a candidate."""
ECHO = 2.0
"""How much a word is preferred that stands elsewhere in the document."""
BUCKETS = (16, 32, 64, 128, 1 << 20)
"""Segments of like length are decoded together, so that little is padded."""

Option = tuple[int, float]
"""A word of the model and the channel's logarithm."""
Segment = Sequence[Sequence[Option]]


@dataclass
class Lattice:
    """Segments with candidates, padded: arrays are (segment, position, candidate).

    A begin mark stands before each segment and an end mark behind it.
    """

    words: Ids
    scores: Floats


def posteriors(
    lm: LanguageModel, segments: Sequence[Segment], *, weight: float = LM_WEIGHT, echo: float = ECHO
) -> list[list[list[float]]]:
    """P(candidate | everything read) for every candidate of every position of every segment.

    Repeated words of a document are decided together: a second pass prefers what the first found
    elsewhere.
    """
    groups = list(_groups(segments))
    rough = []
    for group in groups:
        found = _lattice([segments[s] for s in group])
        rough.append((found, *_reduced(found, _bigram_shares(lm, found, weight))))
    edges = [_trigram_edges(lm, words, scores, weight) for _, _, words, scores in rough]
    fine = [_trigram_shares(e, scores) for e, (_, _, _, scores) in zip(edges, rough, strict=True)]
    if echo:
        expected = _expected(lm.size, [r[2] for r in rough], fine)
        for g, (_, _, words, scores) in enumerate(rough):
            elsewhere = np.maximum(expected[words] - fine[g], 0.0)
            louder = scores + np.float32(echo / 2) * np.log1p(elsewhere).astype(np.float32)
            fine[g] = _trigram_shares(edges[g], louder)
    out: list[list[list[float]]] = [[] for _ in segments]
    for group, (found, order, _, _), shares in zip(groups, rough, fine, strict=True):
        full = np.zeros(found.scores.shape, np.float32)
        np.put_along_axis(full, order, shares, 2)
        for row, s in enumerate(group):
            out[s] = [full[row, p, : len(slot)].tolist() for p, slot in enumerate(segments[s], start=1)]
    return out


def _groups(segments: Sequence[Segment]) -> Iterator[list[int]]:
    """Numbers of segments by length."""
    low = -1
    for high in BUCKETS:
        group = [s for s, segment in enumerate(segments) if low < len(segment) <= high]
        if group:
            yield group
        low = high


def _lattice(segments: Sequence[Segment]) -> Lattice:
    longest = max(map(len, segments)) + 2
    width = max((len(p) for s in segments for p in s), default=1)
    words = np.full((len(segments), longest, width), END, np.int64)
    scores = np.full((len(segments), longest, width), NEVER, np.float32)
    words[:, 0, 0], scores[:, :, 0] = BEGIN, 0.0
    for s, segment in enumerate(segments):
        for p, position in enumerate(segment, start=1):
            words[s, p, : len(position)] = [word for word, _ in position]
            scores[s, p, : len(position)] = [score for _, score in position]
    return Lattice(words, scores)


def _reduced(found: Lattice, shares: Floats) -> tuple[Ids, Ids, Floats]:
    """The likeliest candidates of each position: their order, words and scores."""
    order = np.argsort(-shares, axis=2)[:, :, :KEPT]
    kept = np.take_along_axis(shares, order, 2)
    words = np.take_along_axis(found.words, order, 2)
    scores = np.where(kept >= LEAST, np.take_along_axis(found.scores, order, 2), NEVER)
    return order, words, scores.astype(np.float32)


def _expected(size: int, words: Sequence[Ids], shares: Sequence[Floats]) -> NDArray[np.float64]:
    """How often each word is expected in the document."""
    total = np.zeros(size)
    for w, s in zip(words, shares, strict=True):
        total += np.bincount(w.ravel(), weights=s.ravel(), minlength=size)
    return total


def _heights(scores: Floats) -> Floats:
    """Channel scores as factors, 1 for a position's best."""
    out: Floats = np.exp(np.maximum(scores - scores.max(axis=2, keepdims=True), -80.0))
    return np.where(scores > NEVER / 2, out, np.float32(0.0))


def _evened(values: Floats) -> Floats:
    """Scaled so that each segment's largest is 1: only ratios matter, and nothing underflows."""
    axes = tuple(range(1, values.ndim))
    out: Floats = values / np.maximum(values.max(axis=axes, keepdims=True), np.float32(1e-30))
    return out


def _bigram_shares(lm: LanguageModel, found: Lattice, weight: float) -> Floats:
    words, heights = found.words, _heights(found.scores)
    s, n, c = words.shape
    live = heights > 0
    at = np.nonzero(live[:, :-1, :, None] & live[:, 1:, None, :])
    edges = np.zeros((s, n - 1, c, c), np.float32)
    edges[at] = np.exp(weight * lm.bigrams(words[at[0], at[1], at[2]], words[at[0], at[1] + 1, at[3]]))
    alpha = np.empty((s, n, c), np.float32)
    beta = np.ones((s, n, c), np.float32)
    alpha[:, 0] = heights[:, 0]
    for i in range(1, n):
        alpha[:, i] = _evened((alpha[:, i - 1, None, :] @ edges[:, i - 1])[:, 0] * heights[:, i])
    for i in range(n - 2, -1, -1):
        beta[:, i] = _evened((edges[:, i] @ (beta[:, i + 1] * heights[:, i + 1])[:, :, None])[:, :, 0])
    joint = alpha * beta
    out: Floats = joint / np.maximum(joint.sum(axis=2, keepdims=True), np.float32(1e-30))
    return out


def _trigram_edges(lm: LanguageModel, words: Ids, scores: Floats, weight: float) -> Floats:
    """P(c | a b) ** weight of three positions in a row: (segment, position of a, a, b, c)."""
    live = scores > NEVER / 2
    pair = live[:, :-1, :, None] & live[:, 1:, None, :]
    at = np.nonzero(pair)
    left, right = words[at[0], at[1], at[2]], words[at[0], at[1] + 1, at[3]]
    places = np.full(pair.shape, -1, np.int64)
    two = np.zeros(pair.shape, np.float32)
    places[at] = lm.bigram_places(left, right)
    two[at] = lm.bigrams(left, right)
    triple = np.asarray(pair[:, :-1, :, :, None] & live[:, 2:, None, None, :])
    s, p, a, b, c = np.nonzero(triple)
    edges = np.zeros(triple.shape, np.float32)
    scored = lm.trigrams(places[s, p, a, b], two[s, p + 1, b, c], words[s, p + 2, c])
    # The begin mark alone is the context of a segment's first word.
    scored += np.where(p == 0, two[s, p, a, b], np.float32(0.0))
    edges[s, p, a, b, c] = np.exp(weight * scored)
    return edges


def _trigram_shares(edges: Floats, scores: Floats) -> Floats:
    heights = _heights(scores)
    s, n, c = heights.shape[0], heights.shape[1], heights.shape[2]
    alpha = np.zeros((s, n, c, c), np.float32)
    beta = np.ones((s, n, c, c), np.float32)
    alpha[:, 1] = heights[:, 0, :, None] * heights[:, 1, None, :]
    for i in range(2, n):
        step = (alpha[:, i - 1, :, :, None] * edges[:, i - 2]).sum(axis=1)
        alpha[:, i] = _evened(step * heights[:, i, None, :])
    for i in range(n - 2, 0, -1):
        step = edges[:, i - 1] * (beta[:, i + 1] * heights[:, i + 1, None, :])[:, None]
        beta[:, i] = _evened(step.sum(axis=3))
    joint = alpha * beta
    joint /= np.maximum(joint.sum(axis=(2, 3), keepdims=True), np.float32(1e-30))
    out: Floats = joint.sum(axis=2)
    return out
