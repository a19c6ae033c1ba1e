"""Letters read by a one-column reader: specks around names, columns run together, forms after the foot."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.options import ExtractOptions
from pipeline.records.letter import Letter
from tests.extract import invented_letters as letters

DECISION = """UBND TỈNH LẠC HỒNG - CỘNG HÒA XÃ HỘI CHỦ NGHĨA YIỆT NAM -

SỞ NỘI VỤ Độc lập — Tự do - Hạnh phúc
Số:3⁄62 /QĐ-SNV — Lạc Hồng ngày  tháng/Dhăm 2019
QUYÉT ĐỊNH

Về việc thành lập Tổ rà soát thủ tục nội bộ
trên địa bàn tỉnh Lạc Hồng

GIÁM ĐÓC SỞ NỘI VỤ TỈNH LẠC HỒNG

Căn cứ Quyết định số 815/QĐ-TTg ngày 30 tháng 6 năm 2019 của Thủ
tướng Chính phủ về việc giao rà soát thủ tục nội bộ;

Xét đề nghị của Trưởng phòng Cải cách hành chính,

QUYẾT ĐỊNH:

Điều 1. Thành lập Tổ rà soát thủ tục nội bộ.

Nơi nhận: GIÁM ĐÓC
- Như Điều 1;
- Lưu: VT, CCHC.
"""


def read(text: str) -> Letter:
    return extract(letters.reading(text), ExtractOptions())


@pytest.fixture(scope="module")
def decision() -> Letter:
    return read(DECISION)


def test_a_dash_between_the_columns_joins_no_names(decision: Letter) -> None:
    assert decision.parent_agency.value == "Ủy ban nhân dân tỉnh Lạc Hồng"
    assert decision.issuer.value == "Sở Nội vụ tỉnh Lạc Hồng"


def test_a_date_line_without_a_readable_day_gives_no_day_of_a_ground(decision: Letter) -> None:
    assert decision.issued_on.value is None
    assert decision.symbol.value == "QĐ-SNV"


def test_the_title_ends_before_the_grounds(decision: Letter) -> None:
    assert decision.subject.value == "thành lập Tổ rà soát thủ tục nội bộ trên địa bàn tỉnh Lạc Hồng"
    assert [c.code.value for c in decision.citations] == ["815/QĐ-TTg"]


@pytest.mark.parametrize("specks", ["-.", "zˆ ", "_", "“ ", "¬ "])
def test_specks_before_a_name_are_none_of_it(specks: str) -> None:
    head = "ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG"
    assert head in letters.PLAIN
    letter = read(letters.PLAIN.replace(head, f"{specks}UBND TỈNH LẠC HỒNG"))
    assert letter.parent_agency.value == "Ủy ban nhân dân tỉnh Lạc Hồng"
    assert letter.issuer.value == "Sở Nội vụ tỉnh Lạc Hồng"


@pytest.mark.parametrize(
    "form",
    [
        "ĐƠN VỊ: Phụ lục I\nBÁO CÁO TÌNH HÌNH RÀ SOÁT\nXÁC NHẬN CỦA ĐƠN VỊ TRƯỞNG PHÒNG",
        "TÊN ĐƠN VỊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nPHIẾU RÀ SOÁT",
        "LẠC HỒNG _ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    ],
)
def test_a_form_after_the_foot_signs_nothing(form: str) -> None:
    foot = letters.PLAIN[letters.PLAIN.index("Nơi nhận:") :]
    signed = f"Nơi nhận: GIÁM ĐỐC\n- Như trên;\n- Lưu: VT, CCHC.\n\n{form}\n"
    letter = read(letters.PLAIN.replace(foot, signed))
    assert letter.signer.title.value == "GIÁM ĐỐC"
    assert letter.signer.name.value is None


def test_a_name_alone_after_the_list_is_the_signers() -> None:
    foot = letters.PLAIN[letters.PLAIN.index("KT. GIÁM ĐỐC") :]
    letter = read(letters.PLAIN.replace(foot, "Trịnh Hoài Ân\n"))
    assert letter.signer.name.value == "Trịnh Hoài Ân"
    assert letter.distribution[-1].value == "Lưu: VT, CCHC (03b)"
