"""Where the number line and the date line are, and how they are cut."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.ocr import handwritten
from pipeline.records.evidence import Box, around
from pipeline.records.page import Line, Page, Word


def row(text: str, x0: float, y0: float, x1: float) -> Line:
    box = Box(x0, y0, x1, y0 + 0.015)
    return Line(words=tuple(Word(text=t, box=box) for t in text.split()), box=box)


@pytest.mark.parametrize(
    "text",
    [
        "Số: 2?0Ÿ/UBND-VX",
        "Số: 31 zTB-VX",
        "Số: 2É⁄QĐ-VX",
        "Số: ¿Q9- VXA",
        "Só;Q/UBND-VX",
        "số: Í†'/GM-VXA",
        "Só:(/Ê;bND-VXA",
        "Số1§4ØUBND-VX",
        "S6: 30đ/KH-UBND-VX",
    ],
)
def test_number_lines_are_known_by_their_print(text: str) -> None:
    assert handwritten.NUMBER_ANCHOR.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "An Hòa, ngày Í Lháng 11 năm 2025",
        "An Hòa, ngày©?O tháng 10 năm 2025",
        "Xã Mây, ngày tháng 4 năm 2025.",
    ],
)
def test_date_lines_are_known_by_their_print(text: str) -> None:
    assert handwritten.DATE_ANCHOR.search(text)


@pytest.mark.parametrize("text", ["SỞ NỘI VỤ", "Số điện thoại", "số 12/QĐ-UBND ngày 5/6"])
def test_other_lines_are_no_number_lines(text: str) -> None:
    assert not handwritten.NUMBER_ANCHOR.search(text)


def test_a_date_line_cut_in_two_is_joined() -> None:
    lines = (
        row("Số: 12/UBND", 0.1, 0.1, 0.3),
        row("An Hòa, ngày Ê", 0.5, 0.1, 0.66),
        row("tháng 11 năm 2025", 0.68, 0.102, 0.85),
        row("Kính gửi: Sở Nội vụ", 0.2, 0.2, 0.6),
    )
    page = handwritten.without_gaps(Page(number=1, lines=lines))
    assert [line.text for line in page.lines] == [
        "Số: 12/UBND",
        "An Hòa, ngày Ê tháng 11 năm 2025",
        "Kính gửi: Sở Nội vụ",
    ]
    assert page.lines[1].box == around([lines[1].box, lines[2].box])


@pytest.mark.parametrize(
    "other", [row("tháng 11 năm 2025", 0.68, 0.16, 0.85), row("năm 2025", 0.7, 0.1, 0.8)]
)
def test_lines_that_do_not_belong_together_stay_apart(other: Line) -> None:
    page = Page(number=1, lines=(row("An Hòa, ngày Ê", 0.5, 0.1, 0.66), other))
    assert handwritten.without_gaps(page) == page


@pytest.mark.parametrize("below", [0, 3, 12])
def test_the_base_line_is_found_where_the_box_ends_with_it(below: int) -> None:
    grey = np.full((200, 400), 255, np.uint8)
    grey[80:110, 20:380:3] = 0  # print that stands on row 110
    grey[60:62, 20:200] = 0  # the rule under the line above
    for strip in handwritten.strips_of(grey, (20, 78, 380, 110 + below), 40)[:1]:
        ends = np.flatnonzero((strip < 128).sum(axis=1))[-1]
        assert ends == pytest.approx(handwritten.BASE * strip.shape[0], abs=3)
