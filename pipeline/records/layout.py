"""Where the lines of a page lie, before anything is read."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, SkipValidation

from pipeline.records.evidence import Box, Record
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


class PageLayout(BaseModel):
    """Lines in reading order and objects apart from the text.

    `owner` has the size of the clean page: at each inked pixel the place in `lines` (from 1) of the
    line it belongs to, 0 where there is no ink, -1 for ink of no line (seals, rules, specks).
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    lines: tuple[LineBox, ...] = ()
    objects: tuple[PageObject, ...] = ()
    owner: Owners
