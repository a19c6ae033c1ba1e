from __future__ import annotations

import datetime as dt

import dateparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.dateforms import scan
from pipeline.extract.datemention import YearFrom
from pipeline.extract.dates import find_dates

LETTER = dt.date(2026, 5, 29)
DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2098, 12, 31))


def values(text: str, anchor: dt.date | int | None = LETTER) -> list[str]:
    return [m.value.isoformat() for m in find_dates(text, anchor) if m.value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 28/5/2026", ["2026-05-28"]),
        ("ngày 05 tháng 01 năm 2026", ["2026-01-05"]),
        ("Ngày 28.5.2026 và ngày 30-6-2026", ["2026-05-28", "2026-06-30"]),
        ("ngày 08/ 12 /2027", ["2027-12-08"]),
        ("10/10/2017của Sở", ["2017-10-10"]),
        ("ngày 5/6/26", ["2026-06-05"]),
        ("ngày 15 tháng Năm năm 2026", ["2026-05-15"]),
        ("vào lúc 10h00’ ngày 15/6", ["2026-06-15T10:00:00"]),
        ("17 giờ 20/6/2026", ["2026-06-20T17:00:00"]),
        ("8h30 ngày 5/6", ["2026-06-05T08:30:00"]),
        ("8 giờ tối ngày 5/6", ["2026-06-05T20:00:00"]),
        ("lúc 07 giờ 30 phút, ngày 10/01/2018 (thứ Tư)", ["2018-01-10T07:30:00"]),
        ("Ngày 10 tháng 01 năm 2018, bắt đầu lúc 7giờ 30 phút", ["2018-01-10T07:30:00"]),
        ("Ngày 26/6/2026\n1H PHÂN CÔNG", ["2026-06-26"]),
        ("24h00 ngày 10/6/2026", ["2026-06-10"]),
        ("các ngày 15, 16 và 17/5/2026", ["2026-05-15", "2026-05-16", "2026-05-17"]),
        ("từ 15 đến 20/11/2026", ["2026-11-15", "2026-11-20"]),
        ("từ ngày 15/12 đến 10/01/2027", ["2026-12-15", "2027-01-10"]),
        ("từ ngày 15/12/2026 đến ngày 10/01", ["2026-12-15", "2027-01-10"]),
    ],
)
def test_forms_of_dates(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "10/114 xã, phường, đặc khu",
        "đạt 9/10 điểm; 3/4 số thôn",
        "từ 9/10 xã đạt chuẩn",
        "Thông tư 10/2024/TT-BYT, Nghị định số 30/2020/NĐ-CP",
        "Công văn số 2136/SKHCN-TTTT, số 12/5/2026-QĐ",
        "điện thoại 0982.103.591 hoặc 02973.872.704",
        "tỷ lệ 12/5%",
        "ngày tháng năm 2026",
        "6 tháng đầu năm 2026, 3 tháng một lần",
        "ngày mùng 10 tháng 3 âm lịch, rằm tháng 8",
        "mục 1.2.3, khoản 2 Điều 15",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert values(text) == []


def test_lower_case_nam_is_a_blank_month_and_upper_case_is_may() -> None:
    assert find_dates("Tân Lạc, ngày tháng năm 2026", LETTER) == []
    (may,) = find_dates("trong tháng Năm năm 2026", LETTER)
    assert (may.day, may.month, may.year, may.blank) == (None, 5, 2026, False)


def test_a_blank_day_keeps_its_month_and_gives_no_value() -> None:
    (mention,) = find_dates("Tân Lạc, ngày … tháng 11 năm 2026", LETTER)
    assert (mention.blank, mention.month, mention.year, mention.value) == (True, 11, 2026, None)


def test_the_rule_says_where_the_year_comes_from() -> None:
    first, last = find_dates("từ ngày 28/5 đến ngày 11/6/2026", LETTER)
    assert (first.rule, last.rule) == ("range-year-from-end", "date-printed")
    assert [m.rule for m in find_dates("từ ngày 21/6 đến 25/6", 2026)] == ["year-from-letter"] * 2
    (alone,) = find_dates("trước ngày 25/6")
    assert alone.value is None and alone.year_from is YearFrom.NONE
    guessed = find_dates("Kế hoạch ngày 02/3/2026; gửi trước ngày 25/6")[1]
    assert (guessed.value, guessed.rule) == (dt.date(2026, 6, 25), "year-from-neighbour")


def test_a_deadline_of_january_in_a_december_letter_is_next_year() -> None:
    december = dt.date(2026, 12, 10)
    (mention,) = find_dates("trước ngày 05/01", december, forward=True)
    assert (mention.value, mention.rule) == (dt.date(2027, 1, 5), "year-after-letter")
    (told,) = find_dates("ngày 05/01", december)
    assert told.value == dt.date(2026, 1, 5)


def test_days_that_do_not_exist_are_kept_without_a_value() -> None:
    (mention,) = find_dates("trước ngày 31/02/2026", LETTER)
    assert mention.impossible and mention.value is None
    (leap,) = find_dates("ngày 29/02/2028", LETTER)
    assert not leap.impossible


def test_weekday_is_read_on_either_side() -> None:
    for text in ("thứ Sáu, ngày 5/6/2026", "ngày 5/6/2026 (Thứ 6)", "sáng thứ sáu ngày 5/6/2026"):
        (mention,) = find_dates(text, LETTER)
        assert (mention.weekday, mention.value) == (5, dt.date(2026, 6, 5)), text


def test_offsets_point_at_the_printed_date() -> None:
    text = "hoàn thành trước 17h00 ngày 12/6/2026 (thứ Sáu) tại xã"
    (mention,) = find_dates(text, LETTER)
    assert text[slice(*mention.core)] == "12/6/2026"
    assert text[mention.start : mention.end] == "17h00 ngày 12/6/2026 (thứ Sáu)"


def forms(day: dt.date) -> list[str]:
    return [
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        f"{day.day} tháng {day.month} năm {day.year}",
        f"{day.day:02d} tháng {day.month:02d} năm {day.year}",
    ]


@given(DAYS, st.integers(0, 4), st.sampled_from(["ngày ", "trước ngày ", "thứ Hai, ngày ", "từ "]))
def test_every_day_is_read_in_every_form(day: dt.date, form: int, lead: str) -> None:
    (mention,) = find_dates(f"Báo cáo {lead}{forms(day)[form]} tại xã.")
    assert mention.value == day and mention.rule == "date-printed"


@settings(deadline=None, max_examples=40)
@given(DAYS)
def test_dateparser_agrees_on_plain_days(day: dt.date) -> None:
    text = forms(day)[4]
    other = dateparser.parse(text, languages=["vi"], settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True})
    assert other is not None and [m.value for m in find_dates("ngày " + text)] == [other.date()]


