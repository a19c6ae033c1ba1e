"""Copies of letters do not stay behind when their process was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import scratch

HOUR = 3600.0
HOLD = """import time
from pipeline import scratch
with scratch.folder() as folder:
    print(folder, flush=True)
    time.sleep(60)
"""


def test_a_folder_is_gone_after_use() -> None:
    with scratch.folder() as folder:
        (folder / "letter.txt").write_text("x")
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    held = subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True, env=env)
    assert held.stdout is not None
    left = Path(held.stdout.readline().strip())
    later = time.time() + 2 * HOUR
    assert left.parent == tmp_path and scratch.sweep(tmp_path, later) == 0  # its process lives
    held.send_signal(signal.SIGKILL)
    held.communicate()
    assert scratch.sweep(tmp_path, time.time()) == 0 and left.exists()  # another machine's may live
    assert scratch.sweep(tmp_path, later) == 1 and not left.exists()


@pytest.mark.parametrize("name", ["congvan", "congvan-x-1", "other-999999999-1"])
def test_folders_of_others_stay(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert scratch.sweep(tmp_path, time.time() + 2 * HOUR) == 0
    assert (tmp_path / name).exists()


def test_links_are_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    target.mkdir()
    (tmp_path / "congvan-999999999-1").symlink_to(target)
    assert scratch.sweep(tmp_path, time.time() + 2 * HOUR) == 0
    assert target.exists()
