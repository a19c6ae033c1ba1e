"""Numbers of the incoming register: running through the year, given once."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from pipeline.archive import Archive
from pipeline.archive.artefacts import pack
from pipeline.records.evidence import Field
from pipeline.records.letter import Arrival
from tests.archive.made_letters import FILLER, KEY, enter, field, made, put


def stamped(number: str | None, day: dt.date | None, **more: object):
    letter, pages = made(f"Thư số {number} ngày {day}. {FILLER}", code=f"{number or 99}/UBND-VX", **more)  # type: ignore[arg-type]
    arrival = Arrival(
        number=field(number), date=Field[dt.date](value=day, rule="made") if day else Field[dt.date]()
    )
    return letter.model_copy(update={"arrival": arrival}), pages


def numbers(archive: Archive) -> dict[str, str]:
    found = ((s.name, archive.get(s.id).arrived) for s in archive.register())
    return {name: arrived.number for name, arrived in found if arrived is not None}


def test_stamps_hold_and_the_others_follow_the_highest_of_the_year(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", stamped("41", dt.date(2026, 5, 4)))
    put(archive, tmp_path / "in", "b.txt", made(FILLER, code="5/X"))
    put(archive, tmp_path / "in", "c.txt", stamped("7", dt.date(2025, 5, 4), issued_on=dt.date(2025, 5, 2)))
    put(archive, tmp_path / "in", "d.txt", made(f"Khác. {FILLER}", code="6/Y"))
    assert numbers(archive) == {"c.txt": "7", "a.txt": "41", "b.txt": "42", "d.txt": "43"}
    arrived = archive.get(archive.letters()[1].id).arrived
    assert arrived is not None and arrived.given and arrived.assumed
    assert archive.register_years() == (2026, 2025)
    first = archive.register(year=2026, limit=2)
    assert [s.name for s in first] == ["a.txt", "b.txt"]
    assert [s.name for s in archive.register(year=2026, limit=2, after=first[-1].id)] == ["d.txt"]


def test_a_number_that_was_given_stays(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER, code="5/X"))
    put(archive, tmp_path / "in", "b.txt", stamped("1", dt.date(2026, 5, 4)))
    assert numbers(archive) == {"a.txt": "01", "b.txt": "1"}
    one = archive.letters()[0].id
    archive.correct(one, {"subject": "khác"}, by="lan")
    assert numbers(archive)["a.txt"] == "01"
    archive.correct(one, {"arrival.number": "88"}, by="lan")
    assert numbers(archive)["a.txt"] == "88", "a human's number is the letter's number"
    archive.correct(one, {"arrival.number": "", "arrival.date": "2024-12-30"}, by="lan")
    assert [s.name for s in archive.register(year=2024)] == ["a.txt"] and numbers(archive)["a.txt"] == "01"


def test_numbers_wait_until_the_run_has_filed_all_it_found(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    read = {"plain.txt": made(FILLER, code="5/X"), "stamped.txt": stamped("7", dt.date(2026, 5, 4))}
    for name in read:
        content = name.encode()
        (folder / name).write_bytes(content)
        enter(archive, folder / name, hashlib.sha256(content).hexdigest(), len(content))
    for claim in archive.desk.claim(2, 60):
        assert numbers(archive) == {}
        letter, pages = read[claim.name]
        source = letter.source.model_copy(update={"sha256": claim.sha256})
        packed = pack(letter.model_copy(update={"source": source}), pages)
        archive.desk.deliver(claim, KEY, claim.name.encode(), packed, "t")
    assert numbers(archive) == {"stamped.txt": "7", "plain.txt": "08"}


def test_a_duplicate_has_no_number_until_it_is_none(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    put(archive, tmp_path / "in", "b.txt", made(FILLER.replace("nhân", "nhan")))
    assert numbers(archive) == {"a.txt": "01"}
    archive.not_a_duplicate(archive.letters()[1].id, by="lan")
    assert numbers(archive) == {"a.txt": "01", "b.txt": "02"}
