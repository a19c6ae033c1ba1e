"""The channel P(read | meant): how likely a reader of another language prints a string for a syllable.

A syllable is read as its onset and its rhyme, each as a whole where the training pages showed it so,
else letter by letter (one letter becomes zero to three characters).
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.diacritics.letters import fold, split_initial, split_tone
from pipeline.weights import weight

Matrix = NDArray[np.float32]
LONGEST = 3
DISCOUNT = 0.6
"""Taken from every whole-string count and given to the letter-by-letter path."""
BORROWED = 100.0
NEVER = np.float32(-1e6)


def smoothed(counts: dict[str, dict[str, int]], floor: Sequence[float]) -> dict[tuple[str, str], float]:
    """Logarithms of P(string | letter).

    A marked letter borrows `BORROWED` counts from the letters with its tone, from those with its
    base and from all marked ones, so that ặ may be read as what ạ and ă are read as even where no
    page has shown it.
    """
    own = {c: {s: n / sum(seen.values()) for s, n in seen.items()} for c, seen in counts.items()}
    groups: dict[tuple[bool, str], list[str]] = {}
    for char in own:
        for trait in _traits(char):
            groups.setdefault((char.isupper(), trait), []).append(char)
    table: dict[tuple[str, str], float] = {}
    for char, seen in counts.items():
        smooth = {s: float(n) for s, n in seen.items()}
        smooth[fold(char)] = smooth.get(fold(char), 0.0) + 0.5
        smooth[char] = smooth.get(char, 0.0) + 0.05
        for trait in _traits(char):
            near = groups[char.isupper(), trait]
            for other in near:
                for string, share in own[other].items():
                    smooth[string] = smooth.get(string, 0.0) + BORROWED / 3 * share / len(near)
        total = sum(smooth.values()) + 2.0
        for string, n in smooth.items():
            table[char, string] = max(math.log(n / total), floor[len(string)])
    return table


def _traits(char: str) -> tuple[str, ...]:
    """Base letter, tone and "marked" of a marked vowel; nothing for others."""
    if fold(char) == char or char in "đĐ":
        return ()
    return (*split_tone(char), "marked")


@dataclass
class Units:
    """Onsets or rhymes in one case, with what they were read as as a whole."""

    names: list[str]
    letters: NDArray[np.int64]
    lengths: NDArray[np.int64]
    backoff: Matrix
    whole: dict[str, list[tuple[int, float]]]
    cache: dict[str, Matrix] = field(default_factory=dict)


class Channel:
    """Character table and whole-string counts, ready to score many strings at once."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        self.floor: list[float] = data["floor"]
        self.table = smoothed(data["characters"], self.floor)
        self._whole = {"onsets": data["onsets"], "rhymes": data["rhymes"]}
        self.letters = {c: i for i, c in enumerate(sorted({c for c, _ in self.table}))}
        self._rows: dict[str, int] = {}
        rows: dict[str, Matrix] = {}
        for (char, string), score in self.table.items():
            if string not in rows:
                rows[string] = np.full(len(self.letters), self.floor[len(string)], np.float32)
            rows[string][self.letters[char]] = score
        for n in range(LONGEST + 1):
            rows[f"floor {n}"] = np.full(len(self.letters), self.floor[n], np.float32)
        self._rows = {string: i for i, string in enumerate(rows)}
        self._matrix = np.stack(list(rows.values()))

    def units(self, names: Sequence[str], kind: str) -> Units:
        """Prepare onsets or rhymes (`kind`) for scoring."""
        width = max(1, max(map(len, names)))
        letters = np.zeros((len(names), width), np.int64)
        backoff = np.zeros(len(names), np.float32)
        whole: dict[str, list[tuple[int, float]]] = {}
        for i, name in enumerate(names):
            for j, char in enumerate(name):
                letters[i, j] = self.letters.get(char, 0)
            seen = self._whole[kind].get(name)
            if not seen or not name:
                continue
            total = sum(seen.values()) + DISCOUNT
            backoff[i] = math.log(DISCOUNT * (len(seen) + 1) / total)
            for string, n in seen.items():
                whole.setdefault(string, []).append((i, math.log((n - DISCOUNT) / total)))
        return Units(list(names), letters, np.array([len(n) for n in names]), backoff, whole)

    def score(self, units: Units, strings: Iterable[str]) -> dict[str, Matrix]:
        """Log P(string | unit) for every string and all units; remembered between calls."""
        missing = sorted({s for s in strings if s not in units.cache}, key=lambda s: (len(s), s))
        start = 0
        while start < len(missing):
            end = start
            while end < len(missing) and len(missing[end]) == len(missing[start]) and end - start < 256:
                end += 1
            batch = missing[start:end]
            scores = self._spell(units, batch) + units.backoff
            for row, string in zip(scores, batch, strict=True):
                for i, whole in units.whole.get(string, ()):
                    row[i] = np.logaddexp(row[i], whole)
                units.cache[string] = row
            start = end
        return units.cache

    def _spell(self, units: Units, strings: list[str]) -> Matrix:
        """Letter-by-letter scores of strings of one length: a best path for all units at once."""
        m, n = len(strings[0]), len(units.names)
        final = np.full((len(strings), n), NEVER, np.float32)
        empty = units.lengths == 0
        if m == 0:
            final[:, empty] = 0.0
        rows = {
            (j, k): self._matrix[[self._row(s[j : j + k]) for s in strings]]
            for j in range(m + 1)
            for k in range(min(LONGEST, m - j) + 1)
        }
        best: list[Matrix | None] = [np.zeros((len(strings), n), np.float32), *([None] * m)]
        for i in range(units.letters.shape[1]):
            column = units.letters[:, i]
            after: list[Matrix | None] = [None] * (m + 1)
            for j, here in enumerate(best):
                if here is None:
                    continue
                for k in range(min(LONGEST, m - j) + 1):
                    path = here + rows[j, k][:, column]
                    known = after[j + k]
                    after[j + k] = path if known is None else np.maximum(known, path, out=known)
            best = after
            last, ended = best[m], units.lengths == i + 1
            if last is not None:
                final[:, ended] = last[:, ended]
        return final

    def _row(self, string: str) -> int:
        return self._rows.get(string, self._rows[f"floor {len(string)}"])

    def spell(self, meant: str, got: str) -> float:
        """Log P(got | meant) letter by letter, for words that are no syllables."""
        best = {0: 0.0}
        for char in meant:
            after: dict[int, float] = {}
            for j, here in best.items():
                for k in range(min(LONGEST, len(got) - j) + 1):
                    score = here + self.table.get((char, got[j : j + k]), self.floor[k])
                    after[j + k] = max(after.get(j + k, -math.inf), score)
            best = after
        return best.get(len(got), -math.inf)


