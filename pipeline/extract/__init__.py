"""From words to the record: zones of the letter, then one module a field.

    letter = extract(reading, options)
    for field in explain(reading, "issued_on", options): ...

A field's module gives candidates (`candidates.Candidate`), each with value, raw reading, evidence,
rule and score; `candidates.choose` makes the field of the record from them.
"""

from __future__ import annotations

from pipeline.extract.assemble import assemble
from pipeline.extract.candidates import Candidate
from pipeline.extract.split import split, split_at
from pipeline.extract.untangle import untangle
from pipeline.extract.zones import Zones, find_zones
from pipeline.options import ExtractOptions
from pipeline.records.letter import Letter
from pipeline.records.page import Reading

__all__ = ["Candidate", "Zones", "explain", "extract", "find_zones", "split", "untangle"]


def extract(reading: Reading, options: ExtractOptions, begins: tuple[int, ...] = ()) -> Letter:
    """The record of a reading's first letter; further letters of the file stand in `also`.

    `begins`: a human said on which pages letters begin; each then has the text of its own pages.
    """
    reading = untangle(reading)
    groups = split_at(reading, begins) if begins else split(reading)
    letters = [assemble(reading, find_zones(refs), options)[0] for refs in groups]
    if begins:
        return letters[0].model_copy(update={"also": tuple(letters[1:])})
    text = tuple(page.text for page in reading.pages)
    first = letters[0].model_copy(update={"text": text, "also": tuple(letters[1:])})
    return first


def explain(reading: Reading, field: str, options: ExtractOptions) -> tuple[Candidate[object], ...]:
    """All candidates of a field of the first letter, best first; `field` as in the record (`signer.name`)."""
    reading = untangle(reading)
    refs = split(reading)[0]
    _, candidates = assemble(reading, find_zones(refs), options)
    return tuple(sorted(candidates.get(field, ()), key=lambda c: -c.score))
