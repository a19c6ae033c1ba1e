from __future__ import annotations

import re

import pytest

from pipeline.extract import mentions
from pipeline.extract.issuers import issuer
from pipeline.extract.ner import Named, Names, Span, nobody
from training.ner.data import passage

KNOWN = {
    "AGENCY": (
        "Tòa án tỉnh và Báo cáo số",
        "Sở Lao động, Thương binh và Xã hội", "Hội đồng nhân dân tỉnh", "Cục Thú y", "Bộ Nông nghiệp",
        "Ủy ban nhân dân huyện", "Sở Y tế",
    ),
    "TITLE": ("Chủ tịch",),
    "PLACE": ("tỉnh Hậu Giang",),
}  # fmt: skip


def recogniser(text: str, place: Span) -> tuple[Named, ...]:
    """Names of a list, in place of the trained part."""
    found = (
        Named(m.start(), m.end(), label)
        for label, names in KNOWN.items()
        for name in names
        for m in re.finditer(re.escape(name), text)
    )
    return tuple(sorted(found, key=lambda n: n.start))


def seen(text: str, names: Names = recogniser) -> list[str | None]:
    """The recognised issuer of each document that a paragraph cites."""
    out = []
    for m in mentions.mentions_in(passage(text)):
        after = max(m.span[1], m.day_span[1] if m.day_span else 0)
        span = issuer(m.block.text, m.issuer, m.span, after, names)
        out.append(text[slice(*span)] if span else None)
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo Công văn số 12/SLĐ-VP ngày 03/02/2025 của Sở Lao động, Thương binh và Xã hội về việc làm",
         "Sở Lao động, Thương binh và Xã hội"),
        ("tại Nghị quyết số 83/NQ-HĐND ngày 07/12/2023 của Hội đồng nhân dân tỉnh phần vốn còn lại",
         "Hội đồng nhân dân tỉnh"),
        ("Công văn số 93/SYT-TC ngày 26/02/2024 Sở Y tế tỉnh Hậu Giang về việc", "Sở Y tế tỉnh Hậu Giang"),
        ("Quyết định số 84/QĐ-UBND ngày 17/10/2024 của Chủ tịch Ủy ban nhân dân huyện để bố trí vốn",
         "Chủ tịch Ủy ban nhân dân huyện"),
        ("Công văn số 77/TY-DT ngày 01/4/2024 của Cục Thú y - Bộ Nông nghiệp", "Cục Thú y - Bộ Nông nghiệp"),
        ("theo Tờ trình số 8/TTr-TA ngày 01/4/2024 của Tòa án tỉnh và Báo cáo số liệu", "Tòa án tỉnh"),
        ("Công văn số 9/BCD-VP ngày 01/4/2024 của Sở Y tế, Hội Đông y về việc", "Sở Y tế"),
        ("Công văn số 9/SYT-VP ngày 9 tháng II năm 2024 của Sở Y tế về việc rà soát", "Sở Y tế"),
        ("theo Công văn số 12/SNV-VP ngày 03/02/2025 và các quy định hiện hành", None),
        ("theo Công văn số 12/SNV-VP ngày 03/02/2025 để Sở Y tế tổng hợp", None),
        ("Thực hiện Kế hoạch số 95/KH-SYT ngày 29/11/2024, Sở Y tế tổ chức Hội nghị", None),
    ],
)  # fmt: skip
def test_where_the_name_ends(text: str, expected: str | None) -> None:
    assert seen(text) == [expected]


def test_without_a_recogniser_nothing_is_added() -> None:
    text = "theo Công văn số 12/SYT-VP ngày 03/02/2025 của Sở Y tế về việc làm"
    assert seen(text, nobody) == [None]


def test_a_name_that_goes_on_is_not_cut() -> None:
    text = "Quyết định số 5/QĐ-UBND ngày 01/4/2024 của Cục Thú y vùng Đông Bắc về việc"
    assert seen(text) == ["Cục Thú y vùng Đông Bắc"]
