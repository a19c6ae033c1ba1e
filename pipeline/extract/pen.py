"""Words that the reader marks as written by hand, their chances and other readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.passage import Passage
from pipeline.records.page import Word


def words(line: Passage, start: int, end: int) -> list[Word]:
    """Handwritten words in a span."""
    return [
        p.word
        for p in line.within(start, max(end, start + 1))
        if (p.word.rule or "").startswith("handwritten")
    ]


def known(word: Word) -> bool:
    """Could the reader make something of the hand?"""
    return word.rule == "handwritten"


def chance(written: Iterable[Word]) -> float:
    """Chance that all these words are read right; the reader's probability is taken as it is."""
    product = 1.0
    for word in written:
        product *= word.confidence
    return product


def others(written: Sequence[Word]) -> list[tuple[str, float]]:
    """Other readings of a single handwritten word, with their chances."""
    if len(written) != 1:
        return []
    return [(a.text, a.confidence) for a in written[0].alternatives]
