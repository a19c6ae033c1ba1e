"""One page: every line read, doubtful ones twice, words into the record."""

from __future__ import annotations

import time
from collections.abc import Callable

from pipeline.ocr.crops import Crop, line_crop
from pipeline.ocr.engine import Shape, Token
from pipeline.ocr.engines import FIRST, SECOND, engine
from pipeline.ocr.tidy import keep, tidy
from pipeline.ocr.vote import Vote, vote
from pipeline.options import OcrOptions, Profile
from pipeline.records.image import CleanPage
from pipeline.records.layout import LineBox, PageLayout
from pipeline.records.page import Line, Page, Reader, Word

SURE = 0.90
"""A line whose words are all read above this is not read a second time in the balanced profile."""


def read_page(
    clean: CleanPage,
    layout: PageLayout,
    options: OcrOptions,
    clock: Callable[[], float] = time.monotonic,
) -> Page:
    """Read the lines that layout found.

    Raises:
        PageTimeout: reading took longer than `options.page_seconds`.
        MissingPart: Tesseract's data for Vietnamese is not installed.
    """
    end = clock() + options.page_seconds
    lines: list[Line] = []
    for number, box in enumerate(layout.lines, start=1):
        crop = line_crop(clean, layout, number)
        words = _read_line(crop, options.profile, lambda: end - clock())
        line = _line(words, crop, box, clean)
        if line is not None:
            lines.append(line)
    height, width = clean.text.shape
    return Page(
        number=clean.number,
        width=1.0,
        height=height / width,
        lines=tuple(lines),
        objects=layout.objects,
        read_as=Reader.SCAN,
        blank=not lines,
        to_source=clean.to_source,
    )


def _read_line(crop: Crop, profile: Profile, left: Callable[[], float]) -> list[Vote]:
    first = tidy(engine(FIRST).read(crop.picture, Shape.LINE, left()))
    if profile is Profile.FAST or (profile is Profile.BALANCED and _sure(first)):
        return [Vote(token, ()) for token in first]
    second = tidy(engine(SECOND).read(crop.picture, Shape.LINE, left()))
    return vote(first, second)


def _sure(tokens: list[Token]) -> bool:
    return bool(tokens) and all(t.confidence >= SURE for t in tokens)


def _line(words: list[Vote], crop: Crop, box: LineBox, clean: CleanPage) -> Line | None:
    if not keep([w.token for w in words]):
        return None
    read = tuple(
        Word(
            text=w.token.text,
            box=crop.box(w.token.left, w.token.top, w.token.right, w.token.bottom, clean),
            confidence=round(min(1.0, max(0.0, w.token.confidence)), 3),
            alternatives=w.alternatives,
        )
        for w in words
    )
    return Line(words=read, box=box.box, block=box.block, bold=box.bold)
