"""The beam search sums paths that spell the same; the weights read a strip that is drawn here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.ocr import strip_reader
from pipeline.ocr.head_forms import read_date, read_number

SERIF = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")


def steps(*symbols: str) -> np.ndarray:
    rows = np.full((len(symbols), len(strip_reader.ALPHABET)), 1e-6, np.float32)
    for row, symbol in zip(rows, symbols, strict=True):
        row[strip_reader.ALPHABET.index(symbol)] = 1
    return np.log(rows / rows.sum(axis=1, keepdims=True))


def test_repeats_collapse_and_blanks_part_them() -> None:
    best = strip_reader.spell([steps("A", "A", "_", "b", "b", "_", "b", "/", "A")])[0]
    assert best.text == "Abb/A"
    assert best.probability > 0.99
    assert strip_reader.in_figures("bb3") == ("113", pytest.approx(2 / 3))


def test_probabilities_never_exceed_one() -> None:
    rng = np.random.default_rng(3)
    for _ in range(5):
        raw = rng.random((30, len(strip_reader.ALPHABET))).astype(np.float32) ** 8
        found = strip_reader.spell([np.log(raw / raw.sum(axis=1, keepdims=True))])
        assert sum(s.probability for s in found) <= 1.001


def test_alphabets_of_reader_and_training_are_one() -> None:
    training = pytest.importorskip("training.digits.strips")
    assert training.ALPHABET == strip_reader.ALPHABET
    assert strip_reader.height() == training.HEIGHT


def drawn(text: str) -> np.ndarray:
    if not SERIF.exists():
        pytest.skip("fonts-liberation2 is not installed")
    image = Image.new("L", (620, 48), 255)
    ImageDraw.Draw(image).text((8, 36), text, fill=30, font=ImageFont.truetype(str(SERIF), 26), anchor="ls")
    return np.asarray(image)


def test_printed_numbers_are_read_as_print() -> None:
    best = read_number([drawn("Số: 1234/UBND-VX")])[0]
    assert best.text == "1234" and best.by_hand < 0.5


def test_a_blank_number_is_seen_as_blank() -> None:
    assert read_number([drawn("Số:         /UBND-VX")])[0].text == ""


def test_printed_dates_are_read() -> None:
    found = read_date([drawn("An Hòa, ngày 25 tháng 10 năm 2024")])
    assert [found[k][0].text for k in ("day", "month", "year")] == ["25", "10", "2024"]
