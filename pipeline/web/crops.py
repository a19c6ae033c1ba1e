"""Which piece of a page shows where a value was read."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.evidence import Box, Evidence, around

TALLEST = 0.08
"""Share of the page's height that one piece may take: some four lines."""


def piece(evidence: Sequence[Evidence]) -> Box | None:
    """The box around all places of a value, so that a date over two lines is seen whole.

    Places on other pages, or further apart than a piece is tall, are left out; None without a box.
    """
    boxes = [e.box for e in evidence if e.box is not None and e.page == evidence[0].page]
    whole = around(boxes)
    return whole if whole is None or whole.y1 - whole.y0 <= TALLEST else boxes[0]
