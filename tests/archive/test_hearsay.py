"""A number that a pen wrote is borne out by letters that cite it, and by its neighbours in the register."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive import Archive
from pipeline.archive.hearsay import NEAR, Neighbour, fitting
from pipeline.records.archive import State
from pipeline.records.evidence import Alternative
from tests.archive.made_letters import FILLER, made, put

OFFICE = "Ủy ban nhân dân xã An Hòa"


def file(archive: Archive, folder: Path, code: str, day: int, cites: tuple[str, ...] = ()) -> None:
    name = code.replace("/", "-") + ".txt"
    letter = made(
        f"Thư số {code}. {FILLER}", code=code, issuer=OFFICE, issued_on=dt.date(2026, 5, day), cites=cites
    )
    put(archive, folder / "in", name, letter)


def penned(archive: Archive, folder: Path, *, rule: str = "handwritten") -> tuple[str, ...]:
    """File a letter of 20 May whose number a pen wrote: 17, perhaps 77; what is said of its code."""
    letter, pages = made(
        f"Thư viết tay. {FILLER}", code="17/UBND-VX", issuer=OFFICE, issued_on=dt.date(2026, 5, 20)
    )
    other = Alternative(value="77/UBND-VX", raw="", confidence=0.3, rule=rule)
    code = letter.code.model_copy(update={"rule": rule, "alternatives": (other,), "confidence": 0.7})
    put(archive, folder / "in", "pen.txt", (letter.model_copy(update={"code": code}), pages))
    found = [line for line in archive.waiting() if line.name == "pen.txt"]
    return tuple(
        r.message for line in found for r in line.reasons if r.code in ("cited-elsewhere", "register-order")
    )


def test_letters_that_cite_a_reading_are_counted(archive: Archive, tmp_path: Path) -> None:
    file(archive, tmp_path, "90/SNV-CC", 21, cites=("77/UBND-VX",))
    file(archive, tmp_path, "91/SNV-CC", 22, cites=("77/UBND-VX",))
    assert penned(archive, tmp_path) == ("2 other letters cite 77/UBND-VX",)


def heard(archive: Archive) -> tuple[str, ...]:
    """What is said of the code of the letter that a pen numbered."""
    (one,) = [line for line in archive.letters() if line.name == "pen.txt"]
    codes = ("cited-elsewhere", "register-order")
    return tuple(r.message for r in archive.get(one.id).summary.reasons if r.code in codes)


def test_letters_that_come_later_are_heard_too(archive: Archive, tmp_path: Path) -> None:
    assert penned(archive, tmp_path) == ()
    file(archive, tmp_path, "90/SNV-CC", 21, cites=("77/UBND-VX",))
    assert heard(archive) == ("1 other letter cites 77/UBND-VX",)
    file(archive, tmp_path, "91/SNV-CC", 22, cites=("77/UBND-VX", "5/KH-SNV"))
    file(archive, tmp_path, "29/UBND-VX", 10)
    assert heard(archive) == (
        "2 other letters cite 77/UBND-VX",
        "17/UBND-VX does not fit the register (29: 10/05/2026)",
    )


def test_a_letter_that_no_longer_cites_is_no_longer_heard(archive: Archive, tmp_path: Path) -> None:
    penned(archive, tmp_path)
    file(archive, tmp_path, "90/SNV-CC", 21, cites=("77/UBND-VX",))
    citing = next(line.id for line in archive.letters() if line.code == "90/SNV-CC")
    archive.correct(citing, {"subject": "việc khác"}, by="lan")
    assert heard(archive) == ("1 other letter cites 77/UBND-VX",), "said once, however often it is filed"
    archive.correct(citing, {"citations[0].code": "78/UBND-VX"}, by="lan")
    assert heard(archive) == ()


def test_nothing_is_heard_over_a_human(archive: Archive, tmp_path: Path) -> None:
    penned(archive, tmp_path)
    pen = next(line.id for line in archive.letters() if line.name == "pen.txt")
    archive.correct(pen, {"code": "17/UBND-VX"}, by="lan")
    archive.accept(pen, by="lan")
    file(archive, tmp_path, "90/SNV-CC", 21, cites=("77/UBND-VX",))
    assert heard(archive) == ()
    filed = archive.get(pen)
    assert filed.summary.state is State.FILED and filed.letter.code.value == "17/UBND-VX"


def test_neighbours_tell_which_reading_fits(archive: Archive, tmp_path: Path) -> None:
    file(archive, tmp_path, "12/UBND-VX", 6)
    file(archive, tmp_path, "29/UBND-VX", 10)
    file(archive, tmp_path, "75/UBND-VX", 19)
    file(archive, tmp_path, "80/UBND-VX", 21)
    assert penned(archive, tmp_path) == (
        "17/UBND-VX does not fit the register (12: 06/05/2026, 29: 10/05/2026)",
        "77/UBND-VX fits the register (75: 19/05/2026, 80: 21/05/2026)",
    )


def test_nothing_is_said_of_print(archive: Archive, tmp_path: Path) -> None:
    file(archive, tmp_path, "29/UBND-VX", 10)
    file(archive, tmp_path, "90/SNV-CC", 21, cites=("17/UBND-VX",))
    assert penned(archive, tmp_path, rule="code-grammar") == ()


@pytest.mark.parametrize("other", ["29/UBND-TH", "900/UBND-VX"])
def test_other_registers_and_far_numbers_say_nothing(archive: Archive, tmp_path: Path, other: str) -> None:
    file(archive, tmp_path, other, 10)
    assert penned(archive, tmp_path) == ()


@given(st.integers(1, 500), st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), st.integers(1, NEAR))
def test_a_register_that_runs_with_the_days_fits(number: int, day: dt.date, step: int) -> None:
    close = [Neighbour(number + k, day + dt.timedelta(days=k)) for k in (-step, step)]
    assert fitting(number, day, close) is True
    assert fitting(number, day, [Neighbour(number + step, day - dt.timedelta(days=9))]) is False
    assert fitting(number, day, [Neighbour(number + NEAR + 1, day)]) is None
