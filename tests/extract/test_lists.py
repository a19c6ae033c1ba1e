from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.options import ExtractOptions
from tests.extract import invented_letters as letters

OLD_TO = """Kính gửi:
- Các sở, ban, ngành tỉnh;
- Ủy ban nhân dân các xã, phường
trong tỉnh (danh sách kèm theo).
(sau đây gọi chung là các đơn vị)
"""
OLD_FOOT = "- Như trên;\n- UBND tỉnh (để b/c);\n- Lưu: VT, CCHC (03b).\n"


@pytest.mark.parametrize(
    ("printed", "addressees"),
    [
        (
            OLD_TO,
            ["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường trong tỉnh (danh sách kèm theo)"],
        ),
        ("Kính gửi: Sở Tài chính.\n", ["Sở Tài chính"]),
        ("Kính gửi: Sở Tài chính; Sở Y tế.\n", ["Sở Tài chính", "Sở Y tế"]),
        ("Kính gửi:\n- Sở Tài chính;\nHỎA TỐC\n- Sở Y tế.\n", ["Sở Tài chính", "Sở Y tế"]),
        ("Kinh gui:\n• Sở Tài chính\n• Sở Y tế\n", ["Sở Tài chính", "Sở Y tế"]),
        ("- Sở Tài chính;\n- Sở Y tế;\n- Sở Nội vụ.\n", ["Sở Tài chính", "Sở Y tế", "Sở Nội vụ"]),
    ],
)
def test_addressees(printed: str, addressees: list[str]) -> None:
    letter = extract(letters.reading(letters.PLAIN.replace(OLD_TO, printed)), ExtractOptions())
    assert [f.value for f in letter.addressees] == addressees
    assert all(f.evidence for f in letter.addressees)


@pytest.mark.parametrize(
    ("printed", "entries"),
    [
        (OLD_FOOT, ["Như trên", "UBND tỉnh (để b/c)", "Lưu: VT, CCHC (03b)"]),
        ("- Như trên;\n- Các phòng: Tài chính,\nNội vụ;\n- Lưu VT.\n",
         ["Như trên", "Các phòng: Tài chính, Nội vụ", "Lưu VT"]),
        ("~ Như trên;\n- Lưu: VT.\n- vết bẩn\n", ["Như trên", "Lưu: VT"]),
    ],
)  # fmt: skip
def test_distribution(printed: str, entries: list[str]) -> None:
    letter = extract(letters.reading(letters.PLAIN.replace(OLD_FOOT, printed)), ExtractOptions())
    assert [f.value for f in letter.distribution] == entries


def test_a_giay_moi_without_addressees_has_none() -> None:
    assert extract(letters.reading(letters.NAMED), ExtractOptions()).addressees == ()
