"""The stages in their order, as a worker runs them: some pages, then the record."""

from __future__ import annotations

import time
from pathlib import Path

from pipeline import api, diacritics, extract, intake
from pipeline.options import ReadOptions
from pipeline.records.letter import Letter
from pipeline.records.page import Page, Reading, Source, Step

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
    """Nothing: importing this module has loaded the stages."""
