"""Lines as they stand in the head of a letter, with handwriting in the gaps, and what a reader should see.

The label is a string over `ALPHABET`: `A` for a run of letters, `0`..`9` for printed digits, `a`..`j`
for handwritten ones, `/` and `-`. Dots, colons, commas and stains have no letter: the reader learns to
pass over them, so ruled dots need no treatment.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from training.digits.glyphs import TALL, Glyphs, Hand, Mask, inked

ALPHABET = "_A/-0123456789abcdefghij"
"""CTC classes; `_` is the blank."""
HEIGHT = 40
"""Pixels of a strip as the reader sees it."""
DRAWN = 64
"""Pixels of a strip as it is drawn, before it is reduced."""
STRETCH = (1.05, 1.45)
"""Strips are drawn out sideways by so much: narrow figures need room for the reader's steps."""
SIZE = DRAWN * 26 / 48
"""Font size at which printed text is drawn."""
BASE = DRAWN + DRAWN * 36 // 48
"""Row of the base line on a canvas three strips high."""

Strip = NDArray[np.uint8]

_SYMBOLS = (
    *(
        "UBND-VX",
        "UBND-KTTH",
        "SGDĐT-GDTrH",
        "SYT-NVY",
        "SKHCN-TĐC",
        "QĐ-UBND",
        "TB-SNV",
        "GM-STC",
        "KH-UBND",
    ),
    *("BGDĐT-GDPT", "CV-BTG", "BC-SXD", "STNMT-MT", "TTr-STP", "VP-TH", "CT-UBND", "PGDĐT", "THCS", "TM-SYT"),
    *(
        "HD-SNV",
        "CV/TU",
        "CV/ĐTN",
        "PC-UBND",
        "NQ-HĐND",
        "BCH",
        "UBMTTQ-BTT",
        "LĐLĐ",
        "KHLT-SYT-CĐN",
        "QyĐ-BCH",
    ),
)
_PLACES = (
    *(
        "Hà Nội",
        "Kiên Giang",
        "Quảng Ngãi",
        "Hải Dương",
        "Việt Trì",
        "Cần Thơ",
        "Đà Lạt",
        "Long Xuyên",
        "Huế",
    ),
    *("Bắc Ninh", "Tam Kỳ", "Thái Bình", "TP. Hồ Chí Minh", "Sơn La", "Gò Công", "Xã Đông Hưng", "Mỹ Tho"),
)


@lru_cache(maxsize=400)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)


@dataclass(frozen=True)
class Sources:
    """What strips are drawn from: hands and the printed fonts, upright and italic."""

    hands: Sequence[Hand]
    fonts: Sequence[Path]
    italics: Sequence[Path]


