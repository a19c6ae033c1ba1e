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
        (
            "Kính gửi:\n- Các phòng, đơn vị thuộc\nUBND phường;\n- Công an phường.\n",
            ["Các phòng, đơn vị thuộc UBND phường", "Công an phường"],
        ),
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
        ("- Như trên;\n- CT, các PCT UBND xã; Ul\n- Lưu: VT.\n",
         ["Như trên", "CT, các PCT UBND xã", "Lưu: VT"]),
    ],
)  # fmt: skip
def test_distribution(printed: str, entries: list[str]) -> None:
    letter = extract(letters.reading(letters.PLAIN.replace(OLD_FOOT, printed)), ExtractOptions())
    assert [f.value for f in letter.distribution] == entries


def test_a_giay_moi_without_addressees_has_none() -> None:
    assert extract(letters.reading(letters.NAMED), ExtractOptions()).addressees == ()


def test_a_stamp_beside_an_item_is_not_part_of_it() -> None:
    to = [
        ("Kính gửi:", 0.25, 0.2),
        ("- Các sở, ban, ngành tỉnh;", 0.3, 0.22),
        ("- Ủy ban nhân dân các xã.", 0.3, 0.24),
        ("Ngày: 13/11", 0.6, 0.22),
    ]
    reading = letters.scanned(letters.HEAD + to + letters.BODY[1:] + letters.FOOT)
    page = reading.pages[0]
    lines = list(page.lines)
    at = next(i for i, line in enumerate(lines) if line.text.startswith("- Các sở"))
    stamp = next(line for line in lines if line.text.startswith("Ngày:"))
    lines[at] = lines[at].model_copy(update={"words": (*lines[at].words, *stamp.words)})
    lines.remove(stamp)
    merged = reading.model_copy(update={"pages": (page.model_copy(update={"lines": tuple(lines)}),)})
    letter = extract(merged, ExtractOptions())
    assert [f.value for f in letter.addressees] == ["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã"]


def test_what_a_stamp_left_beside_the_label_is_no_addressee() -> None:
    to = [
        ("TRẠM 3", 0.1, 0.212),
        ("Ngày: 13/11", 0.1, 0.232),
        ("Kính gửi:", 0.35, 0.2),
        ("- Các sở, ban, ngành tỉnh;", 0.38, 0.22),
        ("- Ủy ban nhân dân các xã.", 0.38, 0.24),
    ]
    letter = extract(letters.scanned(letters.HEAD + to + letters.BODY[1:] + letters.FOOT), ExtractOptions())
    assert [f.value for f in letter.addressees] == ["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã"]


def test_an_inline_list_goes_on_over_its_line_s_end() -> None:
    inline = "Kính gửi: Trưởng các phòng;\n          Trưởng các thôn, tổ dân phố\n"
    letter = extract(letters.reading(letters.PLAIN.replace(OLD_TO, inline)), ExtractOptions())
    assert [a.value for a in letter.addressees] == ["Trưởng các phòng", "Trưởng các thôn, tổ dân phố"]
