from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.ranges import Relation, find_ranges

LETTER = dt.date(2026, 5, 29)


def ends(text: str, anchor: dt.date | int | None = LETTER) -> list[tuple[str | None, str | None]]:
    def iso(mention: object) -> str | None:
        value = getattr(mention, "value", None)
        return value.isoformat() if value else None

    return [(iso(r.first), iso(r.last)) for r in find_ranges(text, anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("từ ngày 28/5/2026 - 30/6/2026.", ("2026-05-28", "2026-06-30")),
        ("Từ ngày 28/5/2026 đến hết ngày 10/6/2026", ("2026-05-28", "2026-06-10")),
        ("từ ngày 28/5 đến ngày 11/6/2026", ("2026-05-28", "2026-06-11")),
        ("từ ngày 21/6 đến 25/6", ("2026-06-21", "2026-06-25")),
        ("từ ngày 01 đến ngày 15 tháng 6 năm 2026", ("2026-06-01", "2026-06-15")),
        ("02 ngày (19 – 20/10/2026)", ("2026-10-19", "2026-10-20")),
        ("ngày 15 và 16/5/2026", ("2026-05-15", "2026-05-16")),
        ("Từ 8h00 ngày 01/6/2026 đến 17h00 ngày 15/6/2026", ("2026-06-01T08:00:00", "2026-06-15T17:00:00")),
        ("từ 14h00 đến 17h00 ngày 12/9/2026", ("2026-09-12T14:00:00", "2026-09-12T17:00:00")),
        ("từ nay đến hết ngày 15/6", (None, "2026-06-15")),
        ("từ nay đến hết tháng 6/2026", (None, "2026-06-30")),
        ("đến hết tháng 02/2028", (None, "2028-02-29")),
        ("trong tháng 6/2026", ("2026-06-01", "2026-06-30")),
        ("chậm nhất là ngày 10/6/2026", (None, "2026-06-10")),
        ("dự kiến tháng 10/2026", (None, None)),
        ("từ tháng 6 đến hết tháng 8/2026", (None, "2026-08-31")),
        ("bắt đầu từ ngày 01/6/2026", ("2026-06-01", None)),
        ("hết ngày 30/6/2026", (None, "2026-06-30")),
    ],
)
def test_windows(text: str, expected: tuple[str | None, str | None]) -> None:
    assert ends(text) == [expected]


@pytest.mark.parametrize(
    ("text", "relation", "words"),
    [
        ("báo cáo trước ngày 15/11/2026", Relation.BEFORE, "trước"),
        ("gửi trước 17h00 ngày 15/11/2026", Relation.BEFORE, "trước"),
        ("gửi chậm nhất vào ngày 15/11/2026", Relation.UNTIL, "chậm nhất vào"),
        ("không quá ngày 15/11/2026", Relation.UNTIL, "không quá"),
        ("hạn chót 15/11/2026", Relation.UNTIL, "hạn chót"),
        ("nhận bài đến hết ngày 15/11/2026", Relation.UNTIL, "đến hết"),
        ("trong tháng 11/2026", Relation.WITHIN, "trong"),
        ("tổ chức ngày 15/11/2026", Relation.ON, ""),
    ],
)
def test_relations_with_their_words(text: str, relation: Relation, words: str) -> None:
    (found,) = find_ranges(text, LETTER)
    assert (found.relation, found.words) == (relation, words)


def test_from_now_has_no_start_of_its_own() -> None:
    (found,) = find_ranges("Nhận bài từ nay cho đến ngày 30/6", LETTER)
    assert found.from_now and found.first is None


def test_vague_time_is_told_and_gives_no_day() -> None:
    (found,) = find_ranges("Chung kết: dự kiến tháng 10/2026", LETTER)
    assert found.vague and found.expected


def test_items_of_a_list_are_no_range() -> None:
    assert len(find_ranges("ngày 28/5/2026\n¶¶30/6/2026", LETTER)) == 2


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2029, 12, 1)),
    st.integers(1, 300),
    st.sampled_from(["end", "start"]),
)
def test_a_year_at_one_end_keeps_the_order(first: dt.date, days: int, printed: str) -> None:
    last = first + dt.timedelta(days=days)
    year = {"end": ("", f"/{last.year}"), "start": (f"/{first.year}", "")}[printed]
    text = f"từ ngày {first.day}/{first.month}{year[0]} đến ngày {last.day}/{last.month}{year[1]}"
    assert ends(text, None) == [(first.isoformat(), last.isoformat())]


@pytest.mark.parametrize(
    "told",
    ["ngày 12/9/2026", "từ 14h00 đến 17h00 ngày 12/9/2026", "trước ngày 12/9/2026", "từ ngày 12/9/2026"],
)
def test_a_time_that_is_only_expected_says_so(told: str) -> None:
    assert [r.expected for r in find_ranges(f"Dự kiến {told}.", LETTER)] == [True]
    assert [r.expected for r in find_ranges(f"Tổ chức {told}.", LETTER)] == [False]


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    for found in find_ranges(text, LETTER):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trong hai đêm 06 và 07/11/2026", [("2026-11-06", "2026-11-07")]),
        ("các buổi tối 5, 6, 7/11/2026", [("2026-11-05", "2026-11-07")]),
        ("thứ Bảy 24 và Chủ nhật 25/10/2026", [("2026-10-24", "2026-10-25")]),
        ("lúc 19h30 các tối 5 và 6/11/2026", [("2026-11-05T19:30:00", "2026-11-06")]),
        ("từ 8h00 đến 11h00 các ngày 05, 06/11/2026", [("2026-11-05T08:00:00", "2026-11-06T11:00:00")]),
        ("bán kết ngày 10, chung kết ngày 17 tháng 10 năm 2026", [("2026-10-10",) * 2, ("2026-10-17",) * 2]),
        (
            "từ ngày 05 đến ngày 09 và từ ngày 12 đến ngày 16/10/2026",
            [("2026-10-05", "2026-10-09"), ("2026-10-12", "2026-10-16")],
        ),
        (
            "tháng 10/2026: sơ khảo ngày 05, chung khảo ngày 12",
            [(None, None), ("2026-10-05",) * 2, ("2026-10-12",) * 2],
        ),
        ("10/10 → 15/10/2026", [("2026-10-10", "2026-10-15")]),
        ("25/12 và số 25/12, đạt 10/12 đơn vị", [("2026-12-25",) * 2]),
    ],
)
def test_days_that_borrow_their_month(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert ends(text) == expected
