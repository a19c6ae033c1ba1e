"""Two processes on one archive: every file is entered once and claimed once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.archive.artefacts import pack
from pipeline.records.archive import Reason, State
from tests.archive.made_letters import FILLER, enter, made

Opener = Callable[[], Archive]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    if request.param == "sqlite":
        return lambda: Archive.open(tmp_path / "archive", create=True)
    address = request.getfixturevalue("fresh_postgres_database")
    return lambda: Archive.open(address, store=str(tmp_path / "files"))


def test_two_runs_share_the_work(opener: Opener, tmp_path: Path) -> None:
    files = {}
    for i in range(24):
        path = tmp_path / f"{i:02}.txt"
        path.write_text(f"{i} {FILLER}")
        read = made(f"{i} {FILLER}", code=f"{i}/UB", subject=f"việc {i}", name=path.name)
        files[path] = read
    opener().close()

    def run(number: int) -> list[str]:
        archive = opener()
        archive.desk.owner = f"somewhere:{number}:1"
        done = []
        for path, (letter, _) in files.items():
            enter(archive, path, letter.source.sha256)
        while claims := archive.desk.claim(2, 600):
            for claim in claims:
                letter, pages = files[claim.path]
                content = claim.path.read_bytes()
                packed = pack(letter, pages)
                archive.desk.deliver(claim, "key", content, packed, "")
                done.append(claim.name)
        archive.close()
        return done

    with ThreadPoolExecutor(3) as pool:
        done = [name for names in pool.map(run, range(3)) for name in names]
    assert sorted(done) == sorted(p.name for p in files)
    archive = opener()
    assert archive.status().states[State.FILED] == 24
    assert archive.verify().damages == ()
    assert len(archive.search("tiến độ", limit=50).hits) == 24
    archive.close()


def test_the_overview_is_the_same_on_both(opener: Opener, tmp_path: Path) -> None:
    archive = opener()
    before = archive.moves()
    for i, code in enumerate(("1/UB", "2/UB", None)):
        path = tmp_path / f"{i}.txt"
        path.write_text(f"{i} {FILLER}")
        letter, pages = made(f"{i} {FILLER}", code=code, subject=f"việc {i}", name=path.name)
        enter(archive, path, letter.source.sha256)
        claim = archive.desk.claim(1, 600)[0]
        archive.desk.deliver(claim, "key", path.read_bytes(), pack(letter, pages), "")
    assert archive.moves() > before
    waiting = archive.waiting(limit=10)
    assert [one.code for one in waiting] == [None]
    assert archive.waiting(limit=10, after=waiting[-1].id) == ()
    assert archive.facets().kinds
    archive.close()


def test_rows_numbers_and_marks_are_the_same_on_both(opener: Opener, tmp_path: Path) -> None:
    archive = opener()
    for i, secrecy in enumerate((None, None, "MẬT", None)):
        path = tmp_path / f"{i}.txt"
        path.write_text(f"{i} {FILLER}")
        letter, pages = made(
            f"{i} {FILLER}", code=f"{i}/UB", subject=f"việc {i}", name=path.name, secrecy=secrecy
        )
        enter(archive, path, letter.source.sha256)
        claim = archive.desk.claim(1, 600)[0]
        archive.desk.deliver(claim, "key", path.read_bytes(), pack(letter, pages), "")
    seen = archive.without_secret()
    assert (len(archive.letters()), len(seen.letters()), seen.status().letters) == (4, 3, 3)
    first = seen.register(year=seen.register_years()[0], limit=2)
    rest = seen.register(limit=5, after=first[-1].id)
    numbers = [archive.get(s.id).arrived.number for s in (*first, *rest)]  # type: ignore[union-attr]
    assert numbers == ["01", "02", "03"]
    one = first[0].id
    filed = archive.correct(one, {"addressees[+]": "Các xóm"}, by="lan")
    assert [a.value for a in filed.letter.addressees] == ["Các xóm"]
    why = Reason(code="dates-disagree", message="a", message_vi="b")
    assert archive.contests.note({one: (why,)}, archive.contests.mark()) == 1
    assert [s.id for s in archive.waiting(why="dates-disagree")] == [one] and not archive.contests.stale()
    assert archive.withdraw(one, "addressees[+1]", by="lan").letter.addressees == ()
    archive.close()
