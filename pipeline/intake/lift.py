"""The scan itself out of a PDF: a page that is one plain picture needs no drawing, and loses no row by it."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

PLAIN = {
    (raw.FPDF_COLORSPACE_DEVICEGRAY, 1),
    (raw.FPDF_COLORSPACE_DEVICEGRAY, 8),
    (raw.FPDF_COLORSPACE_DEVICERGB, 24),
}
"""Colour space and bits a pixel of pictures that need no conversion."""
SLACK = 1.5
"""Points by which the picture's edges may miss the page's."""


def lone_picture(page: pdfium.PdfPage) -> pdfium.PdfImage | None:
    """The one plain upright picture that fills the page; None where there is anything else."""
    if raw.FPDFPage_CountObjects(page) != 1:
        return None
    item = next(page.get_objects(max_depth=1))
    if item.type != raw.FPDF_PAGEOBJ_IMAGE or raw.FPDFPageObj_HasTransparency(item):
        return None
    meta = item.get_metadata()
    if (meta.colorspace, meta.bits_per_pixel) not in PLAIN:
        return None
    matrix = item.get_matrix()
    if not (matrix.a > 0 and matrix.d > 0 and abs(matrix.b) + abs(matrix.c) < 1e-3 * matrix.a):
        return None
    edges = zip(item.get_bounds(), page.get_cropbox(), strict=True)
    return item if all(abs(own - paper) <= SLACK for own, paper in edges) else None


def lift(pdf: pdfium.PdfDocument, index: int, turned: int, size: tuple[int, int]) -> NDArray[np.uint8] | None:
    """The page's lone picture as it is shown, never larger than `size` (width, height); else None.

    Grey (height, width) or RGB (height, width, 3), uint8. None also where it cannot be decoded.
    """
    item = lone_picture(pdf[index])
    if item is None:
        return None
    try:
        found = item.get_bitmap().to_numpy()
    except pdfium.PdfiumError:
        return None
    shown = np.rot90(found, -turned // 90)
    if shown.shape[1] < size[0] - 1:
        return None  # coarser than asked for: drawing smooths it
    if shown.shape[1] > size[0] + 1:
        shown = cv2.resize(np.ascontiguousarray(shown), size, interpolation=cv2.INTER_AREA)
    if shown.ndim == 3:
        return np.ascontiguousarray(shown[..., 2::-1]) if shown.shape[2] > 1 else shown[..., 0].copy()
    return np.array(shown, np.uint8)
