"""The signature block read again where the first reading leaves title or name in doubt.

Seal, pen and rubber stamp lie over the print there. One mix of colours keeps what another loses: the
strongest of red, green and blue drops a red seal, the weakest keeps a red name. Layout gives ink that
touches the seal to no line, so the block is also read as a whole. Only what the closed list of titles
knows, or what has the shape of a name, comes back from these readings; the rest is seal.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np

from pipeline.ocr.crops import BORDER, Crop
from pipeline.ocr.engine import Picture, Shape
from pipeline.ocr.engines import RIVALS, engine
from pipeline.ocr.knowledge import fold
from pipeline.ocr.rings import ringless
from pipeline.ocr.signers import (
    CAPACITIES,
    EXACT,
    SURNAME_RULE,
    Found,
    name_in,
    one_of_names,
    title_in,
    titles,
)
from pipeline.ocr.tidy import tidy
from pipeline.records.evidence import Box, around
from pipeline.records.image import CleanPage, strongest, weakest
from pipeline.records.page import Line, Word, WordAlternative

SURE = 0.80
"""Words above this need no second look."""
LEFT = 0.40
"""A signature begins right of this share of the page's width."""
ABOVE, BELOW = 2.5, 0.30
"""How far the block reaches above Nơi nhận (in line heights) and below it (share of the page's height)."""
OWN = 1.5
"""Weight of the first reading, made with the neighbours' ink painted out."""
ALONE = 0.75
"""What only one reading says keeps this share of its confidence."""

NOISE = 0.50
"""Words below this beside a found title or name go with the reading it replaces."""
WHOLE = 3
"""Fewest syllables of a name brought back: two are more often the end of one that the seal has cut."""
AGREED = 0.90
"""Agreement of doubtful readings raises confidence up to this."""


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
    inside = [line for line in lines if _within(line, region)]
    if settled(inside):
        return list(lines)
    readings: list[list[list[Word]]] = []
    for reading in _readings((clean, seals), region, inside, left, twice=twice):
        readings.append(reading)
        if agreed(inside, readings):
            break
    out = list(lines)
    for found in chosen_titles(inside, readings):
        out = _put(out, found, region)
    name = chosen_name(inside, readings)
    return out if name is None else _put(out, name, region)


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


def _within(line: Line, region: Box) -> bool:
    if line.box is None:
        return False
    x, y = line.box.center
    return region.x0 <= x <= region.x1 and region.y0 <= y <= region.y1


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
    return titled and any(_whole_name(line) for line in inside)


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
    own = [times for value, times in titles_said.items() if fold(value) not in acting]
    return min(own, default=0) >= 2 and any(
        times >= 2 and len(value.split()) >= WHOLE for value, times in names_said.items()
    )


def _whole_name(line: Line) -> bool:
    found = name_in(line.words)
    return (
        found is not None
        and found.exact
        and len(found.words) == len(line.words) >= 3
        and all(w.confidence >= SURE for w in line.words)
    )


def _readings(
    page: tuple[CleanPage, Sequence[Box]],
    region: Box,
    inside: Sequence[Line],
    left: Callable[[], float],
    *,
    twice: bool,
) -> Iterator[list[list[Word]]]:
    """Rows of words, one list a reading; the row of the name once more by itself, wider."""
    names = [line for line in inside if line.box is not None and _part_of_name(line)]
    clean, seals = page
    mixes = _mixes(clean, seals)
    for language in RIVALS if twice else RIVALS[:1]:
        for picture in mixes:
            rows = _read(picture, region, clean, language, Shape.BLOCK, left)
            for line in names:
                assert line.box is not None
                high = line.box.height
                wide = Box(max(0.0, line.box.x0 - 4 * high), max(0.0, line.box.y0 - 0.002),
                           min(1.0, line.box.x1 + 2 * high), min(1.0, line.box.y1 + 0.002))  # fmt: skip
                rows += _read(picture, wide, clean, language, Shape.LINE, left)
            yield rows


def _part_of_name(line: Line) -> bool:
    """Two or more of its words are syllables of names, and it is not a whole one."""
    if _whole_name(line) or len(line.words) > 6:
        return False
    return any(one_of_names(a.text) and one_of_names(b.text) for a, b in pairwise(line.words))


def _mixes(clean: CleanPage, seals: Sequence[Box]) -> list[Picture]:
    grey = np.asarray(cv2.cvtColor(clean.color, cv2.COLOR_RGB2GRAY), np.uint8)
    if clean.bilevel or not _colored(clean.color):
        if clean.bilevel and seals:
            return [ringless(grey, seals), grey, _without_hairs(grey)]
        return [grey, _without_hairs(grey)]
    return [strongest(clean.color), weakest(clean.color), grey]


