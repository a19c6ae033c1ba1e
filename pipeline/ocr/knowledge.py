"""The closed lists: printed phrases, marks, syllables of names; loaded once and checked."""

from __future__ import annotations

import csv
import unicodedata
from functools import lru_cache
from importlib import resources

from pipeline.folding import unmark


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Capitals without diacritics, letters and digits only: what survives bad reading.

    Example:
        >>> fold("Phó Giám đốc")
        'PHOGIAMDOC'
    """
    return "".join(c for c in unmark(unicodedata.normalize("NFC", text)) if c.isalnum()).upper()


def rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a data file.

    Raises:
        ValueError: a column is missing or a row is incomplete.
    """
    text = resources.files("pipeline.ocr.data").joinpath(name).read_text("utf-8")
    found = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(found, start=2):
        if any(not row.get(column) for column in (*columns, "source")):
            raise ValueError(f"{name}, line {number}: a column is empty")
    return found


@lru_cache(maxsize=1)
def phrases() -> dict[str, tuple[str, ...]]:
    """Printed phrases by use: `line`, `start`, `caps`, `title`, `body`, `word`."""
    by_use: dict[str, list[str]] = {}
    for row in rows("phrases.tsv", ("use", "phrase")):
        by_use.setdefault(row["use"], []).append(row["phrase"])
    return {use: tuple(found) for use, found in by_use.items()}


@lru_cache(maxsize=1)
def marks() -> tuple[tuple[str, str, str], ...]:
    """Marks of urgency and secrecy: kind, folded letters, value."""
    return tuple(
        (r["kind"], fold(r["mark"]), r["value"]) for r in rows("marks.tsv", ("kind", "mark", "value"))
    )


@lru_cache(maxsize=1)
def syllables() -> dict[str, frozenset[str]]:
    """Syllables of personal names by kind: `surname`, `middle`, `given`."""
    by_kind: dict[str, set[str]] = {}
    for row in rows("names.tsv", ("kind", "syllable")):
        by_kind.setdefault(row["kind"], set()).add(row["syllable"])
    return {kind: frozenset(found) for kind, found in by_kind.items()}
