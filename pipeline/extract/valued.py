"""Fields with their evidence, made from a span of a passage."""

from __future__ import annotations

import datetime as dt
import re
from typing import TypeVar

from pipeline.extract.datemention import DateMention, YearFrom
from pipeline.extract.passage import Passage
from pipeline.records.contest import Moment
from pipeline.records.evidence import Alternative, Field

T = TypeVar("T")

_YEAR_TRUST = {
    YearFrom.PRINTED: 1.0,
    YearFrom.RANGE_END: 0.97,
    YearFrom.RANGE_START: 0.96,
    YearFrom.LETTER: 0.93,
    YearFrom.LETTER_NEXT: 0.75,
    YearFrom.NEIGHBOUR: 0.6,
}


def squash(text: str) -> str:
    """White space and line ends as single spaces, none at the ends."""
    return re.sub(r"\s+", " ", text).strip()


def field_of(
    passage: Passage,
    span: tuple[int, int],
    value: T,
    rule: str,
    trust: float,
    *,
    alternatives: tuple[Alternative, ...] = (),
) -> Field[T]:
    """A field for the value read at `span`; `trust` in the rule is weighed with the reader's confidence."""
    seen = passage.confidence(*span)
    return Field[T](
        value=value,
        raw=squash(passage.text[span[0] : span[1]]),
        confidence=round(trust * (0.35 + 0.65 * seen), 4),
        rule=rule,
        evidence=passage.evidence(*span),
        alternatives=alternatives,
    )


def text_field(passage: Passage, span: tuple[int, int], rule: str, trust: float) -> Field[str]:
    """A field whose value is the printed text itself."""
    return field_of(passage, span, squash(passage.text[span[0] : span[1]]), rule, trust)


def date_field(
    passage: Passage, mention: DateMention, trust: float = 0.97, *, rule: str | None = None
) -> Field[Moment]:
    """A date as printed; without a value (`impossible-date`, `month-only`) it still shows its place."""
    span = (mention.start, mention.end)
    value = mention.value
    if value is None:
        if mention.impossible:
            why = "impossible-date"
        else:
            why = "month-only" if mention.day is None else "year-missing"
        empty = field_of(passage, span, dt.date.min, why, 0.0)
        return Field[Moment](raw=empty.raw, rule=why, evidence=empty.evidence)
    trust *= _YEAR_TRUST.get(mention.year_from, 0.5)
    made = field_of(passage, span, value, rule or mention.rule, trust)
    return Field[Moment](**dict(made))
