from __future__ import annotations

import pytest

from pipeline.extract import extract, names
from pipeline.options import ExtractOptions
from pipeline.records.letter import Letter
from tests.extract import invented_letters as letters

OLD = "ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG\nSỞ NỘI VỤ\n"


def read(head: str) -> Letter:
    assert OLD in letters.PLAIN
    return extract(letters.reading(letters.PLAIN.replace(OLD, head + "\n")), ExtractOptions())


@pytest.mark.parametrize(
    ("head", "parent", "issuer"),
    [
        ("UBND TỈNH LẠC HỒNG\nSỞ NỘI VỤ", "Ủy ban nhân dân tỉnh Lạc Hồng", "Sở Nội vụ tỉnh Lạc Hồng"),
        ("UỶ BAN NHÂN DÂN\nXÃ ĐỒI SIM", None, "Ủy ban nhân dân xã Đồi Sim"),
        ("UBND THÀNH PHỐ SÔNG MÂY\nSỞ GD&ĐT", "Ủy ban nhân dân thành phố Sông Mây",
         "Sở Giáo dục và Đào tạo thành phố Sông Mây"),
        ("SỞ GDĐT TỈNH LẠC HỒNG\nTRƯỜNG THPT BẮC HẢI 2", "Sở Giáo dục và Đào tạo tỉnh Lạc Hồng",
         "Trường THPT Bắc Hải 2"),
        ("BỘ Y TẾ\nCỤC QUẢN LÝ\nKHÁM, CHỮA BỆNH", "Bộ Y tế", "Cục Quản lý Khám, chữa bệnh"),
        ("BỘ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH", None, "Bộ Văn hóa, Thể thao và Du lịch"),
        ("UBND HUYỆN TÂN MỘC\nPHÒNG TÀI CHÍNH - KẾ HOẠCH", "Ủy ban nhân dân huyện Tân Mộc",
         "Phòng Tài chính - Kế hoạch huyện Tân Mộc"),
        ("ĐẢNG ỦY XÃ ĐỒI SIM", None, "Đảng ủy xã Đồi Sim"),
        ("UBND TỈNH LẠC HỒNG\nBAN QUẢN LÝ CÁC\nKHU CÔNG NGHIỆP", "Ủy ban nhân dân tỉnh Lạc Hồng",
         "Ban Quản lý các khu công nghiệp tỉnh Lạc Hồng"),
        ("BỘ TƯ LỆNH QUÂN KHU\nBỘ CHỈ HUY QUÂN SỰ\nTỈNH LẠC HỒNG", "Bộ Tư lệnh Quân khu",
         "Bộ Chỉ huy quân sự tỉnh Lạc Hồng"),
        ("ỦY BAN NHÂN DÂN\nPHƯỜNG ĐỒI SIM\nTRUNG TÂM DỊCH\nVỤ TỔNG HỢP\nPHƯỜNG ĐỒI SIM",
         "Ủy ban nhân dân phường Đồi Sim", "Trung tâm Dịch vụ tổng hợp phường Đồi Sim"),
        ("ỦY BAN MTTQ VIỆT\nNAM TỈNH LẠC HỒNG\nLIÊN ĐOÀN LAO\nĐỘNG TỈNH LẠC HỒNG",
         "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lạc Hồng", "Liên đoàn Lao động tỉnh Lạc Hồng"),
        ("UBND TỈNH LẠC HỒNG _\n_ SỞ NỘI VỤ", "Ủy ban nhân dân tỉnh Lạc Hồng", "Sở Nội vụ tỉnh Lạc Hồng"),
    ],
)  # fmt: skip
def test_issuer_and_the_body_above(head: str, parent: str | None, issuer: str) -> None:
    letter = read(head)
    assert letter.issuer.value == issuer
    assert letter.parent_agency.value == parent


