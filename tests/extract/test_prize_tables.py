"""Prizes of tables: a rank a row, a rank a column, groups, totals."""

from __future__ import annotations

import pytest

from pipeline.extract.prose import Prose, prose_of
from pipeline.records.page import Line, Page
from tests.extract.made_pages import line_at, prose, refs_of
from tests.extract.test_prizes import Told, told

THREE = (0.2, 0.42, 0.62)
FOUR = (0.12, 0.3, 0.48, 0.66)
FIVE = (0.12, 0.22, 0.4, 0.55, 0.72)


def table(rows: list[list[str]], columns: tuple[float, ...]) -> Prose:
    """A table between two lines of text; `/` parts the lines of a cell."""
    lines = [
        line_at("Mức thưởng của hội thi được ghi trong bảng dưới đây để các đội tiện theo dõi:", 0.12, 0.2)
    ]
    y = 0.24
    for row in rows:
        for x, cell in zip(columns, row, strict=True):
            for i, part in enumerate(cell.split("/")):
                if part:
                    line = line_at(part, x, y + 0.018 * i)
                    lines.append(Line(words=line.words, box=line.box, block=len(lines)))
        y += 0.018 * max(cell.count("/") + 1 for cell in row) + 0.012
    lines.append(
        line_at("Ban Tổ chức công bố danh sách các đội có giải ngay khi hội thi bế mạc.", 0.12, y + 0.02)
    )
    return prose_of(refs_of(Page(number=1, lines=tuple(lines))))


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        (
            [["STT", "Giải", "Số lượng", "Mức thưởng", "Thành tiền"],
             ["1", "Nhất", "1", "4.000.000", "4.000.000"],
             ["2", "Nhì", "3", "2.000.000", "6.000.000"], ["", "Tổng cộng", "4", "", "10.000.000"]],
            FIVE, [("Nhất", 1, 4_000_000, None), ("Nhì", 3, 2_000_000, None)],
        ),
        (
            [["Hạng", "Nhất", "Nhì", "Ba"], ["Số suất", "01", "02", "03"],
             ["Tiền một/suất (nghìn/đồng)", "5.000", "3.000", "1.000"],
             ["Kèm theo", "Giấy khen/của Sở", "Giấy khen/của Sở", ""]],
            FOUR,
            [("Nhất", 1, 5_000_000, "Giấy khen của Sở"), ("Nhì", 2, 3_000_000, "Giấy khen của Sở"),
             ("Ba", 3, 1_000_000, None)],
        ),
        (
            [["Giải A", "Giải B", "Giải C", ""], ["1", "2", "3", ""],
             ["3.000.000đ", "2.000.000đ", "1.000.000đ", ""]],
            FOUR, [("A", 1, 3_000_000, None), ("B", 2, 2_000_000, None), ("C", 3, 1_000_000, None)],
        ),
        (
            [["Giải thưởng", "Số lượng", "Trị giá (triệu đồng)"], ["Giải Nhất", "1", "10"],
             ["Giải Khuyến/khích", "5", "1,5"]],
            THREE, [("Nhất", 1, 10_000_000, None), ("Khuyến khích", 5, 1_500_000, None)],
        ),
        (
            [["Bảng", "Hạng", "Số giải", "Tiền thưởng (đồng)"], ["A", "Nhất", "1", "900.000"],
             ["A", "Nhì", "2", "500.000"], ["B", "Nhất", "1", "900.000"], ["B", "Nhì", "2", "500.000"]],
            FOUR,
            [("Nhất", 1, 900_000, None), ("Nhì", 2, 500_000, None),
             ("Nhất", 1, 900_000, None), ("Nhì", 2, 500_000, None)],
        ),
        (
            [["Danh hiệu", "Số giải", "Tiền thưởng"], ["Huy chương Vàng", "1", "3.000.000 đồng"],
             ["Huy chương Bạc", "2", "2.000.000 đồng"],
             ["Giải Tiết mục được/ban nhạc bình chọn", "1", "500.000 đồng"]],
            THREE,
            [("Huy chương Vàng", 1, 3_000_000, None), ("Huy chương Bạc", 2, 2_000_000, None),
             ("Tiết mục được ban nhạc bình chọn", 1, 500_000, None)],
        ),
        (
            [["Nội dung", "Nhất", "Nhì", ""], ["Kéo co", "1.000.000", "700.000", ""],
             ["Đẩy gậy", "1.000.000", "400.000", ""]],
            FOUR,
            [("Nhất", None, 1_000_000, None), ("Nhất", None, 1_000_000, None), ("Nhì", None, 700_000, None),
             ("Nhì", None, 400_000, None)],
        ),
        (
            [["Mức thưởng", "Nhất (01 giải)", "Nhì (02 giải)"], ["Tiền mặt", "3 triệu đồng", "2 triệu đồng"]],
            THREE, [("Nhất", 1, 3_000_000, None), ("Nhì", 2, 2_000_000, None)],
        ),
        (
            [["Hạng", "Mức thưởng", ""], ["Nhất (01 giải)", "5.000.000 đồng và Giấy khen", ""],
             ["Nhì (02 giải)", "3.000.000 đồng và Giấy khen", ""]],
            THREE, [("Nhất", 1, 5_000_000, "Giấy khen"), ("Nhì", 2, 3_000_000, "Giấy khen")],
        ),
    ],
)  # fmt: skip
def test_prizes_of_tables(rows: list[list[str]], columns: tuple[float, ...], expected: list[Told]) -> None:
    assert told(table(rows, columns)) == expected


def test_columns_parted_by_strokes_may_be_empty() -> None:
    text = prose(
        "TT | Môn | Giải | SL | Tiền thưởng (triệu đồng)\n1 | Bơi thuyền | Nhất | 1 | 4\n | | Nhì | 2 | 2,5\n"
        "2 | Đẩy gậy | Nhất | 1 | 3\n | | Nhì | 2 | 1,5\n | Cộng | | 6 | 15"
    )
    assert told(text) == [
        ("Nhất", 1, 4_000_000, None),
        ("Nhì", 2, 2_500_000, None),
        ("Nhất", 1, 3_000_000, None),
        ("Nhì", 2, 1_500_000, None),
    ]


def test_lines_that_each_tell_a_prize_are_no_row() -> None:
    text = prose(
        "Giải Nhất (1 giải): 900.000 đ\nGiải Nhì (2 giải): 600.000 đ/giải\nGiải Ba (3 giải): 300.000 đ/giải"
    )
    assert told(text) == [("Nhất", 1, 900_000, None), ("Nhì", 2, 600_000, None), ("Ba", 3, 300_000, None)]
