from __future__ import annotations

import datetime as dt

import pytest

from tests.extract.test_citations import cited, facts

DAY = dt.date


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("Theo Công văn số 51/BVM-KH ngày 04/02/2025 của Bệnh viện Mắt Sông Mây về việc tổ chức lớp học "
         "(đính "
         "kèm). Đề nghị cử người.", "tổ chức lớp học"),
        ("Theo Công văn số 51/BVM-KH ngày 04/02/2025 của Bệnh viện Mắt Sông Mây về việc góp ý dự thảo Quy "
         "chế "
         "(văn bản gửi qua trục liên thông), đề nghị cho ý kiến.", "góp ý dự thảo Quy chế"),
        ("Theo Công văn số 51/BVM-KH ngày 04/02/2025 của Bệnh viện Mắt Sông Mây về việc mừng 20 năm thành "
         "lập "
         "(04/02/2005).", "mừng 20 năm thành lập (04/02/2005)"),
        ("Căn cứ Thông tư số 18/2019/TT-BNV ngày 14 tháng 10 năm 2019 của Bộ trưởng Bộ Nội vụ Hướng dẫn công "
         "tác lưu trữ trong trường học;", "Hướng dẫn công tác lưu trữ trong trường học"),
        ("Theo Nghị quyết số 20-NQ/TW ngày 25-10-2024 của Ban Chấp hành Trung ương (khóa XIII) về “tăng "
         "cường "
         "công tác văn thư”. Sở họp bàn.", "“tăng cường công tác văn thư”"),
        ("Thực hiện Kế hoạch số 19/KH-SNV ngày 05/02/2025 của Sở Nội vụ về việc khảo sát kho lưu trữ, để "
         "đánh "
         "giá thực trạng kho, Sở Nội vụ đề nghị.", "khảo sát kho lưu trữ"),
        ("Ngày 17/02/2025 Sở Nội vụ ban hành Công văn số 85/SNV-VP về việc báo cáo 5 năm thực hiện Quyết "
         "định "
         "số 14/2019/QĐ-TTg và 10 năm thực hiện Đề án 1816, thời gian báo cáo trước ngày 25/02/2025.",
         "báo cáo 5 năm thực hiện Quyết định số 14/2019/QĐ-TTg và 10 năm thực hiện Đề án 1816"),
    ],
)  # fmt: skip
def test_what_a_cited_document_is_about(body: str, subject: str) -> None:
    assert cited(body)[0].subject.value == subject


def test_a_document_inside_a_subject_is_cited_too() -> None:
    found = cited(
        "Theo Công văn số 85/SNV-VP ngày 03/02/2025 của Sở Nội vụ về việc triển khai Quyết định số "
        "14/2019/QĐ-TTg ngày 13/3/2019 của Thủ tướng Chính phủ."
    )
    assert [facts(c)[:4] for c in found] == [
        ("CV", "85/SNV-VP", DAY(2025, 2, 3), "Sở Nội vụ"),
        ("QĐ", "14/2019/QĐ-TTg", DAY(2019, 3, 13), "Thủ tướng Chính phủ"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Phổ biến Luật Thư viện cho cán bộ xã vào ngày 12/3/2025.",
        "Tổ chức tập huấn Luật Lưu trữ tại hội trường lớn ngày 12/3/2025.",
        "Các đơn vị báo cáo việc thi hành Luật Lưu trữ trước ngày 12/3/2025.",
        "Thi tìm hiểu Luật Trẻ em trên địa bàn phường từ ngày 12/3/2025 đến ngày 20/3/2025.",
        "Luật Phòng cháy sẽ được giới thiệu ngày 12/3/2025.",
        "Giải thích Luật Lưu trữ tới cán bộ xã, phường ngày 12/8/2025.",
    ],
)
def test_a_day_far_from_a_law_s_name_is_not_the_law_s(body: str) -> None:
    assert [facts(c) for c in cited(body) if c.kind.value == "Luật"] == []


