from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract.deadlines import find_in
from tests.extract.made_pages import prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hạn cuối nhận diều giấy: ngày 01/10/2026.", ["2026-10-01"]),
        ("Hạn gửi: hết ngày 12-10-2026; bài đến muộn xin trả lại.", ["2026-10-12"]),
        ("Hạn chót nộp bài: 17 giờ 00 ngày 15/9/2026.", ["2026-09-15T17:00:00"]),
        ("Thời hạn nộp bài đến hết ngày 12-11-2026.", ["2026-11-12"]),
        ("Ngày cuối cùng nhận bài: 30/9/2026.", ["2026-09-30"]),
        ("Nhận bài tới 17h ngày 30/9/2026.", ["2026-09-30T17:00:00"]),
        ("Đăng ký muộn nhất vào thứ Sáu, 04/9/2026.", ["2026-09-04"]),
        ("Các trường gửi danh sách trước 16 giờ ngày 15/09/2026.", ["2026-09-15T16:00:00"]),
        ("Báo cáo gửi về Sở không trễ hơn ngày 23/12/2026.", ["2026-12-23"]),
        ("Danh sách xin gửi trong ngày 03/9/2026.", ["2026-09-03"]),
        ("Cổng đăng ký đóng lúc 22 giờ ngày 05/9/2026.", ["2026-09-05T22:00:00"]),
        ("Tượng đất được nhận tới ngày 16-11-2026 là ngày cuối cùng.", ["2026-11-16"]),
        ("Bài gửi sau ngày 30/9/2026 không được chấm.", ["2026-09-30"]),
        ("Đề nghị các đơn vị hoàn thành đăng ký xong trước 10/9/2026.", ["2026-09-10"]),
        ("Hạn đăng ký: 10/9/2026.", ["2026-09-10"]),
        ("Thời hạn: 10/9/2026. Nơi nhận: Phòng Văn hóa.", ["2026-09-10"]),
        ("Kết thúc nhận bài vào ngày 30/9/2026.", ["2026-09-30"]),
        ("Thu bài đến ngày 30/9/2026.", ["2026-09-30"]),
        ("Thời gian nhận bài: từ ngày 01/9 đến ngày 30/9/2026.", []),
        ("Lễ trao giải ngày 10/10/2026.", []),
        ("Chấm xong trước ngày 05/10/2026.", ["2026-10-05"]),
        ("Vòng 1 kết thúc trước ngày 15/9/2026.", ["2026-09-15"]),
        ("Quá ngày 15/9/2026, Ban Tổ chức không nhận thêm bài.", ["2026-09-15"]),
        ("Các chi hội nộp ảnh cho Hội phường, hạn là ngày 08/9/2026.", ["2026-09-08"]),
        ("Trước ngày 25/9/2026, các trường gửi báo cáo.", ["2026-09-25"]),
        ("Gửi bài: đến 23 giờ 59 phút ngày 20/9/2026.", ["2026-09-20T23:59:00"]),
        ("Đăng ký tại trang thi, chậm nhất hai ngày trước vòng 1.", []),
        ("Thí sinh sinh trước ngày 01/01/2010 không được dự thi.", []),
        ("Vòng 1 bắt đầu ngày 13/8 và kết thúc hết ngày 22/8/2026.", []),
        ("Vòng 1 mở từ 8 giờ ngày 13/8, đóng lúc 22 giờ ngày 22/8/2026.", []),
        ("Thời gian: từ sáng 13/8 cho đến hết chiều 22/8/2026; các trường gửi bài về phòng.", []),
        ("Nhận bài: bắt đầu 01/9, hết ngày 30/9/2026.", []),
        ("Từ 01/9 nhận bài; hết 30/9/2026 đóng.", []),
        ("Thí sinh gửi bài từ 0 giờ 00 phút ngày 01/9/2026 đến 24 giờ 00 phút ngày 30/9/2026.", []),
        (
            (
                "Cổng thi mở lúc 8 giờ 00 ngày 13/8/2026 và khép lại vào cuối ngày 22/8/2026, thí sinh đăng "
                "ký tài khoản."
            ),
            [],
        ),
        ("Thí sinh nộp bài trong khoảng từ ngày 05 đến hết ngày 20/9/2026.", []),
        ("Vòng loại: khởi tranh 05/9/2026, hoàn thành ngày 20/9/2026.", []),
        ("Thời gian nhận bài dự thi: Từ 05/9/2026 đến hết 20/9/2026 (tính theo dấu bưu điện).", []),
        ("Bài dự thi nhận từ ngày 05/9/2026; hạn chót là ngày 20/9/2026.", ["2026-09-20"]),
        ("Tuần 1: 8 giờ thứ Hai 05/9 đến 17 giờ Chủ nhật 11/9/2026, gửi đáp án trên trang.", []),
        (
            "Đoàn trường nộp báo cáo kết quả trong vòng 5 ngày sau khi kết thúc, trước ngày 30/9/2026.",
            ["2026-09-30"],
        ),
        ("Ngày 30/9/2026 là ngày cuối nhận tác phẩm.", ["2026-09-30"]),
        ("Công bố kết quả trước ngày 05/10/2026.", []),
        ("Lễ trao giải tổ chức trước ngày 20/10/2026.", []),
        ("Ban Tổ chức gửi giấy mời đến các đội ngày 05/10/2026.", []),
        ("Đăng ký dự thi qua đường bưu điện gửi đến Sở ngày 05/10/2026.", []),
        ("Thí sinh đến trường ngày 05/10/2026 để nhận thẻ dự thi.", []),
    ],
)
def test_limits_however_they_are_told(text: str, expected: list[str]) -> None:
    found = find_in(prose(text), dt.date(2026, 8, 20))
    assert [d.range.last.value.isoformat() for d in found if d.range.last and d.range.last.value] == expected
