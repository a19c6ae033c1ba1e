"""Lines as they stand in the head of a letter, with handwriting in the gaps, and what a reader should see.

The label is a string over `ALPHABET`: `A` for a run of printed letters, `0`..`9` for printed digits,
`a`..`j` for handwritten ones, `/` and `-`. Dots, colons, commas and stains have no letter: the reader
learns to pass over them, so ruled dots need no treatment.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from training.digits.glyphs import Glyphs, Mask, shaken

ALPHABET = "_A/-0123456789abcdefghij"
"""CTC classes; `_` is the blank."""
HEIGHT = 36
"""Pixels of a strip as the reader sees it."""
DRAWN = 48
"""Pixels of a strip as it is drawn, before it is reduced."""
SIZE = 26
"""Font size at which printed text is drawn: about 18 px of capitals in 48."""

Strip = NDArray[np.uint8]

_SYMBOLS = (
    "UBND-VX",
    "UBND-KTTH",
    "SGDĐT-GDTrH",
    "SYT-NVY",
    "SKHCN-TĐC",
    "QĐ-UBND",
    "TB-SNV",
    "GM-STC",
    "KH-UBND",
)
_SYMBOLS += (
    "BGDĐT-GDPT",
    "CV-BTG",
    "BC-SXD",
    "STNMT-MT",
    "TTr-STP",
    "VP-TH",
    "CT-UBND",
    "PGDĐT",
    "THCS",
    "TM-SYT",
)
_PLACES = (
    "Hà Nội",
    "Kiên Giang",
    "Quảng Ngãi",
    "Hải Dương",
    "Việt Trì",
    "Cần Thơ",
    "Đà Lạt",
    "Long Xuyên",
    "Huế",
)
_PLACES += (
    "Bắc Ninh",
    "Tam Kỳ",
    "Thái Bình",
    "TP. Hồ Chí Minh",
    "Sơn La",
    "Gò Công",
    "Xã Đông Hưng",
    "Mỹ Tho",
)


@dataclass
class Pen:
    """Puts printed words and handwritten digits on a line from left to right."""

    width: int
    font: ImageFont.FreeTypeFont
    sources: Sequence[Glyphs]
    rng: np.random.Generator
    at: float = 6.0

    def __post_init__(self) -> None:
        """Start with an empty line, three strips high so that tall digits are not cut."""
        self.print_ink = Image.new("L", (self.width, DRAWN * 3))
        self.hand_ink = np.zeros((DRAWN * 3, self.width), np.float32)
        self.base = DRAWN + 34
        self.label = ""

    def word(self, text: str) -> None:
        """Print a word and label its runs of letters, digits, slashes and dashes."""
        draw = ImageDraw.Draw(self.print_ink)
        draw.text((self.at, self.base), text, fill=255, font=self.font, anchor="ls")
        self.at += draw.textlength(text, font=self.font)
        for c in text:
            kind = "A" if c.isalpha() else c if c in "/-0123456789" else ""
            if kind and not (kind == "A" and self.label.endswith("A")):
                self.label += kind
        if text.endswith((" ", ".", ":", ",")):
            self.label += " "

    def gap(self, pixels: float) -> None:
        """Leave room."""
        self.at += pixels
        self.label += " "

    def hand(self, digits: str) -> None:
        """Write digits by hand: one hand, one slant, touching or not, climbing or not."""
        rng = self.rng
        source = self.sources[int(rng.integers(len(self.sources)))]
        tall = rng.uniform(15, 34)
        slant, climb = rng.normal(0.18, 0.18), rng.normal(-0.03, 0.07)
        gap = rng.uniform(-0.12, 0.35) * tall * 0.5
        low = rng.uniform(-3, 6)
        for d in digits:
            glyph = shaken(source(int(d), rng), rng)
            h = max(6, int(tall * rng.uniform(0.85, 1.15)))
            w = max(2, int(glyph.shape[1] * h / glyph.shape[0] * rng.uniform(0.85, 1.2)))
            w = min(w, int(h * 1.2))
            small = cv2.resize(glyph, (w, h), interpolation=cv2.INTER_AREA)
            small = _sheared(small, slant)
            low += climb * w
            self._stamp(small, int(self.at), int(self.base + low - small.shape[0]))
            self.at += small.shape[1] - abs(slant) * h * 0.8 + gap
            self.label += "abcdefghij"[int(d)]
        self.at += max(0.0, abs(slant) * tall * 0.5)

    def _stamp(self, mask: Mask, x: int, y: int) -> None:
        h, w = mask.shape
        y = min(max(0, y), self.hand_ink.shape[0] - h)
        x = min(max(0, x), self.hand_ink.shape[1] - w)
        place = self.hand_ink[y : y + h, x : x + w]
        np.maximum(place, mask, out=place)

    def dots(self, pixels: float) -> None:
        """Ruled dots from here on, without moving."""
        draw = ImageDraw.Draw(self.print_ink)
        mark = "." if self.rng.random() < 0.7 else "…"
        count = int(pixels / draw.textlength(mark, font=self.font))
        draw.text((self.at, self.base), mark * count, fill=200, font=self.font, anchor="ls")


def _sheared(mask: Mask, slant: float) -> Mask:
    h, w = mask.shape
    extra = int(abs(slant) * h)
    matrix = np.array([[1, -slant, max(0.0, slant) * h], [0, 1, 0]], np.float32)
    return cv2.warpAffine(mask, matrix, (w + extra, h))


def number_line(pen: Pen) -> None:
    """`Số: 1234/UBND-VX`, the number by hand, printed or left blank."""
    rng = pen.rng
    pen.word(str(rng.choice(["Số:", "Số", "Số :", "Số: "])))
    pen.gap(rng.uniform(0, 8))
    number = str(int(10 ** rng.uniform(0, 4.2))).zfill(int(rng.integers(1, 4)))
    kind = rng.random()
    if kind < 0.72:
        if rng.random() < 0.3:
            pen.dots(rng.uniform(20, 80))
        pen.hand(number)
        pen.gap(rng.uniform(-3, 14))
    elif kind < 0.88:
        pen.word(number)
    else:
        room = rng.uniform(10, 70)
        if rng.random() < 0.5:
            pen.dots(room)
        pen.gap(room)
    symbol = str(_SYMBOLS[int(rng.integers(len(_SYMBOLS)))])
    if rng.random() < 0.3:
        symbol = "".join(rng.choice(list(string.ascii_uppercase), 3)) + "-" + symbol
    pen.word(("/" if rng.random() < 0.94 else "-") + (" " if rng.random() < 0.15 else "") + symbol)


def date_line(pen: Pen) -> None:
    """`Hà Nội, ngày 05 tháng 01 năm 2026`, day (and now and then month) by hand or blank."""
    rng = pen.rng
    pen.word(str(_PLACES[int(rng.integers(len(_PLACES)))]) + ", ")
    pen.word(str(rng.choice(["ngày", "ngày "])))
    _field(pen, int(rng.integers(1, 32)), by_hand=0.68)
    pen.word("tháng ")
    _field(pen, int(rng.integers(1, 13)), by_hand=0.15)
    pen.word(" năm " + str(int(rng.integers(2010, 2030))) + ("." if rng.random() < 0.1 else ""))


def _field(pen: Pen, value: int, by_hand: float) -> None:
    rng = pen.rng
    text = str(value).zfill(2 if rng.random() < 0.6 else 1)
    kind = rng.random()
    if kind < by_hand:
        if rng.random() < 0.25:
            pen.dots(rng.uniform(15, 45))
        pen.gap(rng.uniform(-3, 10))
        pen.hand(text)
        pen.gap(rng.uniform(-3, 16))
    elif kind < by_hand + 0.1:
        room = rng.uniform(12, 45)
        if rng.random() < 0.5:
            pen.dots(room)
        pen.gap(room)
    else:
        pen.gap(rng.uniform(2, 8))
        pen.word(text)
        pen.gap(rng.uniform(2, 10))


def strip(
    rng: np.random.Generator, sources: Sequence[Glyphs], fonts: Sequence[Path], italics: Sequence[Path]
) -> tuple[Strip, str]:
    """One strip (grey, black on white, 36 px high) and its label."""
    date = rng.random() < 0.5
    files = italics if date and rng.random() < 0.85 else fonts
    size = int(SIZE * rng.uniform(0.82, 1.18))
    font = ImageFont.truetype(str(files[int(rng.integers(len(files)))]), size)
    pen = Pen(900, font, sources, rng)
    lines: tuple[Callable[[Pen], None], ...] = (number_line, date_line)
    lines[date](pen)
    width = min(900, int(pen.at) + 8)
    printed = np.asarray(pen.print_ink, np.float32)[:, :width] / 255
    grey = _inked(printed, pen.hand_ink[:, :width], rng)
    top = DRAWN - 2 + int(rng.integers(-5, 6))
    image = _aged(grey[top : top + DRAWN], rng)
    return image, "".join(pen.label.split())


def _inked(printed: Mask, hand: Mask, rng: np.random.Generator) -> Mask:
    """Paper 1, ink 0: print and pen of different darkness; parts of neighbouring lines above and below."""
    black, pen_black = rng.uniform(0, 0.45), rng.uniform(0, 0.5)
    grey = 1 - printed * (1 - black)
    grey = np.minimum(grey, 1 - hand * (1 - pen_black))
    if rng.random() < 0.4:
        shift = int(rng.choice([-1, 1]) * rng.uniform(30, 44))
        ghost = np.roll(np.roll(printed, shift, axis=0), int(rng.integers(-200, 200)), axis=1)
        grey = np.minimum(grey, 1 - ghost * (1 - black))
    return grey


def _aged(grey: Mask, rng: np.random.Generator) -> Strip:
    """What scanners, faxes and phones do to a strip."""
    h, w = grey.shape
    if rng.random() < 0.6:
        scale = rng.uniform(0.6, 1.0)
        small = cv2.resize(grey, (max(8, int(w * scale)), int(h * scale)), interpolation=cv2.INTER_AREA)
    else:
        small = grey
    tilt = rng.normal(0, 0.006)
    sh, sw = small.shape
    small = cv2.warpAffine(
        small, np.array([[1, 0, 0], [tilt, 1, -tilt * sw / 2]], np.float32), (sw, sh), borderValue=1.0
    )
    small = cv2.GaussianBlur(small, (0, 0), rng.uniform(0.3, 1.0))
    small = small + rng.normal(0, rng.uniform(0, 0.06), small.shape)
    mode = rng.random()
    if mode < 0.45:
        ink = float(np.quantile(small, 0.02))
        small = (small > ink + (1 - ink) * rng.uniform(0.35, 0.75)).astype(np.float32)
    elif mode < 0.6:
        small = small * rng.uniform(0.75, 1.0) + rng.uniform(0, 0.15)
    if rng.random() < 0.3:
        specks = rng.random(small.shape) < 0.003
        small = np.where(specks, rng.uniform(0, 0.5), small)
    if rng.random() < 0.12:
        y = int(rng.integers(0, sh))
        small[y : y + 2, int(rng.integers(sw)) :][:, : int(rng.integers(10, 200))] = 0.1
    size = (max(8, w * HEIGHT // h), HEIGHT)
    back = cv2.resize(small.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return (np.clip(back, 0, 1) * 255).astype(np.uint8)
