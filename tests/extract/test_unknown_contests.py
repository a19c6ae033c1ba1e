"""Contests told by writers whose words the rules were not made from; all texts are invented."""

from __future__ import annotations

import pytest

from pipeline.extract.contest.milestones import find_milestones
from pipeline.extract.contest.prizes import find_prizes
from pipeline.extract.contest.quotas import find_quotas
from pipeline.extract.contest.stages import find_stages
from pipeline.extract.contest.windows import find_times
from pipeline.extract.dates import find_dates
from pipeline.extract.prose import prose_of
from pipeline.extract.rows import arrange
from pipeline.records.contest import Moment
from pipeline.records.page import Page
from tests.extract.made_pages import line_at, prose, refs_of


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


def test_days_in_brackets_make_a_window() -> None:
    assert [str(m.value) for m in find_dates("02 ngày (25, 26/3/2027)")] == ["2027-03-25", "2027-03-26"]


def test_a_stroke_beside_a_digit_is_a_one_in_a_day_told_in_words() -> None:
    text = "ngày 2l tháng l1 năm 2027 và ngày 04 tháng I năm 2028"
    assert [str(m.value) for m in find_dates(text)] == ["2027-11-21", "2028-01-04"]
