from __future__ import annotations

import datetime as dt
import os
import unicodedata
from pathlib import Path

import pytest

from pipeline.batch.scan import Stable, files, found
from pipeline.filenames import shown


def test_folders_are_walked_once_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b" / "self").symlink_to(tmp_path / "b" / "self")
    (tmp_path / "b" / "nowhere").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    assert [p.name for p in files([tmp_path])] == ["1.txt", "2.txt", "nowhere", "self", "c.txt"]


@pytest.mark.parametrize("name", [".hidden", "Thumbs.db", "x.pdf.part", "x.crdownload", "~lock.tmp"])
def test_what_systems_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    assert list(files([tmp_path])) == []


@pytest.mark.parametrize(
    "raw, clean",
    [
        (unicodedata.normalize("NFD", "Giấy mời.pdf").encode(), "Giấy mời.pdf"),
        (b"a\nb.txt", "a␊b.txt"),
        (b"a\x1b[31m.txt", "a␛[31m.txt"),
        (b"\xff\xfe.txt", "��.txt"),
        ("thu\u202egnp.pdf".encode(), "thugnp.pdf"),
    ],
)
def test_odd_names_are_found_hashed_and_shown_clean(tmp_path: Path, raw: bytes, clean: str) -> None:
    path = tmp_path / os.fsdecode(raw)
    path.write_text("x")
    (one,) = files([tmp_path])
    known = found(one)
    assert known.name == clean
    assert Path(os.fsdecode(known.path)).read_text() == "x"
    assert shown(one.name).isprintable()


def test_a_file_that_is_still_written_has_to_wait(tmp_path: Path) -> None:
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    stable = Stable(2, lambda: now)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    for seconds, content, ready in ((0, b"", False), (5, b"", False), (1, b"ab", False), (1, b"ab", False),
                                    (1, b"abc", False), (1, b"abc", False), (1, b"abc", True)):  # fmt: skip
        now += dt.timedelta(seconds=seconds)
        if path.read_bytes() != content:
            path.write_bytes(content)
        assert stable(path) is ready
    path.unlink()
    assert not stable(path)
