from __future__ import annotations

import csv
import datetime as dt
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.errors import UnknownFormat
from pipeline.export import Office, numbered, write_follow_up, write_register
from pipeline.export.item import item_of
from tests.export.office_letters import deadline, item, letter, stamped, text

TEN = [
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
]
"""Nghị định 30/2020, PL IV, in the decree's order."""


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_ten_columns_stand_in_the_order_of_the_decree(tmp_path: Path) -> None:
    made = item(assigned_to="Phòng Kinh tế", forwarded_on=dt.date(2026, 2, 6), notes=("bản sao",))
    write_register([made], tmp_path / "so.csv")
    heading, row = rows(tmp_path / "so.csv")
    assert heading == TEN
    assert row == [
        "05/02/2026",
        "01",
        "Sở Nông nghiệp tỉnh An Bình",
        "45/SNN-TT",
        "03/02/2026",
        "Công văn: báo cáo số hộ trồng chè",
        "Phòng Kinh tế",
        "06/02/2026",
        "",
        "bản sao",
    ]


def test_numbers_run_through_the_year_and_begin_again() -> None:
    days = [dt.date(2025, 12, 30), dt.date(2026, 1, 2), dt.date(2025, 12, 31), dt.date(2026, 1, 3)]
    made = numbered([item(letter(str(i)), d) for i, d in enumerate(days)])
    assert [(i.arrived_on.year, i.arrival_number) for i in made] == [
        (2025, "01"),
        (2025, "02"),
        (2026, "01"),
        (2026, "02"),
    ]


def test_a_stamped_number_stays_and_others_follow_it() -> None:
    stamp = item_of(stamped("117", dt.date(2026, 3, 1)), dt.date(2026, 4, 1))
    made = numbered([item(arrived=dt.date(2026, 3, 2)), stamp])
    assert [(i.arrival_number, i.arrival_assumed) for i in made] == [("117", False), ("118", False)]


def test_a_draft_says_so_and_has_no_number() -> None:
    from pipeline.export import registers
    from pipeline.records.evidence import Field

    draft = item(letter("", is_draft=Field[bool](value=True)), arrival_assumed=True)
    assert registers.cell(draft, "code") == "/SNN-TT"
    assert registers.cell(draft, "note") == "Dự thảo; Ngày đến là ngày nhập"


def test_follow_up_holds_only_what_is_due(tmp_path: Path) -> None:
    asks = letter(
        "46",
        deadlines=(deadline(dt.date(2026, 2, 20)), deadline(dt.date(2026, 2, 10), "cử người", "đến hết")),
    )
    write_follow_up([item(), item(asks)], tmp_path / "theo-doi.csv")
    heading, row = rows(tmp_path / "theo-doi.csv")
    assert len(heading) == 7
    assert row[0] == "02", "it keeps the number it has in the register of all letters"
    assert row[1] == "Công văn số 46/SNN-TT ngày 03/02/2026 của Sở Nông nghiệp tỉnh An Bình"
    assert row[3] == "đến hết 10/02/2026: cử người\ntrước 20/02/2026: gửi báo cáo"


def test_a_formula_in_a_letter_is_dead(tmp_path: Path) -> None:
    evil = letter(issuer=text('=HYPERLINK("http://x")'))
    write_register([item(evil)], tmp_path / "so.csv")
    write_register([item(evil)], tmp_path / "so.xlsx")
    assert rows(tmp_path / "so.csv")[1][2].startswith("'=")
    assert "<f>" not in sheet(tmp_path / "so.xlsx", 1)


def sheet(path: Path, number: int) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_the_sheet_prints_on_a4_landscape_with_headings_repeated(tmp_path: Path) -> None:
    made = [item(letter(str(i)), dt.date(2025, 12, 1) + dt.timedelta(days=i)) for i in range(60)]
    write_register(made, tmp_path / "so.xlsx", Office(name="UBND xã Đông", parent="Tỉnh An Bình"))
    with zipfile.ZipFile(tmp_path / "so.xlsx") as book:
        strings = book.read("xl/sharedStrings.xml").decode()
        names = ET.fromstring(book.read("xl/workbook.xml"))
    assert all(heading in strings for heading in TEN)
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in strings and "UBND XÃ ĐÔNG" in strings
    first = sheet(tmp_path / "so.xlsx", 1)
    assert 'paperSize="9"' in first and 'orientation="landscape"' in first and 'fitToHeight="0"' in first
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert [s.get("name") for s in names.iter(f"{main}sheet")] == ["2025", "2026"]
    titles = [n.text for n in names.iter(f"{main}definedName") if n.get("name") == "_xlnm.Print_Titles"]
    assert len(titles) == 2


def test_an_unknown_suffix_is_refused_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="E-FORMAT"):
        write_register([item()], tmp_path / "so.ods")
    assert list(tmp_path.iterdir()) == []
