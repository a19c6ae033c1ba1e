"""The types of documents, their abbreviations, and how a type is found in misread text."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline import gazetteer
from pipeline.extract.spelling import in_capitals, squeeze
from pipeline.folding import fold


@lru_cache(maxsize=1)
def names() -> tuple[tuple[str, str], ...]:
    """(name, abbreviation) of every type, longest name first."""
    return tuple(sorted(gazetteer.kinds(), key=lambda r: -len(r[0])))


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """Folded abbreviation -> canonical form (`ttr` -> `TTr`); those that differ by case only keep both."""
    return {fold(a): a for _, a in names() if a != "Luật"}


@lru_cache(maxsize=4096)
def titled(line: str) -> tuple[str, float] | None:
    """The type whose name is the whole line (`KẾ HOẠCH`, `QUYÉT ĐỊNH:`): abbreviation and fit."""
    if not in_capitals(line, least=5, most=28):
        return None
    folded = " ".join(fold(line).strip(" .:;,-–—_*'\"|“”").split())
    folded = re.sub(r"(?<=\w{2}) (?:lien (?:tich|nganh|bo)|phoi hop)$", "", folded)
    best: tuple[str, float] | None = None
    for name, short in names():
        if short in ("Luật", "SY", "TrS", "SL", "CV") and fold(name) != folded:
            continue
        score = max(fuzz.ratio(folded, fold(name)), fuzz.ratio(squeeze(folded), squeeze(name)) - 2) / 100
        if score >= 0.8 and (best is None or score > best[1]):
            best = (short, score)
    return best
