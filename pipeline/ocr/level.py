"""A slanted rectangle of the page, turned level to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.ocr.engine import Picture, Token
from pipeline.records.evidence import Box, around
from pipeline.records.image import CleanPage
from pipeline.records.layout import StampBox
from pipeline.records.page import Line, Word


@dataclass(frozen=True)
class View:
    """A candidate's picture, level, and the matrix from its pixels to the page's."""

    picture: Picture
    back: np.ndarray

    def box(self, token: Token, page: CleanPage) -> Box:
        """A token's box on the page (hull)."""
        corners = np.array(
            [
                (token.left, token.top, 1),
                (token.right, token.top, 1),
                (token.right, token.bottom, 1),
                (token.left, token.bottom, 1),
            ],
            float,
        )
        xs, ys = self.back @ corners.T
        height, width = page.text.shape
        x0, x1 = np.clip([xs.min() / width, xs.max() / width], 0, 1)
        y0, y1 = np.clip([ys.min() / height, ys.max() / height], 0, 1)
        return Box(float(x0), float(y0), float(x1), float(y1))

    def lines(self, tokens: Sequence[Token], page: CleanPage) -> list[Line]:
        """What an engine read in the picture, line by line; lines without a letter or digit are left out."""
        found: list[Line] = []
        for number in sorted({t.line for t in tokens}):
            words = tuple(
                Word(text=t.text, box=self.box(t, page), confidence=round(t.confidence, 3))
                for t in tokens
                if t.line == number
            )
            if any(c.isalnum() for w in words for c in w.text):
                found.append(Line(words=words, box=around(w.box for w in words)))
        return found


def level(stamp: StampBox, source: Picture, inset: float, scale: float = 1.0) -> View:
    """Cut the slanted rectangle out of the page, level, less a share of its height on every side."""
    height, width = source.shape
    wide, high = stamp.size[0] * width, stamp.size[1] * width
    cut = inset * high
    x, y = stamp.box.center
    size = (max(1, round(scale * (wide - 2 * cut))), max(1, round(scale * (high - 2 * cut))))
    turn = cv2.getRotationMatrix2D((x * width, y * height), stamp.angle, scale)
    turn[0, 2] += size[0] / 2 - x * width
    turn[1, 2] += size[1] / 2 - y * height
    paper = int(np.percentile(source[::8, ::8], 80))
    method = cv2.INTER_LINEAR if scale == 1.0 else cv2.INTER_CUBIC
    picture = cv2.warpAffine(
        source, turn, size, flags=method, borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )
    framed = cv2.copyMakeBorder(picture, 10, 10, 10, 10, cv2.BORDER_CONSTANT, value=paper)
    turn[:, 2] += 10
    return View(np.asarray(framed, np.uint8), cv2.invertAffineTransform(turn))
