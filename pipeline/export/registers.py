"""The two registers of incoming letters (Nghị định 30/2020, PL IV): their columns and rows."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UnknownFormat
from pipeline.export import wording
from pipeline.export.item import Item, Office, numbered
from pipeline.export.sheet import Column, Sheet, write_xlsx
from pipeline.export.table import write_csv
from pipeline.export.wording import DATA

Cell = str | dt.date | None


@dataclass(frozen=True)
class Register:
    """A register: its title, its columns in the decree's order."""

    title: str
    columns: tuple[Column, ...]


def register(name: str, title: str) -> Register:
    """The columns of the register `name` from data/registers.tsv."""
    with (DATA / "registers.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["register"] == name]
    return Register(title, tuple(Column(r["key"], r["heading"], float(r["width"])) for r in rows))


def write_register(items: Sequence[Item], destination: Path, office: Office | None = None) -> None:
    """Write the register of incoming letters (sổ đăng ký văn bản đến), ten columns, XLSX or CSV.

    Letters that came in different years stand on sheets of their own: numbers run through the year.
    """
    _write(register("incoming", "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"), numbered(items), destination, office)


def write_follow_up(items: Sequence[Item], destination: Path, office: Office | None = None) -> int:
    """Write the register that follows answers (sổ theo dõi giải quyết văn bản đến), seven columns.

    Only letters that ask for something by a day, or that were given a day, stand in it; returns how many.
    """
    wanted = [i for i in numbered(items) if i.due_on or wording.dated(i.letter)]
    _write(register("follow-up", "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN"), wanted, destination, office)
    return len(wanted)


def _write(made: Register, items: Sequence[Item], destination: Path, office: Office | None) -> None:
    years = sorted({i.arrived_on.year if i.arrived_on else 0 for i in items}) or [0]
    sheets = [
        _sheet(made, [i for i in items if (i.arrived_on.year if i.arrived_on else 0) == year], year)
        for year in years
    ]
    match destination.suffix.lower():
        case ".xlsx":
            write_xlsx(made.title, made.columns, sheets, destination, office or Office())
        case ".csv":
            write_csv(made.columns, [row for sheet in sheets for row in sheet.rows], destination)
        case suffix:
            raise UnknownFormat(destination.name, suffix or "no suffix")


def incoming_rows(items: Sequence[Item]) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Headings and rows of the register of incoming letters, to be shown elsewhere than in a file."""
    made = register("incoming", "")
    lines = tuple(tuple(cell(item, c.key) for c in made.columns) for item in numbered(items))
    return tuple(c.heading for c in made.columns), lines


def _sheet(made: Register, items: Sequence[Item], year: int) -> Sheet:
    days = [i.arrived_on for i in items if i.arrived_on]
    numbers = [i.arrival_number or "" for i in items]
    return Sheet(
        year=year,
        days=(min(days), max(days)) if days else None,
        numbers=(numbers[0], numbers[-1]) if numbers else None,
        rows=tuple(tuple(cell(item, c.key) for c in made.columns) for item in items),
    )


def cell(item: Item, key: str) -> Cell:
    """What stands in a column for a letter; None for what only a pen may fill."""
    letter = item.letter
    match key:
        case "arrived_on":
            return item.arrived_on
        case "arrival_number":
            return item.arrival_number
        case "author":
            return letter.issuer.value
        case "code":
            return wording.code(letter)
        case "issued_on":
            return letter.issued_on.value
        case "content":
            return wording.content(letter)
        case "assigned_to":
            return item.assigned_to
        case "forwarded_on":
            return item.forwarded_on
        case "note":
            return wording.notes(item)
        case "document":
            return wording.document(letter)
        case "due":
            return wording.due(item)
        case "progress":
            return item.progress
        case "answer":
            return item.answer
        case _:
            return None
