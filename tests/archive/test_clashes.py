"""Two letters under one number of the incoming register are told, and only then."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.records.archive import State
from tests.archive.made_letters import FILLER, made, put
from tests.archive.test_arrivals import stamped

MAY = dt.date(2026, 5, 4)


def told(archive: Archive) -> dict[str, str]:
    """What is said of arrival numbers, by the name of the file."""
    return {
        s.name: r.message for s in archive.letters() for r in archive.get(s.id).summary.reasons
        if r.code == "arrival-twice"
    }  # fmt: skip


def stamp(archive: Archive, folder: Path, name: str, number: str, day: dt.date = MAY, **more: object) -> None:
    letter, pages = stamped(number, day, **more)
    code = letter.code.model_copy(update={"value": f"{len(archive.letters()) + 1}/KH-{name[0].upper()}"})
    put(archive, folder / "in", name, (letter.model_copy(update={"code": code}), pages))


def test_both_letters_wait_and_name_each_other(archive: Archive, tmp_path: Path) -> None:
    stamp(archive, tmp_path, "a.txt", "12")
    stamp(archive, tmp_path, "b.txt", "012", dt.date(2026, 5, 6), issued_on=MAY)
    a, b = archive.letters()
    assert told(archive) == {
        "a.txt": f"arrival number 12 of 2026 is also that of {b.id} (2/KH-B)",
        "b.txt": f"arrival number 012 of 2026 is also that of {a.id} (1/KH-A)",
    }
    assert {s.state for s in archive.letters()} == {State.REVIEW}
    waiting = {w.code: w for w in archive.status().waiting}
    assert waiting["arrival-twice"].letters == 2 and "arrival.number" in waiting["arrival-twice"].message
    assert {s.id for s in archive.waiting(why="arrival-twice")} == {a.id, b.id}


@pytest.mark.parametrize(
    ("number", "day"), [("13", MAY), ("12a", MAY), ("12", dt.date(2025, 5, 4)), ("không rõ", MAY)]
)
def test_other_numbers_and_years_are_no_clash(
    archive: Archive, tmp_path: Path, number: str, day: dt.date
) -> None:
    stamp(archive, tmp_path, "a.txt", "12")
    stamp(archive, tmp_path, "b.txt", number, day, issued_on=dt.date(2025, 5, 2))
    assert told(archive) == {}


def test_a_number_set_right_ends_it_for_both(archive: Archive, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        stamp(archive, tmp_path, name, "12", issued_on=MAY if name == "b.txt" else None)
    assert len(told(archive)) == 2
    archive.correct(archive.letters()[1].id, {"arrival.number": "21"}, by="lan")
    assert told(archive) == {}


def test_a_number_given_before_a_stamp_bears_it(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER, code="5/X"))
    stamp(archive, tmp_path, "b.txt", "1")
    assert set(told(archive)) == {"a.txt", "b.txt"}


def test_a_double_has_no_number_of_its_own(archive: Archive, tmp_path: Path) -> None:
    stamp(archive, tmp_path, "a.txt", "12")
    stamp(archive, tmp_path, "b.txt", "12", issued_on=MAY)
    a, b = archive.letters()
    archive.duplicate_of(b.id, a.id, by="lan")
    assert told(archive) == {}
    archive.not_a_duplicate(b.id, by="lan")
    assert set(told(archive)) == {"a.txt", "b.txt"}