def test_a_law_s_name_holds_no_other_document() -> None:
    found = cited(
        "Theo Thông tư số 20/2017/TT-BYT ngày 10/5/2017 của Bộ Y tế quy định chi tiết một số điều của "
        "Luật Dược và "
        "Nghị định số 54/2017/NĐ-CP ngày 08 tháng 5 năm 2017 của Chính phủ."
    )
    assert [facts(c)[:3] for c in found] == [
        ("TT", "20/2017/TT-BYT", DAY(2017, 5, 10)), ("NĐ", "54/2017/NĐ-CP", DAY(2017, 5, 8)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "Theo các Công văn số 12/SNV-VP, số 15/SNV-VP ngày 03/02/2025 của Sở Nội vụ.",
        "Theo các Công văn số 12/SNV-VP và 15/SNV-VP ngày 03/02/2025 của Sở Nội vụ.",
        "Theo Công văn số 12/SNV-VP và Công văn số 15/SNV-VP, ngày 03/02/2025 của Sở Nội vụ.",
        "Theo các Công văn số 12/SNV-VP, 15/SNV-VP cùng ngày 03/02/2025 của Sở Nội vụ.",
    ],
)
def test_a_day_behind_a_row_is_that_of_all(body: str) -> None:
    found = cited(body)
    assert [facts(c)[1:4] for c in found] == [
        ("12/SNV-VP", DAY(2025, 2, 3), "Sở Nội vụ"),
        ("15/SNV-VP", DAY(2025, 2, 3), "Sở Nội vụ"),
    ]
    assert found[0].issued_on.confidence <= found[1].issued_on.confidence


def test_a_day_that_follows_one_code_is_not_lent_to_the_one_before() -> None:
    found = cited("Theo Công văn số 12/SNV-VP và Công văn số 15/SNV-VP ngày 03/02/2025 của Sở Nội vụ.")
    assert [c.issued_on.value for c in found] == [None, DAY(2025, 2, 3)]


def test_an_issuer_goes_on_after_its_commas() -> None:
    found = cited(
        "Thực hiện Kế hoạch số 194/KH-BCĐ ngày 01/11/2024 của Ban Chỉ đạo Phòng, chống tội phạm, tệ nạn "
        "xã hội và "
        "xây dựng phong trào an ninh tỉnh về việc tổ chức Tháng hành động năm 2024, Sở đề nghị."
    )
    assert facts(found[0])[3:] == (
        "Ban Chỉ đạo Phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào an ninh tỉnh",
        "tổ chức Tháng hành động năm 2024",
    )


def test_one_mention_s_issuer_corrects_another_s() -> None:
    found = cited(
        "Điều chỉnh tại Nghị quyết số 83/NQ-HĐND ngày 07/12/2024 của HĐND tỉnh phần vốn còn dư sau khi "
        "triển khai "
        "thực hiện. Bổ sung tại Nghị quyết số 83/NQ-HĐND ngày 07/12/2024 của HĐND tỉnh, cụ thể như sau."
    )
    assert facts(found[0])[3:] == ("HĐND tỉnh", None)


def test_members_who_are_named_by_a_decision_did_not_issue_it() -> None:
    found = cited("Kính mời: Các thành viên hội đồng ban hành Quyết định số 19/QĐ-SNV ngày 04/4/2025.")
    assert found[0].issuer.value is None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Căn cứ Quyết định.1675/QĐ-UBND ngày 09/8/2024 của UBND tỉnh.", "1675/QĐ-UBND"),
        ("Căn cứ Công văn số.75/SNV-VP ngày 09/8/2024 của Sở Nội vụ.", "75/SNV-VP"),
    ],
)
def test_a_speck_between_type_and_number(body: str, code: str) -> None:
    assert [c.code.value for c in cited(body)] == [code]


def test_a_day_that_cannot_be_is_told_illegible() -> None:
    found = cited("Theo Chỉ thị số 04/CT-UBND ngày 42/02/2025 của UBND tỉnh về việc đọc sách.")
    day = found[0].issued_on
    assert (day.value, day.rule, day.raw) == (None, "illegible", "42/02/2025")
    assert found[0].issuer.value == "UBND tỉnh"


def test_a_law_that_changes_another() -> None:
    found = cited(
        "Căn cứ Luật Thư viện ngày 18 tháng 6 năm 2012 và Luật sửa đổi, bổ sung một số điều của Luật "
        "Thư viện ngày 19 tháng 11 năm 2018;"
    )
    assert [facts(c)[2::2] for c in found] == [
        (DAY(2012, 6, 18), "Thư viện"),
        (DAY(2018, 11, 19), "sửa đổi, bổ sung một số điều của Luật Thư viện"),
    ]
