"""A run of print on one base line, in pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Strip:
    """A run of letters on one base line; `labels` are its components."""

    left: int
    top: int
    right: int
    bottom: int
    labels: list[int] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Height of the middle."""
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        """Middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.right - self.left

    def level(self, other: Strip) -> bool:
        """Whether both stand on one row."""
        if self.bottom < other.top or other.bottom < self.top:
            return False
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared >= 0.5 * min(self.height, other.height)

    def beneath(self, other: Strip) -> float:
        """How much of the narrower one's width both share (0..1)."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared / max(1, min(self.width, other.width))

    def inside(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether the middle lies in a rectangle."""
        return left <= self.center <= right and top <= self.middle <= bottom


def hull(strips: Iterable[Strip]) -> Strip:
    """All strips as one."""
    parts = list(strips)
    return Strip(
        min(s.left for s in parts),
        min(s.top for s in parts),
        max(s.right for s in parts),
        max(s.bottom for s in parts),
        [label for s in parts for label in s.labels],
    )
