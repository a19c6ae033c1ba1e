"""What the readings of a signature block come to: a title and a name, put into the page's lines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from pipeline.ocr.knowledge import fold
from pipeline.ocr.signers import CAPACITIES, WHOLE, Found, name_in, title_in
from pipeline.ocr.surnames import hidden
from pipeline.records.evidence import Box, around
from pipeline.records.page import Line, Word, WordAlternative

OWN = 1.5
"""Weight of the first reading, made with the neighbours' ink painted out."""
ALONE = 0.75
"""What only one reading says keeps this share of its confidence."""
NOISE = 0.50
"""Words below this beside a found title or name go with the reading it replaces."""
PIECE = 0.7
"""Share of a line that lies in the row of a title or name of which it is a piece."""
MARKED = 3
"""Readings that must show the mark before a post (`KT.`) where the first one shows none."""
AGREED = 0.90
"""Agreement of doubtful readings raises confidence up to this."""


def within(line: Line, region: Box) -> bool:
    """Whether a line stands in the block."""
    if line.box is None:
        return False
    x, y = line.box.center
    return region.x0 <= x <= region.x1 and region.y0 <= y <= region.y1


def chosen_titles(inside: Sequence[Line], readings: Sequence[list[list[Word]]]) -> list[Found]:
    """Titles that two readings agree on, or one read letter by letter, where the page has none yet."""
    groups: list[list[Found]] = []
    for rows in readings:
        for found in filter(None, map(title_in, rows)):
            near = next((g for g in groups if _same_row(g[0].box, found.box)), None)
            if near is None:
                groups.append([found])
            else:
                near.append(found)
    out = []
    for group in groups:
        votes = {f.value: sum(g.weight for g in group if _speaks_for(g, f)) for f in group}
        value = max(votes, key=lambda v: (votes[v], len(v)))
        own = [f for f in group if f.value == value]
        best = max(own, key=lambda f: (f.alike, f.weight))
        if len(own) == 1 and not (best.exact and best.weight >= 0.85):
            continue
        known = [line for line in inside if line.box and _same_row(line.box, best.box)]
        if not known and not best.exact:
            continue
        marked = [f for f in own if fold(f.words[0].text) in CAPACITIES]
        if len(marked) >= MARKED and not any(_marked(line) for line in known):
            mark = Counter(fold(f.words[0].text) for f in marked).most_common(1)[0][0]
            own = [f for f in marked if fold(f.words[0].text) == mark]
            best = max(own, key=lambda f: (f.alike, f.weight))
        elif any(_outdoes(line, value, len(own)) for line in known):
            continue
        out.append(_weighed(best, own))
    return out


def _marked(line: Line) -> bool:
    """Does a line hold the mark before a post?"""
    return any(fold(w.text) in CAPACITIES for w in line.words)


def _speaks_for(one: Found, other: Found) -> bool:
    """Whether a reading says the title too, or all of it but a beginning that the seal may hide."""
    return one.value == other.value or (other.exact and f" {other.value}".endswith(f" {one.value}"))


def _outdoes(line: Line, value: str, votes: int) -> bool:
    """The line already holds a title: it stands, unless several readings found its hidden beginning."""
    if fold(value) in fold(line.text):
        return True
    own = title_in(line.words)
    if own is None or own.alike < 1.0:
        return False
    longer = fold(value).endswith(fold(own.value)) and value != own.value
    return not (longer and votes >= 2)


def chosen_name(inside: Sequence[Line], readings: Sequence[list[list[Word]]]) -> Found | None:
    """The name that readings agree on, whole or in parts; None where the first reading's own stands."""
    own = [f for f in (name_in(line.words) for line in inside) if f is not None]
    found = [f for rows in readings for f in filter(None, map(name_in, rows))]
    value = _most_supported(own, found)
    if any(f.value == value and f.exact for f in own):
        return None
    mine = [f for f in found if f.value == value and len(f.words) >= WHOLE]
    read = any(f.exact for f in mine)
    if read and len(mine) > 1:
        return _weighed(max(mine, key=lambda f: (f.alike, f.weight)), mine)
    words = hidden([*(line.words for line in inside), *(row for rows in readings for row in rows)])
    if words is not None:
        return Found(words, " ".join(w.text for w in words), min(w.confidence for w in words), 0.5)
    if not read and len(mine) < 2:
        return None
    return _weighed(max(mine, key=lambda f: (f.alike, f.weight)), mine)


