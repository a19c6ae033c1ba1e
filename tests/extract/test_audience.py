from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.extract.contest.audience import find_audience
from tests.extract.made_pages import prose

TOLD = tomllib.loads(Path(__file__).with_name("contest_audience.toml").read_text("utf-8"))["told"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Người chơi là bất kỳ ai biết đi xe đạp. Máy quay số chọn hai giải May mắn.",
            "Bất kỳ ai biết đi xe đạp",
        ),
        (
            "Cuộc thi dành cho học sinh, sinh viên trên địa bàn tỉnh. Thời gian từ 5/10.",
            "Học sinh, sinh viên trên địa bàn tỉnh",
        ),
        (
            "Tham gia hội thi gồm giáo viên các trường mầm non công lập và ngoài công lập.",
            "Giáo viên các trường mầm non công lập và ngoài công lập",
        ),
        (
            "Mọi người dân từ đủ 16 tuổi, không phân biệt nghề nghiệp, đều có thể gửi bài dự thi.",
            "Mọi người dân từ đủ 16 tuổi, không phân biệt nghề nghiệp",
        ),
        (("2. Ai được thi?\nHọc sinh khối 6 và khối 7."), "Học sinh khối 6 và khối 7"),
        (
            "Thí sinh: nam, nữ thanh niên từ 18 đến 30 tuổi đang cư trú tại phường.",
            "Nam, nữ thanh niên từ 18 đến 30 tuổi đang cư trú tại phường",
        ),
        ("Đối tượng được mời gồm các câu lạc bộ cờ tướng trong tỉnh.", "Các câu lạc bộ cờ tướng trong tỉnh"),
        ("Cuộc thi nhận bài của mọi công dân Việt Nam. Bài viết dưới 1.000 chữ.", "Mọi công dân Việt Nam"),
        (
            "Vòng 2 dành cho 20 đội có điểm cao nhất. Cuộc thi dành cho đoàn viên công đoàn ngành y tế.",
            "Đoàn viên công đoàn ngành y tế",
        ),
        ("Những ai được tham gia: phụ huynh và học sinh toàn trường.", "Phụ huynh và học sinh toàn trường"),
        ("Người viết là giáo viên, nhân viên của các nhà trường.", "Giáo viên, nhân viên của các nhà trường"),
        ("- Đối tượng và số lượng: Cán bộ Hội cơ sở; mỗi đơn vị cử 02 người.", "Cán bộ Hội cơ sở"),
        ("Đối tượng tham gia cuộc thi là toàn thể đoàn viên, thanh niên.", "Toàn thể đoàn viên, thanh niên"),
        ("Dự thi: công nhân trực tiếp sản xuất.", "Công nhân trực tiếp sản xuất"),
        ("Hội thi mở cho mọi hội viên nông dân.", "Mọi hội viên nông dân"),
        ("Thí sinh ghi rõ họ tên. Đối tượng: người cao tuổi.", "Người cao tuổi"),
        ("Thành phần tham dự: cán bộ phụ trách Đội các trường.", "Cán bộ phụ trách Đội các trường"),
        ("Các em học sinh lớp 4, lớp 5 được tham gia dự thi.", "Các em học sinh lớp 4, lớp 5"),
        ("Tất cả cán bộ, chiến sĩ Công an xã có thể dự thi.", "Tất cả cán bộ, chiến sĩ Công an xã"),
        ("Người dự thi phải là hội viên đang sinh hoạt tại chi hội.", "Hội viên đang sinh hoạt tại chi hội"),
        (
            "Giải thưởng này xét tặng cho nhà giáo có từ 5 năm công tác trở lên.",
            "Nhà giáo có từ 5 năm công tác trở lên",
        ),
        ("Độ tuổi tham gia: từ 6 đến 15 tuổi.", "Từ 6 đến 15 tuổi"),
        ("Đội thi gồm 03 người. Đối tượng: viên chức trường.", "Viên chức trường"),
        ("Cuộc thi không hạn chế người tham gia: ai yêu sách đều có thể dự thi.", "Ai yêu sách"),
        (
            (
                "Điều 2. Đối tượng tham gia\n"
                "1. Công dân Việt Nam từ 14 tuổi trở lên.\n"
                "2. Thành viên Ban Tổ chức không được dự thi."
            ),
            "Công dân Việt Nam từ 14 tuổi trở lên",
        ),
        ("Đối tượng: Học sinh lớp 9. Không nhận thí sinh tự do.", "Học sinh lớp 9"),
        (
            "Bài dự thi là tác phẩm của học sinh tiểu học. Người tham gia: học sinh lớp 3, 4, 5.",
            "Học sinh lớp 3, 4, 5",
        ),
        ("Sân chơi dành cho học sinh trung học cơ sở trên đảo.", "Học sinh trung học cơ sở trên đảo"),
        ("Cuộc thi vẽ tranh “Biển xanh” dành cho học sinh tiểu học.", "Học sinh tiểu học"),
        ("Hội thi mở tại đình làng, tham gia gồm các đội của 12 thôn.", "Các đội của 12 thôn"),
        ("Cuộc thi có đối tượng là công nhân khu chế xuất.", "Công nhân khu chế xuất"),
        ("Tham gia gồm: cán bộ hội, hội viên.", "Cán bộ hội, hội viên"),
        (
            "2. Đối tượng: Học sinh khối 8 có điểm môn dự thi từ loại khá.",
            "Học sinh khối 8 có điểm môn dự thi từ loại khá",
        ),
        (
            "1. Thành phần đội thi: Hội viên và các hộ gia đình ở ấp. Mỗi ấp lập 01 đội.",
            "Hội viên và các hộ gia đình ở ấp",
        ),
        ("- Vận động đoàn viên từ 16 đến 30 tuổi gửi ảnh dự thi.", "Đoàn viên từ 16 đến 30 tuổi"),
        (
            "Cuộc thi viết dành cho học sinh tiểu học, Nhà trường thông tin đến cha mẹ học sinh như sau.",
            "Học sinh tiểu học",
        ),
    ],
)
def test_who_may_take_part(text: str, who: str) -> None:
    assert find_audience(prose(text)).value == who