def _colored(color: Picture) -> bool:
    small = color[::4, ::4]
    return bool(((strongest(small) - weakest(small)) > 60).mean() > 0.0005)


def _without_hairs(grey: Picture) -> Picture:
    """Without strokes of one pixel, as a pen's end and a seal's rim leave in black and white."""
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((2, 2), np.uint8))
    near = cv2.erode(closed, np.ones((3, 3), np.uint8))
    return np.asarray(np.maximum(grey, near), np.uint8)


def _read(
    picture: Picture, box: Box, clean: CleanPage, language: str, shape: Shape, left: Callable[[], float]
) -> list[list[Word]]:
    height, width = picture.shape
    x0, y0, x1, y1 = (round(v) for v in (box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height))
    piece = picture[y0:y1, x0:x1]
    if min(piece.shape) < 8:
        return []
    paper = int(np.percentile(piece, 85))
    framed = cv2.copyMakeBorder(piece, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_CONSTANT, value=paper)
    crop = Crop(np.asarray(framed, np.uint8), x0 - BORDER, y0 - BORDER)
    rows: dict[int, list[Word]] = {}
    for t in tidy(engine(language).read(crop.picture, shape, left())):
        sure = round(min(1.0, max(0.0, t.confidence)), 3)
        word = Word(text=t.text, box=crop.box(t.left, t.top, t.right, t.bottom, clean), confidence=sure)
        rows.setdefault(t.line, []).append(word)
    return list(rows.values())


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
        votes = {f.value: sum(g.weight for g in group if g.value == f.value) for f in group}
        value = max(votes, key=lambda v: votes[v])
        own = [f for f in group if f.value == value]
        best = max(own, key=lambda f: (f.alike, f.weight))
        if len(own) == 1 and not (best.exact and best.weight >= 0.85):
            continue
        known = [line for line in inside if line.box and _same_row(line.box, best.box)]
        if not known and not best.exact:
            continue
        if any(_outdoes(line, value, len(own)) for line in known):
            continue
        out.append(_weighed(best, own))
    return out


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
    """The name most readings support; None where the first reading's own stands."""
    own = [f for f in (name_in(line.words) for line in inside) if f is not None]
    found = [f for rows in readings for f in filter(None, map(name_in, rows))]
    if not any(len(f.words) >= WHOLE for f in found):
        return None
    score: dict[str, float] = {}
    for f in {f.value: f for f in [*own, *found]}.values():
        # a seal hides beginnings: `Hoàng Anh` speaks for `Lê Hoàng Anh` too
        score[f.value] = sum(g.weight for g in found if f.value.endswith(g.value))
        score[f.value] += OWN * sum(g.weight for g in own if f.value.endswith(g.value))
        score[f.value] += 0.01 * len(f.words)
    value = max(score, key=lambda v: score[v])
    if any(f.value == value and f.exact for f in own):
        return None
    mine = [f for f in found if f.value == value and len(f.words) >= WHOLE]
    if not mine or (len(mine) == 1 and not mine[0].exact):
        return None
    return _weighed(max(mine, key=lambda f: (f.alike, f.weight)), mine)


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
    """Readings share one engine and one page: each counts half. A word that was guessed stays doubtful."""
    if best.rule == SURNAME_RULE:
        return best.confidence
    doubt = math.prod(1 - w.confidence / 2 for w in words)
    return max(best.confidence, min(AGREED, 1 - doubt))


def _same_row(a: Box, b: Box) -> bool:
    beside = min(a.x1, b.x1) - max(a.x0, b.x0) > 0
    return beside and abs(a.center[1] - b.center[1]) < 0.5 * min(a.height, b.height, 0.02)


def _put(lines: Sequence[Line], found: Found, region: Box) -> list[Line]:
    """The lines with the found one in the place of what was read there, which stays as alternative."""
    out = list(lines)
    same = (i for i, x in enumerate(out) if x.box and _within(x, region) and _same_row(x.box, found.box))
    at = next(same, None)
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
    inside = [i for i, x in enumerate(out) if _within(x, region)]
    above = [i for i in inside if (box := out[i].box) is not None and box.y0 <= found.box.y0]
    if above:
        place, block = above[-1] + 1, out[above[-1]].block
    elif inside:
        place, block = inside[0], out[inside[0]].block
    else:
        place, block = len(out), out[-1].block + 1
    out.insert(place, Line(words=found.words, box=found.box, block=block))
    return out
