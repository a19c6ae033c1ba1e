"""The picture of one line, without the ink of its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.ocr.engine import Picture
from pipeline.pixels import find_pieces, percentile
from pipeline.records.evidence import Box
from pipeline.records.image import CleanPage
from pipeline.records.layout import PageLayout

BORDER = 10
"""White around a line: Tesseract misses letters at the very edge."""

SOFT = 0.7
"""Pixels of blur for print in black and white, and for faint print in grain."""
GRAIN = 1.0
"""Mean difference between neighbouring pixels of grainy paper (grey values), its smooth border counted in."""


INK, SPECK = 128, 8
"""Grey value below which a pixel in black and white is ink; how many pixels the least piece of print has."""
STRETCHED, SPACE = 1.1, 0.7
"""White in a line (in line heights) from which a gap is narrowed, and to what: Tesseract may lose a line
whose words stand far apart altogether, as a justified one does whose next word did not fit."""


@dataclass(frozen=True)
class Crop:
    """A line's picture and where its upper left corner lies on the page, in pixels."""

    picture: Picture
    left: int
    top: int
    gaps: tuple[tuple[int, int], ...] = ()
    """Columns of the picture before which white was taken out, and how much."""

    def box(self, left: int, top: int, right: int, bottom: int, page: CleanPage) -> Box:
        """A rectangle of the picture as 0..1 of the page."""
        height, width = page.text.shape
        left += sum(white for at, white in self.gaps if at <= left)
        right += sum(white for at, white in self.gaps if at < right)
        return Box(
            min(1.0, max(0.0, (left + self.left) / width)),
            min(1.0, max(0.0, (top + self.top) / height)),
            min(1.0, max(0.0, (right + self.left) / width)),
            min(1.0, max(0.0, (bottom + self.top) / height)),
        )


def line_crop(page: CleanPage, layout: PageLayout, number: int) -> Crop:
    """Cut line `number` (from 1, as in `layout.owner`) out of the text picture."""
    height, width = page.text.shape
    box = layout.lines[number - 1].box
    left, right = max(0, round(box.x0 * width) - 3), min(width, round(box.x1 * width) + 3)
    top, bottom = max(0, round(box.y0 * height) - 3), min(height, round(box.y1 * height) + 3)
    piece = layout.print_[top:bottom, left:right].copy()
    owner = layout.owner[top:bottom, left:right]
    foreign = ((owner != number) & (owner != 0)).astype(np.uint8)
    if foreign.any():
        # one pixel more: the grey rim of a foreign stroke; but never into the line's own ink
        rim = cv2.dilate(foreign, np.ones((3, 3), np.uint8))
        piece[(rim > 0) & (owner != number)] = paper_of(piece)
    piece, gaps = _narrowed(piece, owner == number, round(box.height * height))
    framed = cv2.copyMakeBorder(
        piece, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_CONSTANT, value=paper_of(piece)
    )
    gaps = tuple((at + BORDER, white) for at, white in gaps)
    return Crop(np.asarray(framed, np.uint8), left - BORDER, top - BORDER, gaps)


def _narrowed(piece: Picture, ink: np.ndarray, height: int) -> tuple[Picture, tuple[tuple[int, int], ...]]:
    """The line with gaps as between words, and what was taken out before which column of it."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], ink.any(axis=0).astype(np.int8), [0]))))
    ends, starts = edges[1:-1:2], edges[2::2]
    wide = starts - ends > STRETCHED * height
    if not wide.any():
        return piece, ()
    keep = np.ones(piece.shape[1], bool)
    gaps: list[tuple[int, int]] = []
    for start, end in zip(ends[wide].tolist(), starts[wide].tolist(), strict=True):
        first = start + round(SPACE * height / 2)
        last = end - round(SPACE * height / 2)
        gaps.append((int(np.count_nonzero(keep[:first])), last - first))
        keep[first:last] = False
    return np.ascontiguousarray(piece[:, keep]), tuple(gaps)


def softened(picture: Picture) -> Picture:
    """Black and white with its steps rounded to grey: lost pixels weigh less, broken strokes close."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), SOFT), np.uint8)


def larger(picture: Picture, scale: float) -> Picture:
    """The line at another size: the reader sees its strokes otherwise."""
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)


def without_specks(picture: Picture) -> Picture:
    """A line in black and white less its smallest pieces: scattered over it, they hide all of its letters."""
    pieces = find_pieces(np.asarray(picture < INK, np.uint8))
    small = pieces.area < SPECK
    small[0] = False
    return np.where(pieces.picture(small), np.uint8(paper_of(picture)), picture)


def grainy(picture: Picture) -> bool:
    """Whether the paper flickers from pixel to pixel as strongly as faint print differs from it."""
    left, right = picture[:, :-1], picture[:, 1:]
    paper = np.minimum(left, right) > int(percentile(picture, 30))
    return bool(paper.any() and cv2.absdiff(left, right)[paper].mean() >= GRAIN)


def paper_of(piece: Picture) -> int:
    """The grey of the paper in a cut."""
    return int(percentile(piece, 85)) if piece.size else 255
