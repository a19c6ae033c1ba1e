"""Number and day where a pen filled them in: `Số: ____/UBND-VX`, `ngày __ tháng __ năm 2026`.

The line is found by what Tesseract read of its printed part; the strip reader then reads the whole
line, print and pen together, so that nothing has to be cut out (Nghị định 30/2020, PL I, II.3-4:
number and date stand side by side under the head).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.head_forms import Guess, dates, numbers
from pipeline.ocr.strip_reader import Scores, Strip, scores
from pipeline.records.evidence import Box, around
from pipeline.records.image import CleanPage, weakest
from pipeline.records.page import Line, Page

FONT = 26 / 48
"""Font size of a strip as the reader was trained, as a share of the strip's height."""
BASE = 36 / 48
"""Where its base line lies."""
VIEWS = (0.0, -0.07, 0.07)
"""Shifts of the base line under which a strip is looked at; those after the first only where in doubt."""
PLAIN = 0.8
"""A first look that gives every field with this probability needs no other."""

HEAD = 0.45
"""Share of the page's height in which number and date may stand."""
NUMBER_ANCHOR = re.compile(
    r"^\W*(?:[S$5]\w\W{0,3}|s\w\s?[:;]).{0,16}?(?:[/⁄17lI|].{0,3}[A-ZĐ]{2}|[A-ZĐ][A-ZĐ\d]\s?[-–]\s?[A-ZĐ])"
    r"|^\W?[Ss][ốóôòồổ]\s?[:;].{2,40}$"
)
"""Whatever the pen's ink was read as: the label, alone or with letters after a stroke or joined by a dash."""
DATE_ANCHOR = re.compile(
    r"^\W*\w[^\d/]{1,40}?[,.;\s]\s*[nr][gq][aàáảăâ][yỳ].{0,16}\w[hb][aáàảăâ]n[gq].{0,12}n[aăâ]m\W*[\dIl\]Oo]{2,5}\W*$",
    re.IGNORECASE,
)
_PARTS = (
    (
        re.compile(r"^\W*\w[^\d/]{1,40}?[,.;\s]\s*[nr][gq][aàáảăâ][yỳ](?!.*n[aăâ]m)", re.IGNORECASE),
        re.compile(r"\w[hb][aáàảăâ]n[gq].{0,12}n[aăâ]m\W*[\dIl\]Oo]{2,5}\W*$", re.IGNORECASE),
    ),
    (
        re.compile(r"^\W*(?:[S$5][ốôóòồổỗơo0õỏọđd6]\s?[:;.,]?|s\w\s?[:;]).{0,8}$"),
        re.compile(r"^.{0,8}(?:[/⁄]\s?[A-ZĐ]{2}|[A-ZĐ]{2}[A-ZĐa-z]*\s?[-–]\s?[A-ZĐ]{2})"),
    ),
)
"""What the two parts of a date line and of a number line look like where a pen's gap cut them."""
_PRINTED_MONTH = re.compile(r"th[aáàảăâ]n[gq]\s+0?(\d{1,2})\s+n[aăâ]m", re.IGNORECASE)


def strips_of(
    grey: NDArray[np.uint8], box: tuple[int, int, int, int], font: float, shifts: Sequence[float] = VIEWS
) -> list[Strip]:
    """The line in `box` (x0, y0, x1, y1 in pixels), seen at the reader's scale; `font` in pixels."""
    x0, y0, x1, y1 = box
    height = font / FONT
    # the box may end with the base line itself: what lies below belongs to the search for it
    base = _base_line(grey[y0 : y1 + max(4, round(0.15 * font)), x0:x1]) + y0
    x0, x1 = max(0, int(x0 - 0.2 * font)), min(grey.shape[1], int(x1 + 0.6 * font))
    views: list[Strip] = []
    for shift in shifts:
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


@dataclass(frozen=True)
class Field:
    """A line of the head (its place in `page.lines`) and what the reader sees in its gaps."""

    line: int
    guesses: Mapping[str, list[Guess]]


