from __future__ import annotations

import doctest

import pytest

import pipeline.gazetteer as gazetteer
from pipeline.gazetteer import Gazetteer, UnitKind, load


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return load()


def test_docstring_examples_hold() -> None:
    assert doctest.testmod(gazetteer).failed == 0
    assert doctest.testmod(gazetteer).attempted >= 5


def test_whole_country(places: Gazetteer) -> None:
    communes = [u for u in places.units if u.province_code]
    assert len(places.provinces) == 34
    assert len(communes) == 3321
    assert len({u.code for u in places.units}) == len(places.units)
    kinds = [u.kind for u in places.under("Hải Phòng")]
    assert (
        kinds.count(UnitKind.COMMUNE),
        kinds.count(UnitKind.WARD),
        kinds.count(UnitKind.SPECIAL_ZONE),
    ) == (
        67,
        45,
        2,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban nhân dân xã Việt Khê", "xã Việt Khê"),
        ("UY BAN NHAN DAN XA VIET KHE", "xã Việt Khê"),
        ("UBND P. Hải Dương", "phường Hải Dương"),
        ("Đặc khu Cát Hải", "đặc khu Cát Hải"),
    ],
)
def test_find_ignores_marks_and_case(places: Gazetteer, text: str, expected: str) -> None:
    assert [u.full for u in places.find(text, places.province("Hải Phòng"))] == [expected]


def test_find_prefers_the_longer_name_and_nothing_where_nothing_is(places: Gazetteer) -> None:
    for unit in places.under("Đắk Lắk"):
        assert unit in places.find(f"UBND {unit.full}, tỉnh Đắk Lắk")
    assert places.find("Sở Khoa học và Công nghệ") == ()


def test_under_an_unknown_province_is_empty(places: Gazetteer) -> None:
    assert places.under("Atlantis") == ()


def test_every_legacy_commune_leads_to_units_in_force(places: Gazetteer) -> None:
    for rows in places.legacy.values():
        for _, _, now in rows:
            assert all(code in places.by_code for code in now)
