"""A letter before it is laid out: its parts in the order of Nghị định 30/2020, PL I."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

Align = Literal["justify", "center", "left"]


@dataclass(frozen=True)
class Head:
    """Boxes 1 to 4 of PL I: superior and issuing body, number, place and day.

    `None` in `number` or `day` leaves the place blank (a draft). `by_hand` names the parts written
    over dots: `number`, `day`, `month`.
    """

    issuer: tuple[str, ...]
    symbol: str
    place: str
    date: dt.date
    parent: tuple[str, ...] = ()
    number: str | None = None
    day: str | None = None
    month: str | None = None
    by_hand: frozenset[str] = frozenset()
    party: bool = False
    """Head of a Party body: `ĐẢNG CỘNG SẢN VIỆT NAM` at the right, no motto."""
    banner: str = ""
    """What stands there instead, as for the Youth Union."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the body (marked text)."""

    text: str
    bold: bool = False
    italic: bool = False
    align: Align = "justify"
    indent: bool = True
    zone: str = "body"


@dataclass(frozen=True)
class Table:
    """A ruled table; `widths` are shares of the text width; the first row is the heading."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class QrCode:
    """A QR code in the body with its caption."""

    payload: str
    caption: str = ""


@dataclass(frozen=True)
class PageBreak:
    """The next block starts on a new page."""


Block = Paragraph | Table | QrCode | PageBreak


@dataclass(frozen=True)
class Foot:
    """Boxes 7 and 9b: distribution list and signature block."""

    distribution: tuple[str, ...]
    authority: tuple[str, ...]
    name: str | None
    note: str = ""
    """Drafter's mark under the distribution list."""


@dataclass(frozen=True)
class ArrivalStamp:
    """The ĐẾN stamp of PL IV."""

    office: str
    number: str
    date: dt.date


@dataclass(frozen=True)
class DigitalSignature:
    """Box 14: the agency's electronic signature at the top right."""

    agency: str
    email: str
    time: dt.datetime


@dataclass(frozen=True)
class Marks:
    """What is stamped, sealed or scrawled over the print; `ink` colours are names of `marks.INKS`."""

    seal: bool = False
    signature: bool = False
    urgency: str | None = None
    urgency_ink: str = "red"
    urgency_shape: Literal["box", "arrow"] = "box"
    urgency_slant: float = 0.0
    secrecy: str | None = None
    arrival: ArrivalStamp | None = None
    digital: DigitalSignature | None = None


@dataclass(frozen=True)
class LetterText:
    """A whole letter, ready to be laid out, with the record it must give.

    `expected` holds the keys of the record contract with plain values.
    """

    name: str
    head: Head
    subject: str
    kind: str
    body: tuple[Block, ...]
    foot: Foot
    type_name: str | None = None
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()
    """Lines between the legal grounds and the articles of a decision (`QUYẾT ĐỊNH:`)."""
    appendix: tuple[Block, ...] = ()
    contact_line: str = ""
    marks: Marks = Marks()
    expected: dict[str, Any] = field(default_factory=dict)
