"""A deadline's fields: what, relation, date and to, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.clauses import core, trim
from pipeline.extract.deadline_words import (
    CLOSED,
    DO,
    HANGS_ON,
    LONGEST,
    NO_OFFICES,
    OFFICE_NOUNS,
    TO,
    relation_of,
)
from pipeline.extract.prose import Prose
from pipeline.extract.ranges import DateRange
from pipeline.extract.valued import date_field, field_of, text_field
from pipeline.records.evidence import Field
from pipeline.records.letter import Deadline


@dataclass(frozen=True)
class Found:
    """A deadline's time and the sentence it stands in."""

    prose: Prose
    range: DateRange
    start: int
    end: int


def record_of(one: Found) -> Deadline:
    """The deadline as it goes into the record."""
    prose, found = one.prose, one.range
    assert found.last is not None
    told_at = found.start if found.words_at is None else found.words_at
    words = (told_at, told_at + len(found.words))
    return Deadline(
        what=_what(one),
        relation=field_of(prose.passage, words, relation_of(found.words), "deadline-words", 0.95),
        date=date_field(prose.passage, found.last, 0.96),
        to=_to(one),
    )


def _what(one: Found) -> Field[str]:
    """The words before the limit, from the last comma before the verb, or after it where it comes first."""
    prose = one.prose
    verbs = [m for m in DO.finditer(prose.folded, one.start, one.range.start)]
    if verbs:
        span = core(prose, one.start, one.range.start, _key(verbs))
    else:
        after = CLOSED.match(prose.text, one.range.end)
        begin = after.end() if after else one.range.end
        span = trim(prose, begin, min(one.end, begin + LONGEST))
    span = (max(span[0], span[1] - LONGEST), span[1])
    if sum(c.isalpha() for c in prose.text[slice(*span)]) < 4:
        return Field[str](rule="not-found")
    return text_field(prose.passage, span, "clause-before-limit" if verbs else "clause-after-limit", 0.85)


def _key(verbs: list[re.Match[str]]) -> int:
    """The verb that the clause hangs on: the last deed that a limit is for, else the last verb."""
    asked = [v for v in verbs if HANGS_ON.match(v.group())]
    return (asked or verbs)[-1].start()


def _to(one: Found) -> Field[str]:
    """The receiver after `về`, `cho`, `trình`, nearest to the limit."""
    prose = one.prose
    found = [m for m in TO.finditer(prose.folded, one.start, one.range.start) if _named(prose, m)]
    rule, trust = "receiver-before-limit", 0.9
    if not found:
        found = [m for m in TO.finditer(prose.folded, one.range.end, one.end) if _named(prose, m)][:1]
        rule, trust = "receiver-after-limit", 0.8
    if not found:
        return Field[str](rule="not-found")
    return text_field(prose.passage, found[-1].span("to"), rule, trust)


def _named(prose: Prose, found: re.Match[str]) -> bool:
    """An office by name begins with a capital, or is told by its common noun."""
    printed = prose.text[found.start("to") :]
    if printed.lower().startswith(NO_OFFICES):
        return False
    return printed[0].isupper() or found["to"].split()[0] in OFFICE_NOUNS
