"""What a human set: kept beside the machine's value, never overwritten, refused where it does not fit."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.archive.artefacts import pack
from pipeline.errors import (
    BadCorrection,
    VersionConflict,
)
from pipeline.records.archive import State
from tests.archive.made_letters import FILLER, Clock, made, page, put

D = dt.date


def one(archive: Archive, name: str) -> str:
    return next(s.id for s in archive.letters() if s.name == name)


def test_a_correction_keeps_the_machines_value_and_survives_reading_again(
    archive: Archive, tmp_path: Path, clock: Clock
) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER, issuer="Uy ban xa An Hoa", confidence=0.4))
    (line,) = archive.letters()
    filed = archive.correct(line.id, {"issuer": "Ủy ban nhân dân xã An Hòa"}, by="lan", expected_version=1)
    assert filed.letter.issuer.value == "Ủy ban nhân dân xã An Hòa"
    assert filed.letter.issuer.rule == "human"
    assert filed.letter.issuer.alternatives[0].value == "Uy ban xa An Hoa"
    (made_,) = filed.corrections
    assert (json.loads(made_.machine), made_.by, made_.at) == ("Uy ban xa An Hoa", "lan", clock.now)
    assert filed.summary.state is State.FILED
    assert [h.letter.id for h in archive.search('issuer:"nhan dan"').hits] == [line.id]

    assert archive.desk.again("options-2") == 1
    (claim,) = archive.desk.claim(1, 60)
    content = (tmp_path / "in" / "a.txt").read_bytes()
    record = archive.get(line.id).letter.model_copy(
        update={"issuer": made(FILLER, issuer="Một cơ quan khác")[0].issuer}
    )
    archive.desk.deliver(claim, "options-2", content, pack(record, (page(FILLER),)), "test 2")
    again = archive.get(line.id)
    assert again.letter.issuer.value == "Ủy ban nhân dân xã An Hòa"
    assert again.letter.issuer.alternatives[0].value == "Một cơ quan khác"
    assert again.summary.version > filed.summary.version

    assert archive.withdraw(line.id, "issuer", by="lan").letter.issuer.value == "Một cơ quan khác"


def test_a_correction_reaches_dates_lists_and_the_code(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER, cites=("1/KH",), due=(D(2026, 6, 1),), draft=True))
    (line,) = archive.letters()
    filed = archive.correct(
        line.id,
        {
            "issued_on": "2026-05-21",
            "number": "13",
            "deadlines[0].date": "2026-06-02",
            "signer.name": "Lê An",
        },
        by="lan",
    )
    assert filed.letter.code.value == "13/UBND-VX"
    assert filed.letter.is_draft.value is False
    assert filed.letter.signer.name.value == "Lê An"
    assert [h.letter.id for h in archive.search("deadline:2/6/2026 from:21/5/2026 code:13").hits] == [line.id]
    assert archive.search("deadline:1/6/2026").hits == ()


@pytest.mark.parametrize(
    "field, value",
    [
        ("isuer", "x"),
        ("issued_on", "31/6"),
        ("signer", "x"),
        ("citations[3].code", "x"),
        ("text", "x"),
        ("", "x"),
    ],
)
def test_corrections_that_fit_nothing_are_refused(
    archive: Archive, tmp_path: Path, field: str, value: str
) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    (line,) = archive.letters()
    with pytest.raises(BadCorrection):
        archive.correct(line.id, {field: value}, by="lan")
    assert archive.get(line.id).corrections == ()


def test_the_slower_of_two_people_is_told(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    (line,) = archive.letters()
    archive.correct(line.id, {"subject": "một"}, by="lan", expected_version=line.version)
    with pytest.raises(VersionConflict):
        archive.correct(line.id, {"subject": "hai"}, by="minh", expected_version=line.version)
