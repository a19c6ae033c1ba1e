"""Contests in the wording of plans and of letters that hand a contest on; all texts are invented."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import contest
from pipeline.extract.contest.audience import find_audience
from pipeline.extract.contest.naming import find_name
from pipeline.extract.contest.prizes import find_prizes
from pipeline.extract.contest.quotas import find_quotas
from pipeline.extract.contest.root import find_root
from pipeline.extract.dates import find_dates
from pipeline.records.contest import Contest
from tests.extract.contest_letters import ContestLetter
from tests.extract.made_pages import prose, zones


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


PAPER = "Giấy khen của Chủ tịch UBND xã"


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            "Khen thưởng: 01 giải Nhất, 02 giải Nhì, 03 giải Ba kèm Giấy khen của Chủ tịch UBND xã.",
            [PAPER] * 3,
        ),
        (
            "Giải thưởng: 01 giải A: 3.000.000 đồng, 02 giải B: 2.000.000 đồng "
            "(các giải đều kèm Giấy khen của Chủ tịch UBND xã).",
            [PAPER] * 2,
        ),
        (
            "01 giải Nhất, 02 giải Nhì, 10 giải Khuyến khích. "
            "Giấy khen của Chủ tịch UBND xã được trao cho giải Nhất, giải Nhì.",
            [PAPER, PAPER, None],
        ),
    ],
)
def test_certificates_of_a_list(text: str, papers: list[str | None]) -> None:
    assert [p.prize.certificate.value for p in find_prizes(prose(text))] == papers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Giải Quán quân: 8 triệu đồng; Giải Á quân: 5 triệu đồng; Giải Quý quân: 3 triệu đồng.",
            [("Quán quân", None, 8_000_000), ("Á quân", None, 5_000_000), ("Quý quân", None, 3_000_000)],
        ),
        (
            "Giải cá nhân: 02 giải Nhất, 04 giải Nhì; giải chuyên đề: 01 giải Đội thi xa nhất.",
            [("Nhất", 2, None), ("Nhì", 4, None), ("Đội thi xa nhất", 1, None)],
        ),
        (
            "Giải\nBảng 1\nBảng 2\n\nNhất\n01 giải x 3.000.000 đồng\n01 giải x 6.000.000 đồng\n\n"
            "Nhì\n02 giải x 1.500.000 đồng\n02 giải x 4.000.000 đồng",
            [("Nhất", 1, 3_000_000), ("Nhất", 1, 6_000_000), ("Nhì", 2, 1_500_000), ("Nhì", 2, 4_000_000)],
        ),
        (
            "Giải | Tập thể | Cá nhân\nNhất | 5.000.000 đồng | 2.000.000 đồng\n"
            "Nhì | 3.000.000 đồng | 1.000.000 đồng",
            [
                ("Nhất", None, 5_000_000),
                ("Nhất", None, 2_000_000),
                ("Nhì", None, 3_000_000),
                ("Nhì", None, 1_000_000),
            ],
        ),
        (
            "Đội đạt giải Nhất thưởng 2.000.000 đồng, giải Nhì và giải Ba do nhà tài trợ tặng quà.",
            [("Nhất", None, 2_000_000), ("Nhì", None, None), ("Ba", None, None)],
        ),
    ],
)
def test_prizes_side_by_side_and_without_sums(
    text: str, expected: list[tuple[str, int | None, int | None]]
) -> None:
    found = [
        (p.prize.rank.value, p.prize.count.value, p.prize.value_vnd.value) for p in find_prizes(prose(text))
    ]
    assert found == expected


def test_a_table_of_phases_holds_no_prizes() -> None:
    rows = "STT\nGiai đoạn\nTừ ngày\nĐến ngày\n\n1\nGiai đoạn 1: Đăng ký\n19/3/2026\n25/4/2026"
    found = find_prizes(
        prose(
            f"{rows}\n\n2\nGiai đoạn 2: Chấm\n02/5/2026\n14/5/2026\n\nGiải thưởng: giải Nhất 2.000.000 đồng."
        )
    )
    assert [p.prize.rank.value for p in found] == ["Nhất"]


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
    ],
)
def test_quotas_of_rounds(text: str, takes: list[int]) -> None:
    told = prose(text)
    found = find_quotas(told, [], find_dates(told.text, dt.date(2025, 8, 1)))
    assert [q.take.value for q in found] == takes


def _read(body: str) -> Contest:
    lead = "UBND xã tổ chức Cuộc thi “Sân trường xanh” như sau:"
    letter = ContestLetter("", "2026-04-06", "tổ chức Cuộc thi “Sân trường xanh”", f"{lead}\n\n{body}", ())
    found = contest.find(zones(letter.text), dt.date(2026, 4, 6))
    assert found is not None
    return found


def _day(value: dt.date | None) -> str | None:
    return value.isoformat()[5:16] if value is not None else None


@pytest.mark.parametrize(
    ("body", "stages"),
    [
        (
            "1. Cấp trường, cấp xã: hoàn thành trước ngày 20/4/2026.\n\n"
            "2. Cấp tỉnh: từ ngày 05/5/2026 đến ngày 10/5/2026.",
            [("Cấp trường, cấp xã", None, None, "04-20"), ("Cấp tỉnh", None, "05-05", "05-10")],
        ),
        (
            "a) Phần thi kiến thức: thi trắc nghiệm, tổ chức ngày 20/4/2026.\n\n"
            "b) Phần thi năng khiếu: tổ chức từ ngày 22/4/2026 đến ngày 24/4/2026.",
            [
                ("Phần thi kiến thức", None, "04-20", "04-20"),
                ("Phần thi năng khiếu", None, "04-22", "04-24"),
            ],
        ),
        (
            "- Vòng 1 - Trắc nghiệm: 8h00-10h00, Chủ nhật (19/4/2026), tại phòng máy.\n\n"
            "- Vòng 2 - Thuyết trình: bắt đầu lúc 19h00, thứ Bảy (25/4/2026), tại Hội trường B.",
            [
                ("Vòng 1", "Trắc nghiệm", "04-19T08:00", "04-19T10:00"),
                ("Vòng 2", "Thuyết trình", "04-25T19:00", "04-25T19:00"),
            ],
        ),
        (
            "- Đợt 1: Từ 8h00 ngày 10/4/2026 đến 20h00 ngày 15/4/2026, chủ đề “Nước sạch”;\n\n"
            "- Đợt 2: Từ 8h00 ngày 20/4/2026 đến 20h00 ngày 25/4/2026, với chủ đề “Rừng xanh”.",
            [
                ("Đợt 1", "Nước sạch", "04-10T08:00", "04-15T20:00"),
                ("Đợt 2", "Rừng xanh", "04-20T08:00", "04-25T20:00"),
            ],
        ),
        (
            "- Vòng 1: Thi viết, 30 câu/45 phút.\n\n+ Từ 8h00 đến 10h00 ngày 18/4/2026.",
            [("Vòng 1", "Thi viết", "04-18T08:00", "04-18T10:00")],
        ),
        ("Phần thi Chào hỏi: mỗi đội 05 phút. Hội thi diễn ra ngày 20/4/2026.", []),
    ],
)
def test_stages_by_levels_parts_and_hours(body: str, stages: list[tuple[str, str | None, str, str]]) -> None:
    found = [(s.label, s.name.value, _day(s.start.value), _day(s.end.value)) for s in _read(body).stages]
    assert found == stages


@pytest.mark.parametrize(
    ("body", "milestones"),
    [
        ("Hạn cuối dự thi: ngày 26/4/2026.", [("submission", "04-26")]),
        ("Tổng kết, trao giải và khai mạc triển lãm: ngày 02/5/2026.", [("ceremony", "05-02")]),
        ("Nhóm học sinh nộp báo cáo dự án trước 17h00 ngày 20/4/2026.", [("submission", "04-20T17:00")]),
        (
            "Tác phẩm được đăng lần đầu trong thời gian từ ngày 01/01/2026 đến ngày 30/4/2026. "
            "Hạn nhận tác phẩm: 15/5/2026.",
            [("submission", "05-15")],
        ),
        ("Theo Nghị quyết phiên họp Ban Thường vụ ngày 02/4/2026, Đảng ủy xây dựng kế hoạch như trên.", []),
    ],
)
def test_days_of_a_contest_by_their_words(body: str, milestones: list[tuple[str, str]]) -> None:
    found = [(m.kind.value, _day(m.before.value or m.on.value)) for m in _read(body).milestones]
    assert found == milestones


def test_rules_for_all_contests_of_a_kind_are_no_root() -> None:
    text = "Căn cứ Thông tư số 11/2021/TT-BVHTT ngày 03/5/2021 quy định về Hội thi tay nghề, Trường tổ chức:"
    assert find_root(prose(text).passage, ()).value is None


@pytest.mark.parametrize(
    "body",
    [
        "III. THỜI GIAN\n\nTừ ngày 10/4/2026 đến ngày 30/4/2026.\n\nIV. KINH PHÍ\n\nNgân sách.",
        "3. Lịch thi: thi đấu từ ngày 10/4 đến 30/4/2026 tại Nhà thi đấu.",
        "1. Thời gian, hình thức: từ ngày 10/4/2026 đến ngày 30/4/2026, trực tuyến.",
    ],
)
def test_the_whole_s_time_under_a_heading(body: str) -> None:
    period = _read(body).period
    assert (_day(period.start.value), _day(period.end.value)) == ("04-10", "04-30")
