"""Page pictures on their way from the file to the reader."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, SkipValidation

from pipeline.records.page import Step

Pixels = Annotated[NDArray[np.uint8], SkipValidation()]


class PageImage(BaseModel):
    """A page as pixels: uint8, (height, width, 3) RGB or (height, width) grey; `dpi` as rendered."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    number: int
    pixels: Pixels
    dpi: float
    bilevel: bool = False


class CleanPage(BaseModel):
    """A page made upright and straight, with its ink apart; all pictures share one geometry.

    `text` is the grey picture for the text pass (uint8, black on white, coloured ink dropped),
    `color` the RGB picture with everything on it. `to_source` maps 0..1 of this page to 0..1 of
    the page in the file (3x3, row by row).
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    number: int
    text: Pixels
    color: Pixels
    dpi: float
    bilevel: bool = False
    blank: bool = False
    to_source: tuple[float, ...] | None = None
    steps: tuple[Step, ...] = ()

    def model_post_init(self, _: Any) -> None:
        """Refuse pictures of different size: boxes would lie."""
        if self.text.shape[:2] != self.color.shape[:2]:
            raise ValueError("text and colour picture differ in size")


def strongest(color: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The strongest channel of an RGB picture: red and blue ink fade."""
    return np.maximum(np.maximum(color[..., 0], color[..., 1]), color[..., 2])


def weakest(color: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The weakest channel of an RGB picture: all ink as dark as it gets."""
    # channel by channel: numpy's own minimum along so short an axis takes ten times as long
    return np.minimum(np.minimum(color[..., 0], color[..., 1]), color[..., 2])
