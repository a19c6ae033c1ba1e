"""Puts what a pen wrote into the lines that Tesseract read: the number and the day of the head.

A word that comes from here has `rule` `handwritten`, the probability of the strip reader as its
confidence, the other readings as alternatives and what Tesseract made of the ink as `raw`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from pipeline.ocr.handwritten import DATE_ANCHOR, NUMBER_ANCHOR, Guess, fields_on
from pipeline.records.evidence import Box, around
from pipeline.records.image import CleanPage
from pipeline.records.page import Line, Page, Word, WordAlternative

RULE = "handwritten"
LEAST = 0.15
"""A reading less probable than this is no better than none: the field is told to be illegible."""
PEN = 0.5
"""From this share of handwritten digits on, a value counts as written by hand."""
MOST_ALTERNATIVES = 4

_LABEL = re.compile(r"^\W*[S$][ốôóòồổỗơo0õỏọd6]\s?[:;,.]?\s?")
_SYMBOL = re.compile(r"[/|]?\s*[A-ZĐ][A-ZĐa-z]+[-–][A-ZĐ]|/\s*[A-ZĐ]|[A-ZĐ]{2,}")
_DAY = re.compile(r"(?<=y)(?P<day>[^,y]{0,12}?)(?=th[aáàảăâ]ng)", re.IGNORECASE)
_MONTH = re.compile(r"(?<=ng)(?P<month>[^g]{0,10}?)(?=n[aăâ]m)", re.IGNORECASE)


def with_pen(clean: CleanPage, page: Page) -> Page:
    """The page with handwritten numbers, days and months in their places."""
    guesses = fields_on(clean, page)
    if not guesses:
        return page
    return page.model_copy(update={"lines": tuple(_mended(line, guesses) for line in page.lines)})


def _mended(line: Line, guesses: Mapping[str, Sequence[Guess]]) -> Line:
    if "number" in guesses and NUMBER_ANCHOR.search(line.text):
        label = _LABEL.match(line.text)
        if label is None:
            return line
        symbol = _SYMBOL.search(line.text, label.end())
        return _put(line, label.end(), symbol.start() if symbol else len(line.text), guesses["number"])
    if "day" in guesses and DATE_ANCHOR.search(line.text):
        for name, form in (("month", _MONTH), ("day", _DAY)):
            gap = form.search(line.text)
            if gap is not None and guesses.get(name):
                line = _put(line, gap.start(), gap.end(), guesses[name])
    return line


def _put(line: Line, start: int, end: int, guesses: Sequence[Guess]) -> Line:
    """The line with the best guess between two offsets of its text, where the ink there is a pen's."""
    best = guesses[0]
    seen = line.text[start:end].strip()
    digits = re.sub(r"\D", "", seen)
    by_hand = best.by_hand >= PEN and best.text != ""
    if not by_hand and (best.text.lstrip("0") == digits.lstrip("0") or best.text != "" or not seen):
        return line
    if best.text == "" and best.probability < 1 - LEAST:
        return line
    left, middle, right = _cut(line, start, end)
    room = around([w.box for w in middle]) or _between(left, right)
    known = best.probability >= LEAST
    word = Word(
        text=best.text if known else seen,
        box=room,
        confidence=round(min(1.0, best.probability), 3),
        raw=seen,
        rule=RULE if known else "handwritten-illegible",
        alternatives=tuple(
            WordAlternative(text=g.text, confidence=round(g.probability, 3))
            for g in guesses[1 : 1 + MOST_ALTERNATIVES]
            if g.text
        ),
    )
    new = (word,) if word.text else ()
    return line.model_copy(update={"words": (*left, *new, *right)})


def _cut(line: Line, start: int, end: int) -> tuple[list[Word], list[Word], list[Word]]:
    """Words before, between and after two offsets; a word that crosses one is cut in proportion."""
    left: list[Word] = []
    middle: list[Word] = []
    right: list[Word] = []
    at = 0
    for word in line.words:
        for part, begin in _parts(word, (start - at, end - at)):
            place = at + begin
            (left if place < start else right if place >= end else middle).append(part)
        at += len(word.text) + 1
    return left, middle, right


def _parts(word: Word, cuts: tuple[int, int]) -> list[tuple[Word, int]]:
    inside = sorted({c for c in cuts if 0 < c < len(word.text)})
    edges = [0, *inside, len(word.text)]
    parts = []
    for a, b in itertools.pairwise(edges):
        text = word.text[a:b]
        if text.strip():
            parts.append((word.model_copy(update={"text": text, "box": _share(word, a, b)}), a))
    return parts


def _share(word: Word, a: int, b: int) -> Box | None:
    if word.box is None:
        return None
    step = word.box.width / len(word.text)
    return Box(word.box.x0 + a * step, word.box.y0, word.box.x0 + b * step, word.box.y1)


def _between(left: Sequence[Word], right: Sequence[Word]) -> Box | None:
    before, after = around([w.box for w in left[-1:]]), around([w.box for w in right[:1]])
    if before is None or after is None:
        return None
    return Box(before.x1, min(before.y0, after.y0), max(before.x1, after.x0), max(before.y1, after.y1))
