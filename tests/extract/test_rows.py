"""Tables put back into rows: where the file rules them, a row is what stands between two rules."""

from __future__ import annotations

import pytest

from pipeline.extract.contest.stages import find_stages
from pipeline.extract.contest.windows import find_times
from pipeline.extract.prose import Prose, prose_of
from pipeline.extract.rows import arrange
from pipeline.extract.turned import turned
from pipeline.records.evidence import Box
from pipeline.records.page import Line, ObjectKind, Page, PageObject, Reader
from tests.extract.made_pages import line_at, prose, refs_of


def cell(text: str, x0: float, y0: float, row: int) -> Line:
    return line_at(text, x0, y0).model_copy(update={"block": row})


def table(read_as: Reader) -> Page:
    """Two rows whose one-line cells stand half-way down cells of two lines."""
    lines = (
        cell("1", 0.10, 0.410, 1),
        cell("Vòng loại: thẩm định", 0.15, 0.402, 1),
        cell("hồ sơ", 0.15, 0.419, 1),
        cell("08/3 - 12/3/2026", 0.50, 0.410, 1),
        cell("2", 0.10, 0.445, 2),
        cell("Vòng hai: trưng bày,", 0.15, 0.437, 2),
        cell("phỏng vấn", 0.15, 0.454, 2),
        cell("18/3/2026", 0.50, 0.445, 2),
    )
    ruled = PageObject(kind=ObjectKind.TABLE, box=Box(0.09, 0.39, 0.9, 0.48))
    return Page(number=1, lines=lines, objects=(ruled,), read_as=read_as)


def test_rows_of_a_ruled_table_are_those_of_the_file() -> None:
    prose = prose_of(refs_of(table(Reader.TEXT_LAYER)))
    rows = [" ".join(prose.text[p.start : p.end].split()) for p in prose.paras if p.row]
    assert rows == [
        "1 Vòng loại: thẩm định hồ sơ 08/3 - 12/3/2026",
        "2 Vòng hai: trưng bày, phỏng vấn 18/3/2026",
    ]


def drawn(rows: list[tuple[str, ...]], columns: tuple[float, ...]) -> Prose:
    """A table between two sentences, a line feed in a cell for a further line."""
    lines = [line_at("Lịch thi của Hội thi như sau:", 0.12, 0.20)]
    y = 0.25
    for row in rows:
        deep = max(cell.count("\n") + 1 for cell in row)
        for x, cell in zip(columns, row, strict=True):
            parts = cell.split("\n") if cell else []
            lines += [line_at(part, x, y + 0.018 * k) for k, part in enumerate(parts)]
        y += 0.018 * deep + 0.012
    lines.append(line_at("Các đơn vị đăng ký dự thi với Ban Tổ chức đúng thời gian trên.", 0.15, y + 0.03))
    return prose_of(refs_of(Page(number=1, lines=tuple(lines))))


def stages(body: Prose) -> list[tuple[str, str, str]]:
    found = [f.stage for f in find_stages(body, find_times(body, 2026))]
    return [(s.label, str(s.start.value), str(s.end.value)) for s in found]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("", "Vòng 1", "Vòng 2"), ("Bắt đầu", "01/6/2026", "15/6/2026"),
          ("Kết thúc", "10/6/2026", "25/6/2026"), ("Nội dung", "Trắc nghiệm", "Tự luận")],
         [("Vòng 1", "2026-06-01", "2026-06-10"), ("Vòng 2", "2026-06-15", "2026-06-25")]),
        ([("Mốc", "Chặng 1", "Chặng 2"), ("Ngày bắt đầu", "01/6/2026", "15/6/2026"),
          ("Ngày kết thúc", "10/6/2026", "25/6/2026")],
         [("Chặng 1", "2026-06-01", "2026-06-10"), ("Chặng 2", "2026-06-15", "2026-06-25")]),
        ([("Nội dung", "Vòng sơ khảo", "Vòng chung khảo"),
          ("Thời gian", "Từ ngày 01/6 đến\nngày 15/6/2026", "Ngày 27/6/2026"),
          ("Hình thức", "Trực tuyến", "Trực tiếp tại\nNhà văn hóa")],
         [("Vòng sơ khảo", "2026-06-01", "2026-06-15"), ("Vòng chung khảo", "2026-06-27", "2026-06-27")]),
        ([("", "Giai đoạn I", "Giai đoạn II"), ("Từ ngày", "01/6/2026", "15/6/2026"),
          ("Đến ngày", "10/6/2026", "25/6/2026")],
         [("Giai đoạn I", "2026-06-01", "2026-06-10"), ("Giai đoạn II", "2026-06-15", "2026-06-25")]),
    ],
    ids=["start-and-end", "days-of", "windows", "from-and-to"],
)  # fmt: skip
def test_stages_that_are_columns(rows: list[tuple[str, ...]], expected: list[tuple[str, str, str]]) -> None:
    assert stages(drawn(rows, (0.1, 0.35, 0.65))) == expected
    strokes = [" | ".join(("", *(cell.replace("\n", " ") for cell in row), "")).strip() for row in rows]
    strokes.insert(1, "|---|---|---|")
    text = "Lịch thi của Hội thi như sau:\n\n" + "\n".join(strokes) + "\n\nĐề nghị các đơn vị tham gia."
    assert stages(prose(text)) == expected


