"""Poppler behind one module: a page of a PDF becomes pixels."""

from __future__ import annotations

import subprocess

import numpy as np
from pdf2image import convert_from_path
from pdf2image.exceptions import (
    PDFInfoNotInstalledError,
    PDFPageCountError,
    PDFPopplerTimeoutError,
    PDFSyntaxError,
)
from PIL import Image

from pipeline.errors import MissingPart, PageFailed, PageTimeout
from pipeline.intake.origin import Origin
from pipeline.intake.pdf_page import PageFacts
from pipeline.intake.resolution import true_dpi
from pipeline.records.image import PageImage

SECONDS = 30
"""Poppler is stopped after this long on one page."""


def render(origin: Origin, number: int, dpi: float, facts: PageFacts) -> tuple[PageImage, str]:
    """Render one page as it is shown, turned by its /Rotate, with annotations.

    The second value is what Poppler found wrong with the page while it drew what it could; empty
    for a sound page.

    Raises:
        PageFailed: Poppler cannot draw it.
        PageTimeout: it takes too long.
        MissingPart: Poppler is not installed.
    """
    about, complaint = f"page {number}", ""
    try:
        try:
            images = _poppler(origin, number, _size(facts, dpi), grey=facts.grey, strict=True)
        except PDFSyntaxError as error:
            complaint = str(error).strip().split("\n")[0][:200]
            images = _poppler(origin, number, _size(facts, dpi), grey=facts.grey, strict=False)
    except PDFInfoNotInstalledError as error:
        raise MissingPart("pdftoppm", "poppler-utils") from error
    except (PDFPopplerTimeoutError, subprocess.TimeoutExpired) as error:
        raise PageTimeout(origin.name, about) from error
    except (PDFPageCountError, OSError, ValueError) as error:
        raise PageFailed(origin.name, f"{about}: {str(error).strip().split(chr(10))[0]}") from error
    if not images:
        raise PageFailed(origin.name, f"{about}: nothing was drawn")
    pixels = np.asarray(images[0])
    height, width = pixels.shape[:2]
    image = PageImage(number=number, pixels=pixels, dpi=true_dpi(width, height, dpi), bilevel=facts.bilevel)
    return image, complaint


def _poppler(
    origin: Origin, number: int, size: tuple[int, int], *, grey: bool, strict: bool
) -> list[Image.Image]:
    """Draw one page of the file in so many pixels.

    A size in pixels, not a whole number of dpi: a bilevel scan drawn a few pixels smaller than it
    is loses rows, and with them 1 in 100 words (docs/input.md).
    """
    return convert_from_path(
        origin.path,
        size=size,
        first_page=number,
        last_page=number,
        grayscale=grey,
        use_cropbox=True,
        strict=strict,
        timeout=SECONDS,
    )


def _size(facts: PageFacts, dpi: float) -> tuple[int, int]:
    """Pixels to draw: those of the scan itself where it fills the page at this resolution.

    Poppler scales first and turns afterwards, so a sideways page is asked for unturned.
    """
    shown = shown_size(facts, dpi)
    return shown[::-1] if facts.sideways else shown


def shown_size(facts: PageFacts, dpi: float) -> tuple[int, int]:
    """Width and height in pixels of the page as it is shown: the scan's own where it fills the page."""
    width, height = facts.width * dpi / 72, facts.height * dpi / 72
    for own in (facts.scan_size, facts.scan_size[::-1]) if facts.scan_size else ():
        if abs(own[0] - width) < 0.01 * width and abs(own[1] - height) < 0.01 * height:
            return own
    return max(1, round(width)), max(1, round(height))
