"""Units of the country and the ways to look them up; the tables are read once, on first use."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib.resources import files

from unidecode import unidecode

_MOST_WORDS = 6
_ABBREVIATED = (
    (r"\btp\b", "thanh pho"),
    (r"\bttr?\b", "thi tran"),
    (r"\btx\b", "thi xa"),
    (r"\bp\b", "phuong"),
)


class UnitKind(StrEnum):
    """Kinds of units in force; the first two are provinces."""

    CITY = "thành phố"
    PROVINCE = "tỉnh"
    COMMUNE = "xã"
    WARD = "phường"
    SPECIAL_ZONE = "đặc khu"


@dataclass(frozen=True)
class Unit:
    """One unit; `province_code` is None for a province itself."""

    code: str
    kind: UnitKind
    name: str
    province_code: str | None = None

    @property
    def full(self) -> str:
        """Kind and name as running text prints them: `phường Hải Dương`."""
        return f"{self.kind.value} {self.name}"


@lru_cache(maxsize=65536)
def place_key(text: str) -> str:
    """Letters and digits without marks and case, single spaces; apostrophes vanish (H'leo = Hleo)."""
    flat = unidecode(text).lower().replace("'", "").replace("`", "")
    return " ".join(re.findall(r"[a-z0-9]+", flat))


@dataclass(frozen=True)
class Gazetteer:
    """All units; lookups ignore marks, case, tone placement and apostrophes."""

    units: tuple[Unit, ...]
    legacy: Mapping[tuple[str, str], tuple[tuple[str, str, tuple[str, ...]], ...]] = field(
        default_factory=dict, repr=False
    )
    """(kind, name) folded -> (district, province, codes now) of each unit of that name before July 2025."""

    @cached_property
    def by_code(self) -> Mapping[str, Unit]:
        """Units by the code of the statistics office."""
        return {u.code: u for u in self.units}

    @cached_property
    def provinces(self) -> tuple[Unit, ...]:
        """The 34 provinces and cities."""
        return tuple(u for u in self.units if u.province_code is None)

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], tuple[Unit, ...]]:
        named: dict[tuple[str, str], tuple[Unit, ...]] = {}
        for unit in self.units:
            at = (place_key(unit.kind.value), place_key(unit.name))
            named[at] = (*named.get(at, ()), unit)
        return named

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self._named)

    def province(self, text: str) -> Unit | None:
        """The province a text names, with or without its kind; None when none or several."""
        key = _spelled_out(text)
        plain = re.sub(r"^(thanh pho|tinh) ", "", key)
        found = [p for p in self.provinces if place_key(p.name) == plain]
        if not found:
            found = [u for u in self.find(text) if u.province_code is None]
        return found[0] if len(found) == 1 else None

    def under(self, province: Unit | str) -> tuple[Unit, ...]:
        """All communes, wards and special zones of a province; empty for an unknown one."""
        unit = self.province(province) if isinstance(province, str) else province
        return tuple(u for u in self.units if unit is not None and u.province_code == unit.code)

    def find(self, text: str, province: Unit | None = None) -> tuple[Unit, ...]:
        """Units named in a text by kind and name, in order; all namesakes unless `province` picks one."""
        found: dict[str, Unit] = {}
        for units in self._spots(_spelled_out(text).split()):
            inside = [u for u in units if province is None or province.code in (u.province_code, u.code)]
            found.update((u.code, u) for u in inside)
        return tuple(found.values())

    def _spots(self, words: list[str]) -> Iterator[tuple[Unit, ...]]:
        for at in range(len(words)):
            for width in (1, 2):
                kind, rest = " ".join(words[at : at + width]), words[at + width :]
                if kind not in self._kinds:
                    continue
                sizes = range(min(_MOST_WORDS, len(rest)), 0, -1)
                hits = (self._named.get((kind, " ".join(rest[:n]))) for n in sizes)
                longest = next((h for h in hits if h), None)
                if longest:
                    yield longest

    def successors(self, kind: str, name: str, province: str = "", district: str = "") -> tuple[Unit, ...]:
        """Units in force that took over a unit of before July 2025; several where it was divided."""
        rows = self.legacy.get((place_key(kind), place_key(name)), ())
        codes: dict[str, None] = {}
        for in_district, in_province, now in rows:
            if province and place_key(province) not in place_key(in_province):
                continue
            if district and place_key(district) not in place_key(in_district):
                continue
            codes.update(dict.fromkeys(now))
        return tuple(self.by_code[c] for c in codes)


def _spelled_out(text: str) -> str:
    key = place_key(text)
    for pattern, full in _ABBREVIATED:
        key = re.sub(pattern, full, key)
    return key


def _rows(name: str) -> Iterable[dict[str, str]]:
    with files("pipeline.gazetteer").joinpath("data", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def _legacy() -> dict[tuple[str, str], tuple[tuple[str, str, tuple[str, ...]], ...]]:
    table: dict[tuple[str, str], tuple[tuple[str, str, tuple[str, ...]], ...]] = {}
    for row in _rows("legacy.tsv"):
        at = (place_key(row["kind"]), place_key(row["name"]))
        one = (row["district"], row["province"], tuple(row["now"].split(",")))
        table[at] = (*table.get(at, ()), one)
    return table


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The shipped tables."""
    units = tuple(
        Unit(row["code"], UnitKind(row["kind"]), row["name"], row["province_code"] or None)
        for row in _rows("units.tsv")
    )
    return Gazetteer(units, _legacy())
