"""An archive of an older layout is opened, brought along, searched, and found whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.archive.tables import LAYOUT
from pipeline.errors import ArchiveError
from tests.archive.made_letters import FILLER, Clock, made, put
from tests.archive.test_hearsay import file, heard, penned

SCHEMA = (Path(__file__).parent / "layout_2.sql").read_text(encoding="utf-8")


def older(address: str) -> None:
    """Make the tables of an archive again as layout 2 had them, with the same rows."""
    database = Path(address) / "congvan.db"
    rows = database.rename(database.with_name("now.db"))
    db = sqlite3.connect(database)
    db.executescript(SCHEMA)
    db.execute("ATTACH ? AS now", (str(rows),))
    made_then = db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in made_then:
        if table == "fts":
            continue  # its rows lie in `fts_data` and its like
        names = ", ".join(f'"{row[1]}"' for row in db.execute(f"PRAGMA main.table_info('{table}')"))
        db.execute(f'DELETE FROM main."{table}"')
        db.execute(f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM now."{table}"')
    db.execute("UPDATE main.setting SET value = '2' WHERE name = 'layout'")
    db.commit()
    db.close()
    rows.unlink()


def layout(address: str) -> str:
    with sqlite3.connect(Path(address) / "congvan.db") as db:
        return str(db.execute("SELECT value FROM setting WHERE name = 'layout'").fetchone()[0])


def tables(address: str) -> set[str]:
    with sqlite3.connect(Path(address) / "congvan.db") as db:
        return {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture
def then(archive: Archive, tmp_path: Path) -> str:
    put(archive, tmp_path / "in", "road.txt", made(f"Sửa đường liên thôn. {FILLER}", code="88/SNN-KH"))
    penned(archive, tmp_path)
    road = next(s.id for s in archive.letters() if s.name == "road.txt")
    archive.correct(road, {"subject": "sửa đường liên thôn Đông"}, by="lan")
    archive.close()
    older(archive.address)
    assert layout(archive.address) == "2" and "reading" not in tables(archive.address)
    return archive.address


def test_layout_2_is_brought_along(then: str, clock: Clock, tmp_path: Path) -> None:
    now = Archive.open(then, clock=clock)
    assert layout(then) == LAYOUT
    found = now.verify()
    assert (found.letters, found.damages) == (2, ())
    (hit,) = now.search("sua duong kind:công văn").hits
    assert hit.letter.subject == "sửa đường liên thôn Đông"
    assert [s.name for s in now.register()] == ["road.txt", "pen.txt"]
    assert now.get(hit.letter.id).corrections[0].by == "lan"
    # what layout 3 has over layout 2 is there for the letters of then: a later letter is heard
    file(now, tmp_path, "90/SNV-CC", 21, cites=("77/UBND-VX",))
    assert heard(now) == ("1 other letter cites 77/UBND-VX",)
    now.close()
    again = Archive.open(then, clock=clock)
    assert len(again.letters()) == 3 and again.verify().damages == ()
    again.close()


def test_a_layout_to_come_is_refused_and_left_alone(then: str) -> None:
    with sqlite3.connect(Path(then) / "congvan.db") as db:
        db.execute("UPDATE setting SET value = '99' WHERE name = 'layout'")
    with pytest.raises(ArchiveError, match="layout 99"):
        Archive.open(then)
    assert layout(then) == "99"