@given(st.integers(0, 23), st.integers(0, 59), DAYS)
def test_every_time_of_day_is_read(hour: int, minute: int, day: dt.date) -> None:
    wanted = dt.datetime(day.year, day.month, day.day, hour, minute)
    on = f"{day.day}/{day.month}/{day.year}"
    for clock in (f"{hour}h{minute:02d}", f"{hour:02d} giờ {minute:02d} phút", f"{hour:02d}:{minute:02d}"):
        (mention,) = find_dates(f"lúc {clock} ngày {on}")
        assert mention.value == wanted, clock


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    for mention in find_dates(text, LETTER):
        assert 0 <= mention.start <= mention.core[0] < mention.core[1] <= mention.end <= len(text)


@pytest.mark.parametrize(
    "text", ["dự kiến tuần thứ 3 tháng 5/2026", "Đợt 1 tháng 5/2026", "tuần 2 tháng 5 năm 2026"]
)
def test_a_week_or_round_of_a_month_is_no_day(text: str) -> None:
    assert [(m.day, m.month, m.year) for m in scan(text)] == [(None, 5, 2026)]


@pytest.mark.parametrize("text", ["tiền thưởng 6 triệu đồng", "bình thường 3 lần mỗi tuần"])
def test_words_like_month_are_no_month(text: str) -> None:
    assert find_dates(text, 2027) == []


def test_days_in_brackets_make_a_window() -> None:
    assert [str(m.value) for m in find_dates("02 ngày (25, 26/3/2027)")] == ["2027-03-25", "2027-03-26"]


def test_a_stroke_beside_a_digit_is_a_one_in_a_day_told_in_words() -> None:
    text = "ngày 2l tháng l1 năm 2027 và ngày 04 tháng I năm 2028"
    assert [str(m.value) for m in find_dates(text)] == ["2027-11-21", "2028-01-04"]
