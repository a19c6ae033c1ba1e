"""Seals, stamps and scrawls over the print."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFont

from training.letters import fonts, handwriting
from training.letters.markup import plain
from training.letters.model import ArrivalStamp, DigitalSignature, LetterText
from training.letters.placed import A4, MM, SetPage

INKS = {"red": (214, 30, 38), "black": (25, 25, 28), "blue": (34, 52, 150)}


def stamp(
    image: Image.Image,
    letter: LetterText,
    page: SetPage,
    number: int,
    dpi: float,
    rng: random.Random,
) -> None:
    """Put the letter's marks on one page where the page has a place for them."""
    wanted = letter.marks
    k = dpi / 72
    if number == 1:
        x, y = page.anchors["below-number"]
        if wanted.secrecy:
            lay(image, _frame(wanted.secrecy, INKS["red"], k, 12), (x - 34, y + 22), k, rng.uniform(-3, 3))
        if wanted.urgency:
            shift = 42 if wanted.secrecy else 20
            paint = _arrow if wanted.urgency_shape == "arrow" else _frame
            piece = paint(wanted.urgency, INKS[wanted.urgency_ink], k, 14)
            lay(image, piece, (x - 30, y + shift), k, wanted.urgency_slant)
        if wanted.arrival:
            piece = _arrival(wanted.arrival, k, rng)
            low = 70 if wanted.urgency or wanted.secrecy else 50
            at = (80 + rng.uniform(-8, 10), y + low + rng.uniform(-8, 6))
            lay(image, piece, at, k, rng.uniform(-5, 5))
        if wanted.digital:
            lay(image, _digital(wanted.digital, k), (A4[0] - 105, 26), k, 0.0)
    if "signature" in page.anchors:
        x, y = page.anchors["signature"]
        if wanted.signature:
            lay(image, _scrawl(k, rng), (x + rng.uniform(-10, 20), y), k, rng.uniform(-8, 8))
        if wanted.seal:
            piece = seal(plain(" ".join(letter.head.issuer)), k)
            lay(image, piece, (x - 52 + rng.uniform(-8, 8), y - 4), k, rng.uniform(-15, 15))


def lay(image: Image.Image, piece: Image.Image, center: tuple[float, float], k: float, angle: float) -> None:
    """Lay a piece of ink over the page: it darkens, as ink does."""
    turned = piece.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    x, y = round(center[0] * k - turned.width / 2), round(center[1] * k - turned.height / 2)
    base = image.crop((x, y, x + turned.width, y + turned.height)).convert("RGB")
    ink = Image.new("RGB", turned.size, "white")
    ink.paste(turned.convert("RGB"), mask=turned.getchannel("A"))
    image.paste(ImageChops.multiply(base, ink), (x, y))


def _font(size: float, k: float, *, bold: bool = True, italic: bool = False) -> ImageFont.FreeTypeFont:
    return fonts.load(fonts.SERIF.path(bold=bold, italic=italic), max(4, round(size * k)))


def _frame(text: str, ink: tuple[int, int, int], k: float, size: float) -> Image.Image:
    """Bold capitals in a single frame (PL I, box 10)."""
    font = _font(size, k)
    w, h = round(font.getlength(text) + 14 * k), round(8 * MM * k)
    piece = Image.new("RGBA", (w, h), (255, 255, 255, 0))
    pen = ImageDraw.Draw(piece)
    line = max(1, round(1.4 * k))
    pen.rectangle([line, line, w - line - 1, h - line - 1], outline=(*ink, 235), width=line)
    pen.text((w / 2, h / 2), text, (*ink, 235), font, "mm")
    return piece


def _arrow(text: str, ink: tuple[int, int, int], k: float, size: float) -> Image.Image:
    """The same in an arrow, as some offices cut their stamps."""
    font = _font(size, k)
    w, h = round(font.getlength(text) + 40 * k), round(11 * MM * k)
    piece = Image.new("RGBA", (w, h), (255, 255, 255, 0))
    pen = ImageDraw.Draw(piece)
    tip, line = 22 * k, max(1, round(1.4 * k))
    a, b = h * 0.18, h * 0.82
    outline = [
        (2, a),
        (w - tip, a),
        (w - tip, 2),
        (w - 3, h / 2),
        (w - tip, h - 3),
        (w - tip, b),
        (2, b),
        (2, a),
    ]
    pen.line(outline, fill=(*ink, 235), width=line, joint="curve")
    pen.text(((w - tip) / 2 + 4 * k, h / 2), text, (*ink, 235), font, "mm")
    return piece


