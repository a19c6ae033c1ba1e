"""Contests in the wording of plans and of letters that hand a contest on; all texts are invented."""

from __future__ import annotations

import pytest

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
