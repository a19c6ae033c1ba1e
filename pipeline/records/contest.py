"""What a letter says of a contest: stages, milestones, prizes, contacts."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pipeline.records.evidence import Evidence, Field, Record

Moment = dt.date | dt.datetime
"""A day, or a day with a time where the letter gives an hour."""


class Period(Record):
    """From `start` to `end`, both days included."""

    start: Field[Moment] = Field[Moment]()
    end: Field[Moment] = Field[Moment]()


class Stage(Record):
    """One stage (Chặng, Vòng, Giai đoạn, Đợt, Tuần, Chung kết) in the order of the letter.

    `index` counts from 1, `label` is the printed heading (`Chặng 1`), `text` the printed time
    (`dự kiến tháng 10/2026` stands here alone, with null dates).
    """

    index: int
    label: str
    name: Field[str] = Field[str]()
    start: Field[Moment] = Field[Moment]()
    end: Field[Moment] = Field[Moment]()
    mode: Field[str] = Field[str]()
    text: str = ""
    evidence: tuple[Evidence, ...] = ()


class MilestoneKind(StrEnum):
    """What a dated event of a contest is."""

    SUBMISSION = "submission"
    CEREMONY = "ceremony"
    REPORT = "report"
    REGISTRATION = "registration"
    OTHER = "other"


class Milestone(Record):
    """A dated event: a window (`start`, `end`), a day (`on`) or a limit (`before`)."""

    kind: MilestoneKind
    what: Field[str] = Field[str]()
    start: Field[Moment] = Field[Moment]()
    end: Field[Moment] = Field[Moment]()
    on: Field[Moment] = Field[Moment]()
    before: Field[Moment] = Field[Moment]()
    stage: int | None = None


class Prize(Record):
    """A class of prizes; `value_vnd` is the value of one of them in đồng."""

    rank: Field[str] = Field[str]()
    count: Field[int] = Field[int]()
    value_vnd: Field[int] = Field[int]()
    certificate: Field[str] = Field[str]()


class Seen(StrEnum):
    """Where a contact was found."""

    PRINTED = "printed"
    QR = "qr"


class Contact(Field[str]):
    """A web address, e-mail or phone number; `seen` says whether printed or inside a QR code."""

    seen: Seen = Seen.PRINTED


class Contacts(Record):
    """How to reach the organizers."""

    urls: tuple[Contact, ...] = ()
    emails: tuple[Contact, ...] = ()
    phones: tuple[Contact, ...] = ()


class Quota(Record):
    """How many go on: `10/114 xã, phường` is take 10, out of 114, unit `xã, phường`."""

    take: Field[int] = Field[int]()
    out_of: Field[int] = Field[int]()
    unit: Field[str] = Field[str]()
    stage: int | None = None


class Contest(Record):
    """A contest announced or passed on by the letter; `root` is the code of the letter that launched it."""

    name: Field[str] = Field[str]()
    campaign: Field[str] = Field[str]()
    root: Field[str] = Field[str]()
    period: Period = Period()
    stages: tuple[Stage, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    prizes: tuple[Prize, ...] = ()
    contacts: Contacts = Contacts()
    audience: Field[str] = Field[str]()
    quotas: tuple[Quota, ...] = ()
    requirements: tuple[Field[str], ...] = ()
