"""Sentences of official letters for the language model, drawn from the templates of `domain.txt`."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from pathlib import Path

from training.diacritics import corpus

GAZETTEER = corpus.PROJECT.parent / "shared" / "gazetteer"
_SLOT = re.compile(r"\{(\w+)\}")


def templates() -> dict[str, list[str]]:
    """The lists of `domain.txt`."""
    lists: dict[str, list[str]] = {}
    name = ""
    for row in Path(__file__).with_name("domain.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("= "):
            name = row[2:].strip()
            lists[name] = []
        elif row.startswith("+ "):
            lists[name] += row[2:].split("|")
    return lists


def _column(name: str, column: str) -> list[str]:
    with (GAZETTEER / name).open(encoding="utf-8") as rows:
        return [row[column] for row in csv.DictReader(rows) if row[column]]


class Drawer:
    """Fills templates; the random source is the caller's."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.lists = templates()
        self.wards = _column("admin_units_2025.csv", "ward_short")
        full = sorted(set(_column("admin_units_2025.csv", "province")))
        self.provinces = [re.sub("^(Thành phố|Tỉnh) ", "", p) for p in full]
        self.old = sorted(set(_column("admin_units_legacy.csv", "district")))
        with (GAZETTEER / "person_names.csv").open(encoding="utf-8") as rows:
            names = list(csv.DictReader(rows))
        self.surnames = [r["name"] for r in names if r["kind"] == "surname"]
        self.given = [r["name"] for r in names if r["kind"] != "surname"]

    def slot(self, name: str) -> str:
        """One value for a slot."""
        rng = self.rng
        if name in self.lists:
            return self.fill(rng.choice(self.lists[name]))
        match name:
            case "n":
                return str(rng.randint(1, 9))
            case "nn":
                return f"{rng.randint(1, 30):02d}"
            case "date":
                return f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(2017, 2026)}"
            case "year":
                return str(rng.randint(2017, 2027))
            case "code":
                return f"{rng.randint(10, 3000)}/UBND-VX"
            case "ward":
                return rng.choice(self.wards)
            case "WARD":
                return rng.choice(self.wards).upper()
            case "province":
                return rng.choice(self.provinces)
            case "PROVINCE":
                return rng.choice(self.provinces).upper()
            case "old":
                return rng.choice(self.old)
            case "person":
                return f"{rng.choice(self.surnames)} {rng.choice(self.given)}"
        raise KeyError(name)

    def fill(self, template: str) -> str:
        """A template with every slot drawn."""
        return _SLOT.sub(lambda m: self.slot(m.group(1)), template)

    def sentences(self, count: int) -> Iterator[str]:
        """Letter sentences; now and then a run of three, as they follow each other on a page."""
        for _ in range(count):
            yield self.fill(self.rng.choice(self.lists["letter"]))


def places() -> Iterator[str]:
    """Every place name once with its unit, so that none is unknown."""
    with (GAZETTEER / "admin_units_2025.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            yield f"{row['ward']}, {row['province']}"
            yield f"Ủy ban nhân dân {row['ward'][0].lower()}{row['ward'][1:]}"
    with (GAZETTEER / "admin_units_legacy.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            yield ", ".join(row[k] for k in ("ward", "district", "province") if row[k])
