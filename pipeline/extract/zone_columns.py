"""The two columns of a letter's head: who stands left, who right, and what lies over them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from pipeline.extract import anchors, kinds
from pipeline.extract.lines import LineRef, Lines, same_row
from pipeline.extract.spelling import in_capitals
from pipeline.folding import fold

_STAMPED = re.compile(r"@|\d\d?[.:]\d\d[.:]\d\d|\+07")
_STAMPS = ("hoa toc", "thuong khan", "khan", "toi mat", "tuyet mat", "mat")


def split_x(lines: Sequence[LineRef], nat: int | None) -> float:
    """Where the right column begins (0..1 of the page)."""
    box = lines[nat].box if nat is not None else None
    return max(0.3, min(0.55, box.x0 - 0.01)) if box is not None else 0.45


def columns(lines: Sequence[LineRef], nat: int | None, split: float) -> tuple[Lines, Lines, Lines, Lines]:
    """Above, left, right and the `V/v` block."""
    stamped = _stamped(lines, nat)
    unions = [i for i, r in enumerate(lines) if r.box is None and anchors.union(r.text)]
    over_left = unions[0] if len(unions) > 1 else None
    above = [r for i, r in enumerate(lines) if i in stamped]
    left: list[LineRef] = []
    right: list[LineRef] = []
    about: list[LineRef] = []
    for i, ref in enumerate(lines):
        if i in stamped:
            continue
        text = ref.text
        if _is_right(ref, split) and i != over_left:
            right.append(ref)
        elif (
            anchors.about(text)
            or _unlabelled(lines[:i], ref)
            or (about and not anchors.labelled(text) and not _breaks(about[-1], ref))
        ):
            about.append(ref)
        else:
            left.append(ref)
    return tuple(above), tuple(left), tuple(right), tuple(about)


def _unlabelled(before: Sequence[LineRef], ref: LineRef) -> bool:
    """A line in small letters under the agency or the number: a `V/v` block without its label."""
    letters = [c for c in ref.text if c.isalpha()]
    small = sum(c.islower() for c in letters) >= 0.7 * len(letters)
    if len(letters) < 12 or not small or anchors.number(ref.text) or anchors.electronic_signature(ref.text):
        return False
    return any(anchors.number(r.text) or (in_capitals(r.text) and not _is_right(r, 0.45)) for r in before)


def _is_right(ref: LineRef, split: float) -> bool:
    text = ref.text
    box = ref.box
    if (anchors.national(text) or anchors.motto(text)) and not (box is not None and anchors.union(text)):
        return True
    if box is not None:
        return (box.x0 + box.x1) / 2 > split + 0.02 and box.x0 > split - 0.12
    return bool(anchors.date_line(text)) and not anchors.about(text) and not anchors.number(text)


def _breaks(before: LineRef, ref: LineRef) -> bool:
    """Does the `V/v` block end between two lines of the left column?"""
    a, b = before.box, ref.box
    if a is not None and b is not None:
        if same_row(before, ref) and b.x0 - a.x1 < 0.03:
            return False
        apart = min(a.x1, b.x1) - max(a.x0, b.x0) < 0.4 * min(a.width, b.width)
        if apart or b.y0 - a.y1 > 2.0 * max(a.height, b.height) or b.y0 < a.y0 - 0.005:
            return True
    return stamp_word(ref.text)


def _stamped(lines: Sequence[LineRef], nat: int | None) -> set[int]:
    """Lines of a digital signature's block over the head."""
    last = nat if nat is not None else 6
    seeds = [
        i
        for i, r in enumerate(lines[: last + 8])
        if anchors.electronic_signature(r.text) or (i < last and _STAMPED.search(r.text))
    ]
    found = set(seeds)
    for i in seeds:
        box = lines[i].box
        if box is None and i < last:
            found.update(range(i + 1))
        elif box is not None:
            for j in range(i):
                other = lines[j].box
                if (
                    other
                    and other.y1 <= box.y1
                    and min(box.x1, other.x1) - max(box.x0, other.x0) > 0.3 * other.width
                    and box.y0 - other.y1 < 0.05
                ):
                    found.add(j)
    return {i for i in found if not anchors.national(lines[i].text)}


def stamp_word(text: str) -> bool:
    """Is a line an urgency or secrecy mark in capitals and nothing else, misread letters allowed?"""
    if not in_capitals(text, least=3, most=14):
        return False
    folded = " ".join(re.sub(r"[^a-z ]", " ", fold(text)).split())
    best = max(fuzz.ratio(folded, mark) - (0 if len(mark) > 5 else 12) for mark in _STAMPS)
    title = kinds.titled(text)  # `HƯỚNG DẪN` is four letters from `THƯỢNG KHẨN`
    return best >= 76 and (title is None or best > 100 * title[1])
