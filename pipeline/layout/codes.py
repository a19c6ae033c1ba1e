"""QR codes and barcodes on a page, decoded by ZXing, with their boxes."""

from __future__ import annotations

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from pipeline.records.evidence import Box
from pipeline.records.image import PageImage
from pipeline.records.page import ObjectKind, PageObject

_SQUARE = (
    zxingcpp.BarcodeFormat.QRCode,
    zxingcpp.BarcodeFormat.MicroQRCode,
    zxingcpp.BarcodeFormat.DataMatrix,
    zxingcpp.BarcodeFormat.Aztec,
)
_STRIPED = (
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.Code39,
    zxingcpp.BarcodeFormat.EAN13,
    zxingcpp.BarcodeFormat.PDF417,
)
"""Striped codes without a check digit (ITF, Codabar) are found in plain print and are left out."""
LEAST_STRIPED = 4
"""A striped code of fewer characters is taken for print or a table's rules."""


def find_codes(image: PageImage) -> tuple[PageObject, ...]:
    """Every QR code and barcode of a page, from top to bottom; their text is as decoded."""
    grey: NDArray[np.uint8] = image.pixels
    if grey.ndim == 3:
        grey = cv2.cvtColor(grey, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    codes = zxingcpp.read_barcodes(
        np.ascontiguousarray(grey),
        formats=zxingcpp.BarcodeFormats([*_SQUARE, *_STRIPED]),
        text_mode=zxingcpp.TextMode.Plain,
    )
    found = [made for code in codes if (made := _object(code, *grey.shape[:2])) is not None]
    return tuple(sorted(found, key=lambda o: (o.box.y0, o.box.x0)))


def _object(code: zxingcpp.Barcode, height: int, width: int) -> PageObject | None:
    text = "".join(c for c in code.text if c.isprintable() or c in "\n\t").strip()
    kind = ObjectKind.QR if code.format in _SQUARE else ObjectKind.BARCODE
    if not text or (kind is ObjectKind.BARCODE and len(text) < LEAST_STRIPED):
        return None
    at = code.position
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    xs = [min(1.0, max(0.0, p.x / width)) for p in corners]
    ys = [min(1.0, max(0.0, p.y / height)) for p in corners]
    return PageObject(kind=kind, box=Box(min(xs), min(ys), max(xs), max(ys)), text=text)
