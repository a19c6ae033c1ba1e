"""Tables put back into rows: where the file rules them, a row is what stands between two rules."""

from __future__ import annotations

from pipeline.extract.prose import prose_of
from pipeline.records.evidence import Box
from pipeline.records.page import Line, ObjectKind, Page, PageObject, Reader
from tests.extract.made_pages import line_at, refs_of


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
