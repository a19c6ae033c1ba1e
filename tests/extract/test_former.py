"""Times that a change has replaced: the letter's stages have the new ones."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import contest
from tests.extract.contest_letters import ContestLetter
from tests.extract.made_pages import zones

NEW = [("Vòng 1", "2026-06-08", "2026-06-17"), ("Vòng 2", "2026-06-22", "2026-06-27")]


def read(body: str) -> tuple[list[tuple[str, str, str]], int]:
    subject = "điều chỉnh thời gian Cuộc thi tìm hiểu nghề truyền thống năm 2026"
    text = ContestLetter("x", "2026-05-20", subject, body, ()).text
    found = contest.find(zones(text), dt.date(2026, 5, 20))
    assert found is not None
    stages = [(s.label, str(s.start.value), str(s.end.value)) for s in found.stages]
    return stages, len(found.milestones)


@pytest.mark.parametrize(
    "heads",
    [
        "| Nội dung | Thời gian cũ | Thời gian mới |",
        "| Nội dung | Trước điều chỉnh | Sau điều chỉnh |",
        "| Nội dung | Thời gian theo Kế hoạch số 12/KH-UBND | Thời gian điều chỉnh |",
        "| Nội dung | Kế hoạch ban đầu | Nay điều chỉnh |",
    ],
)
def test_a_table_with_old_and_new_columns(heads: str) -> None:
    body = (
        f"UBND xã điều chỉnh lịch Cuộc thi như sau:\n\n{heads}\n"
        "| Vòng 1 | 01/6/2026 - 10/6/2026 | 08/6/2026 - 17/6/2026 |\n"
        "| Vòng 2 | 15/6/2026 - 20/6/2026 | 22/6/2026 - 27/6/2026 |\n\n"
        "Các nội dung khác giữ nguyên."
    )
    assert read(body) == (NEW, 0)


def test_the_new_column_may_come_first() -> None:
    body = (
        "UBND xã điều chỉnh lịch Cuộc thi như sau:\n\n| Nội dung | Thời gian mới | Thời gian cũ |\n"
        "| Vòng 1 | 08/6/2026 - 17/6/2026 | 01/6/2026 - 10/6/2026 |\n"
        "| Vòng 2 | 22/6/2026 - 27/6/2026 | 15/6/2026 - 20/6/2026 |\n\n"
        "Các nội dung khác giữ nguyên."
    )
    assert read(body) == (NEW, 0)


@pytest.mark.parametrize("to", ["thành", "sang", "nay điều chỉnh thành", ", nay là", "đổi thành thời gian"])
def test_one_time_becomes_another(to: str) -> None:
    body = (
        "UBND xã điều chỉnh lịch Cuộc thi như sau:\n"
        f"- Vòng 1: từ ngày 01/6/2026 đến ngày 10/6/2026 {to} từ ngày 08/6/2026 đến ngày 17/6/2026.\n"
        f"- Vòng 2: từ ngày 15/6/2026 đến ngày 20/6/2026 {to} từ ngày 22/6/2026 đến ngày 27/6/2026.\n"
        "Các nội dung khác giữ nguyên."
    )
    assert read(body) == (NEW, 0)


def test_two_times_that_both_hold_stay() -> None:
    body = (
        "UBND xã tổ chức Cuộc thi như sau:\n\n| Nội dung | Thời gian thi | Thời gian công bố |\n"
        "| Vòng 1 | 08/6/2026 - 17/6/2026 | 19/6/2026 |\n| Vòng 2 | 22/6/2026 - 27/6/2026 | 30/6/2026 |\n"
    )
    stages, milestones = read(body)
    assert stages == NEW and milestones == 2
