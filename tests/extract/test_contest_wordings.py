"""Contests in the wording of plans and of letters that hand a contest on; all texts are invented."""

from __future__ import annotations

import pytest

from pipeline.extract.contest.audience import find_audience
from pipeline.extract.contest.naming import find_name
from tests.extract.made_pages import prose


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        (
            "Tổ chức Cuộc thi viết chính luận bảo vệ nền tảng tư tưởng “Giữ lửa quê nhà” năm 2026",
            "Giữ lửa quê nhà",
        ),
        ("Tổ chức Cuộc thi sáng tác ca khúc, thơ “Hát về dòng sông”", "Hát về dòng sông"),
        ("tổ chức Cuộc thi trực tuyến tìm hiểu kiến thức phòng cháy “Nhà an toàn”", "Nhà an toàn"),
    ],
)
def test_a_name_in_quotes_after_a_long_kind_of_contest(subject: str, name: str) -> None:
    assert find_name(prose(subject).passage, prose("Nội dung").passage).value == name


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "1. Đối tượng: Học sinh các trường THCS trên địa bàn xã, chia thành Bảng A (lớp 6, 7) và Bảng B.",
            "Học sinh các trường THCS trên địa bàn xã",
        ),
        (
            "1. Đối tượng dự thi: Hội viên nông dân toàn tỉnh, không giới hạn tuổi.",
            "Hội viên nông dân toàn tỉnh",
        ),
        (
            "Đối tượng: Đoàn viên các chi đoàn trực thuộc; bí thư chi đoàn lập danh sách gửi trước ngày 10/4/2026.",
            "Đoàn viên các chi đoàn trực thuộc",
        ),
        (
            "2. Đối tượng, điều kiện\n\nNhân viên y tế có ít nhất 03 năm công tác, được đánh giá hoàn thành việc.",
            "Nhân viên y tế có ít nhất 03 năm công tác, được đánh giá hoàn thành việc",
        ),
        ("Đối tượng tham gia: Các hộ trong phường, mỗi hộ gửi không quá 02 ảnh.", "Các hộ trong phường"),
        (
            "Đối tượng: Thiếu nhi từ 7 đến 15 tuổi, gồm 02 bảng: Măng non, Mầm xanh.",
            "Thiếu nhi từ 7 đến 15 tuổi",
        ),
        (
            "Đề nghị tuyên truyền để bà con nông dân trong xã biết, hăng hái tham gia Cuộc thi.",
            "Bà con nông dân trong xã",
        ),
        (
            "Đề nghị vận động cán bộ, đoàn viên và người dân trong xã truy cập https://thi.example.vn để dự thi; "
            "100% cán bộ của xã phải dự thi ít nhất 01 lần.",
            "Cán bộ, đoàn viên và người dân trong xã",
        ),
        (
            "Đối tượng: Thợ trẻ các khu công nghiệp, tham gia theo đội 03 người.",
            "Thợ trẻ các khu công nghiệp",
        ),
        (
            "Đối tượng dự thi: Tiểu thương các chợ; hộ kinh doanh; nhân viên ban quản lý chợ.",
            "Tiểu thương các chợ; hộ kinh doanh; nhân viên ban quản lý chợ",
        ),
        (
            "Đối tượng: Sinh viên các khoa, không thuộc chuyên ngành Tin học; mỗi sinh viên thi một lần.",
            "Sinh viên các khoa, không thuộc chuyên ngành Tin học",
        ),
    ],
)
def test_an_audience_ends_where_the_clause_tells_how_they_take_part(text: str, who: str) -> None:
    assert find_audience(prose(text)).value == who
