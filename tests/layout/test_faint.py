"""Tables whose rules are paler than print, or broken, and print that is no table."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline import layout
from pipeline.layout.faint import with_faint
from pipeline.layout.ink import page_ink
from pipeline.layout.rules import find_rules
from pipeline.records.image import CleanPage
from pipeline.records.layout import PageLayout
from pipeline.records.page import ObjectKind
from tests.layout.drawn import body, page, sheet, write

XS, YS = (200, 600, 1000, 1400), (400, 520, 640, 760)
CELLS = [["Round", "How it goes", "When"], ["First", "send a film", "in May"], ["Second", "vote", "in June"]]


def _grainy(pixels: np.ndarray) -> CleanPage:
    """Dark grey print on grainy paper."""
    rng = np.random.default_rng(5)
    paler = 235 - (255 - pixels.astype(np.float32)) * 0.55
    noise = rng.normal(0, 11, pixels.shape[:2])[..., None]
    return page(np.clip(cv2.GaussianBlur(paler, (0, 0), 0.9) + noise, 0, 255).astype(np.uint8))


def _cells(pixels: np.ndarray) -> None:
    for row, texts in enumerate(CELLS):
        for column, text in enumerate(texts):
            write(pixels, text, XS[column] + 20, YS[row] + 70)


def _is_read_cell_by_cell(found: PageLayout) -> bool:
    tables = [o for o in found.objects if o.kind is ObjectKind.TABLE]
    inside = [line for line in found.lines if line.box.y0 * 2339 < YS[-1]]
    return len(tables) == 1 and [line.column for line in inside] == [1, 2, 3] * 3


def test_a_table_with_rules_too_pale_for_ink_is_read_cell_by_cell() -> None:
    pixels = sheet()
    for x in XS:
        cv2.line(pixels, (x, YS[0]), (x, YS[-1]), (160, 160, 160), 2)
    for y in YS:
        cv2.line(pixels, (XS[0], y), (XS[-1], y), (160, 160, 160), 2)
    _cells(pixels)
    body(pixels)
    clean = _grainy(pixels)
    seen = find_rules(page_ink(clean.text), clean.dpi)
    assert not seen.down, "the rules are to be too pale for ink"
    assert _is_read_cell_by_cell(layout.analyse(clean))


def test_a_table_whose_rules_a_fax_broke_is_read_cell_by_cell() -> None:
    pixels = sheet()
    for y in YS:
        # a slanted rule comes out as steps, and every second one is lost
        for n, x in enumerate(range(XS[0], XS[-1], 40)):
            if n % 2:
                cv2.line(pixels, (x, y - n // 3), (x + 44, y - n // 3), (0, 0, 0), 2)
    for x in XS:
        cv2.line(pixels, (x, YS[0]), (x, YS[-1]), (0, 0, 0), 2)
    _cells(pixels)
    body(pixels)
    clean = CleanPage(number=1, text=pixels.max(axis=2), color=pixels, dpi=200.0, bilevel=True)
    assert _is_read_cell_by_cell(layout.analyse(clean))


def test_stems_that_stand_over_one_another_are_no_rules() -> None:
    pixels = sheet()
    for y in (400, 442, 484, 526):
        cv2.line(pixels, (200, y), (1400, y), (0, 0, 0), 2)
    for row in range(3):
        for column in range(6):
            write(pixels, "Tilth", 230 + 190 * column, 434 + 42 * row, size=1.0)
    grey = np.ascontiguousarray(pixels.max(axis=2))
    rules = find_rules(page_ink(grey), 200)
    assert with_faint(rules, grey, 200) is rules


def test_print_alone_has_no_rules() -> None:
    pixels = sheet()
    body(pixels, first=300)
    for i in range(12):
        write(pixels, "HEEL LEFT TEETH HELL FEEL THE LITTLE TELL", 150, 1000 + i * 45)
    grey = np.ascontiguousarray(pixels.max(axis=2))
    rules = find_rules(page_ink(grey), 200)
    assert with_faint(rules, grey, 200) is rules
