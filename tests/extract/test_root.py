"""Which letter launched a contest."""

from __future__ import annotations

import pytest

from pipeline.extract.contest.root import find_root
from tests.extract.made_pages import prose


@pytest.mark.parametrize(
    ("text", "root"),
    [
        (
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 về chuyển đổi số; "
            "thực hiện Công văn số 345/SVHTT-QLVH ngày "
            "06/4/2026 của Sở Văn hóa và Thể thao về việc tổ chức "
            "Cuộc thi “Sống xanh”, xã triển khai như sau:",
            "345/SVHTT-QLVH",
        ),
        (
            "Cuộc thi “Sống xanh” do Tỉnh đoàn phát động tại Kế hoạch số 77-KH/TĐTN ngày 02/3/2026.",
            "77-KH/TĐTN",
        ),
        (
            "Thực hiện Kế hoạch số 58/KH-UBND ngày 12/02/2026 về phong trào sống xanh, "
            "Sở Văn hóa tổ chức Cuộc thi “Sống xanh”.",
            None,
        ),
        (
            "Thực hiện Kế hoạch số 58/KH-SVHTT ngày 12/02/2026 về công tác năm, "
            "Thư viện tỉnh tổ chức Cuộc thi “Trang sách mở”.",
            None,
        ),
    ],
)
def test_the_root_is_the_cited_letter_about_the_contest(text: str, root: str | None) -> None:
    found = find_root(prose(text).passage, ())
    assert found.value == root and (root is not None or found.rule == "launched-here")


def test_rules_for_all_contests_of_a_kind_are_no_root() -> None:
    text = "Căn cứ Thông tư số 11/2021/TT-BVHTT ngày 03/5/2021 quy định về Hội thi tay nghề, Trường tổ chức:"
    assert find_root(prose(text).passage, ()).value is None
