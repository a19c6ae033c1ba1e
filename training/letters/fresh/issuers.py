"""Who writes letters told by templates: bodies of `cast` and others (unions, police, schools, companies)."""

from __future__ import annotations

import functools
import random
from typing import Any

from training.letters import cast
from training.letters.cast import Agency, Province, Signature
from training.letters.fresh.templates import FILES

CAPACITIES = {**{c: c for c in ("TM.", "KT.", "TL.", "TUQ.", "Q.")}, "T/M": "TM.", "K/T": "KT.", "T/L": "TL."}
"""Capacities as letters print them, Party bodies with a stroke; as the record spells them."""


def issuer(name: str, where: Province, ward: str, rng: random.Random) -> Agency:
    """An issuer as the templates name it: `commune`, `department:SYT`, or a key of `bodies.toml`."""
    known = bodies()
    if name not in known:
        return cast.by_name(name, where, ward, rng)
    data = known[name]
    area, place = cast.split_area(ward)
    slots = {"province": where.full, "name": where.name, "kind": where.kind, "ward": ward, "area": area}
    school = rng.choice(data.get("schools", [""]))

    def said(text: str) -> str:
        return text.format(**slots, school=school)

    parent = tuple(said(p) for p in data.get("parent", ()))
    lines = tuple(said(p) for p in data["issuer"])
    return Agency(
        parent=parent,
        issuer=lines,
        full=said(data.get("full", " ".join(data["issuer"]))),
        parent_full=said(data.get("parent_full", " ".join(parent))) or None,
        short=said(data["short"]),
        code=data["code"],
        unit=rng.choice(data["units"]),
        place=place if data.get("local") else where.name,
        province=where,
        signatures=tuple(signature(s) for s in data["signatures"]),
        party="banner" in data,
        area=area if data.get("local") else where.kind,
        banner=data.get("banner", ""),
    )


@functools.cache
def bodies() -> dict[str, dict[str, Any]]:
    """Bodies by key, those of all families."""
    return {b["key"]: b for family in FILES for b in cast.load(f"{family}/bodies")["body"]}


def signature(lines: list[str]) -> Signature:
    """A signature block as printed: the last capacity counts, the last line is the signer's own post.

    >>> signature(["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]).for_
    'BAN THƯỜNG VỤ'
    """
    capacity = for_ = None
    for line in lines:
        first, _, rest = line.partition(" ")
        if first in CAPACITIES:
            capacity, for_ = CAPACITIES[first], rest
    return Signature(tuple(lines), capacity, for_, lines[-1])
