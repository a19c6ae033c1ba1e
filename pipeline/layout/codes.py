"""QR codes and barcodes on a page, decoded by ZXing, with their boxes."""

from __future__ import annotations

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from pipeline.layout.rules import Span
from pipeline.records.evidence import Box
from pipeline.records.image import PageImage
from pipeline.records.page import ObjectKind, PageObject

_QR = (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.MicroQRCode)
_SQUARE = (*_QR, zxingcpp.BarcodeFormat.DataMatrix, zxingcpp.BarcodeFormat.Aztec)
_OTHERS = (
    zxingcpp.BarcodeFormat.DataMatrix,
    zxingcpp.BarcodeFormat.Aztec,
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.Code39,
    zxingcpp.BarcodeFormat.EAN13,
    zxingcpp.BarcodeFormat.PDF417,
)
"""Striped codes without a check digit (ITF, Codabar) are found in plain print and are left out."""
LEAST_STRIPED = 4
"""A striped code of fewer characters is taken for print or a table's rules."""


def find_codes(image: PageImage, bars: Span | None = None) -> tuple[PageObject, ...]:
    """Every QR code and barcode of a page, from top to bottom; their text is as decoded.

    QR codes are looked for on the whole page, the other kinds within `bars` (pixels; None: everywhere):
    they cost ten times as much, and layout knows where ink is as tall as a bar.
    """
    grey: NDArray[np.uint8] = image.pixels
    if grey.ndim == 3:
        grey = cv2.cvtColor(grey, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    height, width = grey.shape
    left, top, right, bottom = bars or (0, 0, width, height)
    found = [_object(code, (0, 0), (width, height)) for code in _decode(grey, _QR)]
    if right > left and bottom > top:
        others = _decode(grey[top:bottom, left:right], _OTHERS)
        found += [_object(code, (left, top), (width, height)) for code in others]
    return tuple(sorted(filter(None, found), key=lambda o: (o.box.y0, o.box.x0)))


def _decode(
    picture: NDArray[np.uint8], formats: tuple[zxingcpp.BarcodeFormat, ...]
) -> list[zxingcpp.Barcode]:
    """The codes of these kinds; light ones on dark ground too where that costs little."""
    return list(
        zxingcpp.read_barcodes(
            np.ascontiguousarray(picture),
            formats=zxingcpp.BarcodeFormats(list(formats)),
            text_mode=zxingcpp.TextMode.Plain,
            try_invert=formats == _QR,
        )
    )


def _object(code: zxingcpp.Barcode, offset: tuple[int, int], size: tuple[int, int]) -> PageObject | None:
    text = "".join(c for c in code.text if c.isprintable() or c in "\n\t").strip()
    kind = ObjectKind.QR if code.format in _SQUARE else ObjectKind.BARCODE
    if not text or (kind is ObjectKind.BARCODE and len(text) < LEAST_STRIPED):
        return None
    at, (left, top), (width, height) = code.position, offset, size
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    xs = [min(1.0, max(0.0, (p.x + left) / width)) for p in corners]
    ys = [min(1.0, max(0.0, (p.y + top) / height)) for p in corners]
    return PageObject(kind=kind, box=Box(min(xs), min(ys), max(xs), max(ys)), text=text)
