"""Draws the README's picture, the card of a sample: `python scripts/readme-picture.py`."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from pipeline import api
from pipeline.terminal.card import letter_card

console = Console(width=104, record=True, file=io.StringIO())
console.print(letter_card(api.read("samples/letters/02-phuong-hoa-lu.pdf")))
Path("docs/images/card.svg").write_text(
    console.export_svg(title="congvan read 02-phuong-hoa-lu.pdf"), encoding="utf-8"
)
