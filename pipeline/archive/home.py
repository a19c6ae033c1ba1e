"""What an archive is made of; every door to it is opened with this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine

from pipeline.archive.store import Store
from pipeline.archive.tables import letter
from pipeline.options import ArchiveOptions

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True)
class Home:
    """Tables, files, options and clock. `hides_secret`: marked letters are not there for whoever looks."""

    address: str
    engine: Engine
    store: Store
    options: ArchiveOptions
    clock: Clock
    hides_secret: bool = False

    @property
    def shown(self) -> list[ColumnElement[bool]]:
        """What a letter must be to be seen."""
        return [letter.c.secrecy.is_(None)] if self.hides_secret else []
