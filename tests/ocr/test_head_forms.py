"""Only what a number line or a date line can hold is spelled, and only days that there are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ocr import head_forms
from pipeline.ocr.strip_reader import ALPHABET, Scores, joined, spell


def seen(text: str, sure: float = 0.9, other: str = "") -> Scores:
    """Scores of a line that spells `text`; at each figure `other` is the next most probable class."""
    rows = []
    for letter in text:
        row = np.full(len(ALPHABET), 1e-5, np.float32)
        row[ALPHABET.index(letter)] = sure
        if other and letter in "abcdefghij":
            row[ALPHABET.index(other)] = 1 - sure
        blank = np.full(len(ALPHABET), 1e-5, np.float32)
        blank[0] = 1
        rows += [row / row.sum(), blank / blank.sum()]
    return np.log(np.array(rows))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Acaib/A-A", "2081"),
        ("A14/A", "14"),
        ("A/A-A", ""),
        ("AbcA/A", "12"),
        ("Abc-A/A", "12"),
        ("cai/A", "208"),
    ],
)
def test_numbers_of_lines(line: str, number: str) -> None:
    assert head_forms.numbers([seen(line)])[0].text == number


def test_no_number_without_a_slash() -> None:
    assert head_forms.numbers([seen("AAAA")]) == []


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("AAAafA11A2025", ("05", "11", "2025")),
        ("AAAAAAA11A2025", ("", "11", "2025")),
        ("AAAafAA2025", ("05", "", "2025")),
        ("AAAAA2025", ("", "", "2025")),
        ("AAdA4A20cg", ("3", "4", "2026")),
    ],
)
def test_dates_of_lines(line: str, fields: tuple[str, str, str]) -> None:
    found = head_forms.dates([seen(line)])
    assert tuple(found[k][0].text for k in ("day", "month", "year")) == fields


def test_a_year_that_was_cut_off_is_none() -> None:
    found = head_forms.dates([seen("AAAafA11A201")])
    assert (found["day"][0].text, found["year"]) == ("05", [])


def test_a_day_that_the_month_does_not_have_is_not_read() -> None:
    # 31 is the likelier spelling, 21 the only day that February has
    found = head_forms.dates([seen("AAdbA02A2025", sure=0.8, other="c")])
    assert [g.text for g in found["day"]][:1] == ["21"]
    assert sum(g.probability for g in found["day"] if g.text in ("30", "31")) < 0.01


def test_the_printed_month_settles_which_figures_are_the_days() -> None:
    many = [seen("AAbbA11A2025", sure=0.6, other="h")]
    assert {g.text for g in head_forms.dates(many, month="11")["month"]} == {"11"}


@given(st.text(alphabet="A/-0123456789abcdefghij", max_size=9))
def test_a_form_gives_no_spelling_that_it_refuses(line: str) -> None:
    for form, whole in ((head_forms.number_form, head_forms.NUMBER), (head_forms.date_form, head_forms.DATE)):
        for one in spell([seen(line)], form):
            fields = whole.fullmatch(one.text)
            assert fields is None or all(len(v) <= 6 for v in fields.groupdict("").values())
        assert sum(s.probability for s in spell([seen(line)], form)) <= 1.001
    if line:
        assert sum(s.probability for s in spell([seen(line)], joined)) > 0.3


@given(st.integers(1, 28), st.integers(1, 12), st.integers(2000, 2039), st.integers(1, 4))
def test_every_date_has_its_spelling(day: int, month: int, year: int, words: int) -> None:
    line = "A" * (words + 1) + "".join("abcdefghij"[int(d)] for d in f"{day:02}") + f"A{month}A{year}"
    found = head_forms.dates([seen(line)])
    assert [found[k][0].text for k in ("day", "month", "year")] == [f"{day:02}", str(month), str(year)]
    assert found["day"][0].by_hand == pytest.approx(1.0)
