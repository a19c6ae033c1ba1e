"""Marked letters in an archive that may hold them: not there for those who may not see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from pipeline.archive import Archive
from pipeline.archive.tables import setting
from pipeline.errors import NotInArchive
from pipeline.records.archive import State
from tests.archive.made_letters import FILLER, KEY, doubt, made, put


@pytest.fixture
def marked(archive: Archive, tmp_path: Path) -> str:
    put(
        archive,
        tmp_path / "in",
        "open.txt",
        made(f"Thư thường. {FILLER}", code="1/X", contest="Hội thi xanh"),
    )
    secret = made(
        "Nội dung kín về kho số bảy. " * 9,
        code="2/Y",
        secrecy="MẬT",
        issuer="Ban Kín",
        contest="Hội thi xanh",
        findings=(doubt(),),
    )
    put(archive, tmp_path / "in", "secret.txt", secret)
    return next(s.id for s in archive.letters() if s.name == "secret.txt")


def test_a_marked_letter_is_not_there(archive: Archive, marked: str) -> None:
    seen = archive.without_secret()
    assert archive.get(marked).summary.secrecy == "MẬT"
    assert [s.name for s in seen.letters()] == ["open.txt"] == [s.name for s in seen.register()]
    assert seen.waiting() == () and len(archive.waiting()) == 1
    for ask in (seen.get, seen.pages, seen.original, lambda i: seen.accept(i, by="x")):
        with pytest.raises(NotInArchive):
            ask(marked)
    with pytest.raises(NotInArchive):
        seen.derived(marked, "page-1.webp", lambda _: b"")
    for query in ("kho so bay", 'issuer:"ban kin"', "state:review", "code:2"):
        assert seen.search(query).total == 0, query
    assert archive.search("kho so bay").total == 1
    assert "Ban Kín" not in [f.value for f in seen.facets().issuers]
    assert [m.name for m in seen.contests.members()] == ["open.txt"]
    status = seen.status()
    assert (status.letters, status.states[State.REVIEW], status.waiting) == (1, 0, ())
    assert archive.status().letters == 2


def test_all_letters_of_a_file_with_a_marked_one_are_hidden(archive: Archive, tmp_path: Path) -> None:
    second, _ = made("Thư hai.", code="9/Z", secrecy="TUYỆT MẬT")
    put(archive, tmp_path / "in", "both.txt", made(f"{FILLER}\fThư hai.", code="8/Z", also=(second,)))
    assert len(archive.letters()) == 2 and archive.without_secret().letters() == ()


def test_a_mark_that_was_misread_is_taken_off(archive: Archive, marked: str) -> None:
    archive.correct(marked, {"secrecy": ""}, by="lan")
    assert len(archive.without_secret().letters()) == 2
    archive.withdraw(marked, "secrecy", by="lan")
    assert len(archive.without_secret().letters()) == 1


def test_marked_letters_have_numbers_of_their_own(archive: Archive, marked: str) -> None:
    assert [archive.get(s.id).arrived.number for s in archive.letters()] == ["01", "M01"]  # type: ignore[union-attr]


def test_an_archive_of_the_layout_before_is_brought_along(
    archive: Archive, marked: str, tmp_path: Path
) -> None:
    with archive._engine.begin() as db:
        db.exec_driver_sql("DROP INDEX letter_secret")
        for table, column in (
            ("letter", "secrecy"),
            ("entry", "begins"),
            ("correction", "anchor"),
            ("correction", "evidence"),
        ):
            db.exec_driver_sql(f'ALTER TABLE {table} DROP COLUMN "{column}"')
        db.exec_driver_sql("DROP TABLE arrival")
        db.execute(update(setting).where(setting.c.name == "layout").values(value="1"))
    archive.close()
    later = Archive.open(archive.address, clock=archive.clock)
    assert [s.secrecy for s in later.letters()] == [None, "MẬT"]
    assert [s.name for s in later.register()] == ["open.txt", "secret.txt"]
    later.correct(marked, {"addressees[+]": "Ban A"}, by="lan")
    assert later.verify().damages == ()
    later.close()
    again = Archive.open(archive.address, clock=archive.clock)
    assert again.get(marked).letter.addressees[0].value == "Ban A"
    again.close()


def test_a_lost_record_does_not_keep_an_archive_from_being_brought_along(
    archive: Archive, marked: str
) -> None:
    with archive._engine.begin() as db:
        db.execute(update(setting).where(setting.c.name == "layout").values(value="1"))
    lost = next(s.id for s in archive.letters() if s.id != marked)
    archive.store.delete(archive.store.derived_name(archive.get(lost).entry.sha256, KEY, "record.json.gz"))
    later = Archive.open(archive.address, clock=archive.clock)
    assert len(later.letters()) == 2 and [d.id for d in later.verify().damages] == [lost]
    later.close()
