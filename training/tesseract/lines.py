"""From an aged page to training lines: the pipeline's own cleanup, layout and cut, the truth beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import tesserocr
from rapidfuzz.distance import Levenshtein

from pipeline import cleanup, layout
from pipeline.ocr.crops import Crop, line_crop, paper_of, softened
from pipeline.ocr.tesseract import data_folder
from pipeline.options import CleanupOptions
from pipeline.records.image import CleanPage, PageImage
from training.letters import Aged, RenderedPage, TruthWord
from training.tesseract.lstmf import Picture, Sample

PADDING = 4
"""What Tesseract leaves around a line (kImagePadding)."""
LOST = 0.3
"""Ink of a stretch of a word, beside the line's usual, below which letters are gone."""
HOPELESS = 0.5
"""Lines of which the network reads less than this share of letters are left out: lost, or not that line."""


@dataclass(frozen=True)
class Rect:
    """A rectangle in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float


class Cutter:
    """Finds in a line's picture what Tesseract gives its network (`Tesseract::LSTMRecognizeWord`)."""

    def __init__(self, language: str = "vie") -> None:
        self._api = tesserocr.PyTessBaseAPI(
            path=str(data_folder(language)),
            lang=language,
            oem=tesserocr.OEM.LSTM_ONLY,
            psm=tesserocr.PSM.SINGLE_LINE,
        )

    def cut(self, picture: Picture) -> tuple[Picture, str] | None:
        """The part of the picture that is read, and its reading."""
        height, width = picture.shape
        api = self._api
        api.SetImageBytes(np.ascontiguousarray(picture).tobytes(), width, height, 1, width)
        try:
            found = api.AnalyseLayout()
            if found is None:
                return None
            box = found.BoundingBox(tesserocr.RIL.TEXTLINE)
            if not box or not api.Recognize(20_000):
                return None
            line = api.GetIterator()
            if line is None or line.Empty(tesserocr.RIL.TEXTLINE):
                return None  # no row: asking for its height would end the process
            base = line.Baseline(tesserocr.RIL.TEXTLINE)
            row, descenders = _row(line)
            left, top, right, bottom = box
            if base is not None and row:
                (ax, ay), (bx, by) = base
                at = ay + (by - ay) * ((left + right) / 2 - ax) / max(1, bx - ax)
                bottom = max(bottom, round(at - descenders))
                top = min(top, round(at - (row + descenders)))
            part = picture[max(0, top - PADDING) : bottom + PADDING, max(0, left - PADDING) : right + PADDING]
            return part, api.GetUTF8Text().strip()
        finally:
            api.Clear()


def _row(line: tesserocr.PyResultIterator) -> tuple[float, float]:
    """Height of the row, and how far it goes below the base line (negative)."""
    found = line.RowAttributes()
    return found["row_height"], found["descenders"]


def samples(page: RenderedPage, aged: Aged, cutter: Cutter, charset: frozenset[str]) -> Iterator[Sample]:
    """All lines of an aged page whose truth is certain."""
    pixels = np.asarray(aged.image.convert("L") if aged.bilevel else aged.image.convert("RGB"))
    clean = cleanup.clean(
        PageImage(number=1, pixels=pixels, dpi=aged.dpi, bilevel=aged.bilevel), CleanupOptions()
    )
    if clean.blank:
        return
    found = layout.analyse(clean)
    hard = clean.bilevel and not any(step.name == "resample" for step in clean.steps)
    height, width = clean.text.shape
    words = list(_placed(page, aged, clean))
    for number, line in enumerate(found.lines, start=1):
        box = line.box
        area = Rect(box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height)
        inside = _inside(words, area)
        text = " ".join(w.text for w, _ in inside).replace("–", "—")
        if not inside or not set(text) - {" "} <= charset:
            continue
        crop = line_crop(clean, found, number)
        if _rubbed_out(crop, [rect for _, rect in inside]):
            continue
        picture = crop.picture
        cut = cutter.cut(softened(picture) if hard else picture)
        if cut is not None and _alike(cut[1], text):
            yield Sample(cut[0], text)


def _placed(page: RenderedPage, aged: Aged, clean: CleanPage) -> Iterator[tuple[int, TruthWord, Rect]]:
    """The words of the truth in pixels of the cleaned page, with the number of their line."""
    height, width = clean.text.shape
    wide, high = aged.image.size
    there = np.eye(3) if clean.to_source is None else np.array(clean.to_source).reshape(3, 3)
    back = np.diag([width, height, 1.0]) @ np.linalg.inv(there) @ np.diag([1 / wide, 1 / high, 1.0])
    matrix = back @ aged.matrix @ np.diag([*map(float, page.image.size), 1.0])
    for number, line in enumerate(page.truth.lines):
        for word in line.words:
            b = word.box
            corners = np.array([[b.x0, b.y0, 1], [b.x1, b.y0, 1], [b.x0, b.y1, 1], [b.x1, b.y1, 1]]).T
            moved = matrix @ corners
            x, y = moved[0] / moved[2], moved[1] / moved[2]
            yield number, word, Rect(x.min(), y.min(), x.max(), y.max())


def _inside(words: list[tuple[int, TruthWord, Rect]], area: Rect) -> list[tuple[TruthWord, Rect]]:
    """The words that a rectangle holds: whole ones of one line of print, or none where that is uncertain."""
    inside: list[tuple[int, TruthWord, Rect]] = []
    for number, word, rect in words:
        wide = min(rect.x1, area.x1) - max(rect.x0, area.x0)
        high = min(rect.y1, area.y1) - max(rect.y0, area.y0)
        if wide <= 0 or high <= 0.45 * (rect.y1 - rect.y0):
            continue
        if wide < 0.85 * (rect.x1 - rect.x0) - 2:
            return []
        inside.append((number, word, rect))
    if not inside or len({n for n, _, _ in inside}) > 1 or any(w.hand for _, w, _ in inside):
        return []
    inside.sort(key=lambda item: item[2].x0)
    if inside[0][2].x0 > area.x0 + 1.2 * (area.y1 - area.y0) or inside[-1][2].x1 < area.x1 - 1.2 * (
        area.y1 - area.y0
    ):
        return []  # ink at an end that the truth knows nothing of
    return [(word, rect) for _, word, rect in inside]


def _rubbed_out(crop: Crop, words: list[Rect]) -> bool:
    """Whether print went with a seal or a stroke: some stretch of a word has far less ink than the line."""
    ink = paper_of(crop.picture) - crop.picture.astype(np.float32)
    ink = np.clip(ink - 12, 0, None)
    shares = []
    for rect in words:
        top, bottom = max(0, int(rect.y0) - crop.top), int(rect.y1) - crop.top + 1
        left, right = max(0, int(rect.x0) - crop.left), int(rect.x1) - crop.left + 1
        pieces = max(1, round((right - left) / (1.3 * max(1, bottom - top))))
        columns = ink[top:bottom, left:right].mean(axis=0) if bottom > top and right > left else np.zeros(1)
        shares += [float(part.mean()) if part.size else 0.0 for part in np.array_split(columns, pieces)]
    return min(shares) < LOST * float(np.median(shares))


def _alike(read: str, text: str) -> bool:
    return Levenshtein.distance(read, text) <= HOPELESS * len(text)
