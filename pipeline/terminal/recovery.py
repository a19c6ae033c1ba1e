"""What recovery changed, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.diacritics import DiffLine
from pipeline.terminal.card import DOUBTFUL


def recovery_diff(lines: Sequence[DiffLine]) -> RenderableType:
    """Changed lines: what was read struck out in red, what it meant in green, doubtful words in yellow."""
    shown: list[Text] = []
    for line in lines:
        text = Text(f"{line.number:>4}  ", style="dim")
        for segment in line.segments:
            if segment.before is None:
                text.append(segment.text, style="none")
                continue
            text.append(segment.before, style="red strike")
            text.append("→", style="dim")
            text.append(segment.text, style="green" if segment.confidence >= DOUBTFUL else "yellow")
        shown.append(text)
    return Group(*shown)
