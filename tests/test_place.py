"""A file is there whole or not at all, and a place without room is told."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from pipeline.errors import NotWritten
from pipeline.place import beside


def test_what_fails_half_way_leaves_the_earlier_file(tmp_path: Path) -> None:
    place = tmp_path / "so.csv"
    place.write_text("earlier")
    with pytest.raises(NotWritten, match="No space left"), beside(place) as path:
        path.write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(ZeroDivisionError), beside(place) as path:
        path.write_text(str(1 // 0))
    assert place.read_text() == "earlier" and list(tmp_path.iterdir()) == [place]


def test_folders_are_made_and_others_may_read_the_file(tmp_path: Path) -> None:
    place = tmp_path / "a" / "b" / "so.csv"
    with beside(place) as path:
        path.write_text("x")
    mode = tmp_path / "mode"
    mode.touch()
    assert place.stat().st_mode == mode.stat().st_mode


def test_a_file_where_a_folder_is_needed(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(NotWritten), beside(tmp_path / "a" / "so.csv"):
        raise AssertionError("nothing may be written")
