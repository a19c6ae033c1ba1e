"""Registers as CSV that opens in a spreadsheet with its letters right and its formulas dead."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from pipeline.export.sheet import Column
from pipeline.export.wording import day
from pipeline.place import beside

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run by a spreadsheet; letters come from strangers."""


def write_csv(columns: Sequence[Column], rows: Sequence[Sequence[object]], destination: Path) -> None:
    """UTF-8 with a byte order mark (spreadsheets ask for it), commas, dates as DD/MM/YYYY."""
    with beside(destination) as path, path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([c.heading for c in columns])
        writer.writerows([[_text(value) for value in row] for row in rows])


def _text(value: object) -> str:
    if isinstance(value, dt.date):
        return day(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
