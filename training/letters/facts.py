"""What a contest letter says, before it is put into words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Day = dt.date | dt.datetime


@dataclass(frozen=True)
class StageFact:
    """One stage; `None` dates are vague in the letter and stand in `vague`."""

    label: str
    name: str
    start: Day | None
    end: Day | None
    mode: str = ""
    vague: str = ""


@dataclass(frozen=True)
class PrizeFact:
    """A class of prizes; `value` in đồng for one of them."""

    rank: str
    count: int
    value: int
    certificate: str = ""


@dataclass(frozen=True)
class ContestFact:
    """A contest as one letter tells it."""

    kind: str
    name: str
    campaign: str
    slug: str
    audience: str
    stages: tuple[StageFact, ...]
    period: tuple[dt.date, dt.date] | None
    prizes: tuple[PrizeFact, ...] = ()
    submission: tuple[dt.date | None, dt.date] | None = None
    registration: dt.date | None = None
    ceremony: dt.date | None = None
    report: dt.date | None = None
    quota: tuple[int, int, str, int] | None = None
    """Take, out of, unit, and the stage they go on to."""
    url: str = ""
    email: str = ""
    phone: str = ""
    contact: str = ""

    @property
    def title(self) -> str:
        """`Cuộc thi “Sáng kiến số từ cơ sở”`."""
        return f"{self.kind} “{self.name}”"


@dataclass(frozen=True)
class DocFact:
    """A document that is cited."""

    kind: str
    code: str
    date: dt.date | None
    issuer: str
    subject: str
    printed_code: str = ""
    """How this letter spells the code, where it errs."""
