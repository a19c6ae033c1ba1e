"""The name of a contest, and the campaign it belongs to."""

from __future__ import annotations

import pytest

from pipeline.extract.contest.naming import find_campaign, find_name
from tests.extract.made_pages import prose


def test_name_and_campaign_come_from_quotes() -> None:
    subject = prose("triển khai Cuộc thi “Sống xanh mỗi ngày”").passage
    body = prose(
        "Hưởng ứng phong trào “Nói không với rác thải nhựa”; Cuộc thi “Sống xanh mỗi ngày” "
        "và Cuộc thi “Sống xanh mổi ngày”."
    ).passage
    name = find_name(subject, body)
    assert name.value == "Sống xanh mỗi ngày" and name.evidence
    assert find_campaign(subject, body, name).value == "Nói không với rác thải nhựa"


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("tổ chức Hội thi Giáo viên chủ nhiệm giỏi năm 2026", "Giáo viên chủ nhiệm giỏi năm 2026"),
        ("mời tham gia Giải cầu lông các cơ quan lần thứ III", "Giải cầu lông các cơ quan lần thứ III"),
        ("triển khai Cuộc thi tìm hiểu Luật Đất đai trên địa bàn xã", "Tìm hiểu Luật Đất đai"),
        ("tham gia Cuộc thi Vẽ tranh đô thị tương lai", "Vẽ tranh đô thị tương lai"),
        ("phát động Cuộc thi Tranh dán từ lá khô đến các liên đội", "Tranh dán từ lá khô"),
        ("tổ chức Cuộc thi Rung chuông vàng", "Rung chuông vàng"),
        ("tổ chức Liên hoan Tiếng hát làng nghề", "Liên hoan Tiếng hát làng nghề"),
    ],
)
def test_a_name_without_quotes_stands_without_the_common_noun(subject: str, name: str) -> None:
    assert find_name(prose(subject).passage, prose("Nội dung").passage).value == name


@pytest.mark.parametrize(
    "subject", ["phát động Giải “Việc nhỏ ích lớn”", "hưởng ứng Giải Sáng kiến “Việc nhỏ ích lớn” năm 2026"]
)
def test_a_prize_with_a_name_is_a_contest_s_name(subject: str) -> None:
    assert find_name(prose(subject).passage, prose("Nội dung").passage).value == "Việc nhỏ ích lớn"


def test_an_anniversary_s_day_stays_in_the_name() -> None:
    subject = prose("hưởng ứng Cuộc thi trực tuyến “Nhớ ngày 27/7, tri ân người có công”").passage
    assert find_name(subject, prose("Nội dung").passage).value == "Nhớ ngày 27/7, tri ân người có công"


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
