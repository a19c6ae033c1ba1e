from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import extract
from pipeline.options import ExtractOptions
from pipeline.records.letter import Citation
from tests.extract import invented_letters as letters

OLD = "Kết quả gửi về Sở Nội vụ trước ngày 25/7/2025./."


def cited(body: str) -> list[Citation]:
    """Citations of a body; the one that the invented letter has of its own is left out."""
    letter = extract(letters.reading(letters.PLAIN.replace(OLD, body)), ExtractOptions())
    return [c for c in letter.citations if c.code.value != "88/KH-UBND"]


def facts(c: Citation) -> tuple[str | None, str | None, dt.date | None, str | None, str | None]:
    return c.kind.value, c.code.value, c.issued_on.value, c.issuer.value, c.subject.value


def test_a_full_citation() -> None:
    found = cited(
        "Thực hiện Công văn số 1141/MT-QL ngày 24 tháng 10 năm 2024 của Cục Môi trường - Bộ Xây dựng về "
        "việc kiểm tra, giám sát nước thải; các đơn vị báo cáo./."
    )
    assert [facts(c) for c in found] == [
        (
            "CV",
            "1141/MT-QL",
            dt.date(2024, 10, 24),
            "Cục Môi trường - Bộ Xây dựng",
            "kiểm tra, giám sát nước thải",
        )
    ]
    assert found[0].code.evidence and found[0].issued_on.evidence


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Căn cứ Quyết định 1675/QĐ-UBND ngày 09/8/2017của UBND tỉnh về tổ chức.",
         [("QĐ", "1675/QĐ-UBND", dt.date(2017, 8, 9))]),
        ("Theo Kế hoạch số 478-KH/TU ngày 01/6/2025 của Tỉnh ủy.",
         [("KH", "478-KH/TU", dt.date(2025, 6, 1))]),
        ("Theo Công văn số 2136/SKHCN-\nTTTT ngày 28/5/2025 của Sở.",
         [("CV", "2136/SKHCN-TTTT", dt.date(2025, 5, 28))]),
        ("Ngày 17/10/2024 Sở Nội vụ ban hành Công văn số 985/SNV-CCHC về rà soát.",
         [("CV", "985/SNV-CCHC", dt.date(2024, 10, 17))]),
        ("Theo các Công văn: số 87/HĐND-KTNS ngày 15/5/2024, số 90/HĐND-KTNS ngày 16/5/2024 và số "
         "91/HĐND-KTNS ngày 17/5/2024.",
         [("CV", "87/HĐND-KTNS", dt.date(2024, 5, 15)), ("CV", "90/HĐND-KTNS", dt.date(2024, 5, 16)),
          ("CV", "91/HĐND-KTNS", dt.date(2024, 5, 17))]),
        ("Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 02 năm 2025;", [("Luật", None, dt.date(2025, 2, 19))]),
        ("Căn cứ Luật Đất đai số 31/2024/QH15;", [("Luật", "31/2024/QH15", None)]),
        ("Theo Nghị định số 54/2019/NĐ-CP.", [("NĐ", "54/2019/NĐ-CP", None)]),
        ("Theo Công văn số 12/SNV-VP ngày 03/02/2025. Các nội dung tại Công văn số 12/SNV-VP "
         "nêu trên giữ nguyên.",
         [("CV", "12/SNV-VP", dt.date(2025, 2, 3))]),
        ("Chọn 10/114 xã, phường; trực 24/7; xong trong ngày 28/5/2025.", []),
    ],
)  # fmt: skip
def test_forms_of_citation(body: str, expected: list[tuple[str, str | None, dt.date | None]]) -> None:
    assert [facts(c)[:3] for c in cited(body)] == expected


def test_the_same_code_with_two_printed_days_stands_twice() -> None:
    found = cited(
        "Theo Quyết định số 19/QĐ-SNV ngày 04/4/2015. Quyết định số 19/QĐ-SNV ngày 04/4/2018 quy định."
    )
    assert [c.issued_on.value for c in found] == [dt.date(2015, 4, 4), dt.date(2018, 4, 4)]


