"""Types of documents; the 34 provinces, 3,321 xã, phường and đặc khu in force since 1 July 2025.

Shared by the stages that need them (like `records`, it imports no stage). Example:

    >>> from pipeline.gazetteer import load
    >>> places = load()
    >>> [u.full for u in places.find("ỦY BAN NHÂN DÂN PHƯỜNG HẢI DƯƠNG")]
    ['phường Hải Dương']
    >>> len(places.under("Hải Phòng"))
    114
    >>> places.province("TP. HẢI PHÒNG").full
    'thành phố Hải Phòng'
    >>> sorted(u.full for u in places.successors("xã", "Ngũ Phúc", "Thành phố Hải Phòng"))
    ['xã Nghi Dương']

Data: `data/units.tsv` (code, kind, name, province_code) and `data/legacy.tsv` (the 10,035 communes
before 1 July 2025 and the codes of the units that took them over; several where one was divided).
Source `vau-1.0.4`: tables of the PyPI package vietnamadminunits 1.0.4 (MIT); where its type column
disagrees with the name printed beside it, the name was taken (4 units).
"""

from __future__ import annotations

from pipeline.gazetteer.kinds import kinds
from pipeline.gazetteer.places import Gazetteer, Unit, UnitKind, load, place_key

__all__ = ["Gazetteer", "Unit", "UnitKind", "kinds", "load", "place_key"]
