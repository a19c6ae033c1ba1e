from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import CODES, contradictions
from pipeline.checks.words import number
from pipeline.records.contest import Contest, Milestone, MilestoneKind, Period, Stage
from pipeline.records.evidence import Field
from pipeline.records.letter import Deadline, Letter
from pipeline.records.page import Reader, Source


def on(day: int, month: int, *time: int) -> Field[Any]:
    value = dt.datetime(2026, month, day, *time) if time else dt.date(2026, month, day)
    return Field[Any](value=value, confidence=0.9, rule="invented")


def said(value: str) -> Field[str]:
    return Field[str](value=value, raw=value, confidence=0.9, rule="invented")


def letter(contest: Contest | None = None, **more: Any) -> Letter:
    source = Source(name="a.pdf", sha256="0" * 64, media_type="application/pdf", pages=1, read_as=Reader.TEXT)
    return Letter(source=source, contest=contest, **more)


def stages(*spans: tuple[Field[Any], Field[Any]]) -> tuple[Stage, ...]:
    return tuple(
        Stage(index=i, label=f"Chặng {i}", start=start, end=end) for i, (start, end) in enumerate(spans, 1)
    )


def codes(found: Letter) -> list[str]:
    return [f.code for f in contradictions(found)]


TIDY = stages((on(1, 3), on(10, 3)), (on(11, 3), on(20, 3)))


def test_a_tidy_contest_has_none() -> None:
    report = Milestone(kind=MilestoneKind.REPORT, what=said("báo cáo kết quả"), before=on(25, 3))
    tidy = Contest(period=Period(start=on(1, 3), end=on(20, 3)), stages=TIDY, milestones=(report,))
    assert codes(letter(tidy, issued_on=on(20, 2))) == []


@pytest.mark.parametrize(
    ("contest", "expected"),
    [
        (Contest(stages=stages((on(10, 3), on(1, 3)))), ["C-END-BEFORE-START"]),
        (Contest(stages=stages((on(1, 3, 17), on(1, 3, 8)))), ["C-END-BEFORE-START"]),
        (Contest(stages=stages((on(11, 3), on(20, 3)), (on(1, 3), on(10, 3)))), ["C-STAGE-ORDER"]),
        (Contest(stages=stages((on(1, 3), on(12, 3)), (on(11, 3), on(20, 3)))), ["C-STAGE-OVERLAP"]),
        (Contest(stages=stages((on(1, 3), on(11, 3)), (on(11, 3), on(20, 3)))), []),
        (Contest(stages=stages((on(1, 3), on(11, 3, 17)), (on(11, 3, 8), on(20, 3)))), ["C-STAGE-OVERLAP"]),
        (Contest(period=Period(start=on(1, 3), end=on(15, 3)), stages=TIDY), ["C-PERIOD-SHORT"]),
        (Contest(period=Period(start=on(1, 3), end=on(25, 3)), stages=TIDY), ["C-PERIOD-LONG"]),
        (Contest(period=Period(start=on(25, 2), end=on(20, 3)), stages=TIDY), ["C-PERIOD-EARLY"]),
        (
            Contest(
                period=Period(start=on(1, 3), end=on(25, 3)),
                stages=TIDY,
                milestones=(Milestone(kind=MilestoneKind.CEREMONY, on=on(25, 3)),),
            ),
            [],
        ),
    ],
)
def test_dates_of_a_contest(contest: Contest, expected: list[str]) -> None:
    assert codes(letter(contest)) == expected


@pytest.mark.parametrize(
    ("relation", "day", "stage", "what", "expected"),
    [
        ("trước", on(10, 3), None, "báo cáo kết quả", ["C-REPORT-BEFORE-END"]),
        ("chậm nhất", on(10, 3), None, "báo cáo kết quả", []),
        ("trước", on(11, 3), None, "báo cáo kết quả", []),
        ("chậm nhất", on(15, 3), 2, "báo cáo kết quả", ["C-REPORT-BEFORE-END"]),
        ("chậm nhất", on(15, 3), 1, "báo cáo kết quả", []),
        ("trước", on(5, 3), None, "báo cáo danh sách đăng ký", []),
    ],
)
def test_report_before_its_stage_ends(
    relation: str, day: Field[Any], stage: int | None, what: str, expected: list[str]
) -> None:
    report = Milestone(kind=MilestoneKind.REPORT, what=said(what), before=day, stage=stage)
    due = Deadline(what=said(what), relation=said(relation), date=day)
    contest = Contest(stages=TIDY, milestones=(report,))
    assert codes(letter(contest, deadlines=(due,))) == expected
    if stage is None:
        assert codes(letter(Contest(stages=TIDY), deadlines=(due,))) == expected


