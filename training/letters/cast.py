"""Who writes: invented people in agencies of real and invented places."""

from __future__ import annotations

import functools
import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent / "content"


@functools.cache
def load(name: str) -> dict[str, Any]:
    """One data file of `content/`."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Province:
    """A province or city: `thành phố` + `Hải Phòng`."""

    kind: str
    name: str
    code: str
    old: bool = False
    """As it was before 1 July 2025, with districts."""

    @property
    def full(self) -> str:
        """`thành phố Hải Phòng`."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True)
class Signature:
    """A signature block and the record it gives."""

    lines: tuple[str, ...]
    capacity: str | None
    for_: str | None
    title: str


@dataclass(frozen=True)
class Agency:
    """An issuing body: `parent` and `issuer` as the head prints them, `full` as the record names it."""

    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    full: str
    parent_full: str | None
    short: str
    """What it calls itself in the letter: `Ủy ban nhân dân xã`, `Sở Y tế`."""
    code: str
    unit: str
    place: str
    province: Province
    signatures: tuple[Signature, ...]
    party: bool = False
    area: str = ""
    """`phường`, `xã`, `tỉnh`, `thành phố`: what its area is called."""
    banner: str = ""
    """What stands at the head's right instead of the state's name, where it is not the Party's."""


def province(rng: random.Random) -> tuple[Province, str]:
    """A province and one of its communes (`phường Kiến An`); some invented, some of the years before 2025."""
    data = load("places")
    if rng.random() < 0.3:
        entry = rng.choice(data["old_province"])
        return Province(entry["kind"], entry["name"], entry["code"], old=True), rng.choice(entry["wards"])
    entry = rng.choice(data["province"])
    ward = rng.choice(entry["wards"]) if rng.random() < 0.7 else rng.choice(data["invented"]["wards"])
    return Province(entry["kind"], entry["name"], entry["code"]), ward


def split_area(ward: str) -> tuple[str, str]:
    """`thị xã Duy Tiên` -> (`thị xã`, `Duy Tiên`)."""
    for kind in ("thị xã", "thị trấn", "thành phố", "đặc khu"):
        if ward.startswith(kind + " "):
            return kind, ward.removeprefix(kind + " ")
    kind, name = ward.split(" ", 1)
    return kind, name


def person(rng: random.Random) -> str:
    """A full name made of common parts."""
    data = load("people")
    sex = rng.choice(("male", "female"))
    parts = [
        rng.choice(data["surnames"]),
        rng.choice(data[f"middle_{sex}"]),
        rng.choice(data[f"given_{sex}"]),
    ]
    return " ".join(parts)


def _direct(title: str) -> Signature:
    return Signature((title,), None, None, title)


def _deputy(head: str, deputy: str) -> Signature:
    return Signature((f"KT. {head}", deputy), "KT.", head, deputy)


def _order(head: str, own: str, capacity: str = "TL.") -> Signature:
    return Signature((f"{capacity} {head}", own), capacity, head, own)


