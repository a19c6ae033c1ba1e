"""The signature block read again where the first reading leaves title or name in doubt.

Seal, pen and rubber stamp lie over the print there. One mix of colours keeps what another loses: the
strongest of red, green and blue drops a red seal, the weakest keeps a red name. Layout gives ink that
touches the seal to no line, so the block is also read as a whole. Only what the closed list of titles
knows, or what has the shape of a name, comes back from these readings; the rest is seal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.ocr.knowledge import fold
from pipeline.ocr.signature_readings import readings_of
from pipeline.ocr.signature_votes import chosen_name, chosen_titles, put, within
from pipeline.ocr.signers import (
    CAPACITIES,
    EXACT,
    SURE,
    WHOLE,
    is_body,
    name_in,
    title_in,
    titles,
    whole_name,
)
from pipeline.records.evidence import Box
from pipeline.records.image import CleanPage
from pipeline.records.page import Line, Word

LEFT = 0.40
"""A signature begins right of this share of the page's width."""
ABOVE, BELOW = 2.5, 0.30
"""How far the block reaches above Nơi nhận (in line heights) and below it (share of the page's height)."""


def read_again(
    lines: Sequence[Line],
    clean: CleanPage,
    left: Callable[[], float],
    *,
    twice: bool = True,
    seals: Sequence[Box] = (),
) -> list[Line]:
    """The page's lines, those of the signature block mended or added; the same where all is sure."""
    region = block_of(lines)
    if region is None:
        return list(lines)
    inside = [line for line in lines if within(line, region)]
    if settled(inside):
        return list(lines)
    readings: list[list[list[Word]]] = []
    for reading in readings_of((clean, seals), region, inside, left, twice=twice):
        readings.append(reading)
        if agreed(inside, readings):
            break
    out = list(lines)
    for found in chosen_titles(inside, readings):
        out = put(out, found, region)
    name = chosen_name(inside, readings)
    return out if name is None else put(out, name, region)


def block_of(lines: Sequence[Line]) -> Box | None:
    """Where the signature stands: right of and below Nơi nhận, else below a title on the right."""
    for line in lines:
        if line.box is not None and line.box.x0 < LEFT and fold(line.text).startswith("NOINHAN"):
            top = max(0.0, line.box.y0 - ABOVE * line.box.height)
            return Box(max(LEFT, line.box.x1 + 0.02), top, 1.0, min(1.0, line.box.y1 + BELOW))
    for line in lines:
        if line.box is not None and line.box.x0 > LEFT and line.box.center[0] > 0.5 and _acting(line.text):
            top = max(0.0, line.box.y0 - 0.01)
            return Box(LEFT, top, 1.0, min(1.0, line.box.y1 + BELOW))
    return None


def _acting(text: str) -> str | None:
    """`KT. CHỦ TỊCH` -> `KT`."""
    first, _, rest = text.replace(".", ". ").partition(" ")
    mark = fold(first)
    return mark if mark in CAPACITIES and text.isupper() and rest else None


def settled(inside: Sequence[Line]) -> bool:
    """A known title and a whole name, all words sure (with KT. the deputy's title too)."""
    titled = False
    for line in inside:
        letters, sure = fold(line.text), all(w.confidence >= SURE for w in line.words)
        if _acting(line.text) == "KT":
            titled = False
        elif sure and line.text.isupper() and letters.startswith(tuple(titles())):
            titled = True
        elif sure and _acting(line.text):
            titled = titled or letters.endswith(tuple(titles()))
    return titled and any(whole_name(line) for line in inside)


def agreed(inside: Sequence[Line], readings: Sequence[list[list[Word]]]) -> bool:
    """Two readings, or the first and another, say the same exact title and the same whole name."""
    acting = "".join(fold(line.text) for line in inside if _acting(line.text) == "KT")
    titles_said, names_said = Counter[str](), Counter[str]()
    first: list[list[Word]] = [list(line.words) for line in inside]
    # a worn title of the first reading is what is in doubt: others must say it
    titles_said.update({f.value: 0 for f in filter(None, map(title_in, first)) if f.alike < 1.0})
    for i, rows in enumerate([first, *readings]):
        least = EXACT if i else 1.0
        titles_said.update({f.value for f in filter(None, map(title_in, rows)) if f.alike >= least})
        names_said.update({f.value for f in filter(None, map(name_in, rows)) if f.exact})
    own = [times for value, times in titles_said.items() if fold(value) not in acting and not is_body(value)]
    return min(own, default=0) >= 2 and any(
        times >= 2 and len(value.split()) >= WHOLE for value, times in names_said.items()
    )
