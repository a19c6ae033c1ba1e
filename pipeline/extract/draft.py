"""Is the letter a draft: number or day left blank on the page?"""

from __future__ import annotations

import datetime as dt

from pipeline.records.evidence import Field


def judge(number: Field[str], issued_on: Field[dt.date], *, signed: bool) -> Field[bool]:
    """A draft has its number or its day blank; a digital signature on the page says that it is none."""
    blanks = [f for f in (number, issued_on) if f.rule == "blank-on-page"]
    evidence = tuple(e for f in blanks for e in f.evidence)
    if blanks and not signed:
        sure = 0.95 if len(blanks) == 2 else 0.75
        return Field[bool](value=True, confidence=sure, rule="blank-on-page", evidence=evidence)
    filled = (*number.evidence, *issued_on.evidence)
    if signed:
        return Field[bool](value=False, confidence=0.9, rule="signed-digitally", evidence=filled)
    if not filled:
        return Field[bool](rule="not-found")
    sure = 0.95 if number.value and issued_on.value else 0.8
    return Field[bool](value=False, confidence=sure, rule="number-and-day-filled", evidence=filled)
