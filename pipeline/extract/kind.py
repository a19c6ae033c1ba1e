"""The type of the document: its name as a title line, the symbol, or, without both, công văn."""

from __future__ import annotations

import re

from pipeline.extract import anchors, kinds
from pipeline.extract.candidates import Candidate, seen
from pipeline.extract.lines import passage
from pipeline.extract.zones import Zones
from pipeline.folding import fold

_ABOUT = re.compile(r"^\W{0,3}ve viec\b")
"""Written out in place of `V/v`."""


def find(zones: Zones, symbol: str | None) -> list[Candidate[str]]:
    """Candidates of the type. A công văn prints no type's name (ND30 Đ7)."""
    found: list[Candidate[str]] = []
    if zones.title:
        line = passage(zones.title[:1])
        titled = kinds.titled(line.text)
        if titled:
            found.append(seen(line, 0, len(line.text), titled[0], "title-line", 0.95 * titled[1]))
    if zones.about:
        line = passage(zones.about)
        label = anchors.about(line.text) or _ABOUT.match(fold(line.text))
        end = label.end() if label else min(4, len(line.text))
        score = 0.6 if zones.title else 0.9 if label else 0.45
        found.append(seen(line, 0, end, "CV", "v/v-block", score))
    short = of_symbol(symbol)
    if short:
        ref = next((r for r in zones.left_head if anchors.number(r.text)), None)
        if ref is not None:
            line = passage([ref])
            found.append(seen(line, 0, len(line.text), short, "symbol", 0.55 if zones.about else 0.85))
    elif symbol and zones.to and not zones.title and not zones.about:
        line = passage(zones.to[:1])
        found.append(seen(line, 0, len(line.text), "CV", "addressed-untitled", 0.6))
    return found


def of_symbol(symbol: str | None) -> str | None:
    """The type that a symbol begins with: `GM-SYT` -> GM, `KH/TU` -> KH, `2016/NĐ-CP` -> NĐ."""
    if not symbol:
        return None
    bare = re.sub(r"^(?:19|20)\d\d[/-]", "", symbol)
    first = re.split(r"[-/]", bare)[0]
    if first == bare:
        return None
    return kinds.abbreviations().get(fold(first))
