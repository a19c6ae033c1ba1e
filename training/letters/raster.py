"""Painting a laid-out page with Pillow, and the boxes of its ink."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw

from pipeline.records.evidence import Box
from training.letters import fonts, handwriting, marks
from training.letters.model import LetterText
from training.letters.placed import A4, Glyphs, Picture, SetLetter, SetPage
from training.letters.truth import TruthLine, TruthPage, TruthWord, truth_page

INK = (18, 18, 20)
HAND_INKS = ((28, 38, 120), (20, 20, 24), (36, 60, 160))


@dataclass(frozen=True)
class RenderedPage:
    """A clean page picture (RGB) and the truth about it."""

    image: Image.Image
    truth: TruthPage
    dpi: float


def paint(
    letter: LetterText, laid: SetLetter, family: fonts.Family, dpi: float, seed: int
) -> list[RenderedPage]:
    """Paint every page; `seed` moves stamps and handwriting, nothing else.

    Low resolutions are painted larger and reduced: hinting at small sizes would widen the letters.
    """
    rng = random.Random(f"marks {seed}")
    factor = max(1, math.ceil(300 / dpi))
    out = []
    for number, page in enumerate(laid.pages, start=1):
        canvas = _Canvas(family, dpi * factor, rng)
        lines = canvas.draw(page)
        marks.stamp(canvas.image, letter, page, number, dpi * factor, rng)
        size = (round(A4[0] * dpi / 72), round(A4[1] * dpi / 72))
        image = canvas.image if factor == 1 else canvas.image.resize(size, Image.Resampling.BOX)
        out.append(RenderedPage(image, truth_page(number, lines, laid.entities), dpi))
    return out


class _Canvas:
    def __init__(self, family: fonts.Family, dpi: float, rng: random.Random) -> None:
        self.family, self.dpi, self.rng = family, dpi, rng
        self.k = dpi / 72
        self.hand = handwriting.Hand.of(rng)
        self.size = (round(A4[0] * self.k), round(A4[1] * self.k))
        self.image = Image.new("RGB", self.size, "white")
        self.pen = ImageDraw.Draw(self.image)

    def draw(self, page: SetPage) -> list[TruthLine]:
        for rule in page.rules:
            width = max(1, round(rule.width * self.k))
            self.pen.line(
                [rule.x0 * self.k, rule.y0 * self.k, rule.x1 * self.k, rule.y1 * self.k], INK, width
            )
        for dots in page.dots:
            font = fonts.load(self.family.path(), max(4, round(dots.size * self.k)))
            count = max(1, int(dots.width * self.k / font.getlength(".")))
            self.pen.text((dots.x * self.k, dots.y * self.k), "." * count, INK, font, "ls")
        for picture in page.pictures:
            self.qr(picture)
        ink = self.rng.choice(HAND_INKS)
        lines = []
        for line in page.lines:
            words = [self.word(g, ink) for g in line.words]
            lines.append(TruthLine(tuple(words), line.zone, line.block))
        return lines

    def word(self, g: Glyphs, ink: tuple[int, int, int]) -> TruthWord:
        if g.hand:
            x0, y0, x1, y1 = self.write(g, ink)
        else:
            path = self.family.path(bold=g.bold, italic=g.italic)
            font = fonts.load(path, max(4, round(g.size * self.family.scale * self.k)))
            at = (g.x * self.k, g.y * self.k)
            self.pen.text(at, g.text, INK, font, "ls")
            x0, y0, x1, y1 = self.pen.textbbox(at, g.text, font, "ls")
        w, h = self.size
        box = Box(max(0.0, x0 / w), max(0.0, y0 / h), min(1.0, x1 / w), min(1.0, y1 / h))
        return TruthWord(g.text, box, g.bold, g.italic, g.hand, g.pieces, g.joined)

    def write(self, g: Glyphs, ink: tuple[int, int, int]) -> tuple[float, float, float, float]:
        """Write a number by hand; returns the box of its ink in pixels."""
        curves = handwriting.strokes(g.text, g.x, g.y, g.size, self.hand, self.rng)
        scaled = [[(x * self.k, y * self.k) for x, y in curve] for curve in curves]
        thick = max(1, round(self.hand.pen * self.k))
        for curve in scaled:
            self.pen.line(curve, ink, thick, joint="curve")
        xs = [x for curve in scaled for x, _ in curve]
        ys = [y for curve in scaled for _, y in curve]
        return min(xs) - thick / 2, min(ys) - thick / 2, max(xs) + thick / 2, max(ys) + thick / 2

    def qr(self, picture: Picture) -> None:
        code = zxingcpp.create_barcode(picture.payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        cells = Image.fromarray(np.array(code.to_image(scale=1, add_quiet_zones=False)))
        side = round(picture.side * self.k)
        at = (round(picture.x * self.k), round(picture.y * self.k))
        self.image.paste(cells.resize((side, side), Image.Resampling.NEAREST).convert("RGB"), at)
