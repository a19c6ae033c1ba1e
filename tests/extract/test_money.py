from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.money import find_money
from pipeline.extract.numbers import roman, speak

UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def below_thousand(n: int, *, leading: bool) -> list[str]:
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    out = [UNITS[hundreds], "trăm"] if hundreds or leading else []
    if tens == 1:
        out.append("mười")
    elif tens:
        out += [UNITS[tens], "mươi"]
    elif ones and out:
        out.append("linh")
    if ones:
        out.append(
            {5: "lăm", 1: "mốt"}.get(ones, UNITS[ones])
            if tens > 1
            else ("lăm" if tens and ones == 5 else UNITS[ones])
        )
    return out


def in_words(n: int) -> str:
    """The usual Vietnamese words for a number, written apart from the parser under test."""
    out: list[str] = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        part, n = divmod(n, scale)
        if part:
            out += [*below_thousand(part, leading=bool(out)), *([name] if name else [])]
    return " ".join(out)


@given(st.integers(1, 999_999_999_999))
def test_every_number_in_words_is_read(n: int) -> None:
    spoken = speak(in_words(n) + " đồng")
    assert spoken is not None and spoken.value == n and spoken.exact, in_words(n)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Một triệu rưỡi", 1_500_000),
        ("mười lăm triệu", 15_000_000),
        ("Hai mươi tư nghìn", 24_000),
        ("Ba tỉ", 3 * 10**9),
    ],
)
def test_words_of_every_day(words: str, value: int) -> None:
    spoken = speak(words)
    assert spoken is not None and spoken.value == value


@pytest.mark.parametrize("words", ["triệu", "giải Nhất", "", "trăm năm", "hai ba triệu"])
def test_what_spells_no_number(words: str) -> None:
    assert speak(words) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [("I", 1), ("IV", 4), ("VIII", 8), ("XIX", 19), ("Il", 2), ("", None), ("Vòng", None), ("XXI", None)],
)
def test_numerals(printed: str, value: int | None) -> None:
    assert roman(printed) == value


def test_a_misread_syllable_is_read_but_not_exact() -> None:
    spoken = speak("Mưởí trỉêu")
    assert spoken is not None and spoken.value == 10_000_000
    misread = speak("Mudi tri¢u")
    assert misread is not None and misread.value == 10_000_000 and not misread.exact


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("trị giá 10 triệu đồng", 10_000_000),
        ("mỗi giải 5.000.000 đồng", 5_000_000),
        ("500.000đ/giải", 500_000),
        ("2.000.000 VNĐ", 2_000_000),
        ("1,5 triệu đồng", 1_500_000),
        ("500 nghìn đồng", 500_000),
        ("10 000 000 đồng", 10_000_000),
        ("02 tỷ đồng", 2_000_000_000),
    ],
)
def test_amounts(text: str, value: int) -> None:
    assert [m.value for m in find_money(text)] == [value]


@pytest.mark.parametrize(
    "text", ["số 2136/SKHCN", "0982.103.591", "ngày 28.5.2026", "trong 3 tháng", "114 xã", "100%"]
)
def test_what_is_no_amount(text: str) -> None:
    assert list(find_money(text)) == []


def test_figures_are_held_against_words() -> None:
    (same,) = find_money("10 triệu đồng (bằng chữ: Mười triệu đồng)")
    (other,) = find_money("10 triệu đồng (bằng chữ: Một triệu đồng)")
    (unsure,) = find_money("05 triệu đồng (bằng chữ: Mudi triệu đồng)")
    assert (same.contradicts, other.contradicts, unsure.contradicts) == (False, True, False)


@given(st.integers(50, 99_999))
def test_grouped_figures_agree_with_their_words(thousands: int) -> None:
    n = thousands * 1000
    grouped = f"{n:,}".replace(",", ".")
    (money,) = find_money(f"trị giá {grouped} đồng (bằng chữ: {in_words(n)} đồng)")
    assert money.value == n and money.spoken is not None and not money.contradicts
