"""Handwritten numbers and days of the real letters with truth: `python -m benchmarks.handwriting`.

The reader is trained on drawn strips alone, and no threshold is set on these letters: what there was to
choose was chosen on drawn strips and on fourteen other scans (two of the same offices). So no office has to
be left out of tuning; the table tells them apart all the same. The rules that find the lines were mended on
these letters too. Blanks are made of the letters' own lines: the pen's ink is wiped away, and the line must
then be read as blank. Prints one row a letter and the totals named in docs/handwriting.md.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from pipeline import cleanup, layout, ocr
from pipeline.intake import open_document
from pipeline.ocr import pen
from pipeline.ocr.handwritten import fields_on, font_size, strips_on, without_gaps
from pipeline.ocr.head_forms import Guess, dates, numbers
from pipeline.ocr.strip_reader import ALPHABET, STEP, STRETCH, Strip, normal, scores
from pipeline.options import ReadOptions
from pipeline.records.image import CleanPage
from pipeline.records.page import Page

TRUTH = Path("../shared/scans/truth")
FIGURES = "0123456789abcdefghij"


@dataclass(frozen=True)
class Row:
    """One field of one letter: the reader's first guess, and what the record says."""

    office: str
    kind: str
    right: bool
    probability: float
    filled: bool


def first(guesses: Sequence[Guess]) -> Guess:
    """The best guess; one that nobody believes where there is none."""
    return guesses[0] if guesses else Guess("-", 0.0, 0.0)


def read_with(path: Path, options: ReadOptions) -> tuple[CleanPage, Page] | None:
    """The first page of a scan as read before the pen's words are put in."""
    with open_document(path, options.intake) as document:
        raw = next(iter(document.pages()))
        if raw.picture is None:
            return None
        clean = cleanup.clean(raw.picture(), options.cleanup)
    read: list[Page] = []

    def keep(_: CleanPage, page: Page) -> Page:
        read.append(page)
        return page

    original, ocr.read.with_pen = ocr.read.with_pen, keep
    try:
        page = ocr.read_page(clean, layout.analyse(clean), options.ocr)
    finally:
        ocr.read.with_pen = original
    return clean, without_gaps(read[0] if read else page)


def wiped(strip: Strip) -> Strip | None:
    """The line without the figures of its first field; None where other ink touches them."""
    image = (normal(strip) * 255).astype(np.uint8)
    best = [ALPHABET[k] for k in scores([strip])[0].argmax(axis=1)]
    places = [i for i, letter in enumerate(best) if letter in FIGURES]
    if not places:
        return None
    end = next((i for i in range(places[0], len(best)) if best[i] in "A/-"), len(best))
    inside = [i for i in places if i < end]
    left, right = inside[0] * STEP - 6, inside[-1] * STEP + 6 + STEP
    _, _, boxes, middles = cv2.connectedComponentsWithStats((image < 170).astype(np.uint8))
    paper = int(np.quantile(image, 0.9))
    for (x, y, w, h, _), (middle, _) in zip(boxes[1:], middles[1:], strict=True):
        if left <= middle <= right:
            if x < left - 8 or x + w > right + 8:
                return None
            image[max(0, y - 1) : y + h + 1, max(0, x - 1) : x + w + 1] = paper
    narrow = (round(image.shape[1] / STRETCH), image.shape[0])
    return np.asarray(cv2.resize(image, narrow, interpolation=cv2.INTER_AREA), np.uint8)


def rows_of(path: Path, options: ReadOptions) -> tuple[list[Row], list[bool], float]:
    """The fields of one letter, the answers to its wiped lines, and the seconds that reading took."""
    found = read_with(path.with_suffix(".pdf"), options)
    if found is None:
        return [], [], 0.0
    clean, page = found
    truth = json.loads(path.read_text(encoding="utf-8"))
    began = time.process_time()
    fields = fields_on(clean, page)
    spent = time.process_time() - began
    guesses = {k: v for one in fields for k, v in one.guesses.items()}
    number = truth["number"].split("/")[0].split("-")[0]
    day = str(int(truth["date"].split("-")[2])) if truth["date"] else ""
    rows, told, blanks = [], [path.stem], []
    for name, wanted in (("number", number), ("day", day)):
        best = first(guesses.get(name, []))
        by_hand = name in truth["handwritten"]
        right = best.text.lstrip("0") == wanted.lstrip("0")
        kind = f"{'handwritten' if by_hand else 'printed'} {name}"
        rows.append(Row(truth["issuer"], kind, right, best.probability, best.text not in ("", "-")))
        told.append(
            f"{kind:18} {wanted:>5} read {best.text:>5} {best.probability:.2f} {'' if right else 'WRONG'}"
        )
    for one in fields:
        name = "number" if "number" in one.guesses else "day"
        box = page.lines[one.line].box
        if box is None or name not in truth["handwritten"]:
            continue
        strip = wiped(strips_on(clean, box, font_size(page, clean.color.shape[0]))[0])
        if strip is not None:
            many = scores([strip])
            best = first(numbers(many) if name == "number" else dates(many)["day"])
            blanks.append(best.text == "")
            told.append(f"{name} wiped: {best.text or 'blank'} {best.probability:.2f}")
    print("  ".join(told), flush=True)
    return rows, blanks, spent


def main() -> None:
    """Read the head of every first page and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--truth", type=Path, default=TRUTH)
    given = parser.parse_args()
    rows: list[Row] = []
    blanks: list[bool] = []
    seconds: list[float] = []
    for path in sorted(given.truth.glob("*.json")):
        some, wiped_away, spent = rows_of(path, ReadOptions())
        rows, blanks, seconds = rows + some, blanks + wiped_away, [*seconds, spent]
    for kind in sorted({r.kind for r in rows}):
        some = [r for r in rows if r.kind == kind]
        print(_line(kind, some))
        for office in sorted({r.office for r in some}):
            print(_line(f"  {office}", [r for r in some if r.office == office]))
    filled = [r.filled for r in rows if r.probability]
    print(f"blank seen as blank {sum(blanks)} of {len(blanks)} (wiped lines)")
    print(f"filled seen as filled {sum(filled)} of {len(filled)}")
    limits = f"alone {pen.ALONE}, illegible below {pen.LEAST}, blank from {pen.SURE}"
    print(f"thresholds: {limits}; set on no letter of this table")
    print(f"{sum(seconds) / max(1, len(seconds)):.3f} CPU s a page")


def _line(name: str, rows: Sequence[Row]) -> str:
    sure = [r.right for r in rows if r.probability >= 0.9]
    right = sum(r.right for r in rows)
    return f"{name:24} {right} of {len(rows)} right; at 0.9 and more {sum(sure)} of {len(sure)}"


if __name__ == "__main__":
    main()
