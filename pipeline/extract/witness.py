"""A second witness of number and day: `(Kèm theo Công văn số … ngày …)` over an appendix (ND30 PL I)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract import codes
from pipeline.extract.candidates import Candidate, read_as
from pipeline.extract.dates import find_dates
from pipeline.extract.lines import passage
from pipeline.extract.passage import Passage
from pipeline.extract.spelling import squeeze
from pipeline.extract.zones import Zones
from pipeline.folding import fold
from pipeline.records.evidence import Evidence

_NOTE = re.compile(r"\bk[e]m theo\s+(?:[a-z]+\s+){1,5}?so\s*:?\s*(?=\d)")
_RULE = "appendix-note"


@dataclass(frozen=True)
class Witnessed:
    """Candidates that agree with what the head shows."""

    number: tuple[Candidate[str], ...] = ()
    code: tuple[Candidate[str], ...] = ()
    issued_on: tuple[Candidate[dt.date], ...] = ()


@dataclass(frozen=True)
class Note:
    """One note over an appendix that names the letter: its code, and the day where it prints one."""

    block: Passage
    code: codes.Code
    span: tuple[int, int]
    day: dt.date | None = None
    day_span: tuple[int, int] = (0, 0)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where the day stands, else the code."""
        return self.block.evidence(*(self.day_span if self.day else self.span))

    @property
    def sure(self) -> float:
        """How well the day was read."""
        return self.block.confidence(*self.day_span)


def find(zones: Zones, symbol: str | None, month: tuple[int | None, int | None]) -> Witnessed:
    """Notes over appendices whose symbol is the letter's own; days only of the head's year and month."""
    numbers: list[Candidate[str]] = []
    whole: list[Candidate[str]] = []
    days: list[Candidate[dt.date]] = []
    for note in notes(zones, symbol):
        block, span = note.block, note.span
        sure = 0.8 * (0.5 + 0.5 * block.confidence(*span))
        raw, evidence = read_as(block, *span), block.evidence(*span)
        numbers.append(Candidate(note.code.number, raw, evidence, _RULE, sure))
        whole.append(Candidate(note.code.text, raw, evidence, _RULE, sure))
        if note.day is not None and _fits(note.day, month):
            proof = 0.75 * (0.5 + 0.5 * note.sure)
            days.append(Candidate(note.day, read_as(block, *note.day_span), note.evidence, _RULE, proof))
    return Witnessed(tuple(numbers), tuple(whole), tuple(days))


def notes(zones: Zones, symbol: str | None) -> list[Note]:
    """Notes over appendices whose symbol is the letter's own."""
    out: list[Note] = []
    lines = zones.appendix
    for i, ref in enumerate(lines):
        if "em theo" not in fold(ref.text):
            continue
        block = passage(lines[i : i + 2])
        note = _NOTE.search(fold(block.text))
        if note is None or note.start() > len(ref.text):
            continue
        found = next((f for f in codes.find(block.text) if f[1][0] - note.end() in range(3)), None)
        if found is None or symbol is None or squeeze(found[0].symbol) != squeeze(symbol):
            continue
        code, (start, end) = found
        day = next((m for m in find_dates(block.text[end : end + 40]) if m.start <= 8 and m.date), None)
        if day is None:
            out.append(Note(block, code, (start, end)))
        else:
            out.append(Note(block, code, (start, end), day.date, (end + day.start, end + day.end)))
    return out


def _fits(day: dt.date, month: Sequence[int | None]) -> bool:
    """Is a day of the year and month that the head shows, as far as it shows them?"""
    return all(told is None or told == own for told, own in zip(month, (day.year, day.month), strict=True))
