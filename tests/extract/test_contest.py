"""Whole letters about contests: what they tell beside prizes, quotas and names."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import contest, extract
from pipeline.options import ExtractOptions
from pipeline.records.contest import Contest
from tests.extract import invented_letters as letters
from tests.extract.contest_letters import LETTERS, ContestLetter
from tests.extract.made_pages import page_of, zones


def read(id_: str) -> Contest:
    letter = next(one for one in LETTERS if one.id == id_)
    found = contest.find(zones(letter.text), dt.date.fromisoformat(letter.issued))
    assert found is not None
    return found


def test_period_audience_requirements_of_whole_letters() -> None:
    sports = read("sports")
    assert (sports.period.start.value, sports.period.end.value) == (
        dt.date(2026, 8, 10),
        dt.date(2026, 8, 30),
    )
    assert read("roman-phases").audience.value == "Các hộ gia đình đang sinh sống trên địa bàn xã"
    asked = [r.value for r in read("weeks").requirements]
    assert asked == ["Công an xã tổng hợp kết quả, báo cáo Ủy ban nhân dân xã chậm nhất ngày 05/4/2026"]


def test_evidence_spans_give_back_the_raw_text() -> None:
    letter = LETTERS[0]
    page = page_of(letter.text)
    found = read(letter.id)
    for field in (
        found.name,
        found.root,
        found.stages[0].start,
        found.prizes[0].value_vnd,
        *found.contacts.urls,
    ):
        printed = " ".join(page.text[slice(*e.span)] for e in field.evidence if e.span)
        assert " ".join(printed.split()) == field.raw


def test_a_draft_of_rules_that_is_only_asked_about_is_no_contest() -> None:
    text = letters.PLAIN.replace(
        "rà soát thủ tục nội bộ\nquý III năm 2025", "góp ý dự thảo Thể lệ Giải thưởng"
    )
    text = text.replace("rà soát thủ tục nội bộ.", "góp ý vào dự thảo Thể lệ Giải thưởng (gửi kèm).")
    assert extract(letters.reading(text), ExtractOptions()).contest is None


def with_body(body: str) -> Contest:
    lead = "UBND xã tổ chức Cuộc thi “Sân trường xanh” như sau:"
    letter = ContestLetter("", "2026-04-06", "tổ chức Cuộc thi “Sân trường xanh”", f"{lead}\n\n{body}", ())
    found = contest.find(zones(letter.text), dt.date(2026, 4, 6))
    assert found is not None
    return found


def day(value: dt.date | None) -> str | None:
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
    found = [(s.label, s.name.value, day(s.start.value), day(s.end.value)) for s in with_body(body).stages]
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
    found = [(m.kind.value, day(m.before.value or m.on.value)) for m in with_body(body).milestones]
    assert found == milestones


@pytest.mark.parametrize(
    "body",
    [
        "III. THỜI GIAN\n\nTừ ngày 10/4/2026 đến ngày 30/4/2026.\n\nIV. KINH PHÍ\n\nNgân sách.",
        "3. Lịch thi: thi đấu từ ngày 10/4 đến 30/4/2026 tại Nhà thi đấu.",
        "1. Thời gian, hình thức: từ ngày 10/4/2026 đến ngày 30/4/2026, trực tuyến.",
    ],
)
def test_the_whole_s_time_under_a_heading(body: str) -> None:
    period = with_body(body).period
    assert (day(period.start.value), day(period.end.value)) == ("04-10", "04-30")
