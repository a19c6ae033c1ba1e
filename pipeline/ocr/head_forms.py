"""What may stand in a number line and a date line of the head, and the readings that have that form.

`Số: 1234/UBND-VX` and `Hà Nội, ngày 05 tháng 01 năm 2026` (Nghị định 30/2020, PL I, II.3-4): the search
for the best spelling follows only what such a line can hold, and only days that there are.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.ocr.strip_reader import Form, Scores, Strip, in_figures, scores, spell

_FIGURES = "[0-9a-j]"
_NUMBER_SO_FAR = re.compile(rf"A?{_FIGURES}{{0,6}}[-A]{{0,2}}/?")
NUMBER = re.compile(rf"A?(?P<number>{_FIGURES}{{0,6}})[-A]{{0,2}}/")
DATE = re.compile(rf"A+(?P<day>{_FIGURES}{{0,2}})A(?P<month>{_FIGURES}{{0,2}})A(?P<year>{_FIGURES}{{3,4}})")
_MOST = {"day": 31, "month": 12}
_YEARS = (1945, 2100)


@dataclass(frozen=True)
class Guess:
    """One value of a field (`""` = left blank) with its probability and how much of it is handwriting."""

    text: str
    probability: float
    by_hand: float


def read_number(views: Sequence[Strip]) -> list[Guess]:
    """Readings of a number line, best first; empty when the line is not of that form."""
    return numbers(scores(views))


def read_date(views: Sequence[Strip], month: str = "") -> dict[str, list[Guess]]:
    """Readings of `day`, `month` and `year` of a date line, best first.

    A `month` that was printed and read for certain settles which figures are the day's.
    """
    return dates(scores(views), month)


def numbers(many: Sequence[Scores]) -> list[Guess]:
    """Readings of a number line from what the network sees in its views."""
    return _guesses(_matches(many, NUMBER, number_form), ("number",))["number"]


def dates(many: Sequence[Scores], month: str = "") -> dict[str, list[Guess]]:
    """Readings of a date line from what the network sees in its views."""
    found = [(fields, p) for fields, p in _matches(many, DATE, date_form) if _in_calendar(fields)]
    sure = [(fields, p) for fields, p in found if in_figures(fields["month"])[0].lstrip("0") == month]
    return _guesses(sure if month and sure else found, ("day", "month", "year"))


def number_form(text: str, letter: str) -> str | None:
    """A label, up to six figures, a letter or dash, and the slash, after which nothing matters."""
    if text.endswith("/"):
        return text
    if letter == "A" and text in ("", "A"):
        return "A"
    longer = text + letter
    return longer if _NUMBER_SO_FAR.fullmatch(longer) else None


def date_form(text: str, letter: str) -> str | None:
    """Words, at most two figures, a word, at most two figures, a word, the year."""
    if letter == "A":
        if text == "AAAA":  # the words of the place need no counting
            return text
        last = text.rpartition("A")[2]
        return None if len(last) > 2 or _groups(text) == 3 else text + letter
    if letter in "/-":
        return None
    # figures after three words may be the year of a line whose day and month are blank
    room = 4 if _groups(text) > 1 or text.count("A") > 2 else 2
    return text + letter if len(text.rpartition("A")[2]) < room else None


def _groups(text: str) -> int:
    """Places for figures from the first filled one on."""
    return len(text.lstrip("A").split("A")) if text.strip("A") else 0


def _matches(
    many: Sequence[Scores], whole: re.Pattern[str], form: Form
) -> list[tuple[dict[str, str], float]]:
    """Fields and probability of each spelling that has the line's form."""
    pairs = ((whole.fullmatch(one.text), one.probability) for one in spell(many, form))
    return [(match.groupdict(""), p) for match, p in pairs if match is not None]


def _in_calendar(fields: Mapping[str, str]) -> bool:
    """Is there such a day, as far as it is told?"""
    day, month, year = (int(in_figures(fields[k])[0] or 0) for k in ("day", "month", "year"))
    if not 0 <= month <= 12:
        return False
    known = month and len(fields["year"]) == 4
    return day <= (calendar.monthrange(year, month)[1] if known else 31)


def _guesses(found: Sequence[tuple[dict[str, str], float]], names: Sequence[str]) -> dict[str, list[Guess]]:
    """Probabilities of each field's values among the spellings that have the line's form."""
    total: dict[str, dict[str, float]] = {name: {} for name in names}
    hand: dict[str, dict[str, float]] = {name: {} for name in names}
    for fields, probability in found:
        for name in names:
            value, pen = in_figures(fields[name])
            if value and not 1 <= int(value) <= _MOST.get(name, 10**6):
                continue
            if name == "year" and not _YEARS[0] <= int(value) <= _YEARS[1]:  # or the line was cut off
                continue
            total[name][value] = total[name].get(value, 0.0) + probability
            hand[name][value] = hand[name].get(value, 0.0) + probability * pen
    return {name: _ranked(total[name], hand[name]) for name in names}


def _ranked(total: dict[str, float], hand: dict[str, float]) -> list[Guess]:
    every = sum(total.values())
    best = sorted(total.items(), key=lambda item: -item[1])
    return [Guess(value, p / every, hand[value] / p) for value, p in best]
