"""Candidates of a field and the one chooser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.extract.calibration import calibrated
from pipeline.extract.passage import Passage
from pipeline.extract.spelling import nfc, one_tone
from pipeline.records.evidence import Alternative, Evidence, Field

T = TypeVar("T")

_MOST_ALTERNATIVES = 4
_UNREAD = 0.5
"""A place that cannot be read gives way to a reading from elsewhere that is surer than this."""


@dataclass(frozen=True)
class Candidate(Generic[T]):
    """One reading of a field: value, what the page shows, where, by which rule, how sure (0..1).

    A value of None says that the field is there and empty (`blank-on-page`) or cannot be read (`illegible`).
    """

    value: T | None
    raw: str
    evidence: tuple[Evidence, ...]
    rule: str
    score: float


def read_as(passage: Passage, start: int, end: int) -> str:
    """What the reader read in a span, before diacritic recovery changed words."""
    parts: list[str] = []
    for place in passage.within(start, end):
        if place.word.raw is not None:
            parts.append(place.word.raw)
        else:
            parts.append(passage.text[max(start, place.start) : min(end, place.end)])
    return " ".join(parts)


def seen(passage: Passage, start: int, end: int, value: T | None, rule: str, score: float) -> Candidate[T]:
    """A candidate from a span of a passage; its score is pulled down by the reader's confidence there."""
    read = passage.confidence(start, end)
    return Candidate(
        value=value,
        raw=read_as(passage, start, end),
        evidence=passage.evidence(start, end),
        rule=rule,
        score=score * (0.6 + 0.4 * read),
    )


def _key(value: object) -> str:
    return one_tone(nfc(str(value))).casefold() if isinstance(value, str) else repr(value)


def choose(field: str, candidates: Iterable[Candidate[T]], absent: str = "not-found") -> Field[T]:
    """The best candidate as a field, the others as its alternatives.

    Readings that agree confirm each other: the chance that all of them err is the product of theirs.
    """
    ranked = sorted(candidates, key=lambda c: -c.score)
    if not ranked:
        return Field[T](rule=absent)
    weight: dict[str, float] = {}
    for candidate in ranked:
        key = _key(candidate.value)
        weight[key] = 1 - (1 - weight.get(key, 0.0)) * (1 - min(candidate.score, 0.99))
    unread = _key(None)
    if any(c.value is None and c.rule == "illegible" for c in ranked):
        weight[unread] = min(weight[unread], _UNREAD)
    best = max(ranked, key=lambda c: (weight[_key(c.value)], c.score))
    return Field[T](
        value=best.value,
        raw=best.raw,
        confidence=_sure(field, best, weight[_key(best.value)]),
        rule=best.rule,
        evidence=best.evidence,
        alternatives=_others(field, ranked, best),
    )


def _sure(field: str, candidate: Candidate[T], weight: float) -> float:
    return round(calibrated(field, candidate.rule, weight), 3)


def _others(field: str, ranked: Sequence[Candidate[T]], best: Candidate[T]) -> tuple[Alternative, ...]:
    known = {_key(best.value)}
    out: list[Alternative] = []
    for candidate in ranked:
        if candidate.value is None or _key(candidate.value) in known:
            continue
        known.add(_key(candidate.value))
        sure = _sure(field, candidate, candidate.score)
        out.append(
            Alternative(value=str(candidate.value), raw=candidate.raw, confidence=sure, rule=candidate.rule)
        )
    return tuple(out[:_MOST_ALTERNATIVES])
