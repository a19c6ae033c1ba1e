from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import extract
from pipeline.options import ExtractOptions
from pipeline.records.letter import Letter
from tests.extract import invented_letters as letters

LINE = "Lạc Hồng, ngày 09 tháng 7 năm 2025"


def read(line: str) -> Letter:
    return extract(letters.reading(letters.PLAIN.replace(LINE, line)), ExtractOptions())


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        (LINE, "Lạc Hồng", dt.date(2025, 7, 9)),
        ("Lạc Hồng, ngày l2 tháng II năm 2025", "Lạc Hồng", dt.date(2025, 11, 12)),
        ("TP. Lạc Hồng, ngày 01 tháng 01 năm 2026.", "TP. Lạc Hồng", dt.date(2026, 1, 1)),
        ("Lạc Hồng,ngày23 tháng 4 năm 2025", "Lạc Hồng", dt.date(2025, 4, 23)),
        ("Hồng Nguyên, ngày 03 tháng 4 năm 2025", "Hồng Nguyên", dt.date(2025, 4, 3)),
        ("Lac Hong, ngay 29 thang 5 nam 2025", "Lac Hong", dt.date(2025, 5, 29)),
        ("Lạc Hồng, ngày 02 tháng Năm năm 2025", "Lạc Hồng", dt.date(2025, 5, 2)),
        ("la Mơ Nông, ngày 02 tháng 5 năm 2025", "Ia Mơ Nông", dt.date(2025, 5, 2)),
    ],
)
def test_place_and_day(line: str, place: str, day: dt.date) -> None:
    letter = read(line)
    assert letter.place.value == place
    assert letter.issued_on.value == day


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Lạc Hồng, ngày tháng năm 2025", "blank-on-page"),
        ("Lạc Hồng, ngày ..... tháng 7 năm 2025", "blank-on-page"),
        ("Lạc Hồng, ngày 5 tháng năm 2025", "blank-on-page"),
        ("Lạc Hồng, ngày Ÿ tháng 7 năm 2025", "illegible"),
        ("Lạc Hồng, ngày 31 tháng 02 năm 2025", "illegible"),
    ],
)
def test_a_day_that_cannot_be_told_says_why(line: str, rule: str) -> None:
    letter = read(line)
    assert (letter.issued_on.value, letter.issued_on.rule) == (None, rule)
    assert letter.issued_on.raw is not None and letter.issued_on.evidence
    assert letter.place.value == "Lạc Hồng"
    assert letter.is_draft.value is (rule == "blank-on-page")


def test_months_in_small_letters_are_blanks() -> None:
    """`tháng năm 2025`: a month written as a word has a capital (ND30 PL II)."""
    assert read("Lạc Hồng, ngày 20 tháng năm 2025").issued_on.value is None


def test_a_date_of_the_body_is_never_the_day_of_issue() -> None:
    letter = extract(letters.reading(letters.PLAIN.replace(LINE + "\n", "")), ExtractOptions())
    assert letter.issued_on.value is None and letter.issued_on.rule == "not-found"
