"""Contradictions inside a sentence: a weekday against its date, a prize in figures against its words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.codes import finding
from pipeline.checks.words import WEEKDAYS_EN, WEEKDAYS_VI, number, weekday
from pipeline.records.evidence import Evidence
from pipeline.records.letter import Finding, Letter

_WEEKDAY = re.compile(
    r"\b(thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\s+nhat)\b[\s,(-]*(?:ngay\s*)?"
    r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(20\d\d))?(?!\d)"
)
_PRIZE = re.compile(
    r"\b(\d{1,3}(?:[.,]\d{3})+|\d{1,12})\s*(ty|trieu|nghin|ngan)?\s*(?:dong|vnd|d)\b[^()]{0,20}"
    r"\(\s*(?:(?:viet\s+)?bang\s+chu\s*:?)\s*([a-z\s]{3,80}?)\s*dong"
)
_SCALE = {"ty": 10**9, "trieu": 10**6, "nghin": 10**3, "ngan": 10**3, None: 1}


def flat(text: str) -> str:
    """Folded character for character, so that offsets stay those of the text."""
    return "".join(_flat_char(c) for c in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def _flat_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def weekdays(letter: Letter) -> Iterator[Finding]:
    """Weekdays that do not fit the date beside them; a missing year is that of the letter."""
    for page, text in enumerate(letter.text, start=1):
        for match in _WEEKDAY.finditer(flat(text)):
            year = int(match.group(4)) if match.group(4) else _year(letter)
            printed = weekday(match.group(1))
            if year is None or printed is None:
                continue
            try:
                date = dt.date(year, int(match.group(3)), int(match.group(2)))
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
        for match in _PRIZE.finditer(flat(text)):
            figure = int(re.sub(r"[.,]", "", match.group(1))) * _SCALE[match.group(2)]
            words = number(match.group(3))
            if words is not None and words != figure:
                where = (Evidence(page=page, span=match.span()),)
                shown = {"figures": f"{figure:,}".replace(",", "."), "words": f"{words:,}".replace(",", ".")}
                yield finding("C-PRIZE-WORDS", where, **shown)