def _arrival(mark: ArrivalStamp, k: float, rng: random.Random) -> Image.Image:
    """The ĐẾN stamp, 50 x 35 mm, number and day by hand."""
    ink, pen_ink = (*INKS["red"], 225), (*INKS["blue"], 240)
    w, h = round(48 * MM * k), round(30 * MM * k)
    piece = Image.new("RGBA", (w, h), (255, 255, 255, 0))
    pen = ImageDraw.Draw(piece)
    pen.rectangle([1, 1, w - 2, h - 2], outline=ink, width=max(1, round(1.2 * k)))
    office = plain(mark.office).upper()
    size = 8.0
    while _font(size, k).getlength(office) > w - 10 * k and size > 4.5:
        size -= 0.5
    pen.text((w / 2, 10 * k), office, ink, _font(size, k), "mm")
    label, day = _font(11, k), mark.date
    hand = handwriting.Hand.of(rng)
    pen.text((6 * k, 42 * k), "ĐẾN", ink, _font(15, k), "lm")
    rows = (("Số: ", mark.number), ("Ngày: ", f"{day.day:02d}/{day.month}/{day.year % 100}"))
    for i, (name, value) in enumerate(rows):
        y = (32 + 20 * i) * k
        pen.text((50 * k, y), name, ink, label, "lm")
        x = 50 * k + label.getlength(name)
        pen.text((x, y + 4 * k), "." * 14, ink, _font(8, k), "lm")
        for curve in handwriting.strokes(value, x / k + 2, y / k + 4, 12.5, hand, rng):
            scaled = [(px * k, py * k) for px, py in curve]
            pen.line(scaled, fill=pen_ink, width=max(1, round(1.1 * k)), joint="curve")
    pen.text((6 * k, 74 * k), "Chuyển: ..........................................", ink, _font(8, k), "lm")
    return piece


def _digital(mark: DigitalSignature, k: float) -> Image.Image:
    """Who signed electronically and when, in small print."""
    rows = (
        f"Ký bởi: {plain(mark.agency)}",
        f"Email: {mark.email}",
        f"Thời gian ký: {mark.time.strftime('%d.%m.%Y %H:%M:%S')} +07:00",
    )
    font = _font(7.5, k, bold=False)
    w, h = round(max(font.getlength(r) for r in rows) + 4 * k), round(32 * k)
    piece = Image.new("RGBA", (w, h), (255, 255, 255, 0))
    pen = ImageDraw.Draw(piece)
    for i, row in enumerate(rows):
        pen.text((1, (2 + 10 * i) * k), row, (*INKS["red"], 235), font, "la")
    return piece


def seal(text: str, k: float, ink: tuple[int, int, int] = INKS["red"]) -> Image.Image:
    """A round seal, 36 mm, with the agency's name along its edge and a star; `k` pixels are a point."""
    r = 18 * MM * k
    side = round(2 * r) + 4
    piece = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    pen = ImageDraw.Draw(piece)
    paint = (*ink, 190)
    c = side / 2
    for radius, width in ((r, 1.8), (r * 0.93, 0.7), (r * 0.6, 0.9)):
        box = [c - radius, c - radius, c + radius, c + radius]
        pen.ellipse(box, outline=paint, width=max(1, round(width * k)))
    star = []
    for i in range(10):
        radius = r * (0.3 if i % 2 == 0 else 0.12)
        a = -math.pi / 2 + i * math.pi / 5
        star.append((c + radius * math.cos(a), c + radius * math.sin(a)))
    pen.polygon(star, fill=paint)
    _ring(piece, text.upper(), c, r * 0.765, 9.5, k, paint, top=True)
    _ring(piece, "C.H.X.H.C.N VIỆT NAM", c, r * 0.765, 8, k, paint, top=False)
    return piece


def _ring(
    piece: Image.Image,
    text: str,
    c: float,
    radius: float,
    size: float,
    k: float,
    ink: tuple[int, int, int, int],
    *,
    top: bool,
) -> None:
    font = _font(size, k)
    arc = sum(font.getlength(ch) + 0.8 * k for ch in text) / radius
    limit = math.pi * (1.15 if top else 0.62)
    while arc > limit and size > 4:
        size -= 0.5
        font = _font(size, k)
        arc = sum(font.getlength(ch) + 0.8 * k for ch in text) / radius
    at = -arc / 2
    for ch in text:
        step = (font.getlength(ch) + 0.8 * k) / radius
        a = at + step / 2
        at += step
        box = round(size * k * 2)
        glyph = Image.new("RGBA", (box, box), (255, 255, 255, 0))
        ImageDraw.Draw(glyph).text((box / 2, box / 2), ch, ink, font, "mm")
        degrees = -math.degrees(a) if top else math.degrees(a)
        glyph = glyph.rotate(degrees, Image.Resampling.BICUBIC)
        x = c + radius * math.sin(a)
        y = c - radius * math.cos(a) if top else c + radius * math.cos(a)
        piece.alpha_composite(glyph, (max(0, round(x - box / 2)), max(0, round(y - box / 2))))


def _scrawl(k: float, rng: random.Random) -> Image.Image:
    """A signature in blue or black."""
    wide, high = rng.uniform(80, 115) * k, rng.uniform(38, 58) * k
    piece = Image.new("RGBA", (round(wide * 1.15), round(high * 1.3)), (255, 255, 255, 0))
    pen = ImageDraw.Draw(piece)
    ink = INKS["blue"] if rng.random() < 0.8 else INKS["black"]
    thick = max(1, round(rng.uniform(1.0, 1.7) * k))
    for curve in handwriting.scrawl(wide, high, rng):
        shifted = [(x + wide * 0.06, y + high * 0.12) for x, y in curve]
        pen.line(shifted, fill=(*ink, 235), width=thick, joint="curve")
    return piece
