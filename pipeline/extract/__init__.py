"""From words to the record: zones of the letter, then one module a field."""

from __future__ import annotations

from pipeline.extract.split import split
from pipeline.extract.untangle import untangle
from pipeline.extract.zones import find_zones
from pipeline.options import ExtractOptions
from pipeline.records.letter import Letter
from pipeline.records.page import Reading


def extract(reading: Reading, options: ExtractOptions) -> Letter:
    """The record of a reading's first letter; further letters of the file stand in `also`."""
    reading = untangle(reading)
    letters = [_letter(reading, find_zones(refs), options) for refs in split(reading)]
    return letters[0].model_copy(update={"also": tuple(letters[1:])})


def _letter(reading: Reading, zones: object, options: ExtractOptions) -> Letter:
    return Letter(source=reading.source, text=tuple(p.text for p in reading.pages))