def committee_signatures() -> tuple[Signature, ...]:
    """How a People's Committee signs."""
    body = "ỦY BAN NHÂN DÂN"
    return (
        Signature((f"TM. {body}", "CHỦ TỊCH"), "TM.", body, "CHỦ TỊCH"),
        Signature((f"TM. {body}", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "KT.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        Signature((f"TM. {body}", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "KT.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        _deputy("CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    )


def commune(where: Province, ward: str, rng: random.Random) -> Agency:
    """The People's Committee of a commune."""
    area, name = split_area(ward)
    short = rng.choice((f"Ủy ban nhân dân {area}", f"UBND {area}"))
    return Agency(
        parent=(),
        issuer=("Ủy ban nhân dân", ward),
        full=f"Ủy ban nhân dân {ward}",
        parent_full=None,
        short=short,
        code="UBND",
        unit=rng.choice(load("agencies")["commune"]["units"]),
        place=name,
        province=where,
        signatures=committee_signatures(),
        area=area,
    )


def commune_office(where: Province, ward: str, rng: random.Random) -> Agency:
    """A specialised office of a commune."""
    data = rng.choice(load("agencies")["office"][:2])
    kind, name = split_area(ward)
    return Agency(
        parent=rng.choice((("Ủy ban nhân dân", ward), (f"UBND {ward}",))),
        issuer=(data["name"],),
        full=f"{data['name']} {ward}",
        parent_full=f"Ủy ban nhân dân {ward}",
        short=data["name"],
        code=data["code"],
        unit=rng.choice(data["units"]),
        place=name,
        province=where,
        signatures=(_direct("TRƯỞNG PHÒNG"), _deputy("TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        area=kind,
    )


def department(where: Province, rng: random.Random, code: str | None = None) -> Agency:
    """A department (Sở) of a province."""
    entries = load("agencies")["department"]
    if code is None and where.old:
        entries = [*entries, *load("agencies")["old_department"]]
    data = next(d for d in entries if d["code"] == code) if code else rng.choice(entries)
    if where.old and "old_name" in data:
        data = {**data, "name": data["old_name"], "code": data["old_code"]}
    chief = data.get("head", "GIÁM ĐỐC")
    head = rng.choice((f"UBND {where.full}", f"Ủy ban nhân dân {where.full}"))
    parent = (head,) if head.startswith("UBND") else ("Ủy ban nhân dân", where.full)
    return Agency(
        parent=parent,
        issuer=(data["name"],),
        full=f"{data['name']} {where.full}",
        parent_full=f"Ủy ban nhân dân {where.full}",
        short=data["name"],
        code=data["code"],
        unit=rng.choice(data["units"]),
        place=where.name,
        province=where,
        signatures=(
            _direct(chief),
            _deputy(chief, f"PHÓ {chief}"),
            _deputy(chief, f"PHÓ {chief}"),
            _order(chief, "CHÁNH VĂN PHÒNG"),
        ),
        area=where.kind,
    )


def unit(where: Province, rng: random.Random) -> Agency:
    """A centre, hospital, school or branch under a department."""
    data = rng.choice(load("agencies")["unit"])
    head = data["head"]
    return Agency(
        parent=rng.choice(((f"{data['parent']} {where.full}",), (f"{data['parent']} {where.name}",))),
        issuer=(data["name"],),
        full=data["name"],
        parent_full=f"{data['parent']} {where.full}",
        short=data["name"],
        code=data["code"],
        unit=rng.choice(data["units"]),
        place=where.name,
        province=where,
        signatures=(_direct(head), _deputy(head, f"PHÓ {head}")),
        area=where.kind,
    )


def provincial_committee(where: Province, rng: random.Random) -> Agency:
    """The People's Committee of a province."""
    return Agency(
        parent=(),
        issuer=("Ủy ban nhân dân", where.full),
        full=f"Ủy ban nhân dân {where.full}",
        parent_full=None,
        short=f"Ủy ban nhân dân {where.kind}",
        code="UBND",
        unit=rng.choice(("VX", "KT", "NC", "TH", "KSTT")),
        place=where.name,
        province=where,
        signatures=(*committee_signatures()[:3], _order("CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        area=where.kind,
    )


def party_committee(where: Province, ward: str, rng: random.Random) -> Agency:
    """The Party committee of a commune."""
    kind, name = split_area(ward)
    return Agency(
        parent=(f"Đảng bộ {where.full}",),
        issuer=(f"Đảng ủy {ward}",),
        full=f"Đảng ủy {ward}",
        parent_full=f"Đảng bộ {where.full}",
        short=f"Đảng ủy {kind}",
        code="ĐU",
        unit=rng.choice(("BXDĐ", "VPĐU")),
        place=name,
        province=where,
        signatures=(Signature(("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"), "TM.", "BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),),
        party=True,
        area=kind,
    )


def by_name(name: str, where: Province, ward: str, rng: random.Random) -> Agency:
    """An issuer as the phrase files name it: `commune`, `department:SYT`, `party` ..."""
    kind, _, code = name.partition(":")
    if kind == "commune":
        return commune(where, ward, rng)
    if kind == "office":
        return commune_office(where, ward, rng)
    if kind == "department":
        return department(where, rng, code or None)
    if kind == "unit":
        return unit(where, rng)
    if kind == "party":
        return party_committee(where, ward, rng)
    if kind == "province":
        return provincial_committee(where, rng)
    raise ValueError(f"no such issuer: {name}")
