"""The language model: an interpolated modified Kneser-Ney trigram over syllables, pruned and packed.

    python -m training.diacritics.lm

reads the token arrays of `tokenise.py` and the sentences of `domain.py` and writes
`models/diacritics/`: `words.txt`, `unigram.npy`, `bigram_*.npy`, `trigram_*.npy`, all of them raw
arrays that are mapped, not loaded. Scores are natural logarithms in steps of 1/16, in 8 bits.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.diacritics import corpus, domain
from training.diacritics.tokenise import numbers, paths

BEGIN, END, UNKNOWN = 0, 1, 2
SPECIAL = ("<s>", "</s>", "<unk>")
STEP = 16.0
PLACES = 3
"""How often every place of the gazetteer is counted."""
Array = np.ndarray


@dataclass
class Text:
    """Tokens as numbers of one vocabulary, with BEGIN BEGIN ... END around every paragraph."""

    flat: Array
    words: list[str]
    counts: Array


def gather(least: int, sentences: int, seed: int, names: list[str]) -> Text:
    """All token arrays under one vocabulary; tokens seen less than `least` times are unknown."""
    drawer = domain.Drawer(random.Random(seed))
    parts = [numbers([*drawer.sentences(sentences), *(list(domain.places()) * PLACES)])]
    parts += [(np.load(paths(n)[0]), paths(n)[1].read_text(encoding="utf-8").split("\n")) for n in names]
    total: Counter[str] = Counter()
    for k, (flat, words) in enumerate(parts):
        seen = np.bincount(flat, minlength=len(words) + 1)[1:]
        for word, n in zip(words, seen.tolist(), strict=True):
            total[word] += n * (4 if k == 0 else 1)
    kept = [w for w, n in total.most_common() if n >= least]
    vocabulary = [*SPECIAL, *kept]
    index = {w: i for i, w in enumerate(vocabulary)}
    arrays = []
    for flat, words in parts:
        to = np.array([END, *(index.get(w, UNKNOWN) for w in words)], dtype=np.int64)
        ids = to[flat]
        ends = np.flatnonzero(ids == END)
        arrays.append(np.insert(ids, np.repeat(ends[:-1] + 1, 2), BEGIN))
        arrays[-1] = np.concatenate([[BEGIN, BEGIN], arrays[-1]])
    flat = np.concatenate(arrays)
    return Text(flat, vocabulary, np.array([0, 0, 0, *(total[w] for w in kept)]))


def discounts(counts: Array) -> Array:
    """Discount of a count of 1, 2, 3 and more (Chen and Goodman)."""
    n1, n2, n3, n4 = (int((counts == k).sum()) or 1 for k in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    return np.array([0.0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3]).clip(0.05, 2.9)


def discounted(counts: Array) -> tuple[Array, Array]:
    """Counts less their discount, and the discount."""
    d = discounts(counts)[np.minimum(counts, 3)]
    return counts - d, d


@dataclass
class Level:
    """N-grams as sorted keys (context * V + word), their probability, and their contexts' back-off weight."""

    keys: Array
    p: Array
    context: Array
    gamma: Array
    counts: Array


