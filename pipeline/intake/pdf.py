"""PDF: limits from the page tree, the text layer with boxes, pictures rendered by Poppler."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import (
    Encrypted,
    InputError,
    PageFailed,
    Portfolio,
    TooHeavy,
    TooManyPages,
    TooManyPixels,
    Truncated,
)
from pipeline.intake.document import Document, RawPage
from pipeline.intake.lift import lift
from pipeline.intake.origin import Origin
from pipeline.intake.pdf_guard import Weighed, packed_bomb, weigh
from pipeline.intake.pdf_page import COVERS, PDFIUM, PageFacts, facts_of, words_of
from pipeline.intake.render import render, shown_size
from pipeline.intake.resolution import render_dpi, true_dpi
from pipeline.options import IntakeOptions
from pipeline.records.image import PageImage
from pipeline.records.page import Page, Reader, Step


def open_pdf(origin: Origin, options: IntakeOptions) -> Document:
    """Open a PDF. It is only read: a signed one stays as it was signed.

    Raises:
        Encrypted: a password is needed (an empty one is tried).
        Truncated: no page can be found in it, or its end is missing.
        Portfolio: it is a folder of files, not a letter.
        TooManyPages: more pages than the limit.
        TooHeavy: it unpacks or draws without end.
        TooManyPixels: every page is over the limit of pixels.
    """
    if is_cut_off(origin.content):
        raise Truncated(origin.name, "the end of the file is missing")
    if packed_bomb(origin.content):
        raise TooHeavy(origin.name, "a stream unpacks without end")
    with PDFIUM:
        pdf = _load(origin)
        count = len(pdf)
    try:
        if count == 0:
            raise Truncated(origin.name, "no page in it")
        if count > options.max_pages:
            raise TooManyPages(origin.name, f"{count} pages, limit {options.max_pages}")
        weighed = weigh(origin.content)
        if weighed.portfolio:
            raise Portfolio(origin.name, ", ".join(weighed.inside[:5]))
        with PDFIUM:
            facts = [
                PageFacts(fault="it draws without end") if i in weighed.heavy else facts_of(pdf, i)
                for i in range(count)
            ]
        _refuse_bombs(origin, facts, weighed, options)
    except InputError:
        _close(pdf)
        raise
    notes = _doubts(count, weighed)
    scan = not any(f.characters for f in facts)

    def walk() -> Iterator[RawPage]:
        for index, fact in enumerate(facts):
            words = _words(origin, pdf, index, fact) if options.use_text_layer else None
            picture = functools.partial(_picture, origin, pdf, index + 1, fact, options, notes)
            yield RawPage(index + 1, words, picture, fact.illustrated)

    steps = (Step(page=1, name="files-inside", detail=", ".join(weighed.inside)),) if weighed.inside else ()
    source = origin.source(count, Reader.SCAN if scan else Reader.TEXT_LAYER, steps=steps)
    return Document(source, walk, lambda: _close(pdf), notes)


def is_cut_off(content: bytes) -> bool:
    """Whether the file stops before its last end-of-file mark, or goes on after it with half an update."""
    end = content.rfind(b"%%EOF")
    return end < 0 or re.search(rb"\d+\s+\d+\s+obj\b", content[end:]) is not None


def _load(origin: Origin) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(origin.content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Encrypted(origin.name) from error
        raise Truncated(origin.name, str(error)) from error


def _close(pdf: pdfium.PdfDocument) -> None:
    with PDFIUM:
        pdf.close()


def _words(origin: Origin, pdf: pdfium.PdfDocument, index: int, facts: PageFacts) -> Page | None:
    if facts.fault or not facts.characters + facts.annotations:
        return None
    with PDFIUM:
        return words_of(origin.content, pdf, index, facts)


def _doubts(count: int, weighed: Weighed) -> list[Step]:
    """What two readers of the same file do not agree on: pages may be missing."""
    if weighed.pages == count:
        return []
    other = "cannot be walked" if weighed.pages is None else f"holds {weighed.pages}"
    return [Step(page=1, name="damaged", detail=f"{count} pages found, the page tree {other}")]


def page_pixels(facts: PageFacts, options: IntakeOptions) -> float:
    """Pixels that rendering the page would make, or the largest picture in it holds."""
    dpi = render_dpi(facts.width, facts.height, facts.scan_dpi, options.dpi)
    return max(facts.width * facts.height * (dpi / 72) ** 2, facts.image_pixels)


def _refuse_bombs(origin: Origin, facts: list[PageFacts], weighed: Weighed, options: IntakeOptions) -> None:
    if len(weighed.heavy) == len(facts):
        raise TooHeavy(origin.name, "every page draws without end")
    if all(f.fault for f in facts):
        raise Truncated(origin.name, "no page can be opened")
    smallest = min(page_pixels(f, options) for f in facts if not f.fault)
    if smallest > options.max_pixels:
        raise TooManyPixels(origin.name, f"{smallest:.0f} pixels a page, limit {options.max_pixels}")


def _picture(
    origin: Origin,
    pdf: pdfium.PdfDocument,
    number: int,
    facts: PageFacts,
    options: IntakeOptions,
    notes: list[Step],
) -> PageImage:
    if facts.fault:
        raise PageFailed(origin.name, f"page {number}: {facts.fault}")
    pixels = page_pixels(facts, options)
    if pixels > options.max_pixels:
        raise PageFailed(origin.name, f"page {number}: I-PIXELS {pixels:.0f}, limit {options.max_pixels}")
    dpi = render_dpi(facts.width, facts.height, facts.scan_dpi, options.dpi)
    if facts.lone:
        with PDFIUM:
            own = lift(pdf, number - 1, facts.turned, shown_size(facts, dpi))
        if own is not None:
            stated = true_dpi(own.shape[1], own.shape[0], dpi)
            return PageImage(number=number, pixels=own, dpi=stated, bilevel=facts.bilevel)
    image, complaint = render(origin, number, dpi, facts)
    if (
        facts.covered >= COVERS
        and image.pixels.min() == image.pixels.max()
        and not _decodes(origin, number - 1)
    ):
        raise PageFailed(origin.name, f"page {number}: its picture is damaged")
    if complaint:
        notes.append(Step(page=number, name="damaged", detail=complaint))
    return image


def _decodes(origin: Origin, index: int) -> bool:
    """Whether the pictures of a page that came out blank can be decoded at all."""
    with PDFIUM, contextlib.closing(_load(origin)) as pdf:
        try:
            for item in pdf[index].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=6):
                item.get_bitmap()
        except pdfium.PdfiumError:
            return False
    return True
