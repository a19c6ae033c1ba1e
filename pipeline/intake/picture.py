"""PNG, JPEG and TIFF: sizes from the headers, pixels only when a page is asked for."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps

from pipeline.errors import InputError, PageFailed, TooManyPages, TooManyPixels, TooSmall, Truncated
from pipeline.intake.document import Document, RawPage
from pipeline.intake.origin import Origin
from pipeline.intake.resolution import true_dpi
from pipeline.intake.sniff import Media
from pipeline.options import IntakeOptions
from pipeline.records.image import PageImage
from pipeline.records.page import Reader, Step

SMALLEST = 40
"""Pixels of the shorter side below which a page holds no line: a centimetre at 100 dpi."""
RIBBON = 20
"""So many times as long as it is wide, a page is none."""

_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    TypeError,
    IndexError,
    OverflowError,
    ZeroDivisionError,
    Image.DecompressionBombError,
    MemoryError,
)
"""What Pillow raises on damaged files, one decoder or another."""


def too_small(width: int, height: int) -> bool:
    """Whether no line of a letter has room on it: a speck, or a ribbon."""
    return min(width, height) < SMALLEST or max(width, height) > RIBBON * min(width, height)


def open_picture(origin: Origin, options: IntakeOptions) -> Document:
    """Open a picture; a TIFF may hold several pages.

    Raises:
        Truncated: the header is damaged.
        TooManyPages: more frames than the limit.
        TooManyPixels: no page is within the limit of pixels.
        TooSmall: no page has room for a line.
    """
    sizes = _sizes(origin, options.max_pages)
    if all(w * h > options.max_pixels for w, h in sizes):
        w, h = sizes[0]
        raise TooManyPixels(origin.name, f"{w} x {h} pixels, limit {options.max_pixels}")
    if all(too_small(*size) for size in sizes):
        w, h = sizes[0]
        raise TooSmall(origin.name, f"{w} x {h} pixels")
    if len(sizes) == 1:
        _decode(origin, 1, options)  # a picture cut off is the whole letter cut off

    def walk() -> Iterator[RawPage]:
        for number in range(1, len(sizes) + 1):
            yield RawPage(number, None, lambda n=number: _page(origin, n, options))  # type: ignore[misc]

    return Document(origin.source(len(sizes), Reader.SCAN, steps=_checksums(origin)), walk)


def _checksums(origin: Origin) -> tuple[Step, ...]:
    """A note where the checksums of a PNG are wrong: its pixels may decode all the same."""
    if origin.media is not Media.PNG:
        return ()
    try:
        with _open(origin) as image:
            image.verify()
    except _BROKEN as error:
        return (Step(page=1, name="damaged", detail=str(error)),)
    return ()


def _sizes(origin: Origin, max_pages: int) -> list[tuple[int, int]]:
    """Width and height of each frame, from headers alone."""
    try:
        with _open(origin) as image:
            sizes = [image.size]
            while image.format == "TIFF" and _next(image, len(sizes)):
                sizes.append(image.size)
                if len(sizes) > max_pages:  # not counted further: each frame costs a look
                    raise TooManyPages(origin.name, f"more than {max_pages} pages")
    except Image.DecompressionBombError as error:
        raise TooManyPixels(origin.name, str(error)) from error
    except _BROKEN as error:
        raise Truncated(origin.name, str(error)) from error
    return sizes


def _next(image: Image.Image, frame: int) -> bool:
    try:
        image.seek(frame)
    except EOFError:
        return False
    return True


def _open(origin: Origin) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our own limit decides, not Pillow's warning
        return Image.open(io.BytesIO(origin.content), formats=("PNG", "JPEG", "TIFF"))


def _page(origin: Origin, number: int, options: IntakeOptions) -> PageImage:
    try:
        return _decode(origin, number, options)
    except InputError as error:
        raise PageFailed(origin.name, f"page {number}: {error.code} {error.detail}") from error


def _decode(origin: Origin, number: int, options: IntakeOptions) -> PageImage:
    try:
        with _open(origin) as image:
            image.seek(number - 1)
            if image.width * image.height > options.max_pixels:
                raise TooManyPixels(origin.name, f"{image.width} x {image.height} pixels")
            stated = image.info.get("dpi", (0, 0))
            bilevel = image.mode == "1"
            image.load()
            upright = ImageOps.exif_transpose(_square(image, stated))
            pixels = _to_array(upright)
    except Image.DecompressionBombError as error:
        raise TooManyPixels(origin.name, f"page {number}: {error}") from error
    except _BROKEN as error:
        raise Truncated(origin.name, f"page {number}: {error}") from error
    height, width = pixels.shape[:2]
    return PageImage(
        number=number, pixels=pixels, dpi=true_dpi(width, height, float(max(stated))), bilevel=bilevel
    )


def _square(image: Image.Image, stated: tuple[float, float]) -> Image.Image:
    """A fax has 204 dots an inch across and 98 down: make its dots square again."""
    across, down = (float(v) for v in stated[:2])
    if across <= 0 or down <= 0 or 0.9 < across / down < 1.1 or not 0.25 < across / down < 4:
        return image
    most = max(across, down)
    size = round(image.width * most / across), round(image.height * most / down)
    return (image.convert("L") if image.mode == "1" else image).resize(size, Image.Resampling.BILINEAR)


def _to_array(image: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    if image.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        values = np.asarray(image, dtype=np.float64)
        top = 65535.0 if values.max() > 255 else 255.0
        return (values.clip(0, top) * (255.0 / top)).astype(np.uint8)
    if image.mode in ("RGBA", "LA", "PA", "P") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        paper = Image.new("RGBA", rgba.size, "white")
        image = Image.alpha_composite(paper, rgba)
    return np.asarray(image.convert("L" if image.mode in ("1", "L") else "RGB"))