@dataclass(frozen=True)
class Inventory:
    """The syllables that may be meant, as onset and rhyme in each case."""

    words: list[str]
    ids: NDArray[np.int64]
    prior: Matrix
    onset: NDArray[np.int64]
    rhyme: NDArray[np.int64]
    bare: NDArray[np.bool_]
    onsets: dict[str, Units]
    rhymes: dict[str, Units]


def inventory(channel: Channel, words: Sequence[tuple[str, int, float]]) -> Inventory:
    """Prepare syllables, given as (lower-case word, number, log prior)."""
    parts = [(w, i, p, split_initial(split_tone(w)[0])) for w, i, p in words]
    cut = [(w, i, p, w[: len(s[0])], w[len(s[0]) :]) for w, i, p, s in parts if s is not None and len(w) <= 8]
    onsets = sorted({c[3] for c in cut})
    rhymes = sorted({c[4] for c in cut})
    at_onset, at_rhyme = ({u: i for i, u in enumerate(us)} for us in (onsets, rhymes))
    title = [o[:1].upper() + o[1:] for o in onsets]
    return Inventory(
        words=[c[0] for c in cut],
        ids=np.array([c[1] for c in cut], dtype=np.int64),
        prior=np.array([c[2] for c in cut], dtype=np.float32),
        onset=np.array([at_onset[c[3]] for c in cut], dtype=np.int64),
        rhyme=np.array([at_rhyme[c[4]] for c in cut], dtype=np.int64),
        bare=np.array([not c[3] for c in cut]),
        onsets={
            "lower": channel.units(onsets, "onsets"),
            "title": channel.units(title, "onsets"),
            "upper": channel.units([o.upper() for o in onsets], "onsets"),
        },
        rhymes={
            "lower": channel.units(rhymes, "rhymes"),
            "title": channel.units([r[:1].upper() + r[1:] for r in rhymes], "rhymes"),
            "upper": channel.units([r.upper() for r in rhymes], "rhymes"),
        },
    )


@functools.cache
def load(path: Path | None = None) -> Channel:
    """The shipped channel, or one in another file."""
    return Channel(path or weight("diacritics/channel.json"))