def test_the_raw_reading_stays_as_printed() -> None:
    letter = read("UBND TỈNH LẠC HỒNG\nSỞ NỘI VỤ")
    assert letter.issuer.raw == "SỞ NỘI VỤ"
    assert any(a.value == "Sở Nội vụ" for a in letter.issuer.alternatives)


@pytest.mark.parametrize(
    ("printed", "cased"),
    [
        ("ỦY BAN NHÂN DÂN PHƯỜNG HẢI DƯƠNG", "Ủy ban nhân dân phường Hải Dương"),
        ("UBND QUẬN 1", "Ủy ban nhân dân Quận 1"),
        ("BỘ KHOA HỌC VÀ CÔNG NGHỆ", "Bộ Khoa học và Công nghệ"),
        ("LIÊN ĐOÀN LAO ĐỘNG TP. HẢI PHÒNG", "Liên đoàn Lao động thành phố Hải Phòng"),
        ("BỆNH VIỆN ĐA KHOA TỈNH", "Bệnh viện Đa khoa tỉnh"),
    ],
)
def test_sentence_case(printed: str, cased: str) -> None:
    assert names.sentence_case(printed) == cased


def test_a_unit_misread_in_its_marks_is_mended_from_the_gazetteer_alone() -> None:
    assert names.known_unit("Ủy ban nhân dân phường Hải Dượng") == "Ủy ban nhân dân phường Hải Dương"
    assert names.known_unit("Ủy ban nhân dân phường Hải Dương") == "Ủy ban nhân dân phường Hải Dương"
    assert names.known_unit("Ủy ban nhân dân xã Đồi Sim") == "Ủy ban nhân dân xã Đồi Sim"


@pytest.mark.parametrize(
    ("head", "place", "issuer"),
    [
        ("PHƯỜNG HẢI DƯỢNG", "Hải Dương", "Ủy ban nhân dân phường Hải Dương"),
        ("XÃ ĐỐI SIM", "Đồi Sim", "Ủy ban nhân dân xã Đồi Sim"),
        ("XÃ ĐỒI SIM", "Đồi Sim", "Ủy ban nhân dân xã Đồi Sim"),
        ("XÃ ĐỒI SIM", "Lạc Hồng", "Ủy ban nhân dân xã Đồi Sim"),
    ],
)
def test_head_and_date_line_check_each_other(head: str, place: str, issuer: str) -> None:
    text = letters.PLAIN.replace(OLD, f"ỦY BAN NHÂN DÂN\n{head}\n").replace(
        "Lạc Hồng, ngày", f"{place}, ngày"
    )
    assert extract(letters.reading(text), ExtractOptions()).issuer.value == issuer


def test_a_city_cut_by_the_line_end_is_no_office() -> None:
    text = letters.PLAIN.replace("ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG", "UBND THÀNH PHỐ HẢI\nPHÒNG")
    letter = extract(letters.reading(text), ExtractOptions())
    assert letter.parent_agency.value == "Ủy ban nhân dân thành phố Hải Phòng"
    assert letter.issuer.value == "Sở Nội vụ thành phố Hải Phòng"


@pytest.mark.parametrize(
    "place", ["PHƯỜNG ĐÔNG HÒA MINH", "XÃ ĐOÀN KẾT", "PHƯỜNG ĐOÀN LẠC", "TỈNH ĐOÀN HÙNG"]
)
def test_a_place_that_resembles_the_youth_union_s_unit(place: str) -> None:
    for head in (f"ỦY BAN NHÂN DÂN\n{place}", f"ỦY BAN NHÂN DÂN {place}"):
        text = letters.PLAIN.replace("ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG\nSỞ NỘI VỤ", head)
        letter = extract(letters.reading(text.replace("/SNV-CCHC", "/UBND-VX")), ExtractOptions())
        assert letter.issuer.value is not None and letter.parent_agency.value is None
        assert letter.issuer.value.casefold() == f"ủy ban nhân dân {place}".casefold()