def _most_supported(own: Sequence[Found], found: Sequence[Found]) -> str | None:
    """The name most readings support, if any of them is whole."""
    if not any(len(f.words) >= WHOLE for f in found):
        return None
    score: dict[str, float] = {}
    for f in {f.value: f for f in [*own, *found]}.values():
        # a seal hides beginnings: `Hoàng Anh` speaks for `Lê Hoàng Anh` too
        score[f.value] = sum(g.weight for g in found if f.value.endswith(g.value))
        score[f.value] += OWN * sum(g.weight for g in own if f.value.endswith(g.value))
        score[f.value] += 0.01 * len(f.words)
    return max(score, key=lambda v: score[v])


def _weighed(best: Found, own: Sequence[Found]) -> Found:
    """The best of the readings that say the same: agreement raises confidence, standing alone lowers it."""
    if len(own) == 1:
        sure = [ALONE * w.confidence for w in best.words]
    else:
        same = [f for f in own if [w.text for w in f.words] == [w.text for w in best.words]]
        sure = [_agreed([f.words[i] for f in same], w) for i, w in enumerate(best.words)]
    words = tuple(
        w.model_copy(update={"confidence": round(c, 3)}) for w, c in zip(best.words, sure, strict=True)
    )
    return Found(words, best.value, best.weight, best.alike)


def _agreed(words: Sequence[Word], best: Word) -> float:
    """Readings share one engine and one page: each counts half."""
    doubt = math.prod(1 - w.confidence / 2 for w in words)
    return max(best.confidence, min(AGREED, 1 - doubt))


def _same_row(a: Box, b: Box) -> bool:
    beside = min(a.x1, b.x1) - max(a.x0, b.x0) > 0
    return beside and abs(a.center[1] - b.center[1]) < 0.5 * min(a.height, b.height, 0.02)


def put(lines: Sequence[Line], found: Found, region: Box) -> list[Line]:
    """The lines with the found one in the place of what was read there, which stays as alternative."""
    at = _row(lines, found, region)
    kept = None if at is None else lines[at]
    # pieces of the row that stood as lines of their own are in what was found
    out = [x for x in lines if x is kept or x.box is None or not _within_row(x.box, found.box)]
    at = next((i for i, x in enumerate(out) if x is kept), None)
    if at is not None:
        old = out[at]
        first = found.words[0]
        other = WordAlternative(text=old.text, confidence=round(old.confidence, 3))
        words = (first.model_copy(update={"alternatives": (other, *first.alternatives)}), *found.words[1:])
        # what was hardly read beside it is the seal's; the alternative keeps it
        clear = [w for w in old.words if w.box and w.confidence >= NOISE]
        before = [w for w in clear if w.box and w.box.center[0] < found.box.x0]
        after = [w for w in clear if w.box and w.box.center[0] > found.box.x1]
        out[at] = old.model_copy(
            update={"words": (*before, *words, *after), "box": around([old.box, found.box])}
        )
        return out
    inside = [i for i, x in enumerate(out) if within(x, region)]
    above = [i for i in inside if (box := out[i].box) is not None and box.y0 <= found.box.y0]
    if above:
        place, block = above[-1] + 1, out[above[-1]].block
    elif inside:
        place, block = inside[0], out[inside[0]].block
    else:
        place, block = len(out), out[-1].block + 1
    out.insert(place, Line(words=found.words, box=found.box, block=block))
    return out


def _within_row(piece: Box, row: Box) -> bool:
    """Whether a line lies wholly in the row of a title or name, or nearly so."""
    return _same_row(piece, row) and piece.overlap(row) > PIECE and piece.width < row.width


def _row(lines: Sequence[Line], found: Found, region: Box) -> int | None:
    """The line on whose row a title or name was found; of two that lie close the nearer."""
    same = [
        (abs(line.box.center[1] - found.box.center[1]), i)
        for i, line in enumerate(lines)
        if line.box and within(line, region) and _same_row(line.box, found.box)
    ]
    return min(same)[1] if same else None
