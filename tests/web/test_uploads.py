"""Files sent through the pages: queued, read, and left in order when the server stops."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from pipeline.archive import Archive
from pipeline.errors import DiskFull
from pipeline.records.archive import Run, State
from pipeline.web import Access, create_app, uploads
from pipeline.web.uploads import Job, Uploads, file_name
from tests.web.made_office import Ids

LETTER = b"UBND X\xc3\x83 AN H\xc3\x92A\nS\xe1\xbb\x91: 7/UBND-VX\nKinh gui: Cac thon.\n"


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def state(queue: Uploads, job: Job) -> str:
    now = queue.job(job.id)
    assert now is not None
    return now.state


def spooled(archive: Archive) -> list[str]:
    return sorted(p.name for p in (Path(archive.address) / "uploads").glob("*/*"))


@pytest.mark.parametrize(
    "sent, kept",
    [
        ("a.pdf", "a.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\thư\\12 UBND.pdf", "12 UBND.pdf"),
        ("..", "upload"),
        ("", "upload"),
        ("a\x00b\n.pdf", "ab.pdf"),
        (".pdf", "pdf"),
        ("\ud800x.txt", "x.txt"),
    ],
)
def test_names_of_uploads(sent: str, kept: str) -> None:
    assert file_name(sent) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = file_name("ữ" * 300 + ".pdf")
    assert name.endswith(".pdf") and len(name.encode()) <= uploads.MOST_NAME


def test_a_file_that_breaks_the_reader_does_not_stop_the_queue(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = Uploads(archive)
    monkeypatch.setattr(queue, "_read", lambda path: 1 // 0)
    jobs = [queue.take(f"{n}.txt", b"x") for n in "ab"]
    queue._thread and queue._thread.join(10)
    states: list[Job | None] = [queue.job(j.id) for j in jobs]
    assert [s and s.state for s in states] == ["failed", "failed"]
    assert "ZeroDivisionError" not in str(states)
    assert spooled(archive) == []


def test_the_queue_has_an_end(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    queue = Uploads(archive)
    monkeypatch.setattr(uploads, "MOST_WAITING", 0)
    with pytest.raises(uploads.QueueFull):
        queue.take("a.txt", b"x")


def test_a_bad_file_sent_twice_is_told_twice(archive: Archive) -> None:
    queue = Uploads(archive)
    for name in ("a.pdf", "b.pdf"):
        job = queue.take(name, b"GIF89a")
        until(lambda job=job: state(queue, job) not in ("waiting", "reading"))  # type: ignore[misc]
        told = queue.job(job.id)
        assert told is not None and told.state == "failed" and told.reason.startswith("I-TYPE")
    queue.close()


def test_a_stop_leaves_whole_files_and_the_next_start_reads_them(archive: Archive) -> None:
    queue = Uploads(archive)
    jobs = [queue.take(f"{n}.txt", LETTER + b"%d" % n) for n in range(3)]
    until(lambda: state(queue, jobs[0]) == "reading")
    open_still = queue.close()
    read = [job for job in jobs if state(queue, job) == "done"]
    assert open_still == 3 - len(read) >= 2 and {state(queue, j) for j in jobs} <= {"waiting", "done"}
    assert len(spooled(archive)) == open_still == len([j for j in jobs if j not in read])
    assert archive.status().states[State.CLAIMED] == 0 and archive.verify().damages == ()
    with pytest.raises(uploads.Stopping):
        queue.take("late.txt", b"x")

    with TestClient(create_app(archive, Access())) as client:
        for job in jobs:
            if job not in read:
                until(lambda job=job: client.get(f"/api/uploads/{job.id}").json()["state"] == "done")  # type: ignore[misc]
    assert len(archive.letters()) == 3 and archive.verify().damages == ()
    assert not (Path(archive.address) / "uploads").exists()


def test_the_inbox_tells_how_many_are_not_read_yet(
    served: Callable, archive: Archive, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Uploads, "_work", lambda queue: None)
    browser = served("editor")
    assert "đang đọc" not in browser.client.get("/").text.split("</ul>")[0]
    for name in "ab":
        browser.change("POST", "/api/uploads", files={"file": (f"{name}.txt", b"x")})
    assert "<b>2</b> đang đọc" in browser.client.get("/").text


ROW = re.compile(
    r'<li data-id="([0-9a-f]{16})"><span class="file">([^<]*)</span>.* value="0".*<span>([^<]*)</span></li>'
)


def test_the_inbox_shows_what_an_earlier_server_left(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as held:
        held.setattr(Uploads, "_work", lambda queue: None)
        first = Uploads(archive)
        jobs = [first.take(name, LETTER) for name in ("thư <1>.txt", "b.txt")]
        first.close()
        with TestClient(create_app(archive, Access())) as client:
            page = client.get("/").text
    assert ROW.findall(page) == [
        (jobs[0].id, "thư &lt;1&gt;.txt", "Chờ đọc…"),
        (jobs[1].id, "b.txt", "Chờ đọc…"),
    ]

    with TestClient(create_app(archive, Access())) as client:
        until(lambda: not ROW.findall(client.get("/").text))
        told = client.get(f"/api/uploads/{jobs[0].id}").json()
    assert told["state"] == "done" and len(archive.letters()) == 1
    with TestClient(create_app(archive, Access())) as client:  # a page left open through both asks in vain
        assert client.get(f"/api/uploads/{jobs[0].id}").status_code == 404


def test_a_file_waits_while_the_archive_cannot_be_written(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "PAUSE", 0.2)
    full, ingest = [True], uploads.ingest

    def while_full(*args: Any, **more: Any) -> Run:
        if full[0]:
            raise DiskFull(archive.address)
        return ingest(*args, **more)

    monkeypatch.setattr(uploads, "ingest", while_full)
    queue = Uploads(archive)
    job = queue.take("a.txt", LETTER)
    until(lambda: bool((told := queue.job(job.id)) and told.reason.startswith("A-DISK")))
    assert state(queue, job) in ("waiting", "reading") and spooled(archive) == ["a.txt"]
    full[0] = False
    until(lambda: state(queue, job) == "done")
    assert len(archive.letters()) == 1
    until(lambda: spooled(archive) == [])
    queue.close()


def test_what_a_killed_server_left_is_taken_over(archive: Archive) -> None:
    left = Path(archive.address) / "uploads"
    dead, alive = archive.desk.owner.rsplit(":", 1)[0] + ":1", "another-machine:1:1"
    for job_id, folder, owner in (
        ("0123456789abcdef", "0123456789abcdef", dead),
        ("00000000000000aa", "00000000000000aa.part", dead),
        ("00000000000000bb", "00000000000000bb", alive),
    ):
        (left / folder).mkdir(parents=True)
        (left / folder / "thư.txt").write_bytes(LETTER)
        (left / f"{job_id}.owner").write_text(owner)
    queue = Uploads(archive)
    assert queue.resume() == 1
    until(lambda: queue._jobs["0123456789abcdef"].state == "done")
    queue.close()
    assert [s.name for s in archive.letters()] == ["thư.txt"]
    assert sorted(p.name for p in left.iterdir()) == ["00000000000000bb", "00000000000000bb.owner"]


def test_a_full_disk_refuses_a_file_and_keeps_no_half(
    served: Callable, archive: Archive, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pipeline.web.spool.os.fsync", full)
    sent = served("editor").change("POST", "/api/uploads", files={"file": ("a.txt", b"x")})
    assert sent.status_code == 503 and sent.json()["code"] == "A-DISK" and sent.json()["remedy"]
    assert spooled(archive) == []


SCRIPT = """
import sys, time
from pipeline.archive import Archive
from pipeline.web import Access, create_app

if __name__ == "__main__":
    queue = create_app(Archive.open(sys.argv[1], create=True), Access()).state.uploads
    jobs = [queue.take(f"{n}.txt", b"Kinh gui: Cac thon %d." % n) for n in range(9)]
    while queue.job(jobs[0].id).state != "done":
        time.sleep(0.01)
"""


def test_a_process_that_ends_while_files_wait_ends_quietly(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    ended = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "archive")],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"},
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    archive = Archive.open(tmp_path / "archive")
    waiting = len(spooled(archive))
    assert waiting and len(archive.letters()) + waiting == 9
    assert archive.status().states[State.CLAIMED] == 0 and archive.verify().damages == ()
