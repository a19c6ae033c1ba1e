"""The stages in their order, keeping the words of the pages beside the record."""

from __future__ import annotations

from pathlib import Path

from pipeline import api, diacritics, extract
from pipeline.options import ReadOptions
from pipeline.records.letter import Letter
from pipeline.records.page import Page, Reading


def read(path: Path, options: ReadOptions) -> tuple[Letter, tuple[Page, ...]]:
    """Read a file: its record, and its pages as they were recovered.

    Raises:
        InputError: it cannot be read at all.
    """
    source, pages = api.read_pages(path, options)
    reading = diacritics.recover(Reading(source=source, pages=pages), options.diacritics)
    reading = extract.untangle(reading)  # as `extract` itself does: words and text then agree
    return extract.extract(reading, options.extract), reading.pages
