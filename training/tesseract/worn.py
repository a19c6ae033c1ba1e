"""Ageing beside that of `training.letters`: the network is to learn print, not one way of spoiling it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.letters import Aged, age
from training.letters.ageing import Rng
from training.tesseract.paper import Paper

Pixels = NDArray[Any]
AGES = (
    ("clean", 3),
    ("light", 7),
    ("heavy", 14),
    ("fax", 13),
    ("photo", 5),
    ("bleed", 5),
    ("ccitt", 5),
    ("jpeg200", 3),
    ("broken", 7),
    ("thick", 5),
    ("copy", 6),
    ("small", 5),
    ("coarse", 8),
    ("paper", 20),
    ("dirt", 14),
)
"""How often a page is aged in which way."""
SEE_THROUGH = frozenset({"clean", "light", "heavy", "photo", "copy", "small", "paper"})


def wear(
    image: Image.Image,
    rng: Rng,
    dpi: float,
    papers: Sequence[Paper] = (),
    reverse: Image.Image | None = None,
) -> tuple[Aged, str]:
    """Age a clean page in a way drawn by weight, and say which; `reverse` shows through in some."""
    names, weights = zip(*AGES, strict=True)
    shares = np.array(weights, float)
    how = str(rng.choice(names, p=shares / shares.sum()))
    if reverse is not None and how in SEE_THROUGH and rng.random() < 0.3:
        image, how = _through(image, reverse, rng), f"{how}, back showing"
    way, _, _ = how.partition(",")
    if way in WAYS:
        return WAYS[way](image, rng, dpi), how
    if way in ON_PAPER:
        sheets = [p for p in papers if p.bilevel == (way == "dirt")]
        sheet = sheets[int(rng.integers(len(sheets)))] if sheets else None
        return ON_PAPER[way](image, rng, dpi, sheet), how
    return age(image, way, rng, dpi=dpi, reverse=reverse), how


def smooth_field(shape: tuple[int, int], rng: Rng, cell: int) -> NDArray[np.float32]:
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
    limit = float(rng.uniform(*level)) + uneven * smooth_field(grey.shape, rng, int(rng.integers(8, 90)))
    black = soft < limit
    flakes = smooth_field(grey.shape, rng, 2) > float(rng.uniform(2.2, 3.2)) - loss
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
    keep = float(rng.uniform(0.45, 0.95)) + 0.12 * smooth_field(grey.shape, rng, int(rng.integers(40, 300)))
    done = 255 - (255 - soft) * np.clip(keep, 0.3, 1)
    done -= float(rng.uniform(0, 10)) * np.abs(smooth_field((1, grey.shape[1]), rng, 3))
    done += rng.normal(0, float(rng.uniform(2, 15)), grey.shape)
    done += float(rng.uniform(0, 6)) * smooth_field(grey.shape, rng, 3)
    done = np.clip(done * float(rng.uniform(0.82, 1.0)), 0, 255).astype(np.uint8)
    return Aged(Image.fromarray(_jpeg(done, rng)).convert("RGB"), matrix @ scale, dpi * scale[0, 0], False)


def _small(image: Image.Image, rng: Rng, dpi: float) -> Aged:
    """A small picture, hard pressed: 130 to 170 dpi."""
    grey, scale = _scaled(image, dpi, float(rng.uniform(130, 170)))
    grey, matrix = _turn(grey, rng, 0.6)
    done = np.clip(grey + rng.normal(0, float(rng.uniform(1, 6)), grey.shape), 0, 255).astype(np.uint8)
    return Aged(Image.fromarray(_jpeg(done, rng)).convert("RGB"), matrix @ scale, dpi * scale[0, 0], False)


def _jpeg(pixels: Pixels, rng: Rng, how: int = cv2.IMREAD_GRAYSCALE) -> Pixels:
    ok, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 85))])
    assert ok
    return np.asarray(cv2.imdecode(data, how))


def _through(image: Image.Image, reverse: Image.Image, rng: Rng) -> Image.Image:
    """The print of the back, mirrored, blurred and pale."""
    back = np.asarray(reverse.convert("RGB").transpose(Image.Transpose.FLIP_LEFT_RIGHT).resize(image.size))
    back = cv2.GaussianBlur(back, (0, 0), float(rng.uniform(1.0, 3.0)))
    shift = (int(rng.integers(-60, 61)), int(rng.integers(-40, 41)))
    pale = 255 - (255 - np.roll(back, shift, (0, 1)).astype(np.float32)) * float(rng.uniform(0.08, 0.3))
    done = np.asarray(image.convert("RGB"), np.float32) * pale / 255
    return Image.fromarray(done.astype(np.uint8))


def _coarse(image: Image.Image, rng: Rng, dpi: float) -> Aged:
    """A fax of half the rows (204 x 98 dots an inch), stretched again, with rows of dots lost or smeared."""
    grey, scale = _scaled(image, dpi, 200.0)
    grey, matrix = _turn(grey, rng, 0.5)
    h, w = grey.shape
    rows = h // 2 if rng.random() < 0.6 else h
    grey = cv2.resize(grey, (w, rows), interpolation=cv2.INTER_AREA)
    soft = grey + rng.normal(0, float(rng.uniform(2, 18)), grey.shape)
    black = soft < float(rng.uniform(135, 200))
    black &= rng.random(black.shape) > float(rng.uniform(0, 0.008))
    black |= rng.random(black.shape) < float(rng.uniform(0, 0.001))
    for row in rng.integers(1, rows, int(rng.integers(0, max(1, rows // 50)))):
        x0, x1 = sorted(int(v) for v in rng.integers(0, w, 2))
        black[row, x0:x1] = black[row - 1, x0:x1] if rng.random() < 0.4 else False
    way = cv2.INTER_NEAREST if rng.random() < 0.6 else cv2.INTER_LINEAR
    tall = cv2.resize(np.where(black, 0, 255).astype(np.uint8), (w, h), interpolation=way)
    done = np.where(tall < 128, 0, 255).astype(np.uint8)
    return Aged(Image.fromarray(done).convert("1", dither=Image.Dither.NONE), matrix @ scale, 200.0, True)


def _paper(image: Image.Image, rng: Rng, dpi: float, sheet: Paper | None) -> Aged:
    """Ink on the paper of a real scan, in colour."""
    wanted = float(rng.choice((150.0, 200.0, 200.0, 200.0, 300.0)))
    pixels = np.asarray(image.convert("RGB"))
    h, w = pixels.shape[:2]
    size = (round(w * wanted / dpi), round(h * wanted / dpi))
    pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if wanted < dpi else cv2.INTER_CUBIC)
    scale = np.diag([size[0] / w, size[1] / h, 1.0])
    turned = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), float(rng.uniform(-1, 1)), 1.0)
    pixels = cv2.warpAffine(pixels, turned, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    soft = cv2.GaussianBlur(pixels, (0, 0), float(rng.uniform(0.4, 1.2))).astype(np.float32)
    keep = float(rng.uniform(0.55, 1.0)) + 0.08 * smooth_field(
        (size[1], size[0]), rng, int(rng.integers(3, 60))
    )
    done = 255 - (255 - soft) * np.clip(keep, 0.35, 1)[..., None]
    if sheet is not None:
        done *= (sheet.sized((size[1], size[0]), rng) / 250.0)[..., None]
    done *= rng.uniform((0.94, 0.93, 0.9), 1.0).astype(np.float32)
    done += rng.normal(0, float(rng.uniform(0.5, 6)), (size[1], size[0], 1))
    done = _jpeg(np.clip(done, 0, 255).astype(np.uint8), rng, cv2.IMREAD_COLOR)
    return Aged(Image.fromarray(done), np.vstack([turned, [0, 0, 1]]) @ scale, wanted, False)


def _dirt(image: Image.Image, rng: Rng, dpi: float, sheet: Paper | None) -> Aged:
    """Black and white as offices scan it, with the dirt of a real scan."""
    aged = _bilevel(image, rng, dpi, (130, 200), float(rng.uniform(0, 6)), float(rng.uniform(-2, 0)))
    black = ~np.asarray(aged.image)
    if sheet is not None:
        black |= sheet.sized(black.shape, rng) == 0
    done = Image.fromarray(np.where(black, 0, 255).astype(np.uint8))
    return Aged(done.convert("1", dither=Image.Dither.NONE), aged.matrix, aged.dpi, True)


WAYS: dict[str, Callable[[Image.Image, Rng, float], Aged]] = {
    "broken": _broken,
    "thick": _thick,
    "copy": _copy,
    "small": _small,
    "coarse": _coarse,
}
ON_PAPER: dict[str, Callable[[Image.Image, Rng, float, Paper | None], Aged]] = {
    "paper": _paper,
    "dirt": _dirt,
}
