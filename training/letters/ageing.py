"""What scanners, faxes and phones do to a page. Every function takes its generator as argument."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[Any]
"""uint8, (height, width, 3) RGB or (height, width) grey; OpenCV's stubs know no closer type."""
Matrix = NDArray[Any]
Rng = np.random.Generator


class How(StrEnum):
    """Ways a page ages.

    `light` office scan; `heavy` noisy, faint and uneven; `fax` bilevel 200 dpi with dropouts;
    `photo` phone picture; `bleed` the reverse side shows through; `turn90`, `turn180`, `turn270`
    laid in wrongly; `ccitt` clean bilevel 200 dpi; `jpeg200`, `jpeg300` colour scans.
    """

    CLEAN = "clean"
    LIGHT = "light"
    HEAVY = "heavy"
    FAX = "fax"
    PHOTO = "photo"
    BLEED = "bleed"
    TURN90 = "turn90"
    TURN180 = "turn180"
    TURN270 = "turn270"
    CCITT = "ccitt"
    JPEG200 = "jpeg200"
    JPEG300 = "jpeg300"


BILEVEL = frozenset({How.FAX, How.CCITT})


@dataclass(frozen=True)
class Aged:
    """An aged page; `matrix` takes pixels of the clean page to pixels of this one."""

    image: Image.Image
    matrix: Matrix
    dpi: float
    bilevel: bool


def age(
    image: Image.Image, how: How | str, rng: Rng, *, dpi: float = 300.0, reverse: Image.Image | None = None
) -> Aged:
    """Age a clean page picture (RGB); `reverse` is the other side of the sheet, for `bleed`."""
    how = How(how)
    pixels = np.asarray(image.convert("RGB"))
    if how in _TURNS:
        return _turned(pixels, how, rng, dpi)
    if how is How.CLEAN:
        return Aged(image.convert("RGB"), np.eye(3), dpi, False)
    if how is How.BLEED:
        other = np.asarray((reverse or image).convert("RGB"))
        return _aged(*_bleed(pixels, other, rng), dpi, False)
    if how in (How.FAX, How.CCITT, How.JPEG200):
        pixels, scale, dpi = _at_dpi(pixels, dpi, 200.0)
    else:
        scale = np.eye(3)
    done, matrix = _WAYS[how](pixels, rng)
    return _aged(done, matrix @ scale, dpi, how in BILEVEL)


def _aged(pixels: Pixels, matrix: Matrix, dpi: float, bilevel: bool) -> Aged:
    image = Image.fromarray(pixels)
    return Aged(image.convert("1", dither=Image.Dither.NONE) if bilevel else image, matrix, dpi, bilevel)


def _at_dpi(pixels: Pixels, dpi: float, wanted: float) -> tuple[Pixels, Matrix, float]:
    k = wanted / dpi
    h, w = pixels.shape[:2]
    size = (round(w * k), round(h * k))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC)
    return small, np.diag([size[0] / w, size[1] / h, 1.0]), wanted


def _skewed(pixels: Pixels, degrees: float, shift: tuple[float, float] = (0.0, 0.0)) -> tuple[Pixels, Matrix]:
    h, w = pixels.shape[:2]
    matrix = np.vstack([cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0), [0, 0, 1]])
    matrix[0, 2] += shift[0]
    matrix[1, 2] += shift[1]
    paper = tuple(int(v) for v in np.median(pixels.reshape(-1, pixels.shape[-1])[::97], axis=0))
    done = cv2.warpAffine(pixels, matrix[:2], (w, h), flags=cv2.INTER_CUBIC, borderValue=paper)
    return done, matrix


