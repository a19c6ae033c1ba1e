from __future__ import annotations

import pytest

from pipeline.extract import calibration, extract, kinds
from pipeline.extract.kind import of_symbol
from pipeline.options import ExtractOptions
from tests.extract import invented_letters as letters


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("KẾ HOẠCH", "KH"),
        ("QUYÉT ĐỊNH", "QĐ"),
        ("TỜ TRÌNH", "TTr"),
        ("GIẤY MỜI", "GM"),
        ("THƯ MỜI", "TM"),
        ("CHỈ THỊ", "CT"),
        ("BÁO CÁO", "BC"),
        ("THÔNG BÁO", "TB"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "CTr"),
    ],
)
def test_the_type_s_name_as_a_title(title: str, kind: str) -> None:
    text = letters.NAMED.replace("KẾ HOẠCH", title).replace("/KH-THĐS", "/THĐS")
    assert extract(letters.reading(text), ExtractOptions()).kind.value == kind


def test_a_letter_without_a_type_s_name_is_a_cong_van() -> None:
    letter = extract(letters.reading(letters.PLAIN), ExtractOptions())
    assert (letter.kind.value, letter.kind.rule) == ("CV", "v/v-block")


def test_where_the_title_is_lost_the_symbol_tells() -> None:
    text = letters.NAMED.replace("KẾ HOẠCH\n", "")
    letter = extract(letters.reading(text), ExtractOptions())
    assert (letter.kind.value, letter.kind.rule) == ("KH", "symbol")


def test_title_and_symbol_confirm_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "curves", dict)  # bare scores
    both = extract(letters.reading(letters.NAMED), ExtractOptions()).kind
    title_only = extract(letters.reading(letters.NAMED.replace("/KH-THĐS", "/THĐS")), ExtractOptions()).kind
    assert both.confidence > title_only.confidence


@pytest.mark.parametrize(
    "line", ["Kế hoạch", "BÁO CÁO KẾT QUẢ THỰC HIỆN", "SỞ NỘI VỤ", "VĂN PHÒNG", "GIÁM ĐỐC"]
)
def test_other_lines_are_no_types(line: str) -> None:
    assert kinds.titled(line) is None


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("KH-SNV", "KH"),
        ("KH/TU", "KH"),
        ("2016/NĐ-CP", "NĐ"),
        ("UBND-VX", None),
        ("GAVI", None),
        (None, None),
    ],
)
def test_type_of_a_symbol(symbol: str | None, kind: str | None) -> None:
    assert of_symbol(symbol) == kind


def test_a_subject_written_out_is_that_of_a_cong_van() -> None:
    text = letters.PLAIN.replace("V/v rà soát", "Về việc rà soát")
    letter = extract(letters.reading(text), ExtractOptions())
    assert letter.kind.value == "CV" and letter.kind.confidence > 0.9
    assert letter.subject.value == "rà soát thủ tục nội bộ quý III năm 2025"
