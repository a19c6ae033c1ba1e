from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.options import ExtractOptions
from tests.extract import invented_letters as letters

OLD = "V/v rà soát thủ tục nội bộ\nquý III năm 2025"


@pytest.mark.parametrize(
    ("printed", "subject"),
    [
        (OLD, "rà soát thủ tục nội bộ quý III năm 2025"),
        ("V/v: rà soát thủ tục nội bộ.", "rà soát thủ tục nội bộ"),
        ("V/v triển khai Cuộc thi “Xã em\nsạch đẹp”", "triển khai Cuộc thi “Xã em sạch đẹp”"),
        ("W/v rà soát thủ tục nội bộ", "rà soát thủ tục nội bộ"),
        ("VW rà soát thủ tục nội bộ", "rà soát thủ tục nội bộ"),
        ("V/v rà soát thủ tục nội bộ\nHỎA TỐC", "rà soát thủ tục nội bộ"),
    ],
)
def test_the_vv_block(printed: str, subject: str) -> None:
    letter = extract(letters.reading(letters.PLAIN.replace(OLD, printed)), ExtractOptions())
    assert letter.subject.value == subject


@pytest.mark.parametrize("lead", ["", "Về việc ", "V/v "])
def test_the_title_under_a_type_s_name(lead: str) -> None:
    text = letters.NAMED.replace("Tổ chức ngày hội đọc sách\n", f"{lead}Tổ chức ngày hội đọc sách\n", 1)
    letter = extract(letters.reading(text), ExtractOptions())
    assert letter.subject.value == "Tổ chức ngày hội đọc sách"


def test_a_title_ends_before_the_authority_in_capitals() -> None:
    text = letters.NAMED.replace("KẾ HOẠCH", "QUYẾT ĐỊNH").replace(
        "\n\nCăn cứ", "\nHIỆU TRƯỞNG TRƯỜNG TIỂU HỌC ĐỒI SIM\n\nCăn cứ"
    )
    letter = extract(letters.reading(text), ExtractOptions())
    assert letter.subject.value == "Tổ chức ngày hội đọc sách"


def test_evidence_covers_every_line_of_the_block() -> None:
    letter = extract(letters.scanned(letters.HEAD + letters.BODY + letters.FOOT), ExtractOptions())
    assert len(letter.subject.evidence) == 2
    assert all(e.box is not None for e in letter.subject.evidence)


def test_the_rest_of_a_stamp_under_the_block_is_no_subject() -> None:
    head = [*letters.HEAD, ("¿: Số", 0.05, 0.17)]
    letter = extract(letters.scanned(head + letters.BODY + letters.FOOT), ExtractOptions())
    assert letter.subject.value == "rà soát thủ tục nội bộ quý III năm 2025"
