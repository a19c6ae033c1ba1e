"""Strips that training draws, and what the shipped reader makes of strips it has never seen."""

from __future__ import annotations

import numpy as np
import pytest

from training.digits.glyphs import own
from training.digits.measure import Answer, answers, report
from training.digits.sources import ITALIC, PRINT
from training.digits.strips import ALPHABET, HEIGHT, Sources, strip

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in (*PRINT, *ITALIC)),
    reason="fonts-liberation2 or fonts-freefont-ttf is not installed",
)
OWN = Sources([own], PRINT, ITALIC)


def test_a_strip_and_its_label() -> None:
    rng = np.random.default_rng(5)
    for _ in range(20):
        image, label = strip(rng, OWN)
        assert image.shape[0] == HEIGHT and image.dtype == np.uint8
        assert label.startswith("A") and set(label) <= set(ALPHABET[1:])
        assert image.min() < 120 < image.max()


def test_the_same_seed_draws_the_same() -> None:
    first, second = (strip(np.random.default_rng(8), OWN, date=True) for _ in range(2))
    assert first[1] == second[1] and np.array_equal(first[0], second[0])


@pytest.fixture(scope="module")
def found() -> list[Answer]:
    return list(answers(OWN, 77, 120))


def test_most_drawn_fields_are_read(found: list[Answer]) -> None:
    filled = [a for a in found if a.wanted]
    assert sum(a.right for a in filled) >= 0.7 * len(filled), report(found)


def test_what_the_reader_is_sure_of_is_right(found: list[Answer]) -> None:
    sure = [a for a in found if a.best.probability >= 0.9]
    assert len(sure) > 50 and sum(a.right for a in sure) >= 0.95 * len(sure), report(found)


def test_blanks_are_told_from_writing(found: list[Answer]) -> None:
    told = [bool(a.best.text) == bool(a.wanted) for a in found if a.guesses]
    assert any(not a.wanted for a in found)
    assert sum(told) >= 0.95 * len(told), report(found)
