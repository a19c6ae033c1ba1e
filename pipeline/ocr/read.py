"""One page: stamps first, then every line, doubtful ones twice, then a doubtful signature block again."""

from __future__ import annotations

import time
from collections.abc import Callable

from pipeline.ocr.crops import Crop, grainy, larger, line_crop, softened, without_specks
from pipeline.ocr.digital import read_block, read_margin, take_out
from pipeline.ocr.engine import Shape, Token
from pipeline.ocr.engines import FIRST, RIVALS, engine
from pipeline.ocr.pen import with_pen
from pipeline.ocr.phrases import set_right
from pipeline.ocr.signature import read_again
from pipeline.ocr.stamps import mark_of, read_stamp
from pipeline.ocr.tidy import keep, tidy
from pipeline.ocr.vote import Vote, vote, vote_again
from pipeline.options import OcrOptions, Profile
from pipeline.records.image import CleanPage
from pipeline.records.layout import LineBox, PageLayout
from pipeline.records.page import Line, ObjectKind, Page, PageObject, Reader, Word

SURE = 0.80
"""A line whose words are all read above this is not looked at again in the balanced profile."""
SHORT = 8
"""Words up to which a line is short: a seal or a pen stroke covers much of it."""
SIGNED_SIDE = 0.45
"""Lines that begin right of this share of the page stand where seals, signatures and penned days do."""
STRANGE = 0.65
"""A line read below this on the whole is left to the others, as is a short one on the signed side with a
doubtful word: our own reader was trained on print alone, without seals and pens."""
CERTAIN = 0.95
"""The same in the best profile."""
SCALES = (1.0, 1.4)
"""How large a line with a doubtful word is looked at again: softened, and in the best profile larger too."""


def read_page(
    clean: CleanPage,
    layout: PageLayout,
    options: OcrOptions,
    clock: Callable[[], float] = time.monotonic,
) -> Page:
    """Read the lines that layout found.

    Raises:
        PageTimeout: reading took longer than `options.page_seconds`.
        MissingPart: Tesseract's data for Vietnamese is not installed.
    """
    end = clock() + options.page_seconds

    def left() -> float:
        return end - clock()

    objects, taken = _stamps(clean, layout, left)
    lines: list[Line] = []
    hard = _hard(clean)
    for number, box in enumerate(layout.lines, start=1):
        if number - 1 in taken:
            continue
        crop = line_crop(clean, layout, number)
        signed = box.box.x0 > SIGNED_SIDE
        words = _read_line(crop, options.profile, left, hard=hard, signed=signed)
        line = _line(words, crop, box, clean)
        if line is None:
            continue
        mark = _loose_mark(line)
        if mark is not None:
            objects.append(mark)
        else:
            lines.append(set_right(line))
    lines, small = read_margin(lines, clean, engine(FIRST), left)
    lines, signatures = take_out(lines)
    objects.extend(small + signatures)
    seals = [o.box for o in objects if o.kind is ObjectKind.SEAL]
    lines = read_again(lines, clean, left, twice=options.profile is not Profile.FAST, seals=seals)
    height, width = clean.text.shape
    page = Page(
        number=clean.number,
        width=1.0,
        height=height / width,
        lines=tuple(lines),
        objects=tuple(objects),
        read_as=Reader.SCAN,
        blank=not lines,
        to_source=clean.to_source,
    )
    return with_pen(clean, page)


def _stamps(
    clean: CleanPage, layout: PageLayout, left: Callable[[], float]
) -> tuple[list[PageObject], set[int]]:
    """All objects of the page, and the places of the lines that turned out to be a stamp's."""
    found: list[PageObject] = []
    taken: set[int] = set()
    for stamp in layout.stamps:
        known = read_stamp(stamp, clean, layout, engine(FIRST), left())
        known = known or read_block(stamp, clean, engine(FIRST), left())
        if known is not None:
            found.append(known)
            taken.update(stamp.lines)
    arrivals = [o.box for o in found if o.kind is ObjectKind.ARRIVAL]
    # the frame of an ĐẾN stamp looks like a small table
    rest = [
        o
        for o in layout.objects
        if o.kind is not ObjectKind.TABLE or not any(o.box.overlap(box) > 0.6 for box in arrivals)
    ]
    return rest + found, taken


def _hard(clean: CleanPage) -> bool:
    """Black and white in the pixels too, not averaged to grey on the way here."""
    return clean.bilevel and not any(step.name == "resample" for step in clean.steps)


def _read_line(
    crop: Crop, profile: Profile, left: Callable[[], float], *, hard: bool = False, signed: bool = False
) -> list[Vote]:
    """Read by the first reader, where `hard` softened; once more in doubt, strange lines by the others."""
    picture = softened(crop.picture) if hard else crop.picture
    first = tidy(engine(FIRST).read(picture, Shape.LINE, left()))
    if _weak(first) and (hard or grainy(picture)):
        # print falls apart in grain and drowns in specks: Tesseract may find no letter at all
        clear = softened(without_specks(crop.picture) if hard else picture)
        other = tidy(engine(FIRST).read(clear, Shape.LINE, left()))
        if _mean(other) > _mean(first):
            first, picture = other, clear
    votes = [Vote(token, ()) for token in first]
    if profile is Profile.FAST or _sure(first, SURE if profile is Profile.BALANCED else CERTAIN):
        return votes
    if _strange(first, signed=signed):
        one, other = (tidy(engine(name).read(picture, Shape.LINE, left())) for name in RIVALS)
        settled = vote(one, other)
        # what they cannot read at all stays as the first has it
        return settled if keep([v.token for v in settled]) else votes
    for scale in SCALES if profile is Profile.BEST else SCALES[:1]:
        view = larger(picture, scale) if scale > 1 else softened(picture)
        seen = tidy(engine(FIRST).read(view, Shape.LINE, left()))
        votes = vote_again(votes, [t.scaled(1 / scale) for t in seen])
    return votes


def _strange(tokens: list[Token], *, signed: bool) -> bool:
    """Read as if it were no print: a pen's number in it, a seal over it."""
    if signed and len(tokens) <= SHORT and not _sure(tokens, SURE):
        return True
    return bool(tokens) and _weak(tokens)


def _weak(tokens: list[Token]) -> bool:
    return _mean(tokens) < STRANGE


def _mean(tokens: list[Token]) -> float:
    """Mean confidence, by letters; 0 where nothing was read."""
    weight = sum(len(t.text) for t in tokens)
    return sum(t.confidence * len(t.text) for t in tokens) / weight if weight else 0.0


def _sure(tokens: list[Token], least: float) -> bool:
    return bool(tokens) and all(t.confidence >= least for t in tokens)


def _line(words: list[Vote], crop: Crop, box: LineBox, clean: CleanPage) -> Line | None:
    if not keep([w.token for w in words]):
        return None
    read = tuple(
        Word(
            text=w.token.text,
            box=crop.box(w.token.left, w.token.top, w.token.right, w.token.bottom, clean),
            confidence=round(min(1.0, max(0.0, w.token.confidence)), 3),
            alternatives=w.alternatives,
        )
        for w in words
    )
    return Line(words=read, box=box.box, block=box.block, bold=box.bold)


def _loose_mark(line: Line) -> PageObject | None:
    """A stamp whose frame was not found: nothing on the line but the mark, in capitals."""
    if line.box is None or len(line.words) > 3 or not line.text.isupper():
        return None
    found = mark_of(line.text)
    if found is None or found[1] == "MẬT":
        return None
    kind, value, alike = found
    return PageObject(
        kind=kind, box=line.box, text=value, confidence=round(alike * line.confidence, 3), lines=(line,)
    )
