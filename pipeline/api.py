"""The library's door: `read(path) -> Letter`. The order of the stages stands here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel

from pipeline import cleanup, diacritics, extract, intake, layout, ocr
from pipeline.errors import NoSuchField, PageFailed, Truncated
from pipeline.intake import RawPage
from pipeline.options import CleanupOptions, ReadOptions
from pipeline.records.evidence import Box, Field
from pipeline.records.image import PageImage
from pipeline.records.letter import Letter
from pipeline.records.page import Page, Reader, Reading, Source, Step


def read(path: str | Path, options: ReadOptions | None = None) -> Letter:
    """Read one file and return its letter; further letters in the file stand in `Letter.also`.

    Raises:
        CongvanError: the file as a whole cannot be read; its code and remedy say why. A page that
            cannot be read does not raise: it is named in `Letter.source.steps`.
    """
    options = options or ReadOptions()
    began = time.perf_counter()
    source, pages = read_pages(path, options)
    letter = assemble(source, pages, options)
    seconds = round(time.perf_counter() - began, 3)
    return letter.model_copy(update={"source": letter.source.model_copy(update={"seconds": seconds})})


def read_pages(path: str | Path, options: ReadOptions) -> tuple[Source, tuple[Page, ...]]:
    """Read the words of every page of a file, before diacritic recovery and extraction."""
    return join_pages(*read_some(path, options), options)


def read_some(
    path: str | Path, options: ReadOptions, numbers: range | None = None
) -> tuple[Source, tuple[Page, ...], tuple[Step, ...]]:
    """Read some pages of a file (by number; None: all), to be joined by `join_pages`.

    The source is as the file gives it; the steps are those of the pages read here.
    """
    with intake.open_document(Path(path), options.intake) as document:
        pages: list[Page] = []
        steps: list[Step] = []
        for raw in document.pages():
            if numbers is not None and raw.number not in numbers:
                continue
            page, done = read_page(raw, options)
            pages.append(page)
            steps.extend(done)
        return document.source, tuple(pages), tuple(steps)


def join_pages(
    source: Source, pages: tuple[Page, ...], steps: tuple[Step, ...], options: ReadOptions
) -> tuple[Source, tuple[Page, ...]]:
    """All pages of a file as one reading.

    Raises:
        Truncated: not one page could be read.
    """
    failed = [step for step in steps if step.name == "failed"]
    if len(failed) == len(pages):  # nothing was read: an empty letter would look like a read one
        raise Truncated(source.name, failed[0].detail)
    reader = Reader.SCAN if any(p.read_as is Reader.SCAN for p in pages) else pages[0].read_as
    engine = ocr.engine_name(options.ocr) if reader is Reader.SCAN else None
    update = {"read_as": reader, "engine": engine, "steps": (*source.steps, *steps)}
    return source.model_copy(update=update), tuple(pages)


def read_page(raw: RawPage, options: ReadOptions) -> tuple[Page, tuple[Step, ...]]:
    """Read one page: its text layer where that is good Vietnamese, else its picture.

    What another program read under a scan stays only where our own reading is clearly worse. A page
    that fails comes back empty with a step `failed` that carries the error's code.
    """
    steps: list[Step] = []
    layer: Page | None = None
    if raw.words is not None:
        verdict = diacritics.detect(raw.words.text)
        if raw.picture is None or (verdict.readable and not intake.is_hidden(raw.words)):
            return _with_codes(raw, raw.words), ()
        if verdict.readable:
            layer = raw.words
        else:
            steps.append(Step(page=raw.number, name="text-layer-refused", detail=verdict.kind))
    if raw.picture is None:
        return Page(number=raw.number, blank=True), tuple(steps)
    own, done = _read_picture(raw.number, raw.picture, options)
    if layer is not None and (own.blank or diacritics.clearly_better(layer.text, own.text)):
        return _with_codes(raw, layer), (Step(page=raw.number, name="text-layer-kept"),)
    if layer is not None:
        steps.append(Step(page=raw.number, name="text-layer-refused", detail="another program's reading"))
    return own, (*steps, *done)


def _read_picture(
    number: int, picture: Callable[[], PageImage], options: ReadOptions
) -> tuple[Page, tuple[Step, ...]]:
    steps: list[Step] = []
    try:
        source = picture()
        height, width = source.pixels.shape[:2]
        if intake.too_small(width, height):
            raise PageFailed("", f"page {number}: {width} x {height} pixels are too few")
        clean = cleanup.clean(source, options.cleanup)
        steps.extend(clean.steps)
        if clean.blank:
            return Page(number=number, blank=True, read_as=Reader.SCAN), tuple(steps)
        page = ocr.read_page(clean, layout.analyse(clean), options.ocr)
    except PageFailed as error:
        steps.append(Step(page=number, name="failed", detail=str(error)))
        return Page(number=number, blank=True, read_as=Reader.SCAN), tuple(steps)
    return page, tuple(steps)


def pictures(path: str | Path, options: ReadOptions | None = None) -> Iterator[PageImage]:
    """The pages of a file as pictures, as they lie in it; a file of text alone has none.

    Raises:
        PageFailed: a page cannot be rendered.
    """
    with intake.open_document(Path(path), (options or ReadOptions()).intake) as document:
        for raw in document.pages():
            if raw.picture is not None:
                yield raw.picture()


def picture(path: str | Path, number: int, options: ReadOptions | None = None) -> PageImage | None:
    """One page (from 1) as a picture, as it lies in the file; None where the file has no such picture.

    Raises:
        PageFailed: the page cannot be rendered.
    """
    with intake.open_document(Path(path), (options or ReadOptions()).intake) as document:
        for raw in document.pages():
            if raw.number == number:
                return raw.picture() if raw.picture is not None else None
    return None


def draw(path: str | Path, folder: Path, options: ReadOptions | None = None) -> tuple[Path, ...]:
    """Write pictures of each page before and after cleanup and with the boxes of what was read.

    Raises:
        PageFailed: a page cannot be rendered or read.
    """
    options = options or ReadOptions()
    written: list[Path] = []
    for source in pictures(path, options):
        clean = cleanup.clean(source, options.cleanup)
        page = ocr.read_page(clean, layout.analyse(clean), options.ocr)
        written.extend(ocr.write_debug(folder, source, clean, page))
    return tuple(written)


def read_box(
    path: str | Path, number: int, box: Box, options: ReadOptions | None = None, *, turn: int = 0
) -> tuple[str, float]:
    """The text inside a box (0..1 of the page in the file) and the reader's mean confidence in it.

    `turn`: by how many degrees to the right (0, 90, 180, 270) the page must be turned to be upright.
    """
    options = options or ReadOptions()
    page = picture(path, number, options)
    if page is None:
        return "", 0.0
    height, width = page.pixels.shape[:2]
    rows = slice(int(box.y0 * height), max(int(box.y0 * height) + 1, int(box.y1 * height)))
    columns = slice(int(box.x0 * width), max(int(box.x0 * width) + 1, int(box.x1 * width)))
    cut = page.model_copy(update={"pixels": np.rot90(page.pixels[rows, columns], -turn // 90).copy()})
    # a cut-out has too little on it to tell which way is up
    gently = CleanupOptions(orient=False, deskew=False, unwarp=False)
    clean = cleanup.clean(cut, gently)
    lines = ocr.read_page(clean.model_copy(update={"blank": False}), layout.analyse(clean), options.ocr).lines
    sure = sum(line.confidence for line in lines) / len(lines) if lines else 0.0
    return " ".join(line.text for line in lines), round(sure, 3)


def fields_of(letter: Letter, name: str) -> tuple[Field[Any], ...]:
    """The fields under a dotted name such as `issuer`, `signer.name` or `contest.stages.0.start`.

    An empty list, or a letter without contest, gives no fields.

    Raises:
        NoSuchField: the record has no such key.
    """
    found: object = letter
    for key in name.split("."):
        if isinstance(found, tuple) and key.isdigit() and int(key) < len(found):
            found = found[int(key)]
        elif isinstance(found, BaseModel) and (key in type(found).model_fields or key == "for"):
            found = getattr(found, "for_" if key == "for" else key)
        else:
            raise NoSuchField(name)
    return tuple(_fields_in(found))


def _fields_in(node: object) -> Iterator[Field[Any]]:
    if isinstance(node, Field):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _fields_in(item)
    elif isinstance(node, BaseModel):
        for key in type(node).model_fields:
            yield from _fields_in(getattr(node, key))


def _with_codes(raw: RawPage, page: Page) -> Page:
    """The page with what its QR codes and barcodes say, where it shows pictures at all."""
    if raw.picture is None or not raw.illustrated:
        return page
    try:
        codes = layout.find_codes(raw.picture())
    except PageFailed:
        return page
    return page.model_copy(update={"objects": (*page.objects, *codes)})


def recover_text(text: str | Path, options: ReadOptions | None = None) -> diacritics.Recovery:
    """Text with its diacritics, the same lines; a path is read as a text file first.

    Raises:
        InputError: the file is not there or is no text.
    """
    options = options or ReadOptions()
    if isinstance(text, Path):
        text = intake.read_text(text, options.intake)
    return diacritics.recover_text(text, options.diacritics)


def divide(source: Source, pages: tuple[Page, ...], begins: tuple[int, ...], options: ReadOptions) -> Letter:
    """The record of a file whose letters begin on the pages named, from words that were read before."""
    return extract.extract(Reading(source=source, pages=pages), options.extract, begins)


def assemble(source: Source, pages: tuple[Page, ...], options: ReadOptions) -> Letter:
    """Recover diacritics and extract the fields from pages that were read."""
    reading = diacritics.recover(Reading(source=source, pages=pages), options.diacritics)
    return extract.extract(reading, options.extract)
