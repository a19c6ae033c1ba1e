"""Runs with real worker processes and a reader that misbehaves on demand."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive import Archive
from pipeline.archive.store import Store
from pipeline.batch import LocalEngine, ingest, job, watch
from pipeline.batch.work import Work
from pipeline.errors import DiskFull
from pipeline.options import ArchiveOptions, OcrOptions, ReadOptions
from pipeline.records.archive import Run, State
from tests.batch.fake_reader import FakeReader, letter_file
from tests.batch.running import BATCH, OPTIONS, run


def codes(run: Run) -> dict[str, str]:
    return {t.name: t.code for t in run.quarantined}


def test_one_bad_file_never_stops_the_others(archive: Archive, inbox: Path) -> None:
    letter_file(inbox / "good-1.txt", "1/UB")
    letter_file(inbox / "good-2.txt", "2/UB", "Trang một\fTrang hai")
    letter_file(inbox / "crash.txt", "3/UB", do="crash")
    letter_file(inbox / "hang.txt", "4/UB", do="hang")
    letter_file(inbox / "raise.txt", "5/UB", do="raise")
    letter_file(inbox / "memory.txt", "6/UB", do="memory")
    letter_file(inbox / "half.txt", "7/UB", "một\fhai\fba", failed="2")
    letter_file(inbox / "mat.txt", "8/UB", secrecy="MẬT")
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "wrong.pdf").write_bytes(b"MZ\x00")
    done = run(archive, inbox)
    assert codes(done) == {
        "crash.txt": "W-CRASH", "hang.txt": "W-TIMEOUT", "raise.txt": "W-FAILED", "memory.txt": "W-MEMORY",
        "half.txt": "W-PAGES", "empty.txt": "I-EMPTY", "wrong.pdf": "I-TYPE",
    }  # fmt: skip
    assert done.refused == ("mat.txt",)
    assert [s.name for s in archive.letters()] == ["good-1.txt", "good-2.txt"]
    assert archive.status().states[State.QUARANTINED] == 8
    assert archive.verify().damages == ()
    again = run(archive, inbox)
    assert (again.new, again.read, again.quarantined) == (0, 0, ())


def test_a_worker_that_dies_once_costs_nothing(archive: Archive, inbox: Path, tmp_path: Path) -> None:
    letter_file(inbox / "a.txt", "1/UB", do=f"once {tmp_path / 'flag'}")
    done = run(archive, inbox)
    assert done.states == {State.FILED: 1}
    (line,) = archive.letters()
    assert archive.get(line.id).entry.attempts == 1


def test_one_page_that_kills_its_worker_does_not_lose_its_letter(archive: Archive, inbox: Path) -> None:
    pages = "\f".join(f"Trang {i} kể chuyện số {i}" for i in range(1, 5))
    letter_file(inbox / "a.txt", "1/UB", pages, do="crash", on="3")
    done = run(archive, inbox)
    assert done.states == {State.REVIEW: 1}
    (line,) = archive.letters()
    assert [(r.code, r.message) for r in line.reasons] == [("page-failed", "not read: page 3")]
    assert [bool(t) for t in archive.get(line.id).letter.text] == [True, True, False, True]
    assert archive.get(line.id).letter.source.steps[0].detail.startswith("W-CRASH")


def test_long_files_are_read_in_parts_that_join_to_the_same_record(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = "\f".join(f"Trang {i} kể chuyện số {i}" for i in range(1, 22))
    letter_file(inbox / "a.txt", "1/UB", pages)
    records = []
    for name, large in (("whole", 10**9), ("parts", 1)):
        monkeypatch.setattr(job, "_LARGE", large)
        archive = Archive.open(tmp_path / name, create=True)
        run(archive, inbox)
        (line,) = archive.letters()
        records.append((archive.get(line.id).letter, archive.pages(line.id)))
    assert records[0] == records[1]
    assert len(records[0][1]) == 21


def test_workers_use_one_thread_and_a_known_name(archive: Archive, inbox: Path) -> None:
    letter_file(inbox / "a\nb.txt", "1/UB")
    run(archive, inbox)
    (line,) = archive.letters()
    source = archive.get(line.id).letter.source
    assert (source.name, source.engine) == ("a␊b.txt", "1")


def test_a_secret_letter_is_stored_only_where_that_is_allowed(tmp_path: Path, inbox: Path) -> None:
    letter_file(inbox / "mat.txt", "8/UB", secrecy="TỐI MẬT")
    for allowed, letters in ((False, 0), (True, 1), (False, 1)):
        options = ArchiveOptions(allow_secret=allowed)
        archive = Archive.open(tmp_path / "archive", create=True, options=options)
        run(archive, inbox)
        assert len(archive.letters()) == letters
        archive.close()


def test_equal_files_are_read_once(archive: Archive, inbox: Path) -> None:
    for i in range(4):
        letter_file(inbox / f"{i}.txt", "1/UB")
    done = run(archive, inbox)
    assert done.read == 1
    assert done.states == {State.FILED: 1, State.DUPLICATE: 3}


def test_other_options_read_again_and_the_same_do_not(archive: Archive, inbox: Path) -> None:
    letter_file(inbox / "a.txt", "1/UB")
    run(archive, inbox)
    other = ReadOptions(ocr=OcrOptions(page_seconds=5))
    assert archive.desk.again(OPTIONS.key()) == 0
    assert archive.desk.again(other.key()) == 1
    assert run(archive, inbox, options=other).read == 1
    assert archive.desk.again(OPTIONS.key()) == 1
    assert run(archive, inbox).read == 0  # read before with these options: only filed again
    assert len(archive.letters()) == 1


def test_without_its_tables_an_archive_is_filled_again_from_its_own_files(
    inbox: Path, tmp_path: Path
) -> None:
    for number in range(9):
        letter_file(inbox / f"{number}.txt", f"{number}/UB", f"Thư số {number} về việc thứ {number}")
    with closing(Archive.open(tmp_path / "archive", create=True)) as first:
        run(first, inbox)
    for table in (tmp_path / "archive").glob("congvan.db*"):
        table.unlink()
    began = time.monotonic()
    with closing(Archive.open(tmp_path / "archive", create=True)) as again:
        done = run(again, tmp_path / "archive" / "originals")
        assert (done.new, done.read, len(again.letters())) == (9, 0, 9)
        assert again.verify().damages == ()
    assert time.monotonic() - began < BATCH.lease_seconds / 4, "nobody waits for what was read before"


def test_a_file_that_changes_is_not_filed_under_its_old_hash(archive: Archive, inbox: Path) -> None:
    path = letter_file(inbox / "a.txt", "1/UB")
    from pipeline.batch.scan import found

    archive.desk.enter([found(path)])
    letter_file(inbox / "a.txt", "1/UB", "anders")
    done = run(archive, inbox)
    assert codes(done)["a.txt"] == "W-CHANGED"
    assert [s.code for s in archive.letters()] == ["1/UB"]
    assert archive.verify().damages == ()


def test_a_file_that_goes_away_before_it_is_sent_stops_nobody(archive: Archive, inbox: Path) -> None:
    class Sending(LocalEngine):
        """Sends files as a cluster does."""

        def call(self, task: Any, work: Work, *more: Any, seconds: float, file: bool = True) -> Future[Any]:
            if work.name == "gone.txt":
                raise FileNotFoundError(work.path)
            return super().call(task, work, *more, seconds=seconds, file=file)

    for number, name in enumerate(("a.txt", "gone.txt", "z.txt")):
        letter_file(inbox / name, f"{number}/UB", f"Thư số {number}")
    engine = Sending(BATCH)
    try:
        done = ingest(archive, [inbox], engine, options=OPTIONS, batch=BATCH, reader=FakeReader())
    finally:
        engine.stop()
    assert [(t.name, t.code) for t in done.quarantined] == [("gone.txt", "W-CHANGED")]
    assert sorted(s.name for s in archive.letters()) == ["a.txt", "z.txt"]


def test_a_missing_path_is_named(archive: Archive, inbox: Path) -> None:
    inbox.mkdir()
    assert codes(run(archive, inbox / "none.pdf")) == {"none.pdf": "I-MISSING"}


def test_what_cannot_be_looked_at_is_named_with_a_remedy(archive: Archive, inbox: Path) -> None:
    letter_file(inbox / "good.txt", "1/UB")
    (inbox / "nowhere.pdf").symlink_to(inbox / "gone.pdf")
    (inbox / "self.pdf").symlink_to(inbox / "self.pdf")
    found = codes(run(archive, inbox))
    assert found == {"nowhere.pdf": "I-MISSING", "self.pdf": "I-UNREADABLE"}
    assert [s.name for s in archive.letters()] == ["good.txt"]


def test_folders_and_files_closed_to_this_user_are_named(
    archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter_file(inbox / "good.txt", "1/UB")
    letter_file(inbox / "closed" / "a.txt", "2/UB")
    letter_file(inbox / "shut.txt", "3/UB")
    look, read = Path.iterdir, Path.open

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder.name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return look(folder)

    def open_(path: Path, *how: str, **more: object) -> object:
        if path.name in ("closed", "shut.txt"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path, *how, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(Path, "open", open_)
    done = run(archive, inbox)
    assert codes(done) == {"closed": "I-FORBIDDEN", "shut.txt": "I-FORBIDDEN"}
    assert all("right to read" in t.reason for t in done.quarantined)
    assert done.read == 1


def test_a_full_disk_ends_the_run_and_loses_nothing(
    archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for i in range(4):
        letter_file(inbox / f"{i}.txt", f"{i}/UB", f"Thư số {i}")
    room, write = [2 * 3], Store.write

    def short(store: Store, name: str, content: bytes) -> None:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        room[0] -= 1
        write(store, name, content)

    monkeypatch.setattr(Store, "write", short)
    with pytest.raises(DiskFull):
        run(archive, inbox)
    assert len(archive.letters()) == 2
    room[0] = 1000
    assert run(archive, inbox).read == 2
    assert archive.status().states[State.FILED] == 4
    assert archive.verify().damages == ()


def test_watch_takes_what_comes_later(archive: Archive, inbox: Path) -> None:
    letter_file(inbox / "a.txt", "1/UB")
    batch = BATCH.model_copy(update={"stable_seconds": 0.2})
    engine = LocalEngine(batch)

    def pause(seconds: float) -> None:
        time.sleep(seconds)
        if not (inbox / "b.txt").exists():
            letter_file(inbox / "b.txt", "2/UB", "một thư khác hẳn")

    try:
        done = watch(
            archive, [inbox], engine, options=OPTIONS, batch=batch, pause=pause, rounds=5, reader=FakeReader()
        )
    finally:
        engine.stop()
    assert (done.new, done.read) == (2, 2)