@dataclass
class Pen:
    """Puts printed words and handwritten digits on a line from left to right."""

    width: int
    font: ImageFont.FreeTypeFont
    sources: Sources
    rng: np.random.Generator
    at: float = 8.0
    label: str = ""
    short: bool = False
    writer: Glyphs | None = None
    habits: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start with an empty line, three strips high so that tall digits are not cut."""
        self.canvas = Image.new("L", (self.width, DRAWN * 3))
        self.draw = ImageDraw.Draw(self.canvas)
        self.hand_ink = np.zeros((DRAWN * 3, self.width), np.float32)

    def word(self, text: str, lift: float = 0.0, font: ImageFont.FreeTypeFont | None = None) -> None:
        """Print a word and label its runs of letters, digits, slashes and dashes."""
        font = font or self.font
        self.draw.text((self.at, BASE - lift), text, fill=255, font=font, anchor="ls")
        self.at += self.draw.textlength(text, font=font)
        for c in text:
            kind = "A" if c.isalpha() else c if c in "/-0123456789" else ""
            if kind and not (kind == "A" and self.label.endswith("A")):
                self.label += kind
            if c in " .:,":
                self.label += " "

    def gap(self, pixels: float) -> None:
        """Leave room, or go back a little."""
        self.at += pixels
        self.label += " "

    def typed(self, digits: str) -> None:
        """Digits filled in by a machine afterwards: another size, another height, sometimes another font."""
        rng = self.rng
        files = (*self.sources.fonts, *self.sources.italics)
        size = int(self.font.size * rng.uniform(0.9, 1.15))
        self.word(digits, rng.normal(0, 3), _font(files[int(rng.integers(len(files)))], size))

    def hand(self, digits: str) -> None:
        """Write digits by hand: one hand, one pen, one slant, touching or not, climbing or not."""
        rng, size = self.rng, self.font.size
        if self.writer is None:
            self.writer = self.sources.hands[int(rng.integers(len(self.sources.hands)))](rng)
            self.habits = {
                "tall": size * rng.triangular(0.5, 0.85, 1.2),
                "pen": size * float(np.clip(rng.lognormal(-2.65, 0.35), 0.045, 0.15)),
                "slant": rng.normal(0.14, 0.2),
                "climb": rng.normal(-0.02, 0.06),
                "gap": rng.uniform(-0.1, 0.3),
                "low": size * rng.normal(0.02, 0.1),
                "broad": rng.uniform(0.75, 1.15),
            }
        habits = self.habits
        low, slant, broad, gap = habits["low"], habits["slant"], habits["broad"], habits["gap"]
        if len(digits) > 3 and rng.random() < 0.5:  # the room between label and slash is narrow
            broad, gap = broad * rng.uniform(0.65, 0.9), rng.uniform(-0.1, 0.08)
        for d in digits:
            tall = max(10.0, habits["tall"] * rng.uniform(0.82, 1.18))
            pen = min(habits["pen"], 0.14 * tall) * TALL / tall
            glyph = inked(self.writer(int(d), rng), pen, rng)
            h = int(tall)
            w = max(2, int(glyph.shape[1] * h / glyph.shape[0] * broad * rng.uniform(0.9, 1.1)))
            w = min(w, int(h * 1.3))
            small = _sheared(
                cv2.resize(glyph, (w, h), interpolation=cv2.INTER_AREA), slant + rng.normal(0, 0.04)
            )
            low += habits["climb"] * w + rng.normal(0, 0.02) * tall
            self._stamp(small, int(self.at), int(BASE + low - small.shape[0]))
            self.at += small.shape[1] - abs(slant) * h * 0.85 + (gap + rng.normal(0, 0.05)) * tall
            self.label += "abcdefghij"[int(d)]
        self.at += max(0.0, slant * habits["tall"] * 0.4)

    def stroke(self) -> None:
        """A slash drawn by hand."""
        rng, size = self.rng, self.font.size
        tall, lean = size * rng.uniform(0.7, 1.3), size * rng.uniform(0.15, 0.5)
        foot = (int(self.at * 8), int((BASE + size * rng.uniform(-0.05, 0.25)) * 8))
        head = (int(foot[0] + lean * 8), int(foot[1] - tall * 8))
        cv2.line(self.hand_ink, foot, head, 1.0, max(1, round(size * 0.07)), cv2.LINE_AA, 3)
        self.at += lean
        self.label += "/"

    def _stamp(self, mask: Mask, x: int, y: int) -> None:
        h, w = mask.shape
        y = min(max(0, y), self.hand_ink.shape[0] - h)
        x = min(max(0, x), self.hand_ink.shape[1] - w)
        place = self.hand_ink[y : y + h, x : x + w]
        np.maximum(place, mask, out=place)

    def dots(self, pixels: float) -> None:
        """Ruled dots from here on, without moving."""
        mark = str(self.rng.choice([".", ".", ".", "…", "_"]))
        count = int(pixels / self.draw.textlength(mark, font=self.font))
        self.draw.text((self.at, BASE), mark * count, fill=220, font=self.font, anchor="ls")

    def room(self, low: float, high: float) -> None:
        """A place that was left blank, with or without dots."""
        width = self.rng.uniform(low, high) * self.font.size
        if self.rng.random() < 0.5:
            self.dots(width)
        self.gap(width)


def _sheared(mask: Mask, slant: float) -> Mask:
    h, w = mask.shape
    extra = int(abs(slant) * h)
    matrix = np.array([[1, -slant, max(0.0, slant) * h], [0, 1, 0]], np.float32)
    return np.asarray(cv2.warpAffine(mask, matrix, (w + extra, h)), np.float32)


def _pick(rng: np.random.Generator, of: Sequence[str]) -> str:
    return of[int(rng.integers(len(of)))]


def number_line(pen: Pen) -> None:
    """`Số: 1234/UBND-VX`, the number by hand, printed or left blank."""
    rng, size = pen.rng, pen.font.size
    pen.word(_pick(rng, ("Số:", "Số:", "Số:", "Số", "Số :", "Số: ", "SỐ:", "Số.")))
    # registers run from 01 to some thousands in a year: long numbers are as common as short ones
    length = int(rng.choice([1, 2, 3, 4, 5], p=[0.12, 0.24, 0.28, 0.32, 0.04]))
    number = str(int(rng.integers(10 ** (length - 1), 10**length)))
    if length == 1 and rng.random() < 0.75:
        number = number.zfill(int(rng.choice([2, 2, 2, 3])))
    kind = rng.random()
    if kind < 0.76:
        if rng.random() < 0.25:
            pen.dots(rng.uniform(0.6, 3) * size)
        pen.gap(rng.uniform(-0.12, 0.5) * size)
        pen.hand(number)
        if rng.random() < 0.03:
            pen.word(_pick(rng, "abcde"))
        pen.gap(rng.uniform(-0.18, 0.6) * size)
    elif kind < 0.82:
        pen.gap(rng.uniform(-0.25, 0.6) * size)
        pen.typed(number)
        pen.gap(rng.uniform(-0.25, 0.6) * size)
    elif kind < 0.88:
        pen.gap(rng.uniform(-0.1, 0.3) * size)
        pen.word(number)
    else:
        pen.room(0.4, 3)
    symbol = _pick(rng, _SYMBOLS)
    if rng.random() < 0.3:
        symbol = "".join(rng.choice(list(string.ascii_uppercase), 3)) + "-" + symbol
    if pen.short:
        symbol = symbol[: int(rng.integers(1, 5))]
    if rng.random() < 0.05:
        pen.stroke()
        pen.word(symbol)
    else:
        pen.word(("/" if rng.random() < 0.94 else "-") + (" " if rng.random() < 0.1 else "") + symbol)


def date_line(pen: Pen) -> None:
    """`Hà Nội, ngày 05 tháng 01 năm 2026`, day (and now and then month) by hand or blank."""
    rng, size = pen.rng, pen.font.size
    place = _pick(rng, _PLACES)
    if pen.short:
        place = place[-int(rng.integers(1, 4)) :]
    pen.word(place + _pick(rng, (", ", ", ", " ")))
    pen.word("ngày")
    # a third of the days below ten, half of them without the zero that the decree asks for: a reader that
    # expects two figures finds two
    day = int(rng.integers(1, 10)) if rng.random() < 0.1 else int(rng.integers(1, 32))
    _field(pen, day, by_hand=0.7, padded=0.5)
    pen.word("tháng")
    month = int(rng.integers(1, 13))
    _field(pen, month, by_hand=0.2, padded=0.9 if month < 3 else 0.35)
    if pen.short and rng.random() < 0.6:
        pen.word("năm"[: int(rng.integers(1, 4))])
        return
    pen.word("năm ")
    year = str(int(rng.integers(2005, 2036)))
    if rng.random() < 0.05:
        pen.word(year[:2])
        pen.gap(rng.uniform(0, 0.2) * size)
        pen.hand(year[2:])
    else:
        pen.word(year + ("." if rng.random() < 0.1 else ""))


def _field(pen: Pen, value: int, by_hand: float, padded: float) -> None:
    rng, size = pen.rng, pen.font.size
    text = str(value).zfill(2 if rng.random() < padded else 1)
    kind = rng.random()
    if kind < by_hand:
        if rng.random() < 0.2:
            pen.dots(rng.uniform(0.5, 2) * size)
        pen.gap(rng.uniform(-0.12, 0.5) * size)
        pen.hand(text)
        pen.gap(rng.uniform(-0.12, 0.7) * size)
    elif kind < by_hand + 0.1:
        pen.room(0.4, 2)
    elif kind < by_hand + 0.14:
        pen.gap(rng.uniform(0.1, 0.6) * size)
        pen.typed(text)
        pen.gap(rng.uniform(0.1, 0.6) * size)
    else:
        pen.gap(rng.uniform(0.05, 0.35) * size)
        pen.word(text)
        pen.gap(rng.uniform(0.1, 0.4) * size)


def strip(
    rng: np.random.Generator,
    sources: Sources,
    date: bool | None = None,
    short: float = 0.8,
    stretch: tuple[float, float] = STRETCH,
) -> tuple[Strip, str]:
    """One strip (grey, black on white, `HEIGHT` pixels high) and its label.

    A number line or, where `date`, a date line. So many of a hundred as `short` says are cut to what
    matters: place and symbol are the same print again and again, and learning costs time.
    """
    date = rng.random() < 0.45 if date is None else date
    files = sources.italics if date and rng.random() < 0.85 else sources.fonts
    size = int(SIZE * rng.uniform(0.85, 1.17))
    pen = Pen(1100, _font(files[int(rng.integers(len(files)))], size), sources, rng)
    pen.short = rng.random() < short
    (date_line if date else number_line)(pen)
    width = min(1100, int(pen.at) + 10)
    printed = np.asarray(pen.canvas, np.float32)[:, :width] / 255
    top = BASE - DRAWN * 36 // 48 + round(float(np.clip(rng.normal(0, 0.045), -0.11, 0.11)) * DRAWN)
    grey = _together(printed, pen.hand_ink[:, :width], top, rng)
    return _aged(grey, stretch, rng), "".join(pen.label.split())


def _together(printed: Mask, hand: Mask, top: int, rng: np.random.Generator) -> Mask:
    """Paper 1, ink 0: print and pen of different darkness, and what else stands there."""
    black, pen_black = rng.uniform(0, 0.4), rng.uniform(0, 0.4)
    seen = printed[top : top + DRAWN]
    grey = np.minimum(1 - seen * (1 - black), 1 - hand[top : top + DRAWN] * (1 - pen_black))
    width = grey.shape[1]
    if rng.random() < 0.3:  # the line above or below
        shift = int(rng.choice([-1, 1]) * SIZE * rng.uniform(1.1, 1.6))
        other = np.roll(printed, int(rng.integers(-200, 200)), axis=1)[top - shift : top - shift + DRAWN]
        if other.shape == grey.shape:
            grey = np.minimum(grey, 1 - other * (1 - black))
    if rng.random() < 0.3:  # the rule under the name of the agency or the motto
        y, x = int(rng.integers(0, DRAWN // 4)), int(rng.integers(-60, width))
        grey[y : y + int(rng.integers(1, 4)), max(0, x) : x + int(rng.integers(60, 330))] = black
    if rng.random() < 0.08:  # a seal's rim or a stamp's line in another colour
        centre = (int(rng.integers(0, width)), int(rng.integers(-150, 220)))
        ring = np.zeros_like(grey)
        cv2.circle(ring, centre, int(rng.integers(60, 200)), 1.0, int(rng.integers(1, 5)), cv2.LINE_AA)
        grey = np.minimum(grey, 1 - ring * rng.uniform(0.1, 0.7))
    return grey


def _aged(grey: Mask, stretch: tuple[float, float], rng: np.random.Generator) -> Strip:
    """What scanners, faxes and phones do to a strip: mostly little."""
    h, w = grey.shape
    scale = rng.uniform(0.6, 1.0) if rng.random() < 0.5 else 1.0
    tilt = rng.normal(0, 0.005)
    matrix = np.array([[scale, 0, 0], [tilt * scale, scale, -tilt * scale * w / 2]], np.float32)
    size = (max(8, int(w * scale)), int(h * scale))
    small = cv2.warpAffine(grey, matrix, size, flags=cv2.INTER_AREA, borderValue=1.0)
    small = cv2.GaussianBlur(small, (0, 0), rng.uniform(0.3, 0.9))
    mode = rng.random()
    if mode < 0.35:
        noise = rng.normal(0, rng.uniform(0, 0.03), small.shape)
        ink = float(np.quantile(small, 0.02))
        small = ((small + noise) > ink + (1 - ink) * rng.uniform(0.5, 0.85)).astype(np.float32)
    elif mode < 0.6:
        small = small + rng.normal(0, rng.uniform(0, 0.05), small.shape)
        small = small * rng.uniform(0.75, 1.0) + rng.uniform(0, 0.15)
    elif mode < 0.75:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(15, 70))]
        packed = cv2.imencode(".jpg", (np.clip(small, 0, 1) * 255).astype(np.uint8), quality)[1]
        small = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE).astype(np.float32) / 255
    if rng.random() < 0.15:
        specks = rng.random(small.shape) < rng.uniform(0.0003, 0.003)
        small = np.where(specks, rng.uniform(0, 0.5), small)
    size = (max(8, int(w * HEIGHT / h * rng.uniform(*stretch))), HEIGHT)
    back = cv2.resize(small.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    light = np.clip(back / max(0.2, float(np.quantile(back, 0.9))), 0, 1)
    return (light * 255).astype(np.uint8)
