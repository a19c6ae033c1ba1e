"""What a read word may have meant: syllables by the channel, abbreviations, itself."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.diacritics import channel as channels
from pipeline.diacritics.channel import Channel, Inventory
from pipeline.diacritics.letters import canonical, fold, is_syllable, nfc
from pipeline.diacritics.model import UNKNOWN, LanguageModel

CASES = ("lower", "title", "upper")
MOST = 20
MARGIN = 10.0
PRIOR_WEIGHT = 0.7
LONGEST_WORD = 12
SPELLING = 3.5
"""What each letter costs of a word that no corpus knows."""
SHOUTED = -2.5
"""Log share of names of two letters that are read all in capitals (Sở as SG): 395 of 4,786 training pairs."""
RARE = 8
"""Words seen less often in the corpora are not offered as syllables."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One meaning of a read word: the model's word, its printed form and the channel's logarithm."""

    word: int
    form: str
    score: float


class Proposer:
    """Candidates for read words; remembers what it has worked out."""

    def __init__(self, lm: LanguageModel, channel: Channel) -> None:
        self.lm = lm
        self.channel = channel
        log_p = -lm.unigram_p.astype(np.float32) / 16.0
        words = [
            (word, i, float(log_p[i]))
            for i, word in enumerate(lm.words)
            if i > UNKNOWN and lm.counts[i] >= RARE and word.islower() and is_syllable(word)
        ]
        self.inventory: Inventory = channels.inventory(channel, words)
        self.by_fold: dict[str, list[tuple[int, str]]] = {}
        for word, i, _ in words:
            self.by_fold.setdefault(fold(word), []).append((i, word))
        self.by_look: dict[str, list[tuple[int, str]]] = {}
        for i, word in enumerate(lm.words):
            if i > UNKNOWN and len(word) > 1 and word.isupper() and word.isalpha():
                self.by_look.setdefault(_look(word), []).append((i, word))
        self._read: dict[str, tuple[Candidate, ...]] = {}

    def misread(self, texts: Iterable[str]) -> dict[str, tuple[Candidate, ...]]:
        """Candidates of words that a reader of another language printed."""
        new = sorted({t for t in texts if t not in self._read and _sayable(t)})
        self._prepare(new)
        for text in new:
            self._read[text] = self._syllables(text)
        return self._read

    def stripped(self, text: str) -> tuple[Candidate, ...]:
        """Candidates of a word that lost its marks and nothing else."""
        found = self.by_fold.get(fold(text.lower()), [])
        return tuple(Candidate(i, cased(word, text), 0.0) for i, word in found)

    def abbreviations(self, text: str) -> tuple[Candidate, ...]:
        """Known abbreviations that look like the word: HĐND for HDND, AI for Al."""
        if sum(c.isupper() for c in text) * 2 < len(text) or not text.isalpha():
            return ()
        found = self.by_look.get(_look(text), [])
        return tuple(Candidate(i, w, self.channel.spell(w, text)) for i, w in found)

    def itself(self, text: str) -> Candidate:
        """The word as it stands, with what it costs to believe it in a misread block."""
        low = canonical(text.lower())
        if any(c.isdigit() for c in text):
            return Candidate(self.lm.index.get("<code>", UNKNOWN), text, -3.0 - SPELLING * len(text))
        if text.isupper() and len(text) > 1 and nfc(text) in self.lm.index:
            return Candidate(self.lm.index[nfc(text)], text, 0.0)
        if low in self.lm.index:
            return Candidate(self.lm.index[low], text, -3.0 if len(low) > 2 or is_syllable(low) else -7.0)
        if text.isupper() and text.isalpha() and len(text) > 1:
            return Candidate(UNKNOWN, text, -1.5 * max(4, len(text)))  # short ones are mostly known
        if not text.isascii() or not text.isalpha():
            return Candidate(UNKNOWN, text, -18.0 - len(text))
        return Candidate(UNKNOWN, text, (1.0 if text[0].isupper() else 0.0) - SPELLING * len(text))

    def _prepare(self, texts: list[str]) -> None:
        """Score all beginnings and endings that the words need, many at a time."""
        for case in CASES:
            mine = [t for t in texts if case in _cases(t)]
            heads = {t[:j] for t in mine for j in range(min(len(t), 5) + 1)}
            tails = {t[j:] for t in mine for j in range(min(len(t), 5) + 1)}
            self.channel.score(self.inventory.onsets[case], heads)
            tail_case = "upper" if case == "upper" else "lower"
            self.channel.score(self.inventory.rhymes[tail_case], tails)
            if case == "title":
                self.channel.score(self.inventory.rhymes["title"], set(mine))

    def _syllables(self, text: str) -> tuple[Candidate, ...]:
        inv = self.inventory
        best: NDArray[np.float32] | None = None
        which: NDArray[np.int8] | None = None
        for case, prior in _cases(text).items():
            scores = self._case(text, case) + np.float32(prior)
            number = CASES.index(case)
            if best is None or which is None:
                best, which = scores, np.full(len(scores), number, np.int8)
            else:
                which = np.where(scores > best, np.int8(number), which)
                best = np.maximum(best, scores)
        if best is None or which is None:
            return ()
        total = best + PRIOR_WEIGHT * inv.prior
        top = np.argpartition(-total, MOST)[:MOST]
        top = top[np.argsort(-total[top])]
        top = top[total[top] > total[top[0]] - MARGIN]
        return tuple(
            Candidate(int(inv.ids[t]), in_case(inv.words[t], CASES[which[t]]), float(best[t]))
            for t in top.tolist()
        )

    def _case(self, text: str, case: str) -> NDArray[np.float32]:
        """The channel's scores of all syllables written in one case."""
        inv = self.inventory
        heads = inv.onsets[case].cache
        tails = inv.rhymes["upper" if case == "upper" else "lower"].cache
        best: NDArray[np.float32] | None = None
        for j in range(min(len(text), 5) + 1):
            scores = heads[text[:j]][inv.onset] + tails[text[j:]][inv.rhyme]
            best = scores if best is None else np.maximum(best, scores, out=best)
        assert best is not None
        if case == "title":
            best = np.where(inv.bare, inv.rhymes["title"].cache[text][inv.rhyme], best)
        return best


