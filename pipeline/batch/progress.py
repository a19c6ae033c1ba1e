"""How far a run is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.archive import Claim
from pipeline.records.archive import Run, State, Trouble


@dataclass
class Progress:
    """How far a run is; given to `report` whenever something changed."""

    total: int = 0
    done: int = 0
    pages: int = 0
    found: int = 0
    new: int = 0
    read: int = 0
    began: float = field(default_factory=time.monotonic)
    last: str = ""
    states: dict[State, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    quarantined: list[Trouble] = field(default_factory=list)

    def count(self, state: State, claim: Claim) -> None:
        """One file reached a state."""
        self.states[state] = self.states.get(state, 0) + 1
        self.done += 1
        self.last = claim.name

    @property
    def pages_a_minute(self) -> float:
        """The rate so far."""
        return 60 * self.pages / max(0.001, time.monotonic() - self.began)

    def result(self, *, cancelled: bool = False) -> Run:
        """The run as it stands."""
        return Run(
            found=self.found,
            new=self.new,
            read=self.read,
            states=self.states,
            pages=self.pages,
            seconds=round(time.monotonic() - self.began, 2),
            refused=tuple(self.refused),
            quarantined=tuple(self.quarantined),
            cancelled=cancelled,
        )


Report = Callable[[Progress], None]
