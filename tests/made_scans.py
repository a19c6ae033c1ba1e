"""Pages of invented letters as a scanner hands them over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pipeline.records.image import PageImage
from training.letters import Sheet, TruthPage, age, compose, render

DPI = 200.0


@dataclass(frozen=True)
class Made:
    """A page's picture with the truth about it."""

    image: PageImage
    truth: TruthPage


@lru_cache(maxsize=16)
def made(seed: int = 4100, how: str = "clean") -> Made:
    """The first page of an invented letter, aged."""
    page = render(compose(seed, "test"), Sheet(), dpi=DPI, seed=seed)[0]
    aged = age(page.image, how, np.random.default_rng(seed), dpi=DPI)
    pixels = np.asarray(aged.image.convert("L") if aged.bilevel else aged.image.convert("RGB"))
    image = PageImage(number=1, pixels=pixels, dpi=aged.dpi, bilevel=aged.bilevel)
    return Made(image, page.truth)


def blank(*, specks: int = 0) -> PageImage:
    """An empty sheet, with a few specks of dirt."""
    pixels = np.full((2339, 1654, 3), 244, np.uint8)
    rng = np.random.default_rng(3)
    for y, x in rng.integers(60, 1500, (specks, 2)):
        pixels[y : y + 2, x : x + 2] = 40
    return PageImage(number=1, pixels=pixels, dpi=DPI)
