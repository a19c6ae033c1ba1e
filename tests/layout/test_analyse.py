"""Lines, columns and tables of pages drawn for the purpose."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline import layout
from pipeline.layout.components import find_components
from pipeline.layout.ink import page_ink
from pipeline.records.image import CleanPage
from pipeline.records.layout import LineBox
from pipeline.records.page import ObjectKind
from tests.layout.drawn import page, sheet, tops, two_columns, wide, write
from tests.made_scans import made


@pytest.mark.parametrize("gap", [60, 90, 200])
def test_two_columns_are_read_one_after_the_other(gap: int) -> None:
    pixels = two_columns(["one left", "two left", "three left"], ["one right", "two right"], gap=gap)
    found = layout.analyse(page(pixels))
    assert [line.column for line in found.lines] == [1, 1, 1, 2, 2]
    lefts = [x for x, _ in tops(found)]
    assert max(lefts[:3]) < min(lefts[3:])
    assert found.lines[2].block != found.lines[3].block


def test_body_lines_stay_whole_and_in_order() -> None:
    pixels = sheet()
    for i in range(6):
        write(pixels, "a line of body text that runs on over the page", 200, 300 + i * 60)
    found = layout.analyse(page(pixels))
    assert len(found.lines) == 6
    assert [line.column for line in found.lines] == [0] * 6
    assert [y for _, y in tops(found)] == sorted(y for _, y in tops(found))


def test_a_blank_for_the_day_does_not_end_a_column() -> None:
    pixels = two_columns(
        ["agency name", "office here"], ["national title of it", "motto in the middle"], gap=150
    )
    write(pixels, "place, day", 620, 380)
    write(pixels, "month 5", 860, 380)
    found = layout.analyse(page(pixels))
    last = found.lines[-1].box
    assert last.x0 * 1654 < 640 and last.x1 * 1654 > 960


def test_a_table_is_read_row_by_row_and_cell_by_cell() -> None:
    pixels = sheet()
    for x in (200, 600, 1000, 1400):
        cv2.line(pixels, (x, 400), (x, 760), (0, 0, 0), 3)
    for y in (400, 520, 640, 760):
        cv2.line(pixels, (200, y), (1400, y), (0, 0, 0), 3)
    for row in range(3):
        for column in range(3):
            write(pixels, f"cell {row}{column}", 240 + 400 * column, 470 + 120 * row)
    found = layout.analyse(page(pixels))
    assert [o.kind for o in found.objects] == [ObjectKind.TABLE]
    assert len(found.lines) == 9
    assert [line.column for line in found.lines] == [1, 2, 3] * 3
    assert len({line.block for line in found.lines}) == 9


def test_small_letters_are_measured_although_capitals_outnumber_them() -> None:
    pixels = sheet()
    for i in range(10):
        write(pixels, "AXE FIX MIX TAX WAX xo", 200, 300 + i * 60)
    parts = find_components(page_ink(pixels.max(axis=2)), 200)
    assert 14 <= parts.xheight <= 22


@pytest.mark.parametrize("seed", range(4100, 4108))
def test_head_and_foot_of_letters_come_in_order(seed: int) -> None:
    letter = made(seed)
    clean = CleanPage(
        number=1, text=letter.image.pixels.max(axis=2), color=letter.image.pixels, dpi=letter.image.dpi
    )
    found = layout.analyse(clean)
    places = [_place(line.box, found.lines) for line in letter.truth.lines if line.zone != "body"]
    known = [p for p in places if p is not None]
    assert len(known) >= 0.85 * len(places)
    assert known == sorted(known)


def _place(box: object, lines: tuple[LineBox, ...]) -> int | None:
    overlaps = [line.box.overlap(box) for line in lines]  # type: ignore[arg-type]
    best = int(np.argmax(overlaps))
    return best if overlaps[best] > 0.5 else None


@pytest.mark.parametrize("seed", [4100, 4103, 4105])
def test_bold_lines_are_told_from_plain_ones(seed: int) -> None:
    letter = made(seed)
    clean = CleanPage(
        number=1, text=letter.image.pixels.max(axis=2), color=letter.image.pixels, dpi=letter.image.dpi
    )
    found = layout.analyse(clean)
    told = 0
    for line in letter.truth.lines:
        place = _place(line.box, found.lines)
        bold = {word.bold for word in line.words}
        if place is None or len(bold) > 1 or found.lines[place].bold is None:
            continue
        assert found.lines[place].bold == bold.pop(), line.text
        told += 1
    assert told >= 10


def test_a_line_stretched_to_the_margin_is_one_line() -> None:
    """The next line is an address that did not fit, with a word far to its right: no second column."""
    pixels = sheet()
    at = 200
    for word in ["rules", "and", "forms", "are", "all", "kept", "here"]:
        write(pixels, word, at, 300)
        at += wide(word) + 62
    write(pixels, "https://a.example.vn", 200, 360)
    write(pixels, "Hanoi", 824, 352)
    found = layout.analyse(page(pixels))
    assert [line.box.width > 0.45 for line in found.lines] == [True, False, False]


def test_blanks_for_number_and_day_make_no_stretched_line() -> None:
    """As far apart as the two columns: each column keeps its own."""
    pixels = two_columns(
        ["agency name", "office here"], ["the national title of it", "motto in the middle"], gap=190
    )
    at = 200
    for text in ["No:", "/ABCD-EF", "A place of it, day", "month", "year 2026"]:
        write(pixels, text, at, 330)
        at += wide(text) + 62
    found = layout.analyse(page(pixels))
    row = sorted(line.box for line in found.lines if line.box.y0 * 2339 < 330 < line.box.y1 * 2339 + 3)
    assert len(row) == 2
    assert row[0].x1 * 1654 < 200 + wide("No:") + 62 + wide("/ABCD-EF") + 10 < row[1].x0 * 1654


def test_the_last_word_of_a_justified_line_ends_no_column_above_it() -> None:
    pixels = sheet()
    write(pixels, "a line that runs from one margin to the other one", 200, 300)
    write(pixels, "ends a sentence here.", 200, 360)
    write(pixels, "Another one begins here", 200 + wide("ends a sentence here.") + 60, 360)
    write(pixels, "1. Heading", 260, 430)
    start = "a line that runs from one margin to the"
    write(pixels, start, 200, 498)
    write(pixels, "OTHER", 200 + wide(start) + 22, 498)
    lefts = [left for left, _ in tops(layout.analyse(page(pixels)))]
    assert lefts == [201, 201, 262, 201]


def test_specks_beside_a_line_are_none_of_its_points() -> None:
    pixels = sheet()
    for i in range(4):
        write(pixels, "a line of body text that runs on over the page", 300, 300 + i * 60)
    write(pixels, "Receivers   :", 300, 600)
    colon = 300 + wide("Receivers   ")
    for x, y in [(275, 345), (1290, 342), (450, 588)]:
        cv2.circle(pixels, (x, y), 3, (0, 0, 0), -1)
    write(pixels, "-", 255, 420)
    found = layout.analyse(page(pixels))
    boxes = [line.box for line in found.lines]
    lefts = [round(b.x0 * 1654) for b in boxes]
    assert min(lefts[0], lefts[1], lefts[3]) > 295 and lefts[2] < 270, (
        "a dash belongs to its line, a speck does not"
    )
    assert max(b.x1 for b in boxes) * 1654 < 1280
    # the colon stands off, its upper point too
    assert boxes[4].x1 * 1654 > colon and found.owner[550:602, colon : colon + 30].max() == 5
    upper = np.flatnonzero((found.owner[550:602, colon : colon + 30] == 5).any(axis=1))
    assert upper[-1] - upper[0] > 10


def test_two_rows_that_a_stroke_holds_together_stay_two_lines() -> None:
    pixels = sheet()
    for i in range(8):
        write(pixels, "some body text to know the letters by", 200, 900 + i * 44)
    cv2.line(pixels, (618, 880), (606, 935), (0, 0, 0), 3)
    found = layout.analyse(page(pixels))
    assert len(found.lines) == 8


def test_an_indented_line_close_below_the_head_is_none_of_its_columns() -> None:
    pixels = sheet()
    for i, text in enumerate(["AGENCY", "OF SOME TOWN", "No: 12/AB", "on this"]):
        wide = cv2.getTextSize(text, 0, 1.1, 3)[0][0]
        write(pixels, text, 350 - wide // 2, 200 + i * 52)
    for i, text in enumerate(["THE NATIONAL TITLE OF IT", "motto in the middle"]):
        wide = cv2.getTextSize(text, 0, 1.1, 3)[0][0]
        write(pixels, text, 1150 - wide // 2, 200 + i * 52)
    write(pixels, "to:", 520, 200 + 4 * 52 + 10)
    for i in range(6):
        write(pixels, "a line of body text that runs on over the page", 200, 600 + i * 60)
    found = layout.analyse(page(pixels))
    order = [round(line.box.x0 * 1654) for line in found.lines[:7]]
    assert abs(order[6] - 520) < 12


def test_the_sheet_s_own_edge_is_no_line_and_no_column() -> None:
    pixels = sheet()
    for i in range(8):
        write(pixels, "a line of body text that runs on over the page", 200, 300 + i * 60)
    for y in (330, 450, 570):
        cv2.rectangle(pixels, (0, y), (3, y + 50), (0, 0, 0), -1)
    found = layout.analyse(page(pixels))
    assert [line.column for line in found.lines] == [0] * 8
