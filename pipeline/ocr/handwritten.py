"""Number and day where a pen filled them in: `Số: ____/UBND-VX`, `ngày __ tháng __ năm 2026`.

The line is found by what Tesseract read of its printed part; the strip reader then reads the whole
line, print and pen together, so that nothing has to be cut out (Nghị định 30/2020, PL I, II.3-4:
number and date stand side by side under the head).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.strip_reader import Strip, in_figures, scores, spell
from pipeline.records.evidence import Box
from pipeline.records.image import CleanPage, weakest
from pipeline.records.page import Page

FONT = 26 / 48
"""Font size of a strip as the reader was trained, as a share of the strip's height."""
BASE = 36 / 48
"""Where its base line lies."""
VIEWS = (-0.07, 0.0, 0.07)
"""Shifts of the base line under which a strip is looked at."""

HEAD = 0.45
"""Share of the page's height in which number and date may stand."""
NUMBER_ANCHOR = re.compile(r"^\W*[S$5]\w\W{0,3}.{0,14}[/17lI|].{0,3}[A-ZĐ]{2}")
DATE_ANCHOR = re.compile(
    r"^\W*\w[^\d/]{1,40}?[,.;\s]\s*[nr][gq][aàáảăâ][yỳ].{0,16}th[aáàảăâ]n[gq].{0,12}n[aăâ]m\W*[\dIl\]Oo]{2,5}\W*$",
    re.IGNORECASE,
)
_PRINTED_MONTH = re.compile(r"th[aáàảăâ]n[gq]\s+0?(\d{1,2})\s+n[aăâ]m", re.IGNORECASE)

_FIGURES = "[0-9a-j]"
_NUMBER = re.compile(rf"^A*?(?P<number>{_FIGURES}*)[-A]{{0,2}}/")
_DATE = re.compile(rf"A(?P<day>{_FIGURES}*)A+(?P<month>{_FIGURES}*)A+(?P<year>{_FIGURES}{{3,4}})$")
_MOST = {"day": 31, "month": 12}


@dataclass(frozen=True)
class Guess:
    """One value of a field (`""` = left blank) with its probability and how much of it is handwriting."""

    text: str
    probability: float
    by_hand: float


def strips_of(grey: NDArray[np.uint8], box: tuple[int, int, int, int], font: float) -> list[Strip]:
    """The line in `box` (x0, y0, x1, y1 in pixels), seen at the reader's scale; `font` in pixels."""
    x0, y0, x1, y1 = box
    height = font / FONT
    base = _base_line(grey[y0:y1, x0:x1]) + y0
    x0, x1 = max(0, int(x0 - 0.2 * font)), min(grey.shape[1], int(x1 + 0.3 * font))
    views: list[Strip] = []
    for shift in VIEWS:
        top = base - (BASE + shift) * height
        matrix = np.array([[1, 0, x0], [0, 1, top]], np.float32)
        size = (x1 - x0, max(8, round(height)))
        seen = cv2.warpAffine(
            grey, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
        )
        views.append(seen.astype(np.uint8))
    return views


def _base_line(line: NDArray[np.uint8]) -> int:
    """Row at which the ink of printed letters ends: the steepest fall of the row sums."""
    if line.shape[0] < 4:
        return int(line.shape[0])
    ink = np.maximum(0, float(np.quantile(line, 0.9)) - line.astype(np.float32)).sum(axis=1)
    smooth = np.convolve(ink, np.ones(3) / 3, mode="same")
    fall = smooth[:-3] - smooth[3:]
    lower = len(fall) // 3
    steepest = fall[lower:].argmax()
    return lower + int(steepest) + 2


def read_number(views: Sequence[Strip]) -> list[Guess]:
    """Readings of a number line, best first; empty when the line is not of that form."""
    return _guesses(_matches(views, _NUMBER), ("number",))["number"]


def read_date(views: Sequence[Strip], month: str = "") -> dict[str, list[Guess]]:
    """Readings of `day`, `month` and `year` of a date line, best first.

    A `month` that was printed and read for certain settles which figures are the day's.
    """
    found = _matches(views, _DATE)
    sure = [(fields, p) for fields, p in found if in_figures(fields["month"])[0].lstrip("0") == month]
    return _guesses(sure if month and sure else found, ("day", "month", "year"))


def _matches(views: Sequence[Strip], form: re.Pattern[str]) -> list[tuple[dict[str, str], float]]:
    """Fields and probability of each spelling that has the line's form."""
    pairs = ((form.search(one.text), one.probability) for one in spell(scores(views)))
    return [(match.groupdict(""), p) for match, p in pairs if match is not None]


def _guesses(found: Sequence[tuple[dict[str, str], float]], names: Sequence[str]) -> dict[str, list[Guess]]:
    """Probabilities of each field's values among the spellings that have the line's form."""
    total: dict[str, dict[str, float]] = {name: {} for name in names}
    hand: dict[str, dict[str, float]] = {name: {} for name in names}
    for fields, probability in found:
        for name in names:
            value, pen = in_figures(fields[name])
            if value and not 1 <= int(value) <= _MOST.get(name, 10**6):
                continue
            total[name][value] = total[name].get(value, 0.0) + probability
            hand[name][value] = hand[name].get(value, 0.0) + probability * pen
    return {name: _ranked(total[name], hand[name]) for name in names}


def _ranked(total: dict[str, float], hand: dict[str, float]) -> list[Guess]:
    every = sum(total.values())
    best = sorted(total.items(), key=lambda item: -item[1])
    return [Guess(value, p / every, hand[value] / p) for value, p in best]


@dataclass(frozen=True)
class Field:
    """A line of the head (its place in `page.lines`) and what the reader sees in its gaps."""

    line: int
    guesses: Mapping[str, list[Guess]]


def fields_on(clean: CleanPage, page: Page) -> list[Field]:
    """The number line and the date line of a page that was read, where they are found."""
    number: Field | None = None
    date: Field | None = None
    font = _font_size(page, clean.color.shape[0])
    grey = weakest(clean.color)
    for at, line in enumerate(page.lines):
        if line.box is None or line.box.y0 > HEAD:
            continue
        if number is None and NUMBER_ANCHOR.search(line.text):
            guesses = read_number(strips_of(grey, _pixels(line.box, clean), font))
            number = Field(at, {"number": guesses}) if guesses else None
        elif date is None and DATE_ANCHOR.search(line.text):
            printed = _PRINTED_MONTH.search(line.text)
            views = strips_of(grey, _pixels(line.box, clean), font)
            date = Field(at, read_date(views, printed.group(1) if printed else ""))
    return [one for one in (number, date) if one is not None]


def _font_size(page: Page, height: int) -> float:
    """Font size in pixels from the lines' median height (ascender to descender is 0.9 of it)."""
    tall = [line.box.height * height for line in page.lines if line.box is not None and len(line.words) > 3]
    return float(np.median(tall)) / 0.9 if tall else height / 60


def _pixels(box: Box, clean: CleanPage) -> tuple[int, int, int, int]:
    h, w = clean.color.shape[:2]
    return int(box.x0 * w), int(box.y0 * h), int(box.x1 * w), int(box.y1 * h)
