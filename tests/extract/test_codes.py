from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract import codes

GROUPS = st.sampled_from(["UBND", "SYT", "VHXH", "QĐ", "TTr", "SGDĐT", "KTTH", "BC", "TTg", "LĐTBXH", "THPT"])
NUMBERS = st.integers(1, 9999).map(lambda n: f"{n:02}")


@given(NUMBERS, st.lists(GROUPS, min_size=2, max_size=3))
def test_a_printed_code_is_read_as_it_stands(number: str, groups: list[str]) -> None:
    code = codes.read_line(f"{number}/{'-'.join(groups)}")
    assert code is not None
    assert (code.number, code.symbol) == (number, "-".join(groups))
    assert code.text == f"{number}/{'-'.join(groups)}"


@given(NUMBERS, st.lists(GROUPS, min_size=2, max_size=3), st.sampled_from(["- ", " -", " - "]))
def test_spaces_of_a_line_end_do_not_change_a_code(number: str, groups: list[str], hyphen: str) -> None:
    text = f"theo Công văn số {number}/{hyphen.join(groups)} ngày 03/4/2025"
    found = codes.find(text)
    assert [c.text for c, _ in found] == [f"{number}/{'-'.join(groups)}"]
    start, end = found[0][1]
    assert text[start:end].startswith(f"{number}/") and text[end:].startswith(" ngày")


@given(st.text(alphabet="0123456789/ .,xãphường-nhàời", max_size=40))
def test_lower_case_prose_holds_no_code(text: str) -> None:
    assert codes.find(text) == []


@pytest.mark.parametrize(
    ("printed", "number", "symbol", "rule"),
    [
        ("l490/UBND-VHXH", "1490", "UBND-VHXH", "look-alike-digits"),
        ("3O/SNV-CCHC", "30", "SNV-CCHC", "look-alike-digits"),
        ("/UBND-VHXH", None, "UBND-VHXH", "blank-on-page"),
        ("........./BC-SNV", None, "BC-SNV", "blank-on-page"),
        ("2!0ƒ/SYT-NVY", None, "SYT-NVY", "illegible"),
        ("{9?5/QĐ-SNV", None, "QĐ-SNV", "illegible"),
        ("77/QD-TTg", "77", "QĐ-TTg", "agency-data"),
        ("54/2019/NĐ-CP", "54", "2019/NĐ-CP", "code-grammar"),
        ("66.9/2025/NQ-CP", "66.9", "2025/NQ-CP", "code-grammar"),
        ("15 /CT-UBND _", "15", "CT-UBND", "code-grammar"),
        ("2264/ SNV- CCHC", "2264", "SNV-CCHC", "code-grammar"),
        ("1849BGDĐT-GDPT", "1849", "BGDĐT-GDPT", "code-grammar"),
    ],
)
def test_number_lines(printed: str, number: str | None, symbol: str, rule: str) -> None:
    code = codes.read_line(printed)
    assert code is not None
    assert (code.number, code.symbol, code.rule) == (number, symbol, rule)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kế hoạch số 478-KH/TU ngày 01/6/2025", ["478-KH/TU"]),
        ("Công văn số 628- CV/BTGDVTU", ["628-CV/BTGDVTU"]),
        ("Công văn số 628- CVBTGDVTU ngày 02/4", ["628-CV/BTGDVTU"]),
        ("chọn 10/114 xã, phường vào ngày 28/5/2026", []),
        ("phòng, chống HIV/AIDS, trực 24/7, tốc độ 60 km/h", []),
        ("số 83/NQ- HĐND và số 12/QĐ-UBND - Bộ Y tế", ["83/NQ-HĐND", "12/QĐ-UBND"]),
        ("Luật số 63/2025/QH15", ["63/2025/QH15"]),
        ("số 1744/QĐ-BGTVTngày 1/2/2020", ["1744/QĐ-BGTVT"]),
    ],
)
def test_codes_in_running_text(text: str, expected: list[str]) -> None:
    assert [c.text for c, _ in codes.find(text)] == expected


def test_a_restored_stroke_says_so() -> None:
    code, _ = codes.find("số 628-CVBTGDVTU ngày")[0]
    assert code.rule == "stroke-restored" and code.party


def test_marks_on_an_abbreviation_are_dropped_but_its_letters_kept() -> None:
    assert codes.clean_symbol("LÐTBXH- BTXH.") == "LĐTBXH-BTXH"
    assert codes.clean_symbol("ỦBND") == "UBND"


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("12/SYT-KH TC", "SYT-KHTC"),
        ("02/SYT-QZ VI", "SYT-QZVI"),
        ("12/SYT-NVY HN", "SYT-NVY"),
        ("12/SYT-NVY V/v họp", "SYT-NVY"),
        ("12/BC AB", "BC"),
    ],
)
def test_a_gap_inside_the_last_group(printed: str, symbol: str) -> None:
    code = codes.read_line(printed)
    assert code is not None and code.symbol == symbol
