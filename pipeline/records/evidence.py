"""Where a value comes from and how sure it is: Box, Evidence, Field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer
from pydantic import Field as _attribute

T = TypeVar("T")


class Record(BaseModel):
    """Base of every record: frozen, no unknown keys, fields by name or by alias."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Box(NamedTuple):
    """A rectangle on a page; x to the right, y down, both in 0..1 of the page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Share of the page's width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Share of the page's height."""
        return self.y1 - self.y0

    @property
    def center(self) -> tuple[float, float]:
        """Middle point (x, y)."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def overlap(self, other: Box) -> float:
        """Area shared with `other`, as a share of the smaller of the two (0..1)."""
        w = min(self.x1, other.x1) - max(self.x0, other.x0)
        h = min(self.y1, other.y1) - max(self.y0, other.y0)
        if w <= 0 or h <= 0:
            return 0.0
        smaller = min(self.width * self.height, other.width * other.height)
        return w * h / smaller if smaller > 0 else 0.0


def around(boxes: Iterable[Box | None]) -> Box | None:
    """Smallest box that holds all given boxes; None when there is none."""
    known = [b for b in boxes if b is not None]
    if not known:
        return None
    return Box(
        min(b.x0 for b in known),
        min(b.y0 for b in known),
        max(b.x1 for b in known),
        max(b.y1 for b in known),
    )


class Evidence(Record):
    """One place a value was read from: a box on the page, a span in its text, or both.

    `span` counts characters in `Letter.text[page - 1]`, end exclusive.
    """

    page: int = _attribute(ge=1)
    box: Box | None = None
    span: tuple[int, int] | None = None

    @model_serializer(mode="wrap")
    def _only_what_is_known(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {k: v for k, v in handler(self).items() if v is not None}


class Alternative(Record):
    """Another reading that was possible, with its own score (0..1)."""

    value: str
    raw: str | None = None
    confidence: float = _attribute(ge=0, le=1)
    rule: str


class Field(Record, Generic[T]):
    """A value with its raw reading, evidence, rule and confidence.

    An absent value is `None` and `rule` says why: `blank-on-page`, `not-found` or `illegible`.
    """

    value: T | None = None
    raw: str | None = None
    confidence: float = _attribute(default=0.0, ge=0, le=1)
    rule: str = "not-found"
    evidence: tuple[Evidence, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
