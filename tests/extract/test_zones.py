from __future__ import annotations

import pytest

from pipeline.extract import find_zones, split, untangle
from pipeline.extract.zones import Zones
from tests.extract import invented_letters as letters


def of(text: str) -> Zones:
    return find_zones(split(untangle(letters.reading(text)))[0])


def texts(zones: Zones, name: str) -> list[str]:
    return [r.text for r in getattr(zones, name)]


def test_zones_of_plain_text() -> None:
    zones = of(letters.PLAIN)
    assert texts(zones, "left_head") == ["ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG", "SỞ NỘI VỤ", "Số: 417/SNV-CCHC"]
    assert texts(zones, "right_head")[2].startswith("Lạc Hồng, ngày 09")
    assert texts(zones, "about") == ["V/v rà soát thủ tục nội bộ", "quý III năm 2025"]
    assert len(zones.to) == 5 and zones.body[0].text.startswith("Thực hiện Kế hoạch")
    assert texts(zones, "signature") == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trịnh Hoài Ân"]
    assert texts(zones, "distribution")[-1] == "- Lưu: VT, CCHC (03b)."


def test_every_line_stands_in_one_zone() -> None:
    for text in (letters.PLAIN, letters.NAMED):
        zones = of(text)
        refs = [*zones.all, *zones.furniture]
        assert (
            len(refs) == len(set(map(id, (r.line for r in refs)))) == sum(len(p.lines) for p in zones.pages)
        )


def test_a_named_type_has_a_title_and_bases() -> None:
    zones = of(letters.NAMED)
    assert texts(zones, "title") == ["KẾ HOẠCH", "Tổ chức ngày hội đọc sách"]
    assert len(zones.bases) == 1 and zones.bases[0].text.startswith("Căn cứ")
    assert not zones.to and not zones.about


def test_zones_of_a_scan_do_not_depend_on_the_order_of_lines() -> None:
    rows = letters.HEAD + letters.BODY + letters.FOOT
    straight = find_zones(split(untangle(letters.scanned(rows)))[0])
    by_column = sorted(letters.HEAD, key=lambda r: (r[1] > 0.45, r[2])) + letters.BODY + letters.FOOT
    mixed = find_zones(split(untangle(letters.scanned(by_column)))[0])
    for name in ("left_head", "right_head", "about", "to", "distribution", "signature"):
        assert sorted(texts(straight, name)) == sorted(texts(mixed, name)), name
    assert texts(straight, "about") == ["V/v rà soát thủ tục nội bộ", "quý III năm 2025"]


def test_columns_run_into_one_line_are_cut() -> None:
    zones = of(
        "UBND TỈNH LẠC HỒNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc\n"
        "Số: 417/SNV-CCHC Lạc Hồng, ngày 09 tháng 7 năm 2025\n"
        "V/v rà soát thủ tục\n\nKính gửi: Các sở, ban, ngành.\n\nĐề nghị các đơn vị rà soát thủ tục./.\n\n"
        "Nơi nhận: TL. GIÁM ĐỐC\n- Như trên; CHÁNH VĂN PHÒNG\n- Lưu: VT, CCHC.\n\nTrịnh Hoài Ân"
    )
    assert texts(zones, "left_head") == ["UBND TỈNH LẠC HỒNG", "SỞ NỘI VỤ", "Số: 417/SNV-CCHC"]
    assert texts(zones, "right_head")[-1] == "Lạc Hồng, ngày 09 tháng 7 năm 2025"
    assert texts(zones, "signature") == ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Trịnh Hoài Ân"]
    assert texts(zones, "distribution") == ["Nơi nhận:", "- Như trên;", "- Lưu: VT, CCHC."]


@pytest.mark.parametrize(
    ("printed", "misread"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CONG HOA XA HQI CHU NGHIA VIET NAM"),
        ("Độc lập - Tự do - Hạnh phúc", "Poc 1ap - Tw do - Hanh phuc"),
        ("Kính gửi:", "Kinh gui:"),
        ("Nơi nhận:", "Noi nhgn:"),
        ("Số: 417", "S6: 417"),
    ],
)
def test_misread_anchors_are_found(printed: str, misread: str) -> None:
    assert printed in letters.PLAIN
    wrong, right = of(letters.PLAIN.replace(printed, misread)), of(letters.PLAIN)
    for name in ("left_head", "right_head", "about", "to", "body", "distribution", "signature"):
        assert len(getattr(wrong, name)) == len(getattr(right, name)), name


def test_a_digital_signature_over_the_head_is_set_apart() -> None:
    block = "SỞ NỘI VỤ\nsnv@lachong.gov.vn\n09.07.2025 10:21:11 +07:00\n\n"
    zones = of(block + letters.PLAIN)
    assert len(zones.above) == 3
    assert texts(zones, "left_head")[:2] == ["ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG", "SỞ NỘI VỤ"]


def test_pages_after_the_foot_are_appendix() -> None:
    zones = of(letters.PLAIN + "\fPHỤ LỤC\nDanh mục thủ tục\n1. Thủ tục một\n\f2\n2. Thủ tục hai")
    assert texts(zones, "appendix") == ["PHỤ LỤC", "Danh mục thủ tục", "1. Thủ tục một", "2. Thủ tục hai"]
    assert [r.text for r in zones.furniture] == ["2"]


def test_two_letters_in_one_file_are_two() -> None:
    groups = split(
        untangle(letters.reading(letters.PLAIN + "\f" + letters.NAMED.replace("Số:   ", "Số: 31")))
    )
    assert len(groups) == 2
    assert groups[1][0].text == "UBND XÃ ĐỒI SIM"


def test_a_blank_form_in_an_appendix_is_no_letter() -> None:
    form = (
        "Mẫu số 01\nTÊN ĐƠN VỊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: ....../BC\n........, ngày .... tháng .... năm ....\nBÁO CÁO"
    )
    assert len(split(untangle(letters.reading(letters.PLAIN + "\f" + form)))) == 1


def test_an_empty_reading_has_empty_zones() -> None:
    zones = of("")
    assert zones.all == ()
