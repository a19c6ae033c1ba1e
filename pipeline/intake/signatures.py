"""Text that annotations draw: digital-signature blocks apart, signed numbers and days as words."""

from __future__ import annotations

import ctypes
import re
from collections import Counter

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.intake.glyphs import Glyph, glyphs_of, join_words, on_page
from pipeline.intake.reading_order import lines_of
from pipeline.records.evidence import Box, around
from pipeline.records.page import ObjectKind, PageObject

_BLOCK = re.compile(
    r"ký bởi|ký số|người ký|cơ quan:|thời gian ký|ngày ký|signed by|signer|@|\d\d:\d\d:\d\d|\+07:?00",
    re.I,
)
"""What a signature block says of itself (Nghị định 30/2020, PL I: agency and time of signing)."""
BLOCK_WORDS = 5
"""More words than this in one signature field make a block, fewer a number or a day."""


def annotation_boxes(page: pdfium.PdfPage) -> list[Box]:
    """Boxes of the annotations that draw something of their own, in 0..1 of the shown page."""
    boxes: list[Box] = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        rect = raw.FS_RECTF()
        known = raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect))
        raw.FPDFPage_CloseAnnot(annotation)
        if not known or kind in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            continue
        x0, y0 = on_page(page, rect.left, rect.top)
        x1, y1 = on_page(page, rect.right, rect.bottom)
        boxes.append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return boxes


def drawn_by_annotations(pdf: pdfium.PdfDocument, index: int, own: list[Glyph]) -> list[list[Glyph]]:
    """The characters that each annotation adds to a page's own, group by group.

    The annotations are drawn into the page of `pdf`, which therefore must be a copy in memory.
    """
    page = pdf[index]
    boxes = annotation_boxes(page)
    if not boxes or raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return []
    page.close()
    had = Counter(_key(g) for g in own)
    added: list[list[Glyph]] = [[] for _ in boxes]
    for glyph in glyphs_of(pdf[index]):
        if had[_key(glyph)] > 0:
            had[_key(glyph)] -= 1
            continue
        holder = _smallest_around(glyph, boxes)
        if holder is not None:
            added[holder].append(glyph)
    return [group for group in added if any(not g.text.isspace() for g in group)]


def _key(glyph: Glyph) -> tuple[str, int, int]:
    return glyph.text, round(glyph.x0 * 5000), round(glyph.y0 * 5000)


def _smallest_around(glyph: Glyph, boxes: list[Box]) -> int | None:
    x, y = glyph.middle
    holders = [
        (b.width * b.height, i)
        for i, b in enumerate(boxes)
        if b.x0 - 0.005 <= x <= b.x1 + 0.005 and b.y0 - 0.005 <= y <= b.y1 + 0.005
    ]
    return min(holders)[1] if holders else None


def is_signature_block(words: list[str]) -> bool:
    """Whether the words of one annotation say who signed and when, rather than a number or a day."""
    return len(words) > BLOCK_WORDS or bool(_BLOCK.search(" ".join(words)))


def signature_object(group: list[Glyph], ratio: float) -> PageObject | None:
    """The annotation's words as an object of the page; None where they belong into the text."""
    words = join_words(group, ratio)
    if not words or not is_signature_block([w.text for w in words]):
        return None
    lines = lines_of(words, ratio)
    box = around(line.box for line in lines)
    if box is None:
        return None
    text = "\n".join(line.text for line in lines)
    return PageObject(kind=ObjectKind.DIGITAL_SIGNATURE, box=box, text=text, lines=lines)