@pytest.mark.parametrize(
    "text",
    [
        "Thí sinh: nộp bài tại văn phòng Đoàn.",
        "Người dự thi ghi rõ họ tên, số điện thoại.",
        "Phiếu đăng ký dành cho các đội ở phía sau văn bản này.",
        "Vòng chung kết dành cho 10/40 đội.",
        "Chi tiết xin gặp chị Nhàn, 0226.3811.204.",
        "Cổng thi mở đến hết ngày 15/9/2026.",
    ],
)
def test_rules_and_gifts_are_no_audience(text: str) -> None:
    assert find_audience(prose(text)).value is None


@pytest.mark.parametrize("case", TOLD, ids=[c["who"][:40] for c in TOLD])
def test_who_may_take_part_in_other_words(case: dict[str, str]) -> None:
    assert find_audience(prose(case["text"])).value == case["who"]


@pytest.mark.parametrize(
    "text",
    [
        "Đối tượng dự thi: Không giới hạn.",
        "Đối tượng: Theo Điều 3 của Thể lệ.",
        "Mong các tổ báo tin tới học sinh biết.",
    ],
)
def test_no_people_no_audience(text: str) -> None:
    assert find_audience(prose(text)).value is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Đối tượng tham gia: Cuộc thi dành cho mọi công dân từ 18 tuổi trở lên.",
            "Mọi công dân từ 18 tuổi trở lên",
        ),
        ("Cuộc thi mở cho giáo viên mầm non toàn tỉnh.", "Giáo viên mầm non toàn tỉnh"),
        ("Mọi hộ gia đình trong xã đều có thể tham gia cuộc thi.", "Mọi hộ gia đình trong xã"),
        (
            "1. Đối tượng tham gia\nTất cả học sinh lớp 4, lớp 5 được tham gia Cuộc thi.",
            "Tất cả học sinh lớp 4, lớp 5",
        ),
    ],
)
def test_the_audience_stands_without_lead_in_and_tail(text: str, who: str) -> None:
    assert find_audience(prose(text)).value == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "1. Đối tượng: Học sinh các trường THCS trên địa bàn xã, chia thành Bảng A (lớp 6, 7) và Bảng B.",
            "Học sinh các trường THCS trên địa bàn xã",
        ),
        (
            "1. Đối tượng dự thi: Hội viên nông dân toàn tỉnh, không giới hạn tuổi.",
            "Hội viên nông dân toàn tỉnh, không giới hạn tuổi",
        ),
        (
            "Đối tượng: Đoàn viên các chi đoàn trực thuộc; bí thư chi đoàn lập danh sách gửi trước 10/4.",
            "Đoàn viên các chi đoàn trực thuộc",
        ),
        (
            "2. Đối tượng, điều kiện\n\nNhân viên y tế có ít nhất 03 năm công tác, được xếp loại khá.",
            "Nhân viên y tế có ít nhất 03 năm công tác, được xếp loại khá",
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
            "Đề nghị vận động cán bộ, đoàn viên và người dân trong xã truy cập https://thi.example.vn "
            "để dự thi; 100% cán bộ của xã phải dự thi ít nhất 01 lần.",
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
