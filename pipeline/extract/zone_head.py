"""The head of a letter: both columns, the `V/v` block or the type's name with its title, the addressees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.extract import anchors, kinds
from pipeline.extract.lines import DASHED, LineRef, Lines
from pipeline.extract.zone_columns import columns, split_x
from pipeline.extract.zone_titles import STARTERS, title_end, to_end
from pipeline.folding import fold

_REACH = 45
"""Lines within which a head ends."""


@dataclass(frozen=True)
class Head:
    """The zones of the head, and the index of the first line after it."""

    end: int
    above: Lines = ()
    left: Lines = ()
    right: Lines = ()
    about: Lines = ()
    title: Lines = ()
    to: Lines = ()


def find_head(lines: Sequence[LineRef]) -> Head:
    """Sort the first lines of a letter."""
    reach = [r.text for r in lines[:_REACH]]
    nat = _first(reach, anchors.national)
    anchor_end = _anchors_end(reach, nat)
    to = _first(reach, anchors.to)
    kind = _kind(reach, nat, anchor_end, to)
    columns_end = min((i for i in (to, kind) if i is not None), default=-1)
    if columns_end < 0:
        columns_end = _columns_end(lines, anchor_end)
    titled = title_end(lines, kind) if kind is not None else columns_end
    if to is not None and kind is not None and titled < to <= titled + 3:
        titled = to
    end = titled
    to_lines: Lines = ()
    if to is not None and (kind is None or to <= titled):
        titled = min(titled, to) if kind is not None else titled
        end = to_end(lines, to)
        to_lines = tuple(lines[to:end])
    elif to is None and kind is None:
        listed = _listed_end(lines, columns_end)
        to_lines, end = tuple(lines[columns_end:listed]), listed
    split = split_x(lines, nat)
    above, left, right, about = columns(lines[:columns_end], nat, split)
    title = tuple(lines[kind:titled]) if kind is not None else ()
    return Head(end, above, left, right, about, title, to_lines)


def _first(texts: Sequence[str], test: Callable[[str], object]) -> int | None:
    return next((i for i, t in enumerate(texts) if test(t)), None)


def _anchors_end(texts: Sequence[str], nat: int | None) -> int:
    """Index after the last sure line of the two columns."""
    start = nat if nat is not None else 0
    end = start + 1 if nat is not None else 0
    for i in range(max(0, start - 12), min(len(texts), start + 16)):
        text = texts[i]
        told = STARTERS.match(fold(text))  # a ground's day (`Căn cứ … ngày …`) belongs to the text
        date = anchors.date_line(text) if len(text) < 75 and not told else None
        if anchors.motto(text) or (anchors.number(text) and len(text) < 60) or (date and date.start() < 45):
            end = max(end, i + 1)
    return end


def _kind(texts: Sequence[str], nat: int | None, after: int, to: int | None) -> int | None:
    """The first line that is a type's name, under the number and the date, before the addressees."""
    last = min(len(texts), after + 9)
    last = last if to is None else min(to, last)
    start = nat if nat is not None else 0
    near = range(max(0, start - 12), min(len(texts), start + 16))
    numbered = next((i for i in near if anchors.number(texts[i]) and len(texts[i]) < 60), start)
    dated = next((i for i in near if anchors.date_line(texts[i]) and len(texts[i]) < 75), start)
    for i in range(max(start, numbered, dated) + 1, last):
        if kinds.titled(texts[i]):
            return i
    exact = (
        i for i in range(1, max(start, numbered, dated)) if (kinds.titled(texts[i]) or ("", 0))[1] > 0.97
    )
    return next((i for i in exact if i > numbered or i > start), None)


def _columns_end(lines: Sequence[LineRef], after: int) -> int:
    """Without addressees and type: the heads end where a line reads like running text."""
    i = after
    while i < min(len(lines), after + 12):
        text = lines[i].text
        box = lines[i].box
        wide = box is not None and box.width > 0.62
        if wide or (box is None and len(text) > 70) or (text[:1].isupper() and STARTERS.match(fold(text))):
            break
        if DASHED.match(text):
            break
        i += 1
    return i


def _listed_end(lines: Sequence[LineRef], start: int) -> int:
    """End of a list right under the heads: the addressees, where `Kính gửi` itself was lost."""
    end = start
    while end < min(len(lines), start + 12) and DASHED.match(lines[end].text):
        box = lines[end].box
        if box is not None and box.x0 < 0.25:
            return start
        end += 1
    return end if end > start + 1 else start