def test_an_issuer_at_the_end_of_a_row_is_that_of_all() -> None:
    found = cited(
        "Theo Nghị định số 103/2024/NĐ-CP ngày 30/7/2024 và Nghị định số 104/2024/NĐ-CP "
        "ngày 31/7/2024 của Chính phủ."
    )
    assert [c.issuer.value for c in found] == ["Chính phủ", "Chính phủ"]


def test_a_number_filled_in_by_hand_is_told_not_guessed() -> None:
    found = cited("Căn cứ Quyết định số/?(5/QĐ-SNV ngày 04/4/2025 của Sở Nội vụ.")
    assert [(c.code.value, c.code.rule) for c in found] == [(None, "illegible")]
    assert found[0].code.evidence


def test_the_letter_does_not_cite_itself() -> None:
    assert cited("Phụ lục này kèm theo Công văn số 417/SNV-CCHC ngày 09/7/2025.") == []


def test_a_code_of_the_subject_is_cited() -> None:
    text = letters.PLAIN.replace(
        "V/v rà soát thủ tục nội bộ\n", "V/v rà soát thủ tục theo\nQuyết định số 14/2013/QĐ-TTg\n"
    )
    letter = extract(letters.reading(text), ExtractOptions())
    assert "14/2013/QĐ-TTg" in [c.code.value for c in letter.citations]


@pytest.mark.parametrize(
    "issuer",
    [
        "Ban Tuyên giáo và Dân vận Thành ủy",
        "Ban Tổ chức Tỉnh ủy Lạc Hồng",
        "Trường Đại học Y dược Sông Mây",
        "Chi cục An toàn vệ sinh thực phẩm",
        "Bệnh viện đa khoa tỉnh",
        "Bộ Văn hóa, Thể thao và Du lịch",
        "Cục Quản lý Khám, chữa bệnh",
        "Cục Quản lý Khám, chữa bệnh Bộ Y tế",
        "Ban Chỉ đạo phòng, chống thiên tai",
    ],
)
def test_an_issuer_s_name_is_whole(issuer: str) -> None:
    found = cited(f"Theo Công văn số 15/BTC-TH ngày 02/4/2025 của {issuer} về việc đổi lịch họp.")
    assert [c.issuer.value for c in found] == [issuer]
    assert found[0].subject.value == "đổi lịch họp"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Theo Thông tư số 22/2023/TT-BYT ngày 02/8/2023 của Bộ Y tế). Đề nghị thực hiện.", ["Bộ Y tế"]),
        ("Theo Thông tư số 19/2021/TT-BNV ngày 03/12/2021 của Bộ Nội vụ (nay đã sửa).", ["Bộ Nội vụ"]),
        ("Theo Kế hoạch số 31/KH-SVHTTDL ngày 05/3/2025 của Sở Văn hóa, Thể thao và Du lịch tỉnh Hậu Giang "
         "về tuần lễ sách.", ["Sở Văn hóa, Thể thao và Du lịch tỉnh Hậu Giang"]),
        ("Chi tiết tại các Quyết định của Ủy ban nhân dân huyện: số 41/QĐ-UBND ngày 30/5/2024, số "
         "72/QĐ-UBND ngày 13/11/2024.", ["Ủy ban nhân dân huyện", "Ủy ban nhân dân huyện"]),
        ("Theo các Quyết định: số 41/QĐ-UBND ngày 30/5/2024 về việc giao vốn. Xem Quyết định số 41/QĐ-UBND "
         "ngày 30/5/2024 của Ủy ban nhân dân huyện.", ["Ủy ban nhân dân huyện"]),
    ],
)  # fmt: skip
def test_where_an_issuer_ends_and_who_issued_a_row(body: str, expected: list[str]) -> None:
    assert [c.issuer.value for c in cited(body)] == expected
