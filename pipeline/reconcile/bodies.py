"""Issuing bodies: which are the same, and which stands over which."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.fuzz import ratio

from pipeline.folding import fold_words
from pipeline.gazetteer import Gazetteer, Unit

_SAME = 90.0
_SHORT = (("ubnd", "uy ban nhan dan"), ("hdnd", "hoi dong nhan dan"), ("mttq", "mat tran to quoc"))
_LEVEL = re.compile(r"\b(xa|phuong|dac khu|thi tran|quan|huyen|thi xa|thanh pho|tinh)\b")
UNKNOWN = 0


@lru_cache(maxsize=1)
def _ranks() -> tuple[tuple[re.Pattern[str], int], ...]:
    with files("pipeline.reconcile").joinpath("data", "bodies.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return tuple((re.compile(row["pattern"]), int(row["rank"])) for row in rows)


@lru_cache(maxsize=16384)
def body_key(name: str | None) -> str:
    """A body's name folded, its abbreviations spelled out."""
    words = fold_words(name or "").split()
    full = dict(_SHORT)
    return " ".join(full.get(w, w) for w in words)


@lru_cache(maxsize=16384)
def rank(name: str | None) -> int:
    """Standing of a body, 60 (Government) to 5 (units of a commune); 0 where it is not known.

    Example:
        >>> rank("Sở Khoa học và Công nghệ") > rank("Ủy ban nhân dân phường Hải Dương") > rank("")
        True
    """
    key = body_key(name)
    return next((value for pattern, value in _ranks() if pattern.search(key)), UNKNOWN)


@lru_cache(maxsize=65536)
def same_body(a: str | None, b: str | None) -> bool:
    """Whether two names mean one body: equal, close, or one with its province added.

    `Ủy ban nhân dân xã An Phú` and `... xã An Phụng` are close and yet two: the place decides.
    """
    x, y = sorted((body_key(a), body_key(b)), key=len)
    if not x:
        return False
    if x == y or re.fullmatch(re.escape(x) + r" (thanh pho|tinh) .+", y):
        return True
    place_x, place_y = _place(x), _place(y)
    if place_x or place_y:
        return place_x == place_y and ratio(x, y) >= _SAME
    return ratio(x, y) >= _SAME


def _place(key: str) -> str:
    at = _LEVEL.search(key)
    return key[at.start() :] if at else ""


@lru_cache(maxsize=16384)
def _units(name: str, places: _Hashed) -> tuple[Unit, ...]:
    return places.gazetteer.find(name)


class _Hashed:
    """A gazetteer as a cache key: one object is one key."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer


class Seats:
    """Where bodies have their seat, by a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Look units up in `gazetteer`."""
        self._places = _Hashed(gazetteer)

    def communes(self, issuer: str | None) -> tuple[Unit, ...]:
        """Communes, wards and special zones of the issuer's name; several where namesakes exist."""
        return tuple(u for u in _units(issuer or "", self._places) if u.province_code is not None)

    def provinces(self, *names: str | None) -> frozenset[str]:
        """Codes of the provinces that the names allow; empty when they say nothing."""
        possible: frozenset[str] = frozenset()
        for name in names:
            units = _units(name or "", self._places)
            here = frozenset(u.province_code or u.code for u in units)
            if here:
                possible = possible & here or here if possible else here
        return possible
