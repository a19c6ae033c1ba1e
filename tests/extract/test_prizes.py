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
