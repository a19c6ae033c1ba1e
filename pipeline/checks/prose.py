"""Contradictions inside a sentence: a weekday against its date, a prize in figures against its words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from pipeline.checks.codes import finding
from pipeline.checks.words import WEEKDAYS_EN, WEEKDAYS_VI, number, weekday
from pipeline.folding import fold
from pipeline.records.evidence import Evidence
from pipeline.records.letter import Finding, Letter

_DATE = r"[\s,(-]*(?:ngay\s*)?(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(20\d\d))?(?!\d)"
_WEEKDAYS = (
    re.compile(rf"thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])\b{_DATE}"),
    re.compile(rf"chu\s+nhat\b{_DATE}"),
)
"""Two patterns that begin with letters, because the regex engine finds those quickly."""
_PRIZE = re.compile(
    r"\b(\d{1,3}(?:[.,]\d{3})+|\d{1,12})\s*(ty|trieu|nghin|ngan)?\s*(?:dong|vnd|d)\b[^()\d]{0,20}"
    r"\(\s*(?:(?:viet\s+)?bang\s+chu\s*:?)?\s*([a-z\s]{3,80}?)\s*(?:dong|\))"
)
_SCALE = {"ty": 10**9, "trieu": 10**6, "nghin": 10**3, "ngan": 10**3, None: 1}


def weekdays(letter: Letter) -> Iterator[Finding]:
    """Weekdays that do not fit the date beside them; a missing year is that of the letter."""
    for page, text in enumerate(letter.text, start=1):
        folded = fold(text)
        for match in (m for pattern in _WEEKDAYS for m in pattern.finditer(folded)):
            if folded[: match.start()][-1:].isalnum():
                continue
            year = int(match.group(3)) if match.group(3) else _year(letter)
            printed = weekday(match.group())
            if year is None or printed is None:
                continue
            try:
                date = dt.date(year, int(match.group(2)), int(match.group(1)))
            except ValueError:
                continue
            is_day = date.weekday()
            if is_day != printed:
                yield finding(
                    "C-WEEKDAY",
                    (Evidence(page=page, span=match.span()),),
                    date=f"{date.day}/{date.month}/{date.year}",
                    is_day=WEEKDAYS_EN[is_day],
                    is_day_vi=WEEKDAYS_VI[is_day],
                    printed=WEEKDAYS_VI[printed],
                )


def _year(letter: Letter) -> int | None:
    return letter.issued_on.value.year if letter.issued_on.value else None


def prizes(letter: Letter) -> Iterator[Finding]:
    """Amounts whose words spell another number; words that do not spell one are left alone."""
    for page, text in enumerate(letter.text, start=1):
        folded = fold(text)
        for match in _PRIZE.finditer(folded):
            figure = int(re.sub(r"[.,]", "", match.group(1))) * _SCALE[match.group(2)]
            words = number(match.group(3))
            if words is not None and words != figure:
                where = (Evidence(page=page, span=match.span()),)
                shown = {"figures": f"{figure:,}".replace(",", "."), "words": f"{words:,}".replace(",", ".")}
                yield finding("C-PRIZE-WORDS", where, **shown)
