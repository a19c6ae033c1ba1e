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

from pipeline.errors import MissingPart, PageFailed, PageTimeout
from pipeline.intake.origin import Origin
from pipeline.intake.pdf_page import PageFacts
from pipeline.intake.resolution import true_dpi
from pipeline.records.image import PageImage

SECONDS = 60
"""Poppler is stopped after this long on one page."""


def render(origin: Origin, number: int, dpi: float, facts: PageFacts) -> PageImage:
    """Render one page as it is shown, turned by its /Rotate, with annotations.

    Raises:
        PageFailed: Poppler cannot draw it.
        PageTimeout: it takes too long.
        MissingPart: Poppler is not installed.
    """
    about = f"page {number}"
    try:
        images = convert_from_path(
            origin.path,
            dpi=round(dpi),
            first_page=number,
            last_page=number,
            grayscale=facts.grey,
            use_cropbox=True,
            timeout=SECONDS,
        )
    except PDFInfoNotInstalledError as error:
        raise MissingPart("pdftoppm", "poppler-utils") from error
    except (PDFPopplerTimeoutError, subprocess.TimeoutExpired) as error:
        raise PageTimeout(origin.name, about) from error
    except (PDFPageCountError, PDFSyntaxError, OSError, ValueError) as error:
        raise PageFailed(origin.name, f"{about}: {str(error).splitlines()[0]}") from error
    if not images:
        raise PageFailed(origin.name, f"{about}: nothing was drawn")
    pixels = np.asarray(images[0])
    height, width = pixels.shape[:2]
    return PageImage(number=number, pixels=pixels, dpi=true_dpi(width, height, dpi), bilevel=facts.bilevel)
