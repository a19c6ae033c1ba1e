"""What state a text is in: clean, stripped of its marks, read with the wrong language, old encodings."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.diacritics import legacy
from pipeline.diacritics.letters import fold, is_marked, is_syllable, is_vietnamese_only, nfc
from pipeline.diacritics.tokens import ARTEFACTS, Kind, pieces


class TextKind(StrEnum):
    """State of a text; its value is the name that reports print."""

    CLEAN = "clean"
    STRIPPED = "stripped"
    WRONG_LANGUAGE = "wrong-language"
    TCVN3 = "legacy-tcvn3"
    VNI = "legacy-vni"
    MIXED = "mixed"
    EMPTY = "empty"
    UNKNOWN = "unknown"


_SIGNS = {"tcvn3": frozenset("®µ¸¶·¹¨©ª«¬»¾½¼\u00ad"), "vni": frozenset("øïûõñöäåëüÑÖ")}
"""Letters that text in an old encoding cannot do without, and other text hardly has."""


@dataclass(frozen=True)
class Rates:
    """Shares of the words that could be judged (0..1), and how many there were."""

    words: int = 0
    marked: float = 0.0
    """Carry a letter that only Vietnamese writes."""
    spelled: float = 0.0
    """Are spelled like a Vietnamese syllable."""
    folded: float = 0.0
    """Would be spelled like one if the marks were taken off."""
    accented: float = 0.0
    """Are spelled like one and carry a mark that no English reader prints (any but that of é)."""
    artefacts: float = 0.0
    """Hold signs or digits among letters, or marks where no syllable has them."""


@dataclass(frozen=True)
class Verdict:
    """The state of a text and the rates that led to it."""

    kind: TextKind
    rates: Rates = Rates()

    @property
    def readable(self) -> bool:
        """Whether it is good Vietnamese as it stands."""
        return self.kind is TextKind.CLEAN


@functools.lru_cache(maxsize=65536)
def _judge(word: str) -> tuple[bool, bool, bool, bool, bool] | None:
    """(marked, spelled, folded, accented, artefact) of one word; None where it tells nothing."""
    letters = [c for c in word if c.isalpha()]
    if not letters or (len(word) > 1 and word.isupper() and word.isascii() and not is_syllable(word)):
        return None
    marked = any(is_vietnamese_only(c) for c in word)
    spelled = is_syllable(word)
    folded = spelled or is_syllable(fold(word))
    strange = any(c in ARTEFACTS or c.isdigit() for c in word)
    artefact = strange or (not spelled and any(is_marked(c) or not c.isascii() for c in letters))
    accented = spelled and any(is_marked(c) and c not in "éÉ" for c in letters)
    return marked, spelled, folded, accented, artefact


def measure(words: Iterable[str]) -> Rates:
    """Rates over words (already without protected pieces)."""
    seen = [judged for judged in map(_judge, words) if judged is not None]
    if not seen:
        return Rates()
    n = len(seen)
    share = [sum(column) / n for column in zip(*seen, strict=True)]
    return Rates(n, *(round(s, 4) for s in share))


def kind_of(rates: Rates) -> TextKind:
    """The state that rates of one block speak for; `UNKNOWN` where they speak for nothing."""
    if rates.words < 3:
        return TextKind.UNKNOWN
    if rates.marked >= 0.25 and rates.spelled >= 0.7 and rates.artefacts <= 0.12:
        return TextKind.CLEAN
    if rates.marked >= 0.4 and rates.artefacts <= 0.2:
        return TextKind.CLEAN
    if rates.marked >= 0.12 and rates.artefacts > 0.05 and rates.artefacts * rates.words >= 2:
        return TextKind.MIXED
    if rates.artefacts >= 0.04 and rates.folded >= 0.35 and rates.accented < 0.2:
        return TextKind.WRONG_LANGUAGE
    if rates.marked < 0.05 and rates.accented < 0.1 and rates.folded >= 0.72:
        return TextKind.STRIPPED
    if rates.marked < 0.05 and rates.accented < 0.1 and rates.folded >= 0.5 and rates.words >= 5:
        # Too many syllables for another language, too many that are none for mere loss of marks.
        return TextKind.WRONG_LANGUAGE
    if rates.marked >= 0.1 and rates.spelled >= 0.6:
        return TextKind.CLEAN
    return TextKind.UNKNOWN


def words_of(text: str) -> list[str]:
    """The words of a text that may be judged."""
    return [p.text for p in pieces(text) if p.kind is Kind.WORD]


def judge(text: str) -> Verdict:
    """The state of one block.

    >>> judge("Kinh gui cac phong ban va don vi truc thuoc").kind.value
    'stripped'
    """
    text = nfc(text)
    if not text.strip():
        return Verdict(TextKind.EMPTY)
    rates = measure(words_of(text))
    kind = kind_of(rates)
    if kind is not TextKind.CLEAN and rates.words:
        for encoding, old in (("tcvn3", TextKind.TCVN3), ("vni", TextKind.VNI)):
            if not _SIGNS[encoding] & set(text):
                continue
            better = measure(words_of(legacy.decode(text, encoding)))
            spelled = better.spelled >= max(0.8, rates.spelled + 0.3)
            if better.words >= 2 and better.marked >= 0.35 and spelled:
                return Verdict(old, rates)
    return Verdict(kind, rates)


def detect(text: str) -> Verdict:
    """The state of a whole text, from its blocks (empty lines lie between them).

    >>> detect("Kính gửi các phòng, ban và đơn vị trực thuộc").readable
    True
    """
    return combine([judge(block) for block in re.split(r"\n[ \t]*\n", text)])


def combine(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict of many blocks: theirs where they agree, else `mixed`.

    Blocks too short to speak for themselves count only in the rates.
    """
    rates = together([v.rates for v in verdicts])
    if all(v.kind is TextKind.EMPTY for v in verdicts):
        return Verdict(TextKind.EMPTY)
    weight: dict[TextKind, int] = {}
    for verdict in verdicts:
        if verdict.kind not in (TextKind.UNKNOWN, TextKind.EMPTY) and verdict.rates.words >= 4:
            weight[verdict.kind] = weight.get(verdict.kind, 0) + verdict.rates.words
    whole = kind_of(rates)
    if not weight:
        return Verdict(whole, rates)
    total = sum(weight.values())
    kind, most = max(weight.items(), key=lambda item: item[1])
    if most >= 0.85 * total:
        return Verdict(kind, rates)
    if not weight.get(TextKind.CLEAN) and whole in (TextKind.WRONG_LANGUAGE, TextKind.STRIPPED):
        return Verdict(whole, rates)
    return Verdict(TextKind.MIXED, rates)


CLEARLY = 0.02
"""Share of words by which a reading must be better spelled than another."""
LOST = 0.1
"""Share of words by which a reading must hold more."""


def clearly_better(text: str, other: str) -> bool:
    """Whether a text is better spelled than another reading of the page and as long, or much longer."""
    verdict, second = detect(text), detect(other)
    if verdict.readable != second.readable:
        return verdict.readable
    rates, others = verdict.rates, second.rates
    mine, theirs = rates.words * rates.spelled, others.words * others.spelled
    if mine > (1 + LOST) * theirs:
        return True
    better = rates.spelled - rates.artefacts > others.spelled - others.artefacts + CLEARLY
    return better and mine >= (1 - LOST) * theirs


def together(parts: Sequence[Rates]) -> Rates:
    """The rates of several blocks as one."""
    n = sum(p.words for p in parts)
    if not n:
        return Rates()
    shares = ([p.marked, p.spelled, p.folded, p.accented, p.artefacts] for p in parts)
    weighted = zip(*([s * p.words for s in row] for row, p in zip(shares, parts, strict=True)), strict=True)
    return Rates(n, *(round(sum(column) / n, 4) for column in weighted))