def test_stages_that_are_rows_stay_rows() -> None:
    rows = [("Vòng", "Thời gian"), ("Vòng 1", "01/6/2026 - 10/6/2026"), ("Vòng 2", "15/6/2026 - 25/6/2026")]
    assert stages(drawn(rows, (0.1, 0.5))) == [
        ("Vòng 1", "2026-06-01", "2026-06-10"), ("Vòng 2", "2026-06-15", "2026-06-25"),
    ]  # fmt: skip


def test_a_row_without_a_cell_for_each_stage_stands_behind() -> None:
    rows = [[("Vòng 1", 1), ("Vòng 2", 2)], [("Thời gian", 3), ("01/6", 4), ("15/6", 5)], [("Ghi chú", 6)]]
    assert turned(rows) == [[1, 3, 4], [2, 3, 5], [6]]
    assert turned(rows[:1]) is None and turned([*rows[:1], rows[2]]) is None


def test_a_row_of_a_skewed_table_keeps_the_cells_that_begin_higher() -> None:
    """The head reaches down to the first row; `Chặng 1` begins a little above the number of its row."""
    lines = [line_at("Lịch thi của Hội thi như sau:", 0.12, 0.20)]
    for x, text, y in (
        (0.14, "TT", 0.250), (0.21, "Chặng", 0.251), (0.40, "Nội dung", 0.253), (0.70, "Thời gian", 0.255),
        (0.165, "1", 0.274), (0.21, "Chặng 1", 0.272), (0.33, "Tìm hiểu", 0.275),
        (0.66, "Từ ngày 11/5 đến ngày 31/5/2026", 0.277),
        (0.165, "2", 0.310), (0.21, "Chặng 2", 0.309), (0.33, "Thực hành", 0.311),
        (0.66, "Từ ngày 01/6 đến ngày 20/6/2026", 0.313),
    ):  # fmt: skip
        lines.append(line_at(text, x, y))
    lines.append(line_at("Các đơn vị đăng ký dự thi với Ban Tổ chức đúng thời gian trên.", 0.15, 0.40))
    body = prose_of(refs_of(Page(number=1, lines=tuple(lines))))
    assert stages(body) == [("Chặng 1", "2026-05-11", "2026-05-31"), ("Chặng 2", "2026-06-01", "2026-06-20")]


def test_a_stretched_line_is_no_row_and_a_cell_keeps_its_numeral_and_dash() -> None:
    lines = (
        line_at("Vòng", 0.15, 0.30), line_at("Thời gian", 0.45, 0.30), line_at("Nội dung", 0.70, 0.30),
        line_at("Đợt I", 0.15, 0.34), line_at("Từ ngày 02/3/2027 -", 0.45, 0.34),
        line_at("Làm quen", 0.70, 0.34), line_at("09/3/2027", 0.45, 0.357),
        line_at("Thí    sinh    nộp    bài    tại    cổng:", 0.15, 0.40),
    )  # fmt: skip
    page = Page(number=1, lines=lines)
    chunks = arrange(refs_of(page))
    assert {c.text for c in chunks} >= {"Đợt I", "Từ ngày 02/3/2027 -", "Thí sinh nộp bài tại cổng:"}
    body = prose_of(refs_of(page))
    assert stages(body) == [("Đợt I", "2027-03-02", "2027-03-09")]
    (stage,) = [f.stage for f in find_stages(body, find_times(body, 2027))]
    assert stage.name.value == "Làm quen"
