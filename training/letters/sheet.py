"""The page as an office sets it: margins, sizes, spacing, within the bounds of the decree."""

from __future__ import annotations

import random
from dataclasses import dataclass

from training.letters import fonts
from training.letters.placed import A4, MM


@dataclass(frozen=True)
class Sheet:
    """Margins in millimetres and sizes in points (Nghị định 30/2020, PL I, mục I)."""

    left: float = 30.0
    right: float = 18.0
    top: float = 20.0
    bottom: float = 20.0
    body: float = 14.0
    head: float = 12.0
    leading: float = 1.2
    gap: float = 6.0
    indent: float = 12.7
    head_share: float = 0.42
    """Share of the text width that the left column of the head takes."""
    family: fonts.Family = fonts.SERIF

    @property
    def x0(self) -> float:
        """Left edge of the text in points."""
        return self.left * MM

    @property
    def width(self) -> float:
        """Width of the text in points."""
        return A4[0] - (self.left + self.right) * MM

    @property
    def floor(self) -> float:
        """Lowest base line in points."""
        return A4[1] - self.bottom * MM


def any_sheet(rng: random.Random) -> Sheet:
    """A sheet as some office sets it."""
    head = rng.choice((12.0, 12.0, 12.5, 13.0))
    return Sheet(
        left=rng.choice((30.0, 30.0, 32.0, 35.0)),
        right=rng.choice((15.0, 18.0, 20.0)),
        top=rng.choice((20.0, 20.0, 22.0, 25.0)),
        bottom=rng.choice((20.0, 20.0, 25.0)),
        body=rng.choice((13.0, 13.5, 14.0, 14.0)),
        head=head,
        leading=rng.choice((1.12, 1.2, 1.3)),
        gap=rng.choice((3.0, 6.0, 6.0)),
        indent=rng.choice((10.0, 12.7)),
        head_share=0.4 if head > 12 else rng.choice((0.4, 0.42, 0.44)),
        family=rng.choice((fonts.SERIF, fonts.SERIF, fonts.SERIF, fonts.FREE)),
    )
