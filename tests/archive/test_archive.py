"""What comes back from the archive, and what `verify` finds."""

from __future__ import annotations

import datetime as dt
import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.archive import Archive, engine
from pipeline.errors import (
    ArchiveError,
    Damaged,
    NoArchive,
    NotInArchive,
)
from pipeline.records.archive import State
from pipeline.records.page import Step
from tests.archive.made_letters import FILLER, doubt, made, put

D = dt.date


def one(archive: Archive, name: str) -> str:
    return next(s.id for s in archive.letters() if s.name == name)


def test_a_letter_comes_back_as_it_was_filed(archive: Archive, tmp_path: Path) -> None:
    read = made(f"Nội dung thư. {FILLER}", code="9/UBND-VX")
    assert put(archive, tmp_path / "in", "a.txt", read) is State.FILED
    (line,) = archive.letters()
    filed = archive.get(line.id)
    assert filed.letter.model_dump(exclude={"source"}) == read[0].model_dump(exclude={"source"})
    assert archive.pages(line.id) == read[1]
    assert archive.original(line.id)[0] == (tmp_path / "in" / "a.txt").read_bytes()
    assert [c.state for c in filed.entry.history] == [State.SEEN, State.CLAIMED, State.READ, State.FILED]
    assert filed.entry.history[2].versions == "test 1"


def test_a_letter_without_words_waits_for_one_reason(archive: Archive, tmp_path: Path) -> None:
    blank = made(
        "", code=None, issuer=None, issued_on=None, subject=None, findings=(doubt("F-MISSING-PART"),)
    )
    assert put(archive, tmp_path / "in", "a.png", blank) is State.REVIEW
    (line,) = archive.letters()
    assert [r.code for r in line.reasons] == ["no-words"]
    assert archive.status().waiting[0].message_vi == "các trang không có chữ nào"


def test_ids_come_from_the_content(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    (line,) = archive.letters()
    assert archive.get(line.id).entry.sha256.startswith(line.id)
    assert archive.get(line.id[:4]).summary.id == line.id
    with pytest.raises(NotInArchive):
        archive.get("zz")
    with pytest.raises(NotInArchive):
        archive.get("")


def test_two_letters_in_one_file_have_two_ids(archive: Archive, tmp_path: Path) -> None:
    second, _ = made("Trang hai là một thư khác hẳn.", code="77/PGD", subject="thư thứ hai")
    read = made(f"{FILLER}\fTrang hai là một thư khác hẳn.", code="76/PGD", also=(second,))
    put(archive, tmp_path / "in", "a.txt", read)
    first, other = archive.letters()
    assert other.id == f"{first.id}-2"
    assert archive.get(other.id).letter.code.value == "77/PGD"
    assert [h.letter.id for h in archive.search("khac han").hits] == [other.id, first.id]
    assert next(h for h in archive.search("khac han").hits if h.letter.id == other.id).snippet is not None


@pytest.mark.parametrize(
    "more, code",
    [
        ({"draft": True, "code": None, "issued_on": None}, "draft"),
        ({"issuer": None}, "missing"),
        ({"confidence": 0.4}, "doubtful"),
        ({"findings": (doubt(),)}, "D-ORDER"),
        ({"steps": (Step(page=1, name="failed", detail="O-PAGE"),)}, "page-failed"),
    ],
)
def test_doubtful_letters_wait_for_a_human(archive: Archive, tmp_path: Path, more: dict, code: str) -> None:
    assert put(archive, tmp_path / "in", "a.txt", made(FILLER, **more)) is State.REVIEW
    (line,) = archive.letters(state=State.REVIEW)
    assert code in [r.code for r in line.reasons]
    assert code in [w.code.split(":")[0] for w in archive.status().waiting]
    accepted = archive.accept(line.id, by="lan")
    assert accepted.summary.state is State.FILED
    assert accepted.entry.history[-1].by == "lan"
    assert archive.reopen(line.id, by="lan").summary.state is State.REVIEW


def test_verify_finds_every_kind_of_damage(archive: Archive, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        put(archive, tmp_path / "in", name, made(f"{name} {FILLER}", code=f"{ord(name[0])}/UB"))
    assert archive.verify().damages == ()
    root = tmp_path / "archive"
    originals = sorted(p for p in (root / "originals").rglob("*") if p.is_file())
    records = sorted(root.rglob("record.json.gz"))
    originals[0].unlink()
    originals[1].write_bytes(b"other")
    gone = next(
        r for r in records if not r.match(f"*{originals[0].stem}*") and originals[1].stem not in str(r)
    )
    gone.write_bytes(gzip.compress(b"{}"))
    (root / "derived" / ".x.1.part").write_bytes(b"half")
    assert sorted(d.code for d in archive.verify().damages) == [
        "V-LEFTOVER", "V-ORIGINAL-CHANGED", "V-ORIGINAL-GONE", "V-RECORD",
    ]  # fmt: skip


def test_there_is_no_archive_unless_one_is_made(tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        Archive.open(tmp_path / "none")


def test_derived_views_are_made_once(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    (line,) = archive.letters()
    calls = []
    for _ in range(2):
        assert archive.derived(line.id, "page-1.png", lambda c: calls.append(c) or b"png") == b"png"
    assert len(calls) == 1


def test_a_damaged_database_is_told_wherever_it_is_met(archive: Archive, tmp_path: Path) -> None:
    for number in range(20):
        put(archive, tmp_path / "in", f"{number}.txt", made(f"Thư số {number} {FILLER}", code=f"{number}/UB"))
    archive.close()
    database = tmp_path / "archive" / "congvan.db"
    content = bytearray(database.read_bytes())
    content[len(content) // 4 :] = b"\xa5" * (len(content) - len(content) // 4)
    database.write_bytes(content)
    with pytest.raises(Damaged, match="originals/"):
        Archive.open(tmp_path / "archive").letters()
    database.write_bytes(b"no database at all, though it is long enough to be taken for one" * 99)
    with pytest.raises(Damaged):
        Archive.open(tmp_path / "archive")


def test_an_archive_that_cannot_be_written_is_told(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    archive.close()
    monkeypatch.setattr(engine, "BUSY_MS", 100)
    (line,) = (again := Archive.open(tmp_path / "archive")).letters()
    with closing(sqlite3.connect(tmp_path / "archive" / "congvan.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match=r"A-ARCHIVE .*locked"):
            again.accept(line.id, by="lan")
    assert again.accept(line.id, by="lan").summary.state is State.FILED
    again.close()
