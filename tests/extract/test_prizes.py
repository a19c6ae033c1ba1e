"""Prizes told in sentences and lists (`contest_prizes.toml`)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract.contest.prizes import find_prizes
from pipeline.extract.prose import Prose
from tests.extract.made_pages import prose

Told = tuple[str, int | None, int | None, str | None]
TOLD = tomllib.loads(Path(__file__).with_name("contest_prizes.toml").read_text("utf-8"))["told"]


def told(text: Prose) -> list[Told]:
    """Rank, count, value and certificate of every prize."""
    return [
        (p.rank.value or "", p.count.value, p.value_vnd.value, p.certificate.value)
        for p in (found.prize for found in find_prizes(text))
    ]


@pytest.mark.parametrize("case", TOLD, ids=[str(i) for i in range(len(TOLD))])
def test_prizes_however_they_are_told(case: dict[str, Any]) -> None:
    wanted = [(p["rank"], p.get("count"), p.get("value"), p.get("certificate")) for p in case["prizes"]]
    assert told(prose(case["text"].strip())) == wanted


PAID: list[tuple[str, list[Told]]] = [
    (
        "Nâng thưởng giải Nhất từ 800.000 đồng lên 1.000.000 đồng; giải Nhì từ 500.000 đồng lên 700.000 "
        "đồng.",
        [("Nhất", None, 1_000_000, None), ("Nhì", None, 700_000, None)],
    ),
    (
        "01 bè đạt giải Nhất (900.000 đồng); 02 đội đạt giải Nhì (600.000 đồng/đội).",
        [("Nhất", None, 900_000, None), ("Nhì", 2, 600_000, None)],
    ),
    (
        "Giải thưởng: Nhất 2.000.000 đồng; Nhì 1.000.000 đồng; Tay chèo bền sức 300.000 đồng.",
        [
            ("Nhất", None, 2_000_000, None),
            ("Nhì", None, 1_000_000, None),
            ("Tay chèo bền sức", None, 300_000, None),
        ],
    ),
    (
        "Các giải gồm: Nhất, Nhì và Ba với số lượng tương ứng 01, 02, 04 giải; mức thưởng lần lượt là "
        "900.000 đồng, "
        "600.000 đồng và 300.000 đồng.",
        [("Nhất", 1, 900_000, None), ("Nhì", 2, 600_000, None), ("Ba", 4, 300_000, None)],
    ),
    (
        "Giải Nhất: 900.000 đồng; giải Nhì: 600.000 đồng. Mỗi loại có 01 giải.",
        [("Nhất", 1, 900_000, None), ("Nhì", 1, 600_000, None)],
    ),
    (
        "Trao 01 giải Nhất, 02 giải Nhì, còn lại là giải Khuyến khích.",
        [("Nhất", 1, None, None), ("Nhì", 2, None, None), ("Khuyến khích", None, None, None)],
    ),
    (
        "Khen thưởng: Nhất 900.000 đồng; Nhì, Ba: Giấy khen của Trưởng ấp.",
        [
            ("Nhất", None, 900_000, None),
            ("Nhì", None, None, "Giấy khen của Trưởng ấp"),
            ("Ba", None, None, "Giấy khen của Trưởng ấp"),
        ],
    ),
    (
        "Giải Nhất: Cờ, Giấy khen của Xã đoàn và 900.000 đồng; giải Nhì: Giấy khen của Xã đoàn và thẻ tập "
        "bơi.",
        [("Nhất", None, 900_000, "Giấy khen của Xã đoàn"), ("Nhì", None, None, "Giấy khen của Xã đoàn")],
    ),
    ("Chia bảng A, B, C theo lứa tuổi; mỗi bảng thi 45 phút.", []),
]


@pytest.mark.parametrize(("text", "expected"), PAID)
def test_prizes_beside_what_is_told_of_them(text: str, expected: list[Told]) -> None:
    assert told(prose(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- 01 Giải Nhất, trị giá 10 triệu đồng (bằng chữ: Mười triệu đồng) "
            "và Giấy khen của Giám đốc Sở Y tế.\n"
            "- 02 Giải Nhì, mỗi giải 5.000.000 đồng;",
            [("Nhất", 1, 10_000_000, "Giấy khen của Giám đốc Sở Y tế"), ("Nhì", 2, 5_000_000, None)],
        ),
        (
            "Giải Nhất: 01 cúp và 5.000.000 đồng; Giải Ba: 02 giải, mỗi giải 1.500.000 đồng.",
            [("Nhất", None, 5_000_000, None), ("Ba", 2, 1_500_000, None)],
        ),
        (
            "- Một giải Đặc biệt trị giá 1,5 triệu đồng;\n"
            "- 10 giải Khuyến khích, tổng trị giá 5.000.000 đồng.",
            [("Đặc biệt", 1, 1_500_000, None), ("Khuyến khích", 10, 500_000, None)],
        ),
        (
            "Nhất\n01\n3.000.000\n\nNhì\n02\n2.000.000\n\nKhuyến khích\n05\n500.000",
            [("Nhất", 1, 3_000_000, None), ("Nhì", 2, 2_000_000, None), ("Khuyến khích", 5, 500_000, None)],
        ),
        (
            "Giải A (01 giải): 4.000.000 đồng; Giải B (02 giải): 3.000.000 đồng.",
            [("A", 1, 4_000_000, None), ("B", 2, 3_000_000, None)],
        ),
        (
            "Giải\nTrị giá (đồng)\nSố giải\n\nNhất\n3.000.000\n1\n\nNhì\n2.000.000\n2",
            [("Nhất", 1, 3_000_000, None), ("Nhì", 2, 2_000_000, None)],
        ),
        (
            "- Giải Nhất: SL 01, trị giá 3.000.000 đồng;\n- Giải Nhì (số lượng: 02): 2.000.000 đồng;\n"
            "- Giải Ba: 1.000.000 đồng/giải, số lượng 03 giải.",
            [("Nhất", 1, 3_000_000, None), ("Nhì", 2, 2_000_000, None), ("Ba", 3, 1_000_000, None)],
        ),
    ],
)
def test_prizes_with_their_numbers_and_certificates(text: str, expected: list[Told]) -> None:
    assert told(prose(text)) == expected


def test_prizes_of_a_week_and_of_the_whole_are_two() -> None:
    text = """1. Giải tuần: 01 giải Nhất trị giá 400.000 đồng; 02 giải Nhì, mỗi giải 300.000 đồng.
