"""Forms of letters by writers whose words the rules were not made from; all texts are invented."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import anchors, codes, extract, names, posts, signer
from pipeline.extract.lines import paragraphs
from pipeline.extract.mentions import mentions_in
from pipeline.extract.zone_columns import stamp_word
from pipeline.extract.zones import Zones, find_zones
from pipeline.options import ExtractOptions
from pipeline.records.page import Page
from tests.extract import invented_letters as letters
from tests.extract.made_pages import line_at, page_of, refs_of


@pytest.mark.parametrize(("line", "mark"), [("HƯỚNG DẪN", False), ("THƯỢNG KHẨN", True), ("HỎA TÓC", True)])
def test_a_type_s_name_is_no_urgency_mark(line: str, mark: bool) -> None:
    assert stamp_word(line) is mark


@pytest.mark.parametrize(
    ("line", "is_label"),
    [("- Thời hạn: trong tuần", False), ("Nơi nhận:", True), ("Noi nhân:", True), ("NơiHhận:", True)],
)
def test_the_label_of_the_distribution_list(line: str, is_label: bool) -> None:
    assert (anchors.distribution(line) is not None) is is_label


@pytest.mark.parametrize(
    ("head", "parent", "issuer"),
    [
        (
            "SỞ NÔNG NGHIỆP VÀ MÔI\nTRƯỜNG TỈNH LẠC HỒNG\nTRUNG TÂM KHUYẾN NÔNG",
            "Sở Nông nghiệp và Môi trường tỉnh Lạc Hồng",
            "Trung tâm Khuyến nông",
        ),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG MẦM NON\nHOA PHƯỢNG", None, "Trường Mầm non Hoa Phượng"),
        (
            "SỞ VĂN HÓA, THỂ THAO VÀ\nDU LỊCH TỈNH LẠC HỒNG\nTHƯ VIỆN TỔNG HỢP",
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Lạc Hồng",
            "Thư viện Tổng hợp",
        ),
    ],
)
def test_names_over_two_lines_of_the_head(head: str, parent: str | None, issuer: str) -> None:
    text = letters.PLAIN.replace("ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG\nSỞ NỘI VỤ", head)
    letter = extract(letters.reading(text), ExtractOptions())
    assert letter.issuer.value == issuer
    assert parent is None or letter.parent_agency.value == parent


@pytest.mark.parametrize(
    ("printed", "cased"),
    [
        ("XÃ PHƯƠNG ĐÌNH", "Xã Phương Đình"),
        ("TRƯỜNG MẦM NON HOA PHƯỢNG", "Trường Mầm non Hoa Phượng"),
        ("UbND TỈNH LẠC HỒNG", "Ủy ban nhân dân tỉnh Lạc Hồng"),
        ("ĐẢNG ỦY PHUONG LẠC VIÊN", "Đảng ủy phường Lạc Viên"),
    ],
)
def test_names_that_differ_from_a_unit_by_their_marks(printed: str, cased: str) -> None:
    assert names.sentence_case(printed) == cased


def test_rooms_of_an_office_are_no_capacity() -> None:
    assert posts.capacity("KT, ĐT, TNMT") is None
    assert posts.capacity("KT, GIÁM ĐỐC") == ("KT.", "GIÁM ĐỐC")


def test_a_standard_s_number_is_no_code() -> None:
    assert codes.find("đáp ứng QCVN 712:2027/BKHCN về an toàn") == []


def test_a_stroke_at_the_page_s_edge_cuts_no_list_of_addressees() -> None:
    lines = (
        line_at("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0.45, 0.05), line_at("SỞ Y TẾ", 0.2, 0.05),
        line_at("Kính gửi:", 0.28, 0.20), line_at("- Phòng Y tế các xã;", 0.35, 0.22),
        line_at("N", 0.975, 0.238), line_at("- Trạm Y tế các phường.", 0.35, 0.24),
        line_at("Thực hiện kế hoạch năm, Sở Y tế đề nghị các đơn vị báo cáo số liệu.", 0.15, 0.28),
    )  # fmt: skip
    zones = find_zones(refs_of(Page(number=1, lines=lines)))
    assert [r.text for r in zones.to] == ["Kính gửi:", "- Phòng Y tế các xã;", "- Trạm Y tế các phường."]


def test_a_cited_subject_ends_before_the_next_document() -> None:
    body = (
        "Thực hiện Nghị quyết số 12-NQ/TU ngày 04/3/2027 của Tỉnh ủy về phát triển làng nghề, Kế hoạch số "
        "89/KH-UBND ngày 09/3/2027 của Ủy ban nhân dân tỉnh về khôi phục nghề dệt, tuy nhiên còn chậm."
    )
    text = letters.PLAIN.replace("Thực hiện Kế hoạch", f"{body}\n\nThực hiện Kế hoạch")
    letter = extract(letters.reading(text), ExtractOptions())
    cited = {c.code.value: c.subject.value for c in letter.citations}
    assert cited["12-NQ/TU"] == "phát triển làng nghề"
    assert cited["89/KH-UBND"] == "khôi phục nghề dệt"


WIRE = """CHỦ TỊCH ỦY BAN NHÂN DÂN
TỈNH LẠC HỒNG

