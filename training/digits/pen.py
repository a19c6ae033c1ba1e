"""A line on which words are printed and digits written by hand, with the label of what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training.digits.glyphs import TALL, Glyphs, Hand, Mask, inked

DRAWN = 64
"""Pixels of a strip as it is drawn, before it is reduced."""
SIZE = DRAWN * 26 / 48
"""Font size at which printed text is drawn."""
BASE = DRAWN + DRAWN * 36 // 48
"""Row of the base line on a canvas three strips high."""


@lru_cache(maxsize=400)
def font_of(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """A font in a size, opened once."""
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
        self.word(digits, rng.normal(0, 3), font_of(files[int(rng.integers(len(files)))], size))

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
