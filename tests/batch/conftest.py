"""An empty archive and a folder of letters to come."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive", create=True)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return tmp_path / "inbox"