def _sayable(text: str) -> bool:
    return 0 < len(text) <= LONGEST_WORD


def _look(word: str) -> str:
    """What capitals look like to an English reader."""
    return fold(word).replace("l", "I").replace("1", "I").upper()


def _cases(text: str) -> dict[str, float]:
    """Cases the meant word may have had, with their log priors."""
    capitals = sum(c.isupper() for c in text)
    letters = sum(c.isalpha() for c in text)
    if capitals >= 2 and capitals * 2 >= letters:
        if capitals == letters:
            return {"upper": 0.0, "title": SHOUTED if letters == 2 else 2 * SHOUTED}
        return {"upper": 0.0, "title": -1.5}
    if capitals and letters == 1:
        return {"title": 0.0, "upper": -0.7, "lower": -4.0}
    if text[0].isupper():
        return {"title": 0.0, "lower": -4.0}
    if text[0].isalpha():
        return {"lower": 0.0}
    return {"lower": 0.0, "title": -2.5, "upper": -4.0}


def in_case(word: str, case: str) -> str:
    """A lower-case word in the given case."""
    return word.upper() if case == "upper" else word[:1].upper() + word[1:] if case == "title" else word


def cased(word: str, like: str) -> str:
    """A lower-case word in the case of another.

    >>> cased("hội", "HOI"), cased("hội", "Hoi")
    ('HỘI', 'Hội')
    """
    if like.isupper() and len(like) > 1:
        return word.upper()
    return in_case(word, "title") if like[:1].isupper() else word


@functools.cache
def load() -> Proposer:
    """Candidates from the shipped weights."""
    from pipeline.diacritics import model

    return Proposer(model.load(), channels.load())
