"""What stands where on the page: words, rules and pictures, in points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field

A4 = (595.28, 841.89)
MM = 72 / 25.4

HEAD_LEFT, HEAD_RIGHT = "head-left", "head-right"
ZONES = (
    HEAD_LEFT,
    "number",
    "subject",
    HEAD_RIGHT,
    "place-date",
    "type",
    "title",
    "addressees",
    "grounds",
    "deciding",
    "body",
    "table",
    "distribution",
    "signature",
    "appendix",
    "page-number",
    "contact",
)


@dataclass(frozen=True)
class Piece:
    """Characters [start, end) of a word belong to entity number `entity` of the letter."""

    start: int
    end: int
    entity: int


@dataclass(frozen=True)
class Glyphs:
    """One word set at (x, baseline y)."""

    text: str
    x: float
    y: float
    width: float
    size: float
    bold: bool = False
    italic: bool = False
    hand: bool = False
    pieces: tuple[Piece, ...] = ()
    joined: bool = False
    """The word goes on from the line before without a space (broken at a hyphen)."""


@dataclass
class SetLine:
    """Words on one base line of one column."""

    words: list[Glyphs]
    zone: str
    block: int


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.6


@dataclass(frozen=True)
class Dots:
    """Dots under a handwritten number; no words."""

    x: float
    y: float
    width: float
    size: float


@dataclass(frozen=True)
class Picture:
    """A QR code at (x, y), `side` points wide."""

    payload: str
    x: float
    y: float
    side: float


@dataclass
class SetPage:
    """One laid-out page. `anchors` names places that marks refer to (x, y in points)."""

    lines: list[SetLine] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    dots: list[Dots] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    anchors: dict[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Entity:
    """A marked stretch of the letter, before its place in the text is known."""

    label: str
    text: str


@dataclass
class SetLetter:
    """All pages of a letter and the entities its words refer to."""

    pages: list[SetPage]
    entities: list[Entity]
