"""Surnames: what tells a person's name from other capitalised words."""

from __future__ import annotations

import csv
from functools import lru_cache

from pipeline.extract.fold import fold, one_tone
from pipeline.extract.kinds import DATA


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Surnames as printed."""
    with (DATA / "surnames.tsv").open(encoding="utf-8") as file:
        return frozenset(one_tone(r["surname"]) for r in csv.DictReader(file, delimiter="\t"))


@lru_cache(maxsize=1)
def folded_surnames() -> dict[str, tuple[str, ...]]:
    """Folded surname -> surnames that differ from it by marks alone."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(surnames()):
        found[fold(name)] = (*found.get(fold(name), ()), name)
    return found
