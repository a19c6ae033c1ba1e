"""The stages in their order, as a worker runs them: some pages, then the record."""

from __future__ import annotations

import time
from pathlib import Path

from pipeline import api, diacritics, extract, gazetteer, intake, ocr
from pipeline.options import ReadOptions
from pipeline.records.letter import Letter
from pipeline.records.page import Line, Page, Reader, Reading, Source, Step, Word

Part = tuple[Source, tuple[Page, ...], tuple[Step, ...]]


def survey(path: Path, options: ReadOptions) -> Source:
    """What the file is and how many pages it has; nothing is decoded for it."""
    with intake.open_document(path, options.intake) as document:
        return document.source


def some(path: Path, options: ReadOptions, numbers: range | None) -> Part:
    """Read the words of some pages; `seconds` of the source is what that took."""
    began = time.perf_counter()
    source, pages, steps = api.read_some(path, options, numbers)
    return source.model_copy(update={"seconds": round(time.perf_counter() - began, 3)}), pages, steps


def whole(part: Part, options: ReadOptions) -> tuple[Letter, tuple[Page, ...]]:
    """The record of all pages, and the pages as they were recovered."""
    source, pages = api.join_pages(*part, options)
    reading = diacritics.recover(Reading(source=source, pages=pages), options.diacritics)
    reading = extract.untangle(reading)  # as `extract` itself does: words and text then agree
    return extract.extract(reading, options.extract), reading.pages


def divide(options: ReadOptions, source: Source, words: tuple[Page, ...], begins: tuple[int, ...]) -> Letter:
    """The record again, from words that were recovered before, with letters on the pages named."""
    return api.divide(source, words, begins, options)


def load() -> None:
    """Read a letter of a few lines, which opens what every letter needs: engines, words, names, places.

    Raises:
        MissingPart: a part that reading needs is not installed.
    """
    options = ReadOptions()
    ocr.open_engines(options.ocr)
    gazetteer.load().find("Hòa An")
    lines = tuple(
        Line(words=tuple(Word(text=word, confidence=_DOUBTED) for word in row.split()), block=block)
        for block, rows in enumerate(_LETTER)
        for row in rows
    )
    page = Page(number=1, lines=lines, read_as=Reader.SCAN)
    source = Source(name="", sha256="", media_type="image/png", pages=1, read_as=Reader.SCAN)
    whole((source, (page,), ()), options)


_DOUBTED = 0.6
_LETTER = (
    ("ỦY BAN NHÂN DÂN", "PHƯỜNG HÒA AN", "Số: 12/UBND-VX"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hòa An, ngày 5 tháng 3 năm 2025"),
    ("Kính gửi: Các trường trên địa bàn.",),
    (
        "Thực hiện Công văn số 34/SGDĐT-VP ngày 1/3/2025 của Sở Giáo dục về việc tổ chức cuộc thi vẽ, Ủy ban",
        "nhân dân phường de nghi các trường gửi bài trước ngày 20/3/2025. 01 giải Nhất 500.000 đồng.",
    ),
    ("Nơi nhận:", "- Như trên;", "- Lưu: VT."),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"),
)
"""An invented letter, read with doubts: it asks for a bit of everything that reading knows."""