def level(keys: Array, counts: Array, size: int) -> Level:
    """Discounted probabilities of one order (not yet interpolated)."""
    context, first, inverse = np.unique(keys // size, return_index=True, return_inverse=True)
    kept, taken = discounted(counts)
    total = np.add.reduceat(counts, first).astype(np.float64)
    gamma = np.add.reduceat(taken, first) / total
    return Level(keys, kept / total[inverse], context, gamma, counts)


def find(keys: Array, wanted: Array) -> tuple[Array, Array]:
    """Positions of wanted keys in sorted keys, and whether they are there."""
    at = np.searchsorted(keys, wanted)
    at[at == len(keys)] = 0
    return at, keys[at] == wanted


def prune(lvl: Level, backed: Array, keep: int, size: int, needed: Array | None = None) -> Level:
    """Keep the n-grams whose loss costs most likelihood; their context's back-off takes the rest."""
    at, _ = find(lvl.context, lvl.keys // size)
    full = lvl.p + lvl.gamma[at] * backed
    gain = lvl.counts * (np.log(full) - np.log(lvl.gamma[at] * backed + 1e-30))
    if needed is not None:
        gain = np.where(needed, np.inf, gain)
    if len(gain) > keep:
        mask = gain >= np.partition(gain, len(gain) - keep)[len(gain) - keep]
    else:
        mask = np.ones(len(gain), bool)
    lost = np.bincount(at[~mask], weights=lvl.p[~mask], minlength=len(lvl.context))
    return Level(
        lvl.keys[mask], lvl.p[mask], lvl.context, np.minimum(lvl.gamma + lost, 1.0), lvl.counts[mask]
    )


def pack(scores: Array) -> Array:
    """Natural logarithms as bytes: 0 is certain, 255 is e**-15.9."""
    return np.clip(np.round(-scores * STEP), 0, 255).astype(np.uint8)


def estimate(text: Text, keep2: int, keep3: int) -> dict[str, Array]:
    """The packed arrays."""
    size = len(text.words)
    a, b, c = text.flat[:-2], text.flat[1:-1], text.flat[2:]
    real = c != BEGIN
    k3, n3 = np.unique((a[real] * size + b[real]) * size + c[real], return_counts=True)
    k2, n2 = np.unique(k3 % (size * size), return_counts=True)
    # Bigrams at a paragraph's begin have one left context only: their own counts speak instead.
    starts = k2 // size == BEGIN
    heads, head_counts = np.unique(
        (b[real & (b == BEGIN)]) * size + c[real & (b == BEGIN)], return_counts=True
    )
    n2[starts] = head_counts[np.searchsorted(heads, k2[starts])]
    n1 = np.bincount(k2 % size, minlength=size)
    p1 = np.maximum(n1 - 0.75, 0.0) / n1.sum()
    p1 += (1.0 - p1.sum()) / size
    three = level(k3, n3, size)
    two = level(k2, n2, size)
    del a, b, c

    def p2(keys: Array, lvl: Level) -> Array:
        at, there = find(lvl.keys, keys)
        ctx, known = find(lvl.context, keys // size)
        gamma = np.where(known, lvl.gamma[ctx], 1.0)
        return np.where(there, lvl.p[at], 0.0) + gamma * p1[keys % size]

    three = prune(three, p2(three.keys % (size * size), two), keep3, size)
    contexts = np.unique(three.keys // size)
    needed = np.isin(two.keys, contexts)
    two = prune(two, p1[two.keys % size], max(keep2, int(needed.sum())), size, needed)
    full2 = p2(two.keys, two)
    at, _ = find(three.context, three.keys // size)
    full3 = three.p + three.gamma[at] * p2(three.keys % (size * size), two)
    ctx1, known1 = find(two.context, np.arange(size))
    ctx2, known2 = find(three.context, two.keys)
    home, there = find(two.keys, three.keys // size)
    assert there.all() or not (three.keys // size)[~there].any()
    children = np.bincount(home[there], minlength=len(two.keys))
    return {
        "unigram_p": pack(np.log(p1)),
        "unigram_b": pack(np.log(np.where(known1, two.gamma[ctx1], 1.0))),
        "bigram_first": np.searchsorted(two.keys // size, np.arange(size + 1)).astype(np.uint32),
        "bigram_word": (two.keys % size).astype(np.uint16),
        "bigram_p": pack(np.log(full2)),
        "bigram_b": pack(np.log(np.where(known2, three.gamma[ctx2], 1.0))),
        "bigram_n": np.minimum(children, 65535).astype(np.uint16),
        "trigram_word": (three.keys % size)[there].astype(np.uint16),
        "trigram_p": pack(np.log(full3))[there],
    }


def main() -> None:
    """Estimate, prune, pack and write."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--least", type=int, default=12)
    ask.add_argument("--bigrams", type=int, default=650_000)
    ask.add_argument("--trigrams", type=int, default=3_100_000)
    ask.add_argument("--sentences", type=int, default=160_000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--corpora", nargs="*", default=[*corpus.LEGAL, *corpus.GENERAL])
    ask.add_argument("--out", type=Path, default=corpus.PROJECT / "models/diacritics")
    args = ask.parse_args()
    text = gather(args.least, args.sentences, args.seed, args.corpora)
    print(f"{len(text.flat)} tokens, {len(text.words)} words")
    arrays = estimate(text, args.bigrams, args.trigrams)
    args.out.mkdir(parents=True, exist_ok=True)
    counts = np.minimum(text.counts, 2**31 - 1).tolist()
    rows = (f"{w}\t{n}" for w, n in zip(text.words, counts, strict=True))
    (args.out / "words.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for name, array in arrays.items():
        np.save(args.out / f"{name}.npy", array)
    size = sum(a.nbytes for a in arrays.values())
    print({n: len(a) for n, a in arrays.items()}, f"{size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
