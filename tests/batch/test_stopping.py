"""Runs that are ended in the middle: what was done stays, what was held waits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.records.archive import State
from tests.batch.fake_reader import letter_file
from tests.batch.running import run

SCRIPT = """
    import sys
    from pathlib import Path
    sys.path.insert(0, {here!r})
    from tests.batch.fake_reader import FakeReader
    from pipeline.archive import Archive
    from pipeline.batch import LocalEngine, ingest
    from pipeline.options import BatchOptions, OcrOptions, ReadOptions

    if __name__ == "__main__":
        batch = BatchOptions(jobs=2)
        archive = Archive.open({archive!r}, create=True)
        done = ingest(archive, [Path({inbox!r})], LocalEngine(batch), batch=batch,
                      options=ReadOptions(ocr=OcrOptions(page_seconds=0.1)), reader=FakeReader(),
                      report=lambda _: print("on the way", flush=True))
        sys.exit(130 if done.cancelled else 0)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle_and_run_again(tmp_path: Path, inbox: Path, how: signal.Signals) -> None:
    for i in range(12):
        letter_file(inbox / f"{i:02}.txt", f"{i}/UB", f"Thư số {i} " * 10, do="sleep 0.3")
    script = tmp_path / "script.py"
    here = str(Path(__file__).parent)
    script.write_text(
        textwrap.dedent(SCRIPT).format(here=here, archive=str(tmp_path / "archive"), inbox=str(inbox))
    )
    process = subprocess.Popen([sys.executable, str(script)])
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        time.sleep(0.1)
        if (tmp_path / "archive" / "congvan.db").exists():
            archive = Archive.open(tmp_path / "archive")
            if len(archive.letters()) >= 2:
                break
            archive.close()
    process.send_signal(how)
    code = process.wait(timeout=20)
    assert code == (130 if how is signal.SIGINT else -9)
    if how is signal.SIGINT:
        assert archive.status().states[State.CLAIMED] == 0
    done = run(archive, inbox)
    assert done.new == 0
    assert 0 < done.read < 12
    assert archive.status().states == {s: 12 if s is State.FILED else 0 for s in State}
    assert archive.verify().damages == ()


def test_ctrl_c_while_workers_are_loading_ends_quietly(tmp_path: Path, inbox: Path) -> None:
    letter_file(inbox / "a.txt", "1/UB", do="sleep 0.2")
    script = tmp_path / "script.py"
    here = str(Path(__file__).parent)
    script.write_text(
        textwrap.dedent(SCRIPT).format(here=here, archive=str(tmp_path / "archive"), inbox=str(inbox))
    )
    process = subprocess.Popen(
        [sys.executable, str(script)],
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "on the way\n"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
    said = process.communicate(timeout=60)[1]
    assert (process.returncode, said) == (130, "")
    archive = Archive.open(tmp_path / "archive")
    assert archive.status().states[State.CLAIMED] == 0
    assert run(archive, inbox).read == 1


def test_workers_end_when_their_parent_is_killed(tmp_path: Path, inbox: Path) -> None:
    letter_file(inbox / "a.txt", "1/UB", do="hang")
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(SCRIPT).format(
            here=str(Path(__file__).parent), archive=str(tmp_path / "archive"), inbox=str(inbox)
        )
    )
    process = subprocess.Popen([sys.executable, str(script)], start_new_session=True)
    time.sleep(1)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _claimed(tmp_path / "archive"):
        time.sleep(0.2)
    process.kill()
    process.wait()
    while time.monotonic() < deadline and _group_lives(process.pid):
        time.sleep(0.2)
    assert not _group_lives(process.pid)


def _claimed(folder: Path) -> bool:
    if not (folder / "congvan.db").exists():
        return False
    archive = Archive.open(folder)
    try:
        return archive.status().states[State.CLAIMED] == 1
    finally:
        archive.close()


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
