"""Kính gửi: to whom the letter goes."""

from __future__ import annotations

from pipeline.extract import anchors, listing
from pipeline.extract.candidates import Candidate
from pipeline.extract.zones import Zones


def find(zones: Zones) -> list[Candidate[str]]:
    """One candidate an addressee, in order."""
    found = []
    for item in listing.items(zones.to, anchors.to):
        rule = "list-item" if item.marked else "inline"
        found.append(listing.candidate(item, item.text, rule, 0.92 if item.marked else 0.9))
    return found
