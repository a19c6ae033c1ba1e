"""Forms of letters by writers whose words the rules were not made from; all texts are invented."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import anchors, codes, extract, names, posts, signer
from pipeline.extract.contest.milestones import find_milestones
from pipeline.extract.contest.prizes import find_prizes
from pipeline.extract.contest.quotas import find_quotas
from pipeline.extract.contest.stages import find_stages
from pipeline.extract.contest.windows import find_times
from pipeline.extract.dates import find_dates
from pipeline.extract.lines import paragraphs
from pipeline.extract.mentions import mentions_in
from pipeline.extract.prose import prose_of
from pipeline.extract.rows import arrange
from pipeline.extract.zone_columns import stamp_word
from pipeline.extract.zones import Zones, find_zones
from pipeline.options import ExtractOptions
from pipeline.records.contest import Moment
from pipeline.records.page import Page
from tests.extract import invented_letters as letters
from tests.extract.made_pages import line_at, page_of, prose, refs_of


def day(value: Moment | None) -> str | None:
    return value.isoformat()[:10] if value else None


def stages(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    body = prose(text)
    found = [f.stage for f in find_stages(body, find_times(body, 2027))]
    return [(s.label, s.name.value, day(s.start.value), day(s.end.value)) for s in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- Từ ngày 02/3 đến ngày 09/3/2027: Vòng I (Làm quen).\n\n- Ngày 12/3/2027: Vòng II (So tài).",
            [
                ("Vòng I", "Làm quen", "2027-03-02", "2027-03-09"),
                ("Vòng II", "So tài", "2027-03-12", "2027-03-12"),
            ],
        ),
        (
            "Từ 02/3 đến 09/3/2027 là Đợt 1, Làm quen; từ ngày 12/3 đến hết ngày 20/3/2027 "
            "là Vòng chung kết, So tài.",
            [
                ("Đợt 1", "Làm quen", "2027-03-02", "2027-03-09"),
                ("Vòng chung kết", "So tài", "2027-03-12", "2027-03-20"),
            ],
        ),
        (
            "Từ ngày 02/3 đến ngày 09/3/2027, các đội tranh tài ở Tuần 1 – Làm\nquen: báo cáo miệng. "
            "Từ 12/3/2027 đến 20/3/2027, thí sinh bước vào\nTuần 2 – So tài: thi đối kháng.",
            [
                ("Tuần 1", "Làm quen", "2027-03-02", "2027-03-09"),
                ("Tuần 2", "So tài", "2027-03-12", "2027-03-20"),
            ],
        ),
        (
            "• Chặng 1: từ 02/3/2027 đến 09/3/2027 - Sơ khảo;\n\n"
            "• Chặng 2: từ 12/3/2027 đến 20/3/2027 - Bán kết.",
            [
                ("Chặng 1", "Sơ khảo", "2027-03-02", "2027-03-09"),
                ("Chặng 2", "Bán kết", "2027-03-12", "2027-03-20"),
            ],
        ),
        (
            "Giai đoạn 1 (Làm quen) tổ chức từ ngày 02/3 đến ngày 09/3/2027. Chung kết (So tài) tổ chức "
            "bắt đầu ngày 12/3, kết thúc ngày 20/3/2027.",
            [
                ("Giai đoạn 1", "Làm quen", "2027-03-02", "2027-03-09"),
                ("Chung kết", "So tài", "2027-03-12", "2027-03-20"),
            ],
        ),
        (
            "Vòng thứ nhất: Viết tự luận, viết bài trong 20 ngày, thời gian bắt đầu ngày 02/3, kết thúc ngày "
            "09/3/2027.",
            [("Vòng thứ nhất", "Viết tự luận", "2027-03-02", "2027-03-09")],
        ),
    ],
    ids=["time-first", "time-is-stage", "into", "name-after-time", "brothers", "own-time-after-comma"],
)
def test_stages_told_around_their_time(
    text: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    assert stages(text) == expected


def test_results_of_a_stage_after_a_day_are_no_stage() -> None:
    assert stages("Ngày 05/6/2027, kết quả Vòng 1 được gửi tới các đội.") == []


def milestones(text: str) -> list[tuple[str, str | None, str | None]]:
    body = prose(text)
    found = find_milestones(body, [], find_times(body, 2027))
    return [(m.kind.value, day(m.before.value), day(m.on.value)) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hạn cuối nộp bài: ngày 10/6/2027.", [("submission", "2027-06-10", None)]),
        ("Thời hạn nhận tác phẩm đến hết ngày 10/6/2027.", [("submission", "2027-06-10", None)]),
        ("Việc ghi danh hoàn thành trước ngày 10/6/2027.", [("registration", "2027-06-10", None)]),
        (
            "Bài dự thi gửi sau ngày 10/6/2027 không được chấm; đề nghị gửi trước ngày 10/6/2027.",
            [("submission", "2027-06-10", None)],
        ),
        ("Kết quả được công bố tại buổi trao thưởng ngày 20/6/2027.", [("ceremony", None, "2027-06-20")]),
        ("Kết quả được đăng tải trên trang của trường ngày 20/6/2027.", [("other", None, "2027-06-20")]),
        (
            "Kết quả tham gia báo về văn phòng không muộn hơn ngày 20/6/2027.",
            [("report", "2027-06-20", None)],
        ),
    ],
)
def test_milestones_and_their_limits(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert milestones(text) == expected


def test_a_certificate_told_once_is_that_of_all_prizes() -> None:
    text = (
        "- 01 giải Nhất: 2.000.000 đồng;\n\n- 02 giải Nhì: 1.000.000 đồng/giải.\n\n"
        "Ngoài tiền thưởng, mỗi giải được tặng Giấy chứng nhận của Ban Tổ chức."
    )
    assert [p.prize.certificate.value for p in find_prizes(prose(text))] == [
        "Giấy chứng nhận của Ban Tổ chức"
    ] * 2


def test_a_share_told_around_its_unit() -> None:
    body = prose("Chọn 12 đội xuất sắc nhất trong số 95 xã, phường vào vòng sau.")
    (quota,) = find_quotas(body, [], [])
    assert (quota.take.value, quota.out_of.value) == (12, 95)


@pytest.mark.parametrize("text", ["tiền thưởng 6 triệu đồng", "bình thường 3 lần mỗi tuần"])
def test_words_like_month_are_no_month(text: str) -> None:
    assert find_dates(text, 2027) == []


def test_a_list_item_s_day_is_not_the_day_of_the_line_before() -> None:
    body = prose("Cuộc thi kéo dài đến ngày 16/11/2027.\n\n- Từ ngày 23/10/2027 đến ngày 28/10/2027: Đợt I.")
    assert [day(t.range.last.date) for t in find_times(body, 2027) if t.range.last] == [
        "2027-11-16",
        "2027-10-28",
    ]


def test_a_stretched_line_is_no_row_and_a_cell_keeps_its_numeral_and_dash() -> None:
    lines = (
        line_at("Vòng", 0.15, 0.30), line_at("Thời gian", 0.45, 0.30), line_at("Nội dung", 0.70, 0.30),
        line_at("Đợt I", 0.15, 0.34), line_at("Từ ngày 02/3/2027 -", 0.45, 0.34),
        line_at("Làm quen", 0.70, 0.34), line_at("09/3/2027", 0.45, 0.357),
        line_at("Thí    sinh    nộp    bài    tại    cổng:", 0.15, 0.40),
    )  # fmt: skip
    page = Page(number=1, lines=lines)
    chunks = arrange(refs_of(page))
    assert {c.text for c in chunks} >= {"Đợt I", "Từ ngày 02/3/2027 -", "Thí sinh nộp bài tại cổng:"}
    body = prose_of(refs_of(page))
    (stage,) = [f.stage for f in find_stages(body, find_times(body, 2027))]
    assert (stage.label, day(stage.start.value), day(stage.end.value)) == (
        "Đợt I",
        "2027-03-02",
        "2027-03-09",
    )
    assert stage.name.value == "Làm quen"


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
    assert (letter.kind.value, letter.place.value, day(letter.issued_on.value)) == (
        "CĐ",
        "Lạc Hồng",
        "2027-10-03",
    )
    assert letter.issuer.value == "Chủ tịch Ủy ban nhân dân tỉnh Lạc Hồng"
    assert [a.value for a in letter.addressees] == [
        "Sở Nông nghiệp và Môi trường",
        "Chủ tịch Ủy ban nhân dân các xã, phường",
    ]
    assert [day(d.date.value) for d in letter.deadlines] == ["2027-10-04"]


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


def test_days_in_brackets_make_a_window() -> None:
    assert [str(m.value) for m in find_dates("02 ngày (25, 26/3/2027)")] == ["2027-03-25", "2027-03-26"]


def test_a_post_after_a_scrawled_mark_is_not_the_signer_s_own() -> None:
    lines = (line_at("k⁄^ï. GIÁM ĐÓC", 0.6, 0.7), line_at("Trịnh Hoài Ân", 0.6, 0.85))
    page = Page(number=1, lines=lines)
    (signed,) = signer.find(Zones(pages=(page,), signature=refs_of(page)))
    assert signed.title == ()
    assert [(c.value, c.rule) for c in signed.capacity] == [(None, "illegible")]
    assert [c.value for c in signed.for_] == ["GIÁM ĐỐC"]
    assert [c.value for c in signed.name] == ["Trịnh Hoài Ân"]


def test_a_stroke_beside_a_digit_is_a_one_in_a_day_told_in_words() -> None:
    text = "ngày 2l tháng l1 năm 2027 và ngày 04 tháng I năm 2028"
    assert [str(m.value) for m in find_dates(text)] == ["2027-11-21", "2028-01-04"]


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
