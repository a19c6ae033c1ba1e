"""Pictures to look at: a page before and after cleanup, and what was read where."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from pipeline.ocr.engine import Picture
from pipeline.records.evidence import Box
from pipeline.records.image import CleanPage, PageImage
from pipeline.records.page import Page

PALETTE = ((200, 0, 0), (0, 120, 0), (0, 0, 200), (160, 0, 160), (0, 130, 130), (190, 110, 0))
"""Colours of blocks in turn (RGB)."""
OBJECT = (255, 120, 0)
DOUBT = 0.7
"""Words read with less confidence are underlined."""


def write_debug(folder: Path, source: PageImage, clean: CleanPage, page: Page) -> tuple[Path, ...]:
    """Write `page-N-before.png`, `-after.png`, `-text.png` and `-boxes.png`; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {
        "before": source.pixels,
        "after": clean.color,
        "text": clean.text,
        "boxes": overlay(clean, page),
    }
    written: list[Path] = []
    for name, picture in pictures.items():
        path = folder / f"page-{page.number}-{name}.png"
        shown = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR) if picture.ndim == 3 else picture
        done, data = cv2.imencode(".png", shown)
        if done:
            path.write_bytes(data.tobytes())
            written.append(path)
    return tuple(written)


def overlay(clean: CleanPage, page: Page) -> Picture:
    """The clean page with its lines (numbered, one colour a block), doubtful words and objects."""
    picture = np.array(clean.color)
    height, width = picture.shape[:2]

    def corners(box: Box) -> tuple[tuple[int, int], tuple[int, int]]:
        return (round(box.x0 * width), round(box.y0 * height)), (
            round(box.x1 * width),
            round(box.y1 * height),
        )

    for number, line in enumerate(page.lines, start=1):
        if line.box is None:
            continue
        colour = PALETTE[line.block % len(PALETTE)]
        first, last = corners(line.box)
        cv2.rectangle(picture, first, last, colour, 2)
        cv2.putText(
            picture, str(number), (max(0, first[0] - 40), last[1]), cv2.FONT_HERSHEY_PLAIN, 1.5, colour, 2
        )
        for word in line.words:
            if word.box is not None and word.confidence < DOUBT:
                begin, end = corners(word.box)
                cv2.line(picture, (begin[0], end[1] + 2), (end[0], end[1] + 2), (255, 0, 0), 3)
    for thing in page.objects:
        first, last = corners(thing.box)
        cv2.rectangle(picture, first, last, OBJECT, 3)
        cv2.putText(picture, thing.kind.value, first, cv2.FONT_HERSHEY_PLAIN, 1.5, OBJECT, 2)
    return np.asarray(picture, np.uint8)
