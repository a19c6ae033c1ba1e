"""Ageing beside that of `training.letters`: the network is to learn print, not one way of spoiling it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.letters import Aged, age
from training.letters.ageing import Rng

Pixels = NDArray[Any]
AGES = (
    ("clean", 5),
    ("light", 10),
    ("heavy", 20),
    ("fax", 17),
    ("photo", 6),
    ("bleed", 6),
    ("ccitt", 6),
    ("jpeg200", 5),
    ("broken", 9),
    ("thick", 4),
    ("copy", 7),
    ("small", 5),
)
"""How often a page is aged in which way."""


def wear(image: Image.Image, rng: Rng, dpi: float) -> Aged:
    """Age a clean page in a way drawn by weight."""
    names, weights = zip(*AGES, strict=True)
    shares = np.array(weights, float)
    how = str(rng.choice(names, p=shares / shares.sum()))
    if how not in WAYS:
        return age(image, how, rng, dpi=dpi)
    return WAYS[how](image, rng, dpi)


def _field(shape: tuple[int, int], rng: Rng, cell: int) -> NDArray[np.float32]:
    """A smooth random field, mean 0, deviation about 1."""
    h, w = shape
    coarse = rng.normal(0, 1, (h // cell + 2, w // cell + 2)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, (w, h), interpolation=cv2.INTER_CUBIC), np.float32)


def _turn(grey: Pixels, rng: Rng, most: float) -> tuple[Pixels, NDArray[Any]]:
    h, w = grey.shape
    matrix = np.vstack(
        [cv2.getRotationMatrix2D((w / 2, h / 2), float(rng.uniform(-most, most)), 1.0), [0, 0, 1]]
    )
    return cv2.warpAffine(grey, matrix[:2], (w, h), flags=cv2.INTER_LINEAR, borderValue=(250,)), matrix


def _scaled(image: Image.Image, dpi: float, wanted: float) -> tuple[Pixels, NDArray[Any]]:
    grey = np.asarray(image.convert("L"))
    h, w = grey.shape
    size = (round(w * wanted / dpi), round(h * wanted / dpi))
    way = cv2.INTER_AREA if wanted < dpi else cv2.INTER_CUBIC
    return cv2.resize(grey, size, interpolation=way), np.diag([size[0] / w, size[1] / h, 1.0])


def _bilevel(
    image: Image.Image, rng: Rng, dpi: float, level: tuple[float, float], uneven: float, loss: float
) -> Aged:
    """Black and white at a threshold that wanders over the page, with ink lost in small flakes."""
    grey, scale = _scaled(image, dpi, 200.0)
    grey, matrix = _turn(grey, rng, 0.8)
    soft = cv2.GaussianBlur(grey, (0, 0), float(rng.uniform(0.5, 1.1))).astype(np.float32)
    soft += rng.normal(0, float(rng.uniform(2, 16)), soft.shape)
    limit = float(rng.uniform(*level)) + uneven * _field(grey.shape, rng, int(rng.integers(8, 90)))
    black = soft < limit
    flakes = _field(grey.shape, rng, 2) > float(rng.uniform(2.2, 3.2)) - loss
    black &= ~flakes
    black |= rng.random(grey.shape) < float(rng.uniform(0, 0.0012))
    done = np.where(black, 0, 255).astype(np.uint8)
    return Aged(Image.fromarray(done).convert("1", dither=Image.Dither.NONE), matrix @ scale, 200.0, True)


def _broken(image: Image.Image, rng: Rng, dpi: float) -> Aged:
    """Thin print with gaps: a weak ribbon, a fax of a fax."""
    return _bilevel(image, rng, dpi, (95, 150), float(rng.uniform(6, 26)), float(rng.uniform(0, 0.6)))


def _thick(image: Image.Image, rng: Rng, dpi: float) -> Aged:
    """Print that ran together."""
    return _bilevel(image, rng, dpi, (190, 225), float(rng.uniform(2, 8)), 0.0)


def _copy(image: Image.Image, rng: Rng, dpi: float) -> Aged:
    """A grey photocopy: faint in patches, streaked, grainy."""
    grey, scale = _scaled(image, dpi, float(rng.choice((200.0, 200.0, 300.0))))
    grey, matrix = _turn(grey, rng, 1.2)
    soft = cv2.GaussianBlur(grey, (0, 0), float(rng.uniform(0.5, 1.3))).astype(np.float32)
    keep = float(rng.uniform(0.45, 0.95)) + 0.12 * _field(grey.shape, rng, int(rng.integers(40, 300)))
    done = 255 - (255 - soft) * np.clip(keep, 0.3, 1)
    done -= float(rng.uniform(0, 10)) * np.abs(_field((1, grey.shape[1]), rng, 3))
    done += rng.normal(0, float(rng.uniform(2, 15)), grey.shape)
    done += float(rng.uniform(0, 6)) * _field(grey.shape, rng, 3)
    done = np.clip(done * float(rng.uniform(0.82, 1.0)), 0, 255).astype(np.uint8)
    return Aged(Image.fromarray(_jpeg(done, rng)).convert("RGB"), matrix @ scale, dpi * scale[0, 0], False)


def _small(image: Image.Image, rng: Rng, dpi: float) -> Aged:
    """A small picture, hard pressed: 130 to 170 dpi."""
    grey, scale = _scaled(image, dpi, float(rng.uniform(130, 170)))
    grey, matrix = _turn(grey, rng, 0.6)
    done = np.clip(grey + rng.normal(0, float(rng.uniform(1, 6)), grey.shape), 0, 255).astype(np.uint8)
    return Aged(Image.fromarray(_jpeg(done, rng)).convert("RGB"), matrix @ scale, dpi * scale[0, 0], False)


def _jpeg(grey: Pixels, rng: Rng) -> Pixels:
    ok, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 85))])
    assert ok
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE))


WAYS: dict[str, Callable[[Image.Image, Rng, float], Aged]] = {
    "broken": _broken,
    "thick": _thick,
    "copy": _copy,
    "small": _small,
}
