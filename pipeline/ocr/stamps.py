"""Stamps: candidate frames turned level, read, and kept only where they say what stamps say."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from rapidfuzz import fuzz

from pipeline.ocr.crops import line_crop
from pipeline.ocr.engine import Engine, Picture, Shape, Token
from pipeline.ocr.knowledge import fold, marks
from pipeline.ocr.level import level
from pipeline.ocr.tidy import tidy
from pipeline.records.image import CleanPage, strongest, weakest
from pipeline.records.layout import PageLayout, StampBox
from pipeline.records.page import ObjectKind, PageObject

INSETS = (0.14, 0.22, 0.05)
"""Shares of a frame's height cut off on every side, one try after the other: frames are read as letters."""
ALIKE = 80.0
"""Least likeness (0..100) of folded letters to a mark of six letters or more."""
ALIKE_SHORT = 88.0
"""The same for KHẨN and MẬT, which four other letters are quickly like."""
ARRIVAL_SIZE = (0.12, 0.05)
"""Least width and height (share of the page's width) of an ĐẾN stamp."""

ARRIVAL_LABELS = ("SO", "NGAY", "GIO", "CHUYEN", "LUU")
"""Printed words of an ĐẾN stamp besides ĐẾN itself."""
ARRIVAL_INSET = 0.04
"""Share of its height cut off an ĐẾN stamp on every side, its frame."""
ENOUGH = 3
"""Labels that tell a stamp whose ĐẾN was not read."""


def mark_of(text: str) -> tuple[ObjectKind, str, float] | None:
    """The mark of urgency or secrecy that a text is, with its likeness (0..1).

    Example:
        >>> mark_of("HỎA TỘC")
        (<ObjectKind.URGENCY: 'urgency'>, 'HỎA TỐC', 1.0)
    """
    letters = fold(text)
    best: tuple[ObjectKind, str, float] | None = None
    for kind, folded, value in marks():
        alike = fuzz.ratio(letters, folded)
        if alike >= (ALIKE if len(folded) >= 6 else ALIKE_SHORT) and (best is None or alike > 100 * best[2]):
            best = (ObjectKind(kind), value, alike / 100)
    return best


def read_stamp(
    stamp: StampBox, clean: CleanPage, layout: PageLayout, engine: Engine, seconds: float
) -> PageObject | None:
    """The object a candidate turns out to be; None when it is no stamp."""
    mark = _mark(stamp, clean, layout, engine, seconds)
    if mark is not None:
        return mark
    if stamp.size[0] >= ARRIVAL_SIZE[0] and stamp.size[1] >= ARRIVAL_SIZE[1]:
        return _arrival(stamp, clean, layout, engine, seconds)
    return None


def _mark(
    stamp: StampBox, clean: CleanPage, layout: PageLayout, engine: Engine, seconds: float
) -> PageObject | None:
    for picture, inset in _tries(stamp, clean, layout):
        view = level(stamp, picture, inset)
        if min(view.picture.shape) < 8:
            return None
        tokens = tidy(engine.read(view.picture, Shape.LINE, seconds))
        found = mark_of("".join(t.text for t in tokens))
        if found is not None:
            kind, value, alike = found
            sure = max((t.confidence for t in tokens), default=0.0)
            confidence = round(alike * (0.6 + 0.4 * sure), 3)
            return PageObject(kind=kind, box=stamp.box, text=value, confidence=confidence)
    return None


def _tries(stamp: StampBox, clean: CleanPage, layout: PageLayout) -> Iterator[tuple[Picture, float]]:
    """The pictures to read a mark from, each with the share of its height to cut off."""
    source = np.asarray(weakest(clean.color) if stamp.red else layout.print_, np.uint8)
    yield from ((source, inset) for inset in INSETS)
    if stamp.red:
        yield _redness(clean.color), INSETS[0]


def _redness(color: Picture) -> Picture:
    """Coloured ink dark, all else light: the black print that a stamp was struck over goes."""
    chroma = cv2.subtract(strongest(color), weakest(color))
    return np.asarray(255 - cv2.add(chroma, chroma), np.uint8)


def _arrival(
    stamp: StampBox, clean: CleanPage, layout: PageLayout, engine: Engine, seconds: float
) -> PageObject | None:
    """An ĐẾN stamp (Nghị định 30/2020, PL IV): office, number, day, each on a line.

    Read as a block, then as scattered words: the large ĐẾN beside two small lines spoils one or the other.
    """
    grey = np.asarray(cv2.cvtColor(clean.color, cv2.COLOR_RGB2GRAY), np.uint8)
    view = level(stamp, grey, ARRIVAL_INSET)
    best: list[Token] = []
    said: set[str] = set()
    for shape in (Shape.BLOCK, Shape.SPARSE):
        tokens = tidy(engine.read(view.picture, shape, seconds))
        labels = labels_of(tokens)
        if not best or len(labels - {"DEN"}) > len(labels_of(best) - {"DEN"}):
            best = tokens
        said |= labels
        if said >= {"DEN", "SO", "NGAY"}:
            break
    if not _tells(said) and len(said) > 0:
        # one line by itself may tell what the block did not
        for place in stamp.lines:
            said |= labels_of(
                tidy(engine.read(line_crop(clean, layout, place + 1).picture, Shape.LINE, seconds))
            )
    if not _tells(said):
        return None
    lines = view.lines(best, clean)
    text = "\n".join(line.text for line in lines)
    sure = sum(line.confidence for line in lines) / max(1, len(lines))
    return PageObject(
        kind=ObjectKind.ARRIVAL, box=stamp.box, text=text, confidence=round(sure, 3), lines=tuple(lines)
    )


def _tells(said: set[str]) -> bool:
    return ("DEN" in said and len(said) > 1) or len(said) >= ENOUGH


def labels_of(tokens: list[Token]) -> set[str]:
    """Which of a stamp's printed words were read."""
    words = [fold(t.text) for t in tokens]
    found = {name for name in ARRIVAL_LABELS for word in words if word.startswith(name)}
    # printed in capitals: `đến` is a word like others
    large = [fold(t.text) for t in tokens if sum(c.isupper() for c in t.text) >= 2]
    if any(fuzz.ratio(word, "DEN") > 80 for word in large if len(word) >= 3):
        found.add("DEN")
    return found
