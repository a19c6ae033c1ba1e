"""Where the lines of a page lie, before anything is read."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, SkipValidation

from pipeline.records.evidence import Box, Record
from pipeline.records.image import Pixels
from pipeline.records.page import PageObject

Owners = Annotated[NDArray[np.int16], SkipValidation()]


class LineBox(Record):
    """One line of one column, still unread.

    `block` numbers paragraphs and columns in reading order; `column` is 0 for a line over the full
    width, 1, 2, ... counted from the left beside others. `bold` is None where the strokes do not tell.
    """

    box: Box
    block: int
    column: int = 0
    bold: bool | None = None


class StampBox(Record):
    """What may be a stamp: reading decides.

    `box` is its hull; `size` (share of the page's width) and `angle` (degrees that turn it level,
    counter-clockwise positive) give the slanted rectangle; `lines` are the places in
    `PageLayout.lines` (from 0) of the lines inside it.
    """

    box: Box
    size: tuple[float, float]
    angle: float = 0.0
    red: bool = False
    lines: tuple[int, ...] = ()


class PageLayout(BaseModel):
    """Lines in reading order and objects apart from the text.

    `print_` is the picture to read the lines from: the clean page's text picture, with coloured
    print (stamped names, links) written back.
    `owner` has the size of the clean page: at each inked pixel the place in `lines` (from 1) of the
    line it belongs to, 0 where there is no ink, -1 for ink of no line (seals, rules, specks).
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    lines: tuple[LineBox, ...] = ()
    objects: tuple[PageObject, ...] = ()
    stamps: tuple[StampBox, ...] = ()
    owner: Owners
    print_: Pixels