def fields_on(clean: CleanPage, page: Page) -> list[Field]:
    """The number line and the date line of a page that was read, where they are found."""
    number: Field | None = None
    date: Field | None = None
    font = font_size(page, clean.color.shape[0])
    for at, line in enumerate(page.lines):
        if line.box is None or line.box.y0 > HEAD:
            continue
        look = partial(_look, clean, line.box, font)
        if number is None and NUMBER_ANCHOR.search(line.text):
            guesses = _in_doubt(look, lambda many: {"number": numbers(many)})
            number = Field(at, guesses) if guesses["number"] else None
        elif date is None and DATE_ANCHOR.search(line.text):
            printed = _PRINTED_MONTH.search(line.text)
            date = Field(at, _in_doubt(look, partial(dates, month=printed.group(1) if printed else "")))
    return [one for one in (number, date) if one is not None]


def _in_doubt(
    look: Callable[[Sequence[float]], list[Scores]],
    read: Callable[[Sequence[Scores]], dict[str, list[Guess]]],
) -> dict[str, list[Guess]]:
    """What one look gives, or where that is in doubt, what all views give."""
    many = look(VIEWS[:1])
    found = read(many)
    if all(guesses and guesses[0].probability >= PLAIN for guesses in found.values()):
        return found
    return read([*many, *look(VIEWS[1:])])


def _look(clean: CleanPage, box: Box, font: float, shifts: Sequence[float]) -> list[Scores]:
    return scores(strips_on(clean, box, font, shifts))


def strips_on(clean: CleanPage, box: Box, font: float, shifts: Sequence[float] = VIEWS) -> list[Strip]:
    """A line of the page under some shifts; ink of any colour counts as dark."""
    x0, y0, x1, y1 = _pixels(box, clean)
    above, below = max(0, y0 - round(2 * font)), y1 + round(2 * font)
    band = clean.color[above:below]
    grey = weakest(band) if band.ndim == 3 else band
    return strips_of(grey, (x0, y0 - above, x1, y1 - above), font, shifts)


def without_gaps(page: Page) -> Page:
    """The page with number and date lines in one piece that a wide gap, or a pen, had cut in two."""
    lines = list(page.lines)
    for left_part, right_part in _PARTS:
        pair = _pair(lines, left_part, right_part)
        if pair is not None:
            left, right = lines[pair[0]], lines[pair[1]]
            update = {"words": (*left.words, *right.words), "box": around([left.box, right.box])}
            lines[pair[0]] = left.model_copy(update=update)
            del lines[pair[1]]
    return page.model_copy(update={"lines": tuple(lines)}) if len(lines) < len(page.lines) else page


def _pair(lines: Sequence[Line], left: re.Pattern[str], right: re.Pattern[str]) -> tuple[int, int] | None:
    """The first two lines of the head, side by side, that look like these two parts."""
    for i, one in enumerate(lines):
        if one.box is None or one.box.y0 > HEAD or not left.search(one.text):
            continue
        for j, other in enumerate(lines):
            if i != j and other.box is not None and right.search(other.text) and _beside(one.box, other.box):
                return i, j
    return None


def _beside(left: Box, right: Box) -> bool:
    """On one base line, the second to the right of the first and not far."""
    level = abs(left.y1 - right.y1) < 0.5 * max(left.height, right.height)
    return level and -0.02 < right.x0 - left.x1 < 0.12


def font_size(page: Page, height: int) -> float:
    """Font size in pixels from the lines' median height (ascender to descender is 0.9 of it)."""
    tall = [line.box.height * height for line in page.lines if line.box is not None and len(line.words) > 3]
    return float(np.median(tall)) / 0.9 if tall else height / 60


def _pixels(box: Box, clean: CleanPage) -> tuple[int, int, int, int]:
    h, w = clean.color.shape[:2]
    return int(box.x0 * w), int(box.y0 * h), int(box.x1 * w), int(box.y1 * h)