2. Giải chung cuộc: 01 giải Nhất trị giá 4.000.000 đồng; 02 giải Nhì, mỗi giải 3.000.000 đồng.
3. Kinh phí: giải Nhất 4.000.000 đồng lấy từ quỹ."""
    found = [(p.prize.rank.value, p.prize.value_vnd.value) for p in find_prizes(prose(text))]
    assert found == [("Nhất", 400_000), ("Nhì", 300_000), ("Nhất", 4_000_000), ("Nhì", 3_000_000)]


def test_past_awards_are_no_prizes() -> None:
    assert find_prizes(prose("Năm 2025 xã đã đoạt giải Nhất toàn tỉnh và đạt giải Ba khu vực.")) == []


def test_agreeing_words_raise_the_confidence_of_a_prize() -> None:
    agreed, plain = (
        find_prizes(prose(f"01 giải Nhất, trị giá 5 triệu đồng{words}."))[0].prize.value_vnd
        for words in (" (bằng chữ: Năm triệu đồng)", "")
    )
    assert agreed.rule == "prize-value-in-figures-and-words" and agreed.confidence > plain.confidence


@pytest.mark.parametrize("rank", ["“Giọng kể hay nhất”", "Thí sinh nhỏ tuổi nhất"])
def test_prizes_by_name(rank: str) -> None:
    text = f"01 giải Nhất: 900.000 đồng; 01 giải Nhì: 700.000 đồng; 02 giải {rank}: 300.000 đồng/giải."
    prize = find_prizes(prose(text))[-1].prize
    assert prize.rank.value == rank.strip("“”").capitalize()
    assert (prize.count.value, prize.value_vnd.value) == (2, 300_000)


PAPER = "Giấy khen của Chủ tịch UBND xã"


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            "Khen thưởng: 01 giải Nhất, 02 giải Nhì, 03 giải Ba kèm Giấy khen của Chủ tịch UBND xã.",
            [PAPER] * 3,
        ),
        (
            "Giải thưởng: 01 giải A: 3.000.000 đồng, 02 giải B: 2.000.000 đồng "
            "(các giải đều kèm Giấy khen của Chủ tịch UBND xã).",
            [PAPER] * 2,
        ),
        (
            "01 giải Nhất, 02 giải Nhì, 10 giải Khuyến khích. "
            "Giấy khen của Chủ tịch UBND xã được trao cho giải Nhất, giải Nhì.",
            [PAPER, PAPER, None],
        ),
    ],
)
def test_certificates_of_a_list(text: str, papers: list[str | None]) -> None:
    assert [p.prize.certificate.value for p in find_prizes(prose(text))] == papers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Giải Quán quân: 8 triệu đồng; Giải Á quân: 5 triệu đồng; Giải Quý quân: 3 triệu đồng.",
            [("Quán quân", None, 8_000_000), ("Á quân", None, 5_000_000), ("Quý quân", None, 3_000_000)],
        ),
        (
            "Giải cá nhân: 02 giải Nhất, 04 giải Nhì; giải chuyên đề: 01 giải Đội thi xa nhất.",
            [("Nhất", 2, None), ("Nhì", 4, None), ("Đội thi xa nhất", 1, None)],
        ),
        (
            "Giải\nBảng 1\nBảng 2\n\nNhất\n01 giải x 3.000.000 đồng\n01 giải x 6.000.000 đồng\n\n"
            "Nhì\n02 giải x 1.500.000 đồng\n02 giải x 4.000.000 đồng",
            [("Nhất", 1, 3_000_000), ("Nhất", 1, 6_000_000), ("Nhì", 2, 1_500_000), ("Nhì", 2, 4_000_000)],
        ),
        (
            "Giải | Tập thể | Cá nhân\nNhất | 5.000.000 đồng | 2.000.000 đồng\n"
            "Nhì | 3.000.000 đồng | 1.000.000 đồng",
            [
                ("Nhất", None, 5_000_000),
                ("Nhất", None, 2_000_000),
                ("Nhì", None, 3_000_000),
                ("Nhì", None, 1_000_000),
            ],
        ),
        (
            "Đội đạt giải Nhất thưởng 2.000.000 đồng, giải Nhì và giải Ba do nhà tài trợ tặng quà.",
            [("Nhất", None, 2_000_000), ("Nhì", None, None), ("Ba", None, None)],
        ),
    ],
)
def test_prizes_side_by_side_and_without_sums(
    text: str, expected: list[tuple[str, int | None, int | None]]
) -> None:
    assert [prize[:3] for prize in told(prose(text))] == expected


def test_a_table_of_phases_holds_no_prizes() -> None:
    rows = "STT\nGiai đoạn\nTừ ngày\nĐến ngày\n\n1\nGiai đoạn 1: Đăng ký\n19/3/2026\n25/4/2026"
    found = find_prizes(
        prose(
            f"{rows}\n\n2\nGiai đoạn 2: Chấm\n02/5/2026\n14/5/2026\n\nGiải thưởng: giải Nhất 2.000.000 đồng."
        )
    )
    assert [p.prize.rank.value for p in found] == ["Nhất"]


def test_a_certificate_told_once_is_that_of_all_prizes() -> None:
    text = (
        "- 01 giải Nhất: 2.000.000 đồng;\n\n- 02 giải Nhì: 1.000.000 đồng/giải.\n\n"
        "Ngoài tiền thưởng, mỗi giải được tặng Giấy chứng nhận của Ban Tổ chức."
    )
    assert [p.prize.certificate.value for p in find_prizes(prose(text))] == [
        "Giấy chứng nhận của Ban Tổ chức"
    ] * 2
