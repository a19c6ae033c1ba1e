"""One official letter as a record: the contract for everything outside (`congvan.letter/1`)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import ConfigDict
from pydantic import Field as _attribute

from pipeline.records.contest import Contest, Moment
from pipeline.records.evidence import Evidence, Field, Record
from pipeline.records.page import Source

SCHEMA = "congvan.letter/1"


class Signer(Record):
    """Who signed and in which capacity (Nghị định 30/2020, Điều 13).

    `for_` is the line after the capacity (`TM. ỦY BAN NHÂN DÂN` -> `ỦY BAN NHÂN DÂN`), `title` the
    signer's own post.
    """

    capacity: Field[str] = Field[str]()
    for_: Field[str] = _attribute(default=Field[str](), alias="for")
    title: Field[str] = Field[str]()
    name: Field[str] = Field[str]()


class Citation(Record):
    """A document that the letter names."""

    kind: Field[str] = Field[str]()
    code: Field[str] = Field[str]()
    issued_on: Field[dt.date] = Field[dt.date]()
    issuer: Field[str] = Field[str]()
    subject: Field[str] = Field[str]()


class Deadline(Record):
    """Something to be done by a day; `relation` is the letter's own word (`trước`, `đến hết`)."""

    what: Field[str] = Field[str]()
    relation: Field[str] = Field[str]()
    date: Field[Moment] = Field[Moment]()
    to: Field[str] = Field[str]()


class Arrival(Record):
    """The ĐẾN stamp (Nghị định 30/2020, PL IV)."""

    office: Field[str] = Field[str]()
    number: Field[str] = Field[str]()
    date: Field[dt.date] = Field[dt.date]()


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Finding(Record):
    """A contradiction, a breach of form or a doubt; `message` in English, `message_vi` in Vietnamese."""

    code: str
    severity: Severity
    message: str
    message_vi: str
    evidence: tuple[Evidence, ...] = ()


class Letter(Record):
    """Everything read from one letter."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: str = _attribute(default=SCHEMA, alias="schema")
    source: Source
    kind: Field[str] = Field[str]()
    parent_agency: Field[str] = Field[str]()
    issuer: Field[str] = Field[str]()
    number: Field[str] = Field[str]()
    symbol: Field[str] = Field[str]()
    code: Field[str] = Field[str]()
    place: Field[str] = Field[str]()
    issued_on: Field[dt.date] = Field[dt.date]()
    urgency: Field[str] = Field[str]()
    secrecy: Field[str] = Field[str]()
    subject: Field[str] = Field[str]()
    addressees: tuple[Field[str], ...] = ()
    distribution: tuple[Field[str], ...] = ()
    signer: Signer = Signer()
    co_signers: tuple[Signer, ...] = ()
    citations: tuple[Citation, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    arrival: Arrival = Arrival()
    attachments: tuple[Field[str], ...] = ()
    contest: Contest | None = None
    is_draft: Field[bool] = Field[bool]()
    findings: tuple[Finding, ...] = ()
    text: tuple[str, ...] = ()
    also: tuple[Letter, ...] = ()
