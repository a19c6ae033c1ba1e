"""Days of a contest that are no stage's own, and stages told around their time."""

from __future__ import annotations

import pytest

from pipeline.extract.contest.milestones import find_milestones
from pipeline.extract.contest.stages import find_stages
from pipeline.extract.contest.windows import find_times
from pipeline.records.contest import Moment
from tests.extract.made_pages import prose


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


def test_a_list_item_s_day_is_not_the_day_of_the_line_before() -> None:
    body = prose("Cuộc thi kéo dài đến ngày 16/11/2027.\n\n- Từ ngày 23/10/2027 đến ngày 28/10/2027: Đợt I.")
    assert [day(t.range.last.date) for t in find_times(body, 2027) if t.range.last] == [
        "2027-11-16",
        "2027-10-28",
    ]