def test_letter_dated_after_its_deadline() -> None:
    due = Deadline(what=said("gửi danh sách"), relation=said("trước"), date=on(10, 3))
    assert codes(letter(deadlines=(due,), issued_on=on(12, 3))) == ["C-AFTER-DEADLINE"]
    assert codes(letter(deadlines=(due,), issued_on=on(10, 3))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("họp lúc 8h00 thứ Ba, ngày 10/3/2026", []),
        ("họp lúc 8h00 thứ Tư, ngày 10/3/2026", ["C-WEEKDAY"]),
        ("Chủ nhật (08/3)", []),
        ("Chủ nhật (09/3)", ["C-WEEKDAY"]),
        ("vào thứ Hai ngày 31/2/2026", []),
        ("01 giải Nhất trị giá 05 triệu đồng (bằng chữ: Năm triệu đồng)", []),
        ("01 giải Nhất trị giá 05 triệu đồng (bằng chữ: Bốn triệu đồng)", ["C-PRIZE-WORDS"]),
        ("1.500.000 đồng (Bằng chữ: Một triệu năm trăm nghìn đồng)", []),
        ("1.500.000 đồng (Bằng chữ: Một triệu rưỡi đồng)", []),
        ("10 triệu đồng (bằng chữ: Mudi triệu đồng)", []),
        ("giải Nhì: 3.000.000 đồng (Hai triệu đồng)", ["C-PRIZE-WORDS"]),
        ("giải Nhì: 3.000.000đ (ba triệu)", []),
        ("mức 1.000.000 đồng đến 3.000.000 đồng (ba triệu đồng)", []),
        ("quỹ 3.000.000 đồng (hai đợt trao)", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert codes(letter(text=("Trang đầu", text), issued_on=on(1, 2))) == expected


def test_sentences_are_bilingual_and_point_at_the_text() -> None:
    text = "thứ Tư, ngày 10/3/2026"
    (found,) = contradictions(letter(text=("", text)))
    assert found.message == "10/3/2026 is a Tuesday, the letter prints thứ Tư"
    assert found.message_vi == "ngày 10/3/2026 là thứ Ba, văn bản ghi thứ Tư"
    assert found.evidence[0].page == 2 and found.evidence[0].span is not None
    assert text[slice(*found.evidence[0].span)] == text
    assert set(CODES) >= {"C-WEEKDAY"}


_ONES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spelled(value: int) -> str:
    """Number words below one thousand, written here the other way round as a second witness."""
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    words = [_ONES[hundreds], "trăm"] if hundreds else []
    if tens == 0 and ones and hundreds:
        words += ["linh"]
    if tens == 1:
        words += ["mười"]
    elif tens > 1:
        words += [_ONES[tens], "mươi"]
    if ones:
        words += ["lăm" if ones == 5 and tens else "mốt" if ones == 1 and tens > 1 else _ONES[ones]]
    return " ".join(words)


@given(st.integers(1, 999), st.integers(0, 999))
def test_number_words_of_any_amount(millions: int, thousands: int) -> None:
    words = f"{spelled(millions)} triệu" + (f" {spelled(thousands)} nghìn" if thousands else "")
    value = millions * 10**6 + thousands * 10**3
    figures = f"{value:,}".replace(",", ".")
    assert codes(letter(text=(f"trị giá {figures} đồng (bằng chữ: {words} đồng)",))) == []
    other = f"{value + 1000:,}".replace(",", ".")
    assert codes(letter(text=(f"trị giá {other} đồng (bằng chữ: {words} đồng)",))) == ["C-PRIZE-WORDS"]


@pytest.mark.parametrize("words", ["trieu", "nam nam", "tram trieu", "mot nghin trieu", "", "ba xu"])
def test_what_is_no_number_is_left_alone(words: str) -> None:
    assert number(words) is None
