from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.archive import Archive
from tests.archive import made_letters


@pytest.fixture
def clock() -> made_letters.Clock:
    return made_letters.Clock()


@pytest.fixture
def archive(tmp_path: Path, clock: made_letters.Clock) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive", create=True, clock=clock)
    yield opened
    opened.close()
