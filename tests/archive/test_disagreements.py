"""Letters whose dates disagree with the root letter wait, with the reason, until that is mended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.batch import compare_again
from pipeline.records.archive import State
from pipeline.records.contest import Contest, Stage
from pipeline.records.evidence import Field
from tests.archive.made_letters import FILLER, field, made, put

ROOT = "905/SKHCN-CĐS"


def put_one(archive: Archive, folder: Path, name: str, code: str, issuer: str, end: dt.date) -> None:
    letter, pages = made(
        f"Thư của {issuer}. {FILLER}", code=code, issuer=issuer, cites=() if code == ROOT else (ROOT,)
    )
    days = {
        "start": Field[dt.date](value=dt.date(2026, 6, 1), confidence=0.9, rule="made"),
        "end": Field[dt.date](value=end, confidence=0.9, rule="made"),
    }
    stages = (Stage(index=1, label="Chặng 1", name=field("Gửi ý tưởng"), **days),)
    contest = Contest(name=field("Sáng kiến số vì cộng đồng"), root=field(ROOT), stages=stages)
    put(archive, folder, name, (letter.model_copy(update={"contest": contest}), pages))


@pytest.fixture
def office(archive: Archive, tmp_path: Path) -> Archive:
    put_one(archive, tmp_path / "in", "root.txt", ROOT, "Sở Khoa học và Công nghệ", dt.date(2026, 6, 20))
    put_one(
        archive, tmp_path / "in", "a.txt", "12/UBND-VX", "Ủy ban nhân dân xã An Hòa", dt.date(2026, 6, 20)
    )
    put_one(
        archive, tmp_path / "in", "b.txt", "31/UBND-VX", "Ủy ban nhân dân xã Đông Mỹ", dt.date(2026, 6, 27)
    )
    return archive


def test_the_letter_waits_until_its_dates_are_mended(office: Archive) -> None:
    assert office.waiting() == ()
    assert compare_again(office) == 1 and compare_again(office) == 0
    (line,) = office.waiting()
    assert line.name == "b.txt" and line.state is State.REVIEW
    assert [r.code for r in line.reasons] == ["dates-disagree"] and "lệch 7 ngày" in line.reasons[
        0
    ].message_vi
    (counted,) = office.status().waiting
    assert (counted.letters, counted.message_vi) == (1, "ngày khác với văn bản gốc")

    office.correct(line.id, {"subject": "việc khác"}, by="lan")
    assert [s.name for s in office.waiting()] == ["b.txt"], "it stays until contests are compared again"
    office.correct(line.id, {"contest.stages[0].end": "2026-06-20"}, by="lan")
    assert compare_again(office) == 1
    assert office.waiting() == () and office.get(line.id).summary.state is State.FILED


def test_an_accepted_letter_does_not_come_back(office: Archive) -> None:
    wrong = next(s.id for s in office.letters() if s.name == "b.txt")
    office.accept(wrong, by="lan")
    compare_again(office)
    assert office.waiting() == ()
    assert [s.name for s in (office.reopen(wrong, by="lan").summary,)] == ["b.txt"]
    assert [s.name for s in office.waiting()] == ["b.txt"]


def test_more_days_that_do_not_hold_come_before_doubtful_fields(office: Archive, tmp_path: Path) -> None:
    put(office, tmp_path / "in", "c.txt", made(f"Thư mờ. {FILLER}", code="44/X", issuer=None))
    compare_again(office)
    assert [s.name for s in office.waiting()] == ["b.txt", "c.txt"]