def _noise(pixels: Pixels, rng: Rng, sigma: float, *, grain: float = 0.0) -> Pixels:
    h, w = pixels.shape[:2]
    noise = rng.normal(0.0, sigma, (h, w, 1)).astype(np.float32)
    if grain:
        coarse = rng.normal(0.0, grain, (h // 3 + 1, w // 3 + 1)).astype(np.float32)
        noise = noise + cv2.resize(coarse, (w, h), interpolation=cv2.INTER_LINEAR)[..., None]
    done: Pixels = np.clip(pixels + noise, 0, 255).astype(np.uint8)
    return done


def _clouds(shape: tuple[int, int], rng: Rng, cells: int = 4) -> NDArray[Any]:
    """Smooth random field of -1..1."""
    coarse = rng.uniform(-1, 1, (cells + 2, cells)).astype(np.float32)
    return cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def _faint(pixels: Pixels, amount: NDArray[Any] | float) -> Pixels:
    """Ink paler towards white by `amount` (0..1)."""
    ink = (255 - pixels.astype(np.float32)) * (1 - np.asarray(amount))
    paler: Pixels = np.clip(255 - ink, 0, 255).astype(np.uint8)
    return paler


def _jpeg(pixels: Pixels, quality: int) -> Pixels:
    ok, data = cv2.imencode(
        ".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    again = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert ok and again is not None
    return cv2.cvtColor(again, cv2.COLOR_BGR2RGB)


def _paper(pixels: Pixels, rng: Rng) -> Pixels:
    """Multiply by a slightly tinted sheet."""
    tint = np.array([rng.uniform(0.96, 1.0), rng.uniform(0.955, 0.995), rng.uniform(0.92, 0.985)], np.float32)
    tinted: Pixels = (pixels * tint).astype(np.uint8)
    return tinted


def _light(pixels: Pixels, rng: Rng) -> tuple[Pixels, Matrix]:
    pixels, matrix = _skewed(_paper(pixels, rng), float(rng.uniform(-0.7, 0.7)))
    pixels = cv2.GaussianBlur(pixels, (0, 0), float(rng.uniform(0.4, 0.8)))
    pixels = _faint(pixels, float(rng.uniform(0.0, 0.15)))
    return _jpeg(_noise(pixels, rng, float(rng.uniform(2, 6))), 80), matrix


def _heavy(pixels: Pixels, rng: Rng) -> tuple[Pixels, Matrix]:
    h, w = pixels.shape[:2]
    pixels, matrix = _skewed(_paper(pixels, rng), float(rng.uniform(-2.0, 2.0)))
    pixels = cv2.GaussianBlur(pixels, (0, 0), float(rng.uniform(0.8, 1.4)))
    amount = float(rng.uniform(0.25, 0.4)) + 0.15 * _clouds((h, w), rng)[..., None]
    pixels = _faint(pixels, np.clip(amount, 0, 0.6))
    shade = 0.86 + 0.1 * _clouds((h, w), rng, 3)[..., None]
    pixels = np.clip(pixels * shade, 0, 255).astype(np.uint8)
    pixels = _specks(_noise(pixels, rng, float(rng.uniform(8, 14)), grain=5.0), rng, 220)
    return _jpeg(_edges(pixels, rng), 55), matrix


def _specks(pixels: Pixels, rng: Rng, count: int) -> Pixels:
    h, w = pixels.shape[:2]
    done = pixels.copy()
    for _ in range(count):
        at = (int(rng.integers(0, w)), int(rng.integers(0, h)))
        value = int(rng.integers(30, 140))
        cv2.circle(done, at, int(rng.integers(1, 3)), (value,) * 3, -1, cv2.LINE_AA)
    return done


def _edges(pixels: Pixels, rng: Rng) -> Pixels:
    """A dark band where the lid did not close."""
    h, w = pixels.shape[:2]
    done = pixels.copy()
    band = int(rng.uniform(0.004, 0.014) * w)
    if rng.random() < 0.5:
        done[:, :band] = (done[:, :band] * 0.35).astype(np.uint8)
    else:
        done[h - band :] = (done[h - band :] * 0.4).astype(np.uint8)
    return done


def _fax(pixels: Pixels, rng: Rng) -> tuple[Pixels, Matrix]:
    """Bilevel at 200 x 100 or 200 x 200 dpi, with lost rows and salt."""
    pixels, matrix = _skewed(pixels, float(rng.uniform(-0.8, 0.8)))
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    h, w = grey.shape
    if rng.random() < 0.25:
        half = cv2.resize(grey, (w, h // 2), interpolation=cv2.INTER_AREA)
        grey = cv2.resize(half, (w, h), interpolation=cv2.INTER_LINEAR)
    grey = np.clip(grey + rng.normal(0, 12, grey.shape), 0, 255).astype(np.uint8)
    black = grey < int(rng.uniform(135, 175))
    black &= rng.random(grey.shape) > 0.004
    black |= rng.random(grey.shape) < 0.0008
    for _ in range(int(rng.integers(1, 4))):
        row = int(rng.integers(0, h))
        x = int(rng.integers(0, w // 2))
        black[row : row + 1, x : x + int(rng.integers(w // 4, w // 2))] = False
    return np.where(black, 0, 255).astype(np.uint8), matrix


def _ccitt(pixels: Pixels, rng: Rng) -> tuple[Pixels, Matrix]:
    pixels, matrix = _skewed(pixels, float(rng.uniform(-0.4, 0.4)))
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    level = int(rng.uniform(140, 185))
    return np.where(grey < level, 0, 255).astype(np.uint8), matrix


def _photo(pixels: Pixels, rng: Rng) -> tuple[Pixels, Matrix]:
    """A sheet on a table under a lamp, held a little askew."""
    h, w = pixels.shape[:2]
    pad = 0.06
    corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    inset = np.array([[pad, pad], [1 - pad, pad], [1 - pad, 1 - pad], [pad, 1 - pad]], np.float32)
    jitter = rng.uniform(-0.028, 0.028, (4, 2)).astype(np.float32)
    target = (inset + jitter) * np.array([w, h], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target).astype(np.float64)
    table = np.array([int(v) for v in rng.uniform(60, 130, 3)], np.float32)
    ground = np.clip(table + 18 * _clouds((h, w), rng, 9)[..., None], 0, 255)
    sheet = cv2.warpPerspective(pixels, matrix, (w, h), flags=cv2.INTER_CUBIC, borderValue=(0, 0, 0))
    mask = cv2.warpPerspective(np.full((h, w), 255, np.uint8), matrix, (w, h))[..., None] / 255.0
    mixed = sheet * mask * 0.97 + ground * (1 - mask)
    lamp = 0.84 + 0.16 * _clouds((h, w), rng, 2)[..., None]
    warm = np.array([1.0, 0.985, 0.94], np.float32)
    done = np.clip(mixed * lamp * warm, 0, 255).astype(np.uint8)
    done = cv2.GaussianBlur(done, (0, 0), float(rng.uniform(0.7, 1.2)))
    return _jpeg(_noise(done, rng, float(rng.uniform(3, 7))), 75), matrix


def _bleed(pixels: Pixels, other: Pixels, rng: Rng) -> tuple[Pixels, Matrix]:
    mirrored = cv2.GaussianBlur(cv2.flip(other, 1), (0, 0), 2.4)
    if mirrored.shape != pixels.shape:
        mirrored = cv2.resize(mirrored, (pixels.shape[1], pixels.shape[0]))
    shift = np.array([[1, 0, rng.uniform(-12, 12)], [0, 1, rng.uniform(-20, 20)]], np.float32)
    size = (pixels.shape[1], pixels.shape[0])
    mirrored = cv2.warpAffine(mirrored, shift, size, borderValue=(255, 255, 255))
    through = _faint(mirrored, float(rng.uniform(0.72, 0.85)))
    mixed = (pixels.astype(np.float32) * through / 255).astype(np.uint8)
    return _light(mixed, rng)


def _colour(quality: int) -> Callable[[Pixels, Rng], tuple[Pixels, Matrix]]:
    def way(pixels: Pixels, rng: Rng) -> tuple[Pixels, Matrix]:
        done, matrix = _skewed(_paper(pixels, rng), float(rng.uniform(-0.5, 0.5)))
        return _jpeg(_noise(done, rng, 2.0), quality), matrix

    return way


_TURNS = {
    How.TURN90: cv2.ROTATE_90_CLOCKWISE,
    How.TURN180: cv2.ROTATE_180,
    How.TURN270: cv2.ROTATE_90_COUNTERCLOCKWISE,
}


def _turned(pixels: Pixels, how: How, rng: Rng, dpi: float) -> Aged:
    pixels, matrix = _light(pixels, rng)
    h, w = pixels.shape[:2]
    turn = {
        How.TURN90: [[0, -1, h], [1, 0, 0], [0, 0, 1]],
        How.TURN180: [[-1, 0, w], [0, -1, h], [0, 0, 1]],
        How.TURN270: [[0, 1, 0], [-1, 0, w], [0, 0, 1]],
    }[how]
    return _aged(cv2.rotate(pixels, _TURNS[how]), np.array(turn, float) @ matrix, dpi, False)


_WAYS = {
    How.LIGHT: _light,
    How.HEAVY: _heavy,
    How.FAX: _fax,
    How.PHOTO: _photo,
    How.CCITT: _ccitt,
    How.JPEG200: _colour(72),
    How.JPEG300: _colour(80),
}