Số: 19/CĐ-CTUBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Lạc Hồng, hồi 9 giờ 15 ngày 03 tháng 10 năm 2027

CÔNG ĐIỆN
Về việc vận hành hồ chứa trong mưa lũ

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:

- Sở Nông nghiệp và Môi trường;
- Chủ tịch Ủy ban nhân dân các xã, phường.

Mực nước các hồ đang lên nhanh. Các chủ hồ hạ mực nước xong trước 15 giờ 00 ngày 04/10/2027./.

Nơi nhận:
- Như trên;
- Lưu: VT, NN.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lục Thị Sâm
"""


def test_an_urgent_telegram() -> None:
    letter = extract(letters.reading(WIRE), ExtractOptions())
    assert (letter.kind.value, letter.place.value, str(letter.issued_on.value)) == (
        "CĐ",
        "Lạc Hồng",
        "2027-10-03",
    )
    assert letter.issuer.value == "Chủ tịch Ủy ban nhân dân tỉnh Lạc Hồng"
    assert [a.value for a in letter.addressees] == [
        "Sở Nông nghiệp và Môi trường",
        "Chủ tịch Ủy ban nhân dân các xã, phường",
    ]
    assert [str(d.date.value)[:10] for d in letter.deadlines] == ["2027-10-04"]


def test_two_offices_sign_one_below_the_other() -> None:
    signed = "GIÁM ĐỐC SỞ XÂY DỰNG\n\nTriệu Văn Khe\n\nGIÁM ĐỐC SỞ NỘI VỤ\n\nTrịnh Hoài Ân"
    text = letters.PLAIN.replace("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrịnh Hoài Ân", signed)
    letter = extract(letters.reading(text), ExtractOptions())
    assert letter.signer.name.value == "Trịnh Hoài Ân"
    assert [s.name.value for s in letter.co_signers] == ["Triệu Văn Khe"]


def test_guidance_of_several_offices_is_guidance() -> None:
    text = letters.NAMED.replace("KẾ HOẠCH\n", "HƯỚNG DẪN LIÊN NGÀNH\n").replace("/KH-THĐS", "/LN-THĐS")
    assert extract(letters.reading(text), ExtractOptions()).kind.value == "HD"


def test_a_copy_is_no_receiver() -> None:
    text = letters.PLAIN.replace(
        "Kết quả gửi về Sở Nội vụ trước ngày 25/7/2025./.",
        "Các đơn vị gửi bản mềm về hộp thư nội bộ trước ngày 25/7/2025./.",
    )
    (deadline,) = extract(letters.reading(text), ExtractOptions()).deadlines
    assert deadline.to.value is None


def test_a_post_after_a_scrawled_mark_is_not_the_signer_s_own() -> None:
    lines = (line_at("k⁄^ï. GIÁM ĐÓC", 0.6, 0.7), line_at("Trịnh Hoài Ân", 0.6, 0.85))
    page = Page(number=1, lines=lines)
    (signed,) = signer.find(Zones(pages=(page,), signature=refs_of(page)))
    assert signed.title == ()
    assert [(c.value, c.rule) for c in signed.capacity] == [(None, "illegible")]
    assert [c.value for c in signed.for_] == ["GIÁM ĐỐC"]
    assert [c.value for c in signed.name] == ["Trịnh Hoài Ân"]


@pytest.mark.parametrize(
    ("printed", "kind", "symbol"),
    [
        ("TTY-STC", "TTr", "TTr-STC"),
        ("2027/ND-CP", "NĐ", "2027/ND-CP"),
        ("TT-BYT", "KH", "TT-BYT"),
        ("KN-UBND", "KH", "KH-UBND"),
    ],
)
def test_the_type_s_name_mends_one_letter_of_the_symbol(printed: str, kind: str, symbol: str) -> None:
    assert codes.told(codes.Code("12", printed), kind).symbol == symbol


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thực hiện Kế hoạch số 61/KH-UBND (09 tháng 02 năm 2026) của phường.", dt.date(2026, 2, 9)),
        ("theo Luật số 30/2009/QH12 (thông qua ngày 17/6/2009) đã sửa đổi", dt.date(2009, 6, 17)),
        ("Quyết định số 12/QĐ-UBND, ngày ký 05/3/2026 của xã", dt.date(2026, 3, 5)),
        ("Quyết định số 99/QĐ-SNV có hiệu lực từ ngày 01/01/2026", None),
    ],
)
def test_the_day_of_a_document_however_it_is_set_behind_its_code(text: str, day: dt.date | None) -> None:
    (block,) = paragraphs(refs_of(page_of(text)))
    assert [m.day for m in mentions_in(block)] == [day]


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("Nơi nhận:", True),
        ("Nơi nhận: - Như trên;", True),
        ("Nơi nhận bài dự thi: Phòng Hành chính", False),
        ("Nơi nhận quà của ban nhạc: sảnh A", False),
    ],
)
def test_a_place_where_entries_are_taken_opens_no_distribution_list(line: str, opens: bool) -> None:
    assert (anchors.distribution(line) is not None) is opens
