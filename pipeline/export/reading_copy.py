"""Searchable reading copies: the scan as PDF/A-2b with the words that were read, invisible, in place.

A reading copy is made anew from pictures and words; the original, and any signature on it, is not
touched, and the copy says of itself that it does not stand for it (Luật Giao dịch điện tử 2023,
Điều 12 asks more of a copy that does).
"""

from __future__ import annotations

import datetime as dt
import io
import math
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import img2pdf
import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from pipeline.export import wording
from pipeline.export.glyphless import ADVANCE, DESCENT, embed, encode
from pipeline.export.item import Item
from pipeline.place import beside
from pipeline.records.evidence import Box
from pipeline.records.image import PageImage
from pipeline.records.page import Line, Page

QUALITY = 75
"""JPEG quality of grey and colour pages."""

SKEW = 5.0
"""Degrees by which a scan may lie askew."""


@dataclass(frozen=True)
class Leaf:
    """A page as a picture (as it lies in the file) and as words (`Page.to_source` joins the two)."""

    picture: PageImage
    page: Page


def write_reading_copy(leaves: Iterable[Leaf], destination: Path, item: Item, *, now: dt.datetime) -> None:
    """Write the letter as a searchable PDF/A-2b.

    Leaves are taken one at a time; only their packed pictures and words are kept.
    """
    pictures: list[bytes] = []
    pages: list[Page] = []
    for leaf in leaves:
        pictures.append(_packed(leaf.picture))
        pages.append(leaf.page)
    characters = {c for page in pages for line in page.lines for c in line.text}
    with pikepdf.open(io.BytesIO(img2pdf.convert(pictures, nodate=True))) as pdf:
        font = embed(pdf, characters)
        for sheet, page in zip(pdf.pages, pages, strict=True):
            _, _, width, height = (float(v) for v in sheet.mediabox)
            content = "\n".join(_text_layer(page, width, height))
            if content:
                sheet.Resources.Font = Dictionary(F1=font)
                sheet.contents_add(f"q BT 3 Tr\n{content}\nET Q".encode())
        _declare(pdf, item, now)
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]  # drawn by lot; the file gets one made of its content
        saved, plain = io.BytesIO(), pikepdf.ObjectStreamMode.disable
        pdf.save(saved, min_version="1.7", deterministic_id=True, object_stream_mode=plain)
    with beside(destination) as path:
        path.write_bytes(saved.getvalue())  # pikepdf itself ends the process when a disk is full


def _packed(picture: PageImage) -> bytes:
    """Fax compression for two tones, JPEG for the rest; the resolution goes along."""
    pixels = picture.pixels
    dpi = (picture.dpi, picture.dpi)
    buffer = io.BytesIO()
    if picture.bilevel and pixels.ndim == 2:
        black = Image.fromarray(np.where(pixels > 127, 255, 0).astype(np.uint8)).convert(
            "1", dither=Image.Dither.NONE
        )
        black.save(buffer, "TIFF", compression="group4", dpi=dpi)
    else:
        Image.fromarray(pixels).save(buffer, "JPEG", quality=QUALITY, dpi=(round(dpi[0]), round(dpi[1])))
    return buffer.getvalue()


def _text_layer(page: Page, width: float, height: float) -> Iterator[str]:
    """Operators that set every word into its box, a space into every gap."""
    for line in page.lines:
        size = _size(line)
        previous: Box | None = None
        for word in line.words:
            if word.box is None:
                continue
            if previous is not None and word.box.x0 > previous.x1:
                yield _set(" ", Box(previous.x1, size[0], word.box.x0, size[1]), page, width, height)
            yield _set(word.text, Box(word.box.x0, size[0], word.box.x1, size[1]), page, width, height)
            previous = word.box
        if previous is not None:
            yield _set(
                " ", Box(previous.x1, size[0], min(1.0, previous.x1 + 0.005), size[1]), page, width, height
            )


def _size(line: Line) -> tuple[float, float]:
    """Top and bottom of the line: one height for all its words, so that viewers mark it evenly."""
    boxes = [w.box for w in line.words if w.box is not None]
    return (min(b.y0 for b in boxes), max(b.y1 for b in boxes)) if boxes else (0.0, 0.0)


def _set(text: str, box: Box, page: Page, width: float, height: float) -> str:
    """One piece of text stretched over a box of the upright page, wherever that lies in the file."""
    corners = (box.x0, box.y1), (box.x1, box.y1), (box.x0, box.y0)
    (x, y), (rx, ry), (ux, uy) = (_in_file(page, c, width, height) for c in corners)
    long, high = math.hypot(rx - x, ry - y), math.hypot(ux - x, uy - y)
    if long <= 0 or high <= 0:
        return ""
    cos, sin = _direction(rx - x, ry - y)
    rise = -DESCENT / 1000
    x, y = x + rise * (ux - x), y + rise * (uy - y)
    stretch = 100 * long / (len(text) * ADVANCE / 1000 * high)
    matrix = " ".join(f"{v:.4f}" for v in (cos, sin, -sin, cos, x, y))
    return f"/F1 {high:.3f} Tf {stretch:.2f} Tz {matrix} Tm <{encode(text)}> Tj"


def _direction(dx: float, dy: float) -> tuple[float, float]:
    """Cosine and sine of a word's direction; a skew of a scan is dropped.

    Every word stands in its own place anyway, and readers tear slanted lines apart.
    """
    angle = math.degrees(math.atan2(dy, dx))
    upright = 90 * round(angle / 90)
    angle = math.radians(upright if abs(angle - upright) < SKEW else angle)
    return math.cos(angle), math.sin(angle)


def _in_file(page: Page, point: tuple[float, float], width: float, height: float) -> tuple[float, float]:
    """A point of the upright page in points of the PDF page, y up."""
    x, y = point
    if page.to_source is not None:
        a, b, c, d, e, f, g, h, i = page.to_source
        w = g * x + h * y + i
        x, y = (a * x + b * y + c) / w, (d * x + e * y + f) / w
    return x * width, (1 - y) * height


def _declare(pdf: pikepdf.Pdf, item: Item, now: dt.datetime) -> None:
    """Say that it is PDF/A-2b, in which colours, and what it is a copy of."""
    profile = pdf.make_stream(_srgb())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        Info=pikepdf.String("sRGB"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.Root.Lang = pikepdf.String("vi")
    letter = item.letter
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as meta:
        meta["pdfaid:part"] = "2"
        meta["pdfaid:conformance"] = "B"
        meta["dc:title"] = wording.content(letter) or letter.source.name
        meta["dc:creator"] = [letter.issuer.value or letter.source.name]
        meta["dc:description"] = (
            "Bản đọc tìm kiếm được, không thay cho bản gốc. "
            f"Tệp gốc: {letter.source.name}, SHA-256 {letter.source.sha256}"
        )
        meta["dc:identifier"] = wording.code(letter) or letter.source.sha256
        meta["xmp:CreatorTool"] = "congvan"
        meta["pdf:Producer"] = "congvan"
        stamp = now.astimezone(dt.UTC).isoformat(timespec="seconds")
        meta["xmp:CreateDate"] = stamp
        meta["xmp:ModifyDate"] = stamp


def _srgb() -> bytes:
    """The sRGB profile, without the moment at which it was made (bytes 24 to 35 of its head)."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    day = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    return made[:24] + day + made[36:]
