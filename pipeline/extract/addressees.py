"""Kính gửi: to whom the letter goes."""

from __future__ import annotations

from pipeline.extract import anchors, listing
from pipeline.extract.candidates import Candidate
from pipeline.extract.lines import LineRef
from pipeline.extract.zones import Zones


def find(zones: Zones) -> list[Candidate[str]]:
    """One candidate an addressee, in order."""
    found = []
    for item in listing.items(_under_label(zones.to), anchors.to):
        rule = "list-item" if item.marked else "inline"
        found.append(listing.candidate(item, rule, 0.92 if item.marked else 0.9))
    return found


def _under_label(lines: tuple[LineRef, ...]) -> list[LineRef]:
    """The zone without what a stamp left of a bare `Kính gửi:` printed between its items.

    Only where the items stand right of the label: a list under it begins at the margin, as stamps do.
    """
    label = next((r for r in lines if (m := anchors.to(r.text)) and not r.text[m.end() :].strip(" :.")), None)
    edge = label.box.x0 if label is not None and label.box is not None else None
    right = [
        r for r in lines if r is not label and r.box is not None and edge is not None and r.box.x0 > edge
    ]
    if edge is None or len(right) < 1:
        return list(lines)
    kept = [r for r in lines if r.box is None or r.box.x1 > edge or r is label]
    return [label, *(r for r in kept if r is not label)] if label is not None else kept
