"""A real scheduler, two real workers, a real PostgreSQL: the commands of docs/cluster.md."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.batch import LocalEngine, ingest, open_engine
from pipeline.options import BatchOptions, OcrOptions, ReadOptions
from pipeline.records.archive import State
from tests.batch.fake_reader import FakeReader, letter_file

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
OPTIONS = ReadOptions(ocr=OcrOptions(page_seconds=0.1))
BATCH = BatchOptions(jobs=2, letter_seconds=5)


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = str(_port())
    address = f"tcp://127.0.0.1:{port}"
    environment = os.environ | {"PYTHONPATH": str(HERE), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    log = (tmp_path_factory.mktemp("dask") / "log").open("wb")
    bin_ = Path(sys.executable).parent
    started = [
        subprocess.Popen(
            [bin_ / "dask", "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"],
            stdout=log, stderr=log, env=environment,
        ),
        subprocess.Popen(
            [bin_ / "congvan", "worker", address, "--jobs", "2", "--worker-mb", "700"],
            stdout=log, stderr=log, env=environment, cwd=log.name.removesuffix("log"),
        ),
    ]  # fmt: skip
    yield address
    for process in reversed(started):
        process.terminate()
        process.wait(timeout=30)


def cluster_run(archive: Archive, address: str, inbox: Path, **more: object):
    engine = open_engine(BATCH, address)
    try:
        return ingest(archive, [inbox], engine, options=OPTIONS, batch=BATCH, reader=FakeReader(), **more)
    finally:
        engine.close()


def contents(archive: Archive) -> dict[str, object]:
    """Everything of an archive that does not depend on who read it when."""
    found = {}
    for line in archive.letters():
        filed = archive.get(line.id)
        found[line.id] = (line, filed.letter, archive.pages(line.id), archive.original(line.id), filed.links)
    return found


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    for i in range(10):
        letter_file(folder / f"{i}.txt", f"{i}/UB", f"Thư số {i} kể chuyện thứ {i}", subject=f"việc số {i}")
    letter_file(folder / "copy.txt", "3/UB", "Thư số 3 kể chuyện thứ 3", subject="việc số 3")
    letter_file(folder / "mat.txt", "8/UB", secrecy="MẬT")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_the_cluster_fills_postgres_as_this_machine_fills_sqlite(
    tmp_path: Path, inbox: Path, scheduler: str, postgres_database: str
) -> None:
    remote = Archive.open(postgres_database, create=True, store=f"file://{tmp_path / 'files'}")
    done = cluster_run(remote, scheduler, inbox)
    assert done.states == {State.FILED: 10, State.DUPLICATE: 1, State.QUARANTINED: 2}
    local = Archive.open(tmp_path / "archive", create=True)
    engine = LocalEngine(BATCH)
    ingest(local, [inbox], engine, options=OPTIONS, batch=BATCH, reader=FakeReader())
    engine.stop()
    assert contents(remote) == contents(local)
    assert remote.status().states == local.status().states
    assert remote.verify().damages == ()
    found = [[h.letter.id for h in a.search("chuyen thu").hits] for a in (remote, local)]
    assert found[0] == found[1] != []
    assert cluster_run(remote, scheduler, inbox).read == 0


def test_a_worker_killed_on_the_way_costs_nothing(tmp_path: Path, scheduler: str) -> None:
    inbox = tmp_path / "inbox"
    for i in range(12):
        letter_file(inbox / f"{i:02}.txt", f"{i}/UB", f"Thư số {i} kể chuyện thứ {i}", do="sleep 0.5")
    archive = Archive.open(tmp_path / "archive", create=True)
    killed: list[int] = []

    def report(progress: object) -> None:
        if progress.done >= 3 and not killed:
            killed.append(_a_worker(scheduler))
            os.kill(killed[0], signal.SIGKILL)

    done = cluster_run(archive, scheduler, inbox, report=report)
    assert killed
    assert done.states == {State.FILED: 12}
    assert archive.verify().damages == ()


def test_pages_that_crash_or_hang_on_the_cluster_lose_themselves_only(tmp_path: Path, scheduler: str) -> None:
    inbox = tmp_path / "inbox"
    pages = "\f".join(f"Trang {i} kể chuyện số {i}" for i in range(1, 4))
    letter_file(inbox / "a.txt", "1/UB", pages, do="crash", on="2")
    letter_file(inbox / "b.txt", "2/UB", "Thư lành lặn")
    archive = Archive.open(tmp_path / "archive", create=True)
    done = cluster_run(archive, scheduler, inbox)
    assert done.states == {State.FILED: 1, State.REVIEW: 1}
    review = next(s for s in archive.letters() if s.state is State.REVIEW)
    assert [r.message for r in review.reasons] == ["not read: page 2"]


def _a_worker(address: str) -> int:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return int(next(iter(client.run(os.getpid).values())))
