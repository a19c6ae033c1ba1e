"""Diacritics: a detector of wrongly read text, and the recovery of what it meant.

`detect` says what state a text is in; `recover` mends the words of a reading, `recover_text` those
of plain text. Numbers, dates, codes, addresses and names of persons are never changed.
"""

from pipeline.diacritics.detector import Rates, TextKind, Verdict, clearly_better, detect
from pipeline.diacritics.recover import Change, DiffLine, Judged, Recovery, Segment, recover, recover_text

__all__ = [
    "Change",
    "DiffLine",
    "Judged",
    "Rates",
    "Recovery",
    "Segment",
    "TextKind",
    "Verdict",
    "clearly_better",
    "detect",
    "recover",
    "recover_text",
]
