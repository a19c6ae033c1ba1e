from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract.contest.quotas import find_quotas
from pipeline.extract.dates import find_dates
from tests.extract.made_pages import prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("06 cặp đấu có tổng điểm tốt nhất ở lượt đầu sẽ bước vào Vòng 2.", [(6, None)]),
        ("Được diễn ở đêm cuối là 06/75 em múa đều hơn tại buổi duyệt.", [(6, 75)]),
        ("Lượt về chỉ dành cho 11/113 đội dẫn đầu lượt đi.", [(11, 113)]),
        ("Kết thúc vòng này lấy 6 thí sinh.", [(6, None)]),
        ("Mỗi bảng chọn 02 đội đứng đầu vào bán kết.", [(2, None)]),
        ("Mỗi ấp chọn 01 hộ, báo tên cho trưởng ban văn nghệ.", []),
        ("Mỗi trường cử 01 đội dự thi.", []),
        ("Sau vòng loại, mười hai thí sinh điểm cao nhất được vào chung kết.", [(12, None)]),
        ("Từ 95 đội, Ban Tổ chức chọn ra 12 đội vào Vòng chung kết.", [(12, 95)]),
        ("Chọn 20 bài tốt nhất trong tổng số 150 bài dự thi.", [(20, 150)]),
        ("Vòng bán kết có 12 đội xuất sắc nhất tranh tài.", [(12, None)]),
        ("Tám đội dẫn đầu lọt vào tứ kết; hai đội thắng bán kết gặp nhau ở chung kết.", [(8, None)]),
        ("Mỗi đội có 05 người. Vòng 1 gồm 20 câu hỏi.", []),
        ("Mỗi tổ đan ít nhất 01 giỏ. Tổ trưởng chọn 05 giỏ trưng bày.", []),
        ("Mỗi tuần chọn 03 người trả lời đúng và nhanh nhất.", [(3, None)]),
        ("Ban Giám khảo tuyển chọn 15 tác phẩm vào vòng chung khảo.", [(15, None)]),
        ("Chung kết là cuộc tranh tài của 4 đội có tổng điểm cao nhất.", [(4, None)]),
        ("Thí sinh trả lời 30 câu trong 20 phút. Ngày 12/10 các đội vào vòng 2.", []),
        ("10 trong 40 tiết mục được chọn vào đêm chung kết.", [(10, 40)]),
        ("Top 10 thí sinh vào vòng chung kết.", [(10, None)]),
        ("Chỉ 03 trên 27 mô hình được chọn trình bày ở vòng 2.", [(3, 27)]),
        ("Mỗi huyện cử 02 đội tham gia vòng chung kết cấp tỉnh.", [(2, None)]),
        ("Lớp 6 thi vòng 1 ngày 05/9, khối 7 đi tiếp vào vòng 2.", []),
        ("Không quá 05 trang đánh máy, kèm mục lục.", []),
        ("Năm nay các đội vào vòng chung kết sớm hơn.", []),
        ("Học sinh lớp 5 được dự thi vòng trường.", []),
        ("Ngày 20/11, 08 đội vào vòng trong.", [(8, None)]),
        ("Kết thúc lượt đi, 20 thí sinh dẫn đầu mỗi bảng được mời dự Vòng 2.", [(20, None)]),
        ("Ban Giám khảo chọn vào chung kết 08 tiết mục.", [(8, None)]),
        ("Số đội vào Vòng 2: 16 đội.", [(16, None)]),
        ("Trong 120 thí sinh của vòng loại, 30 em có điểm cao nhất được thi tiếp.", [(30, 120)]),
        ("30% số bài dự thi được vào vòng trong.", []),
        ("Hai đội có tổng điểm cao nhất thi chung kết.", [(2, None)]),
        ("Đội nhất, nhì mỗi bảng (tổng cộng 8 đội) vào tứ kết.", [(8, None)]),
        ("Có 24 trên tổng số 96 đội lọt vào vòng hai.", [(24, 96)]),
        ("Thí sinh đạt từ 80 điểm trở lên được vào vòng 2.", []),
        ("Vòng 2 có 45 phút; 3 đội một lượt.", []),
        ("Công nhân từ bậc 3/7 trở lên được dự thi.", []),
        ("Mỗi thôn chọn 02 ao đẹp nhất dự Vòng 2.", [(2, None)]),
        ("Ở mỗi khu vực, 08 tay đua có thành tích tốt nhất được vào vòng chung kết.", [(8, None)]),
        ("Số điệu hò vào vòng trình diễn không vượt quá 14.", [(14, None)]),
        ("Tính đến nay mới có 12/30 thôn báo cáo.", []),
        ("20 ghe thi đấu, chọn 06 ghe vào bán kết.", [(6, 20)]),
        ("Đội gồm 10 học sinh dự Vòng thành phố.", []),
        ("Vòng | Số đội dự thi | Số đội đi tiếp\nVòng ấp | 24 | 8\nVòng xã | 8 | 2", [(8, 24), (2, 8)]),
    ],
)
def test_how_many_go_on(text: str, expected: list[tuple[int, int | None]]) -> None:
    body = prose(text)
    found = find_quotas(body, (), find_dates(body.text, 2026))
    assert [(q.take.value, q.out_of.value) for q in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lựa chọn 10/114 xã, phường, đặc khu và 01 Sở có thành tích cao",
            [(10, 114, "xã, phường, đặc khu"), (1, None, "Sở")],
        ),
        ("mỗi trường cử 02 người dự thi", []),
        ("lấy 05 đội xuất sắc vào vòng trong", [(5, None, "đội xuất sắc")]),
        ("Từ ngày 10/4 xã triển khai", []),
        ("đạt 8/10 điểm", []),
    ],
)
def test_quotas(text: str, expected: list[tuple[int, int | None, str]]) -> None:
    body = prose(text)
    found = find_quotas(body, (), find_dates(body.text, 2026))
    assert [(q.take.value, q.out_of.value, q.unit.value) for q in found] == expected


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        (
            "+ Vòng 2 - Viết: 13h30, Chủ nhật (14/9/2025), dành cho 44 sinh viên có điểm Vòng 1 cao nhất.",
            [44],
        ),
        (
            "+ Vòng 3: lúc 19h00 (27/9/2025), tại Hội trường A, dành cho 6 sinh viên xuất sắc nhất Vòng 2.",
            [6],
        ),
        ("Vòng chung kết có sự góp mặt của 10 đội dẫn đầu.", [10]),
        ("Thí sinh dự chung kết: 16 người có điểm cao nhất.", [16]),
        ("Số lượng vào chung khảo: 40 bài.", [40]),
        ("Sân chơi dành cho học sinh; mỗi trường gửi không quá 05 bài.", []),
        ("Vòng 2 - Thể hiện: 40 thí sinh điểm cao nộp bản ghi hình của mình.", [40]),
        ("Danh sách 15 nhóm được chọn công bố ngày 02/9.", [15]),
        ("Nội dung: 30 thí sinh được chọn học kỹ năng thuyết minh.", [30]),
        ("Thí sinh chọn 01 trong 02 đề; bài viết không quá 03 trang.", []),
        ("Hội Nông dân các xã giới thiệu ít nhất 02 dự án.", []),
    ],
)
def test_quotas_of_rounds(text: str, takes: list[int]) -> None:
    told = prose(text)
    found = find_quotas(told, [], find_dates(told.text, dt.date(2025, 8, 1)))
    assert [q.take.value for q in found] == takes


def test_a_share_told_around_its_unit() -> None:
    body = prose("Chọn 12 đội xuất sắc nhất trong số 95 xã, phường vào vòng sau.")
    (quota,) = find_quotas(body, [], [])
    assert (quota.take.value, quota.out_of.value) == (12, 95)
