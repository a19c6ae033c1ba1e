"""The types of documents and their abbreviations (Nghị định 30/2020/NĐ-CP, Điều 7 and PL III)."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def kinds() -> tuple[tuple[str, str], ...]:
    """(name, abbreviation) of every type in the order of the table; one abbreviation may stand twice."""
    with files("pipeline.gazetteer").joinpath("data", "kinds.tsv").open(encoding="utf-8") as lines:
        return tuple((r["name"], r["abbreviation"]) for r in csv.DictReader(lines, delimiter="\t"))
