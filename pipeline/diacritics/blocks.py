"""Paragraphs as the stage sees them, whatever they came from: lines of tokens, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.diacritics.detector import TextKind, Verdict
from pipeline.diacritics.letters import nfc


@dataclass(frozen=True, slots=True)
class Token:
    """One word between white space, as read; `confidence` is its reader's."""

    text: str
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mend:
    """What becomes of a token: its new text, why, and how sure.

    `margin` is the natural logarithm of how much likelier the choice is than the runner-up.
    """

    text: str
    rule: str
    confidence: float
    runner_up: str = ""
    margin: float = 0.0
    alternatives: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Block:
    """Lines that belong together, in reading order; `scanned`: our own reader read them from a picture."""

    lines: tuple[tuple[Token, ...], ...]
    scanned: bool = False

    @property
    def text(self) -> str:
        """The lines one below the other, composed form."""
        return nfc("\n".join(" ".join(t.text for t in line) for line in self.lines))

    def tokens(self) -> Iterator[tuple[int, int, Token]]:
        """(line, position in the line, token) in reading order."""
        for i, line in enumerate(self.lines):
            for j, token in enumerate(line):
                yield i, j, token


Place = tuple[int, int, int]
"""Block, line, position in the line."""


SURE = 12
"""Words without a single mark that only stripped text has in a row."""


def kinds(verdicts: list[Verdict]) -> list[TextKind]:
    """The state of each block; one that cannot speak for itself follows the document.

    A paragraph without a visible artefact is "stripped" taken alone, but in a document that was
    read with the wrong language it was read so too.
    """
    weight: dict[TextKind, int] = {}
    for verdict in verdicts:
        weight[verdict.kind] = weight.get(verdict.kind, 0) + verdict.rates.words
    wrong = weight.get(TextKind.WRONG_LANGUAGE, 0)
    stripped = weight.get(TextKind.STRIPPED, 0)
    # Without a single artefact it takes more than odd words in some blocks: foreign names have them too.
    signs = sum(v.rates.artefacts * v.rates.words for v in verdicts if v.kind is TextKind.WRONG_LANGUAGE)
    misread = wrong * 4 > stripped if signs >= 0.01 * (wrong + stripped) else wrong > stripped
    damaged = TextKind.WRONG_LANGUAGE if misread else TextKind.STRIPPED
    clean = weight.get(TextKind.CLEAN, 0)
    out: list[TextKind] = []
    for verdict in verdicts:
        kind = verdict.kind
        rates = verdict.rates
        if kind in (TextKind.STRIPPED, TextKind.WRONG_LANGUAGE) and clean >= wrong + stripped:
            # Four words in ten carry no mark: short lines without any stand in good text too, and
            # so do foreign names.
            several = rates.artefacts * rates.words >= 2
            if rates.folded < (0.6 if several else 0.72) or (rates.words < SURE and not several):
                kind = TextKind.UNKNOWN
        elif (kind is TextKind.STRIPPED and misread) or (
            kind is TextKind.WRONG_LANGUAGE and not misread and not rates.artefacts
        ):
            kind = damaged
        elif kind in (TextKind.UNKNOWN, TextKind.EMPTY):
            unmarked = rates.marked == 0.0 and rates.accented < 0.2
            kind = damaged if wrong + stripped > clean and unmarked else TextKind.UNKNOWN
        out.append(kind)
    return out
