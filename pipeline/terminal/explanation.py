"""Why a field holds what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.records.evidence import Evidence, Field
from pipeline.terminal.card import cell


def explanation(name: str, fields: Sequence[Field[Any]]) -> RenderableType:
    """Value, raw reading, rule, confidence, places and what else was possible."""
    if not fields:
        return Text(f"{name}: nothing of the kind was read in this letter")
    return Group(*(_one(name if len(fields) == 1 else f"{name}[{i}]", f) for i, f in enumerate(fields)))


def _one(name: str, field: Field[Any]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    table.add_row(name, cell(field))
    table.add_row("raw", Text(field.raw or ""))
    table.add_row("rule", f"{field.rule}  ({field.confidence:.2f})")
    for place in field.evidence:
        table.add_row("seen", _place(place))
    for other in field.alternatives:
        table.add_row("or", f"{other.value}  ({other.confidence:.2f}, {other.rule})")
    return table


def _place(place: Evidence) -> str:
    parts = [f"page {place.page}"]
    if place.box is not None:
        parts.append("box " + " ".join(f"{v:.3f}" for v in place.box))
    if place.span is not None:
        parts.append(f"characters {place.span[0]}..{place.span[1]}")
    return ", ".join(parts)
