"""One prize: its rank, count and value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.contest.prize_clauses import Clause
from pipeline.extract.contest.prize_words import (
    COUNT_AFTER,
    COUNT_NAMED,
    EACH,
    IN_BRACKETS,
    TIMES_AFTER,
    TIMES_BEFORE,
)
from pipeline.extract.contest.rank_words import counted, spelled
from pipeline.extract.money import Money
from pipeline.extract.prose import Prose
from pipeline.extract.valued import field_of, squash
from pipeline.records.contest import Prize
from pipeline.records.evidence import Field


@dataclass(frozen=True)
class FoundPrize:
    """A prize, and its money as read (for the check of figures against words)."""

    prize: Prize
    money: Money | None
    at: int = 0
    group: str = ""
    listed: bool = False
    """Told to be a prize by a list of such, whatever else is told of it."""


def rank_field(prose: Prose, span: tuple[int, int], noun: tuple[int, int] | None = None) -> Field[str]:
    """The rank as it is usually spelt, with its noun where it needs one."""
    shown = spelled(squash(prose.text[slice(*span)]))
    if noun is not None:
        shown = f"{squash(prose.text[slice(*noun)])} {shown}"
    return field_of(prose.passage, span, shown, "prize-rank", 0.96)


def count_field(prose: Prose, one: Clause) -> Field[int]:
    """How many there are: told before the rank, in its turn, behind it, or named."""
    core, end = one.core, one.end
    after = COUNT_AFTER.match(prose.folded_lines, core.end, min(end, core.end + 40))
    if after and one.money and one.money.start < after.end() and after.end("cell") > 0:
        after = None  # the figures of the amount
    named = COUNT_NAMED.search(prose.folded, core.end, end)
    for span, rule, trust in (
        (core.count, "prize-count", 0.96),
        (one.count, "prize-count-in-turn", 0.9),
        (_span(after), "prize-count-after-rank", 0.9),
        (_span(named), "prize-count-named", 0.93),
        (_times(prose, one), "prize-count-times", 0.93),
        (_span(IN_BRACKETS.search(prose.folded, core.end, end)), "prize-count-in-brackets", 0.9),
    ):
        number = counted(prose.folded[slice(*span)]) if span else None
        if span is not None and number is not None:
            return field_of(prose.passage, span, number, rule, trust)
    return Field[int](rule="not-found")


def _span(found: re.Match[str] | None) -> tuple[int, int] | None:
    if found is None:
        return None
    return found.span("cell") if "cell" in found.re.groupindex and found["cell"] else found.span("count")


def _times(prose: Prose, one: Clause) -> tuple[int, int] | None:
    """`500.000đ x 2`, `2 x 500.000đ`."""
    if one.money is None:
        return None
    after = TIMES_AFTER.match(prose.folded, one.money.end, one.end)
    before = TIMES_BEFORE.search(prose.folded, one.core.end, max(one.core.end, one.money.start))
    return _span(after) or _span(before)


def value_field(prose: Prose, money: Money, total: bool, lead: str, count: int | None) -> Field[int]:
    """Value of one prize; a printed total is shared out over the count."""
    span = (money.start, money.end)
    tail = prose.folded[span[1] : span[1] + 12]
    if total and not EACH.search(lead + tail) and count and money.value % count == 0:
        return field_of(prose.passage, span, money.value // count, "prize-total-over-count", 0.7)
    agreed = money.spoken is not None and money.spoken.value == money.value and money.until > money.end
    trust = 0.99 if agreed else 0.7 if money.contradicts else 0.94
    rule = "prize-value-in-figures-and-words" if agreed else "prize-value"
    return field_of(prose.passage, span, money.value, rule, trust)
