"""Seals, pen strokes and ticks over the print of a clean page: what stands under them is still to be read."""

from __future__ import annotations

import random

import numpy as np
from PIL import Image, ImageDraw

from training.letters import RenderedPage, TruthLine, handwriting, marks
from training.letters.ageing import Rng
from training.tesseract.worn import smooth_field

SIGNED = frozenset({"signature", "distribution", "number", "place-date"})
"""Zones that are sealed, signed or ticked more often than others."""
ISSUERS = (
    *("ỦY BAN NHÂN DÂN XÃ AN THỊNH", "SỞ Y TẾ TỈNH BÌNH LÂM", "TRUNG TÂM VĂN HÓA", "PHÒNG NỘI VỤ"),
    *("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG TRUNG HỌC CƠ SỞ MINH TÂN", "BAN QUẢN LÝ DỰ ÁN", "CHI CỤC THỦY LỢI"),
)
SEAL_INKS = ((214, 30, 38), (196, 40, 60), (225, 70, 70), (25, 25, 28), (70, 70, 74), (120, 60, 90))
PENS = ((28, 38, 120), (34, 52, 150), (20, 20, 24), (60, 80, 170), (150, 30, 40))


def overlay(page: RenderedPage, rng: random.Random, numbers: Rng) -> Image.Image:
    """The page with some of its lines under a seal, a pen's stroke, or a line drawn by hand."""
    image = page.image.copy()
    k = page.dpi / 72
    lines = [line for line in page.truth.lines if line.words and not any(w.hand for w in line.words)]
    if not lines:
        return image
    for _ in range(rng.choice((0, 1, 2, 3))):
        ink = rng.choice(SEAL_INKS)
        piece = marks.seal(rng.choice(ISSUERS), k * rng.uniform(0.75, 1.05), ink)
        marks.lay(
            image, _worn(piece, numbers), _near(_any(lines, rng), image, k, rng), k, rng.uniform(-40, 40)
        )
    for _ in range(rng.choice((1, 2, 3, 5))):
        marks.lay(image, _stroke(k, rng), _near(_any(lines, rng), image, k, rng), k, rng.uniform(-25, 25))
    pen = ImageDraw.Draw(image)
    for _ in range(rng.choice((0, 1, 2, 4))):
        _by_hand(pen, rng.choice(lines), image, k, rng)
    return image


def _any(lines: list[TruthLine], rng: random.Random) -> TruthLine:
    """A line, one of head or foot more often than its share."""
    wanted = [line for line in lines if line.zone in SIGNED]
    return rng.choice(wanted if wanted and rng.random() < 0.5 else lines)


def _near(line: TruthLine, image: Image.Image, k: float, rng: random.Random) -> tuple[float, float]:
    """A place in points on or beside a line."""
    box = rng.choice(line.words).box
    x, y = (box.x0 + box.x1) / 2 * image.width / k, (box.y0 + box.y1) / 2 * image.height / k
    return x + rng.uniform(-45, 45), y + rng.uniform(-45, 45)


def _worn(piece: Image.Image, numbers: Rng) -> Image.Image:
    """Ink that did not take everywhere."""
    alpha = np.asarray(piece.getchannel("A"), np.float32)
    strength = float(numbers.uniform(0.45, 1.1)) + 0.22 * smooth_field(alpha.shape, numbers, 12)
    alpha *= np.clip(strength + 0.15 * numbers.normal(0, 1, alpha.shape), 0, 1.2)
    piece.putalpha(Image.fromarray(np.clip(alpha, 0, 255).astype(np.uint8)))
    return piece


def _stroke(k: float, rng: random.Random) -> Image.Image:
    """A signature, small initials or a long flourish."""
    wide, high = rng.uniform(30, 130) * k, rng.uniform(18, 60) * k
    piece = Image.new("RGBA", (round(wide * 1.2), round(high * 1.4)), (255, 255, 255, 0))
    pen = ImageDraw.Draw(piece)
    ink = (*rng.choice(PENS), rng.randint(150, 245))
    thick = max(1, round(rng.uniform(0.7, 1.8) * k))
    for curve in handwriting.scrawl(wide, high, rng):
        pen.line([(x + wide * 0.08, y + high * 0.15) for x, y in curve], ink, thick, joint="curve")
    return piece


def _by_hand(
    pen: ImageDraw.ImageDraw, line: TruthLine, image: Image.Image, k: float, rng: random.Random
) -> None:
    """A line drawn under, through or along some words."""
    first = rng.randrange(len(line.words))
    last = min(len(line.words) - 1, first + rng.randint(0, 4))
    x0, x1 = line.words[first].box.x0 * image.width, line.words[last].box.x1 * image.width
    box = line.words[first].box
    y = (box.y1 + rng.choice((0.1, 0.25, -0.4)) * (box.y1 - box.y0)) * image.height
    points = [(x0 + (x1 - x0) * i / 5, y + rng.gauss(0, 0.8) * k) for i in range(6)]
    pen.line(handwriting.smooth(points), rng.choice(PENS), max(1, round(rng.uniform(0.6, 1.4) * k)), "curve")
