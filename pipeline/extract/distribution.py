"""Nơi nhận: who else gets the letter, with the line `Lưu:`."""

from __future__ import annotations

import re

from pipeline.extract import anchors, listing
from pipeline.extract.candidates import Candidate
from pipeline.extract.zones import Zones
from pipeline.folding import fold

_KEPT = re.compile(r"^(?:luu|lun|liru|l[a-z]u)\b")


def find(zones: Zones) -> list[Candidate[str]]:
    """One candidate an entry, in order; nothing after the `Lưu` line is taken."""
    found: list[Candidate[str]] = []
    for item in listing.items(zones.distribution, anchors.distribution):
        kept = bool(_KEPT.match(fold(item.text)))
        if not item.marked and not kept and not found and len(item.text) < 4:
            continue
        score = 0.92 if item.marked else 0.7
        found.append(listing.candidate(item, "kept-line" if kept else "list-item", score))
        if kept:
            break
    return found
