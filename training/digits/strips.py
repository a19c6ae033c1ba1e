"""Lines as they stand in the head of a letter, with handwriting in the gaps, and what a reader should see.

The label is a string over `ALPHABET`: `A` for a run of letters, `0`..`9` for printed digits, `a`..`j`
for handwritten ones, `/` and `-`. Dots, colons, commas and stains have no letter: the reader learns to
pass over them, so ruled dots need no treatment.
"""

from __future__ import annotations

import string
from collections.abc import Sequence

import numpy as np

from training.digits.paper import HEIGHT, Strip, aged, together
from training.digits.pen import BASE, DRAWN, SIZE, Pen, Sources, font_of

__all__ = ["ALPHABET", "HEIGHT", "STRETCH", "Sources", "Strip", "strip"]

ALPHABET = "_A/-0123456789abcdefghij"
"""CTC classes; `_` is the blank."""
STRETCH = (1.05, 1.45)
"""Strips are drawn out sideways by so much: narrow figures need room for the reader's steps."""

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
    pen = Pen(1100, font_of(files[int(rng.integers(len(files)))], size), sources, rng)
    pen.short = rng.random() < short
    (date_line if date else number_line)(pen)
    width = min(1100, int(pen.at) + 10)
    printed = np.asarray(pen.canvas, np.float32)[:, :width] / 255
    top = BASE - DRAWN * 36 // 48 + round(float(np.clip(rng.normal(0, 0.045), -0.11, 0.11)) * DRAWN)
    grey = together(printed, pen.hand_ink[:, :width], top, rng)
    return aged(grey, stretch, rng), "".join(pen.label.split())
