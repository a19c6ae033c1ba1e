"""Passages about prizes, quotas, audience, names, roots and contacts (`contest_passages.toml`)."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks.contest_score import facts
from pipeline.extract import extract
from pipeline.options import ExtractOptions
from tests.extract import invented_letters as letters

PASSAGES = tomllib.loads(Path(__file__).with_name("contest_passages.toml").read_text("utf-8"))["passages"]
ROWS = {
    "prizes": ("prizes", "certificates"),
    "quotas": ("quotas",),
    "audience": ("contest.audience",),
    "contest_name": ("contest.name",),
    "campaign": ("contest.campaign",),
    "root": ("contest.root",),
    "contacts": ("urls", "emails", "phones"),
}


def letter(passage: dict[str, Any]) -> str:
    """A letter with the passage as its body, and a sentence that names the contest where it does not."""
    day: dt.date = passage["issued"]
    own = "contest_name" in passage
    named = "tổ chức cuộc thi" if own else "tổ chức Cuộc thi “Tiếng hát đồi chè”"
    subject = passage.get("subject", named).removeprefix("V/v ")
    lead = "" if own else "Sở Nội vụ tổ chức Cuộc thi “Tiếng hát đồi chè”, cụ thể như sau:\n"
    return f"""ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG
SỞ NỘI VỤ
Số: 417/SNV-CCHC
V/v {subject}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạc Hồng, ngày {day:%d} tháng {day.month} năm {day.year}

Kính gửi: Các đơn vị trực thuộc.

{lead}{passage["text"].strip()}

Nơi nhận:
- Như trên;
- Lưu: VT, CCHC.

GIÁM ĐỐC

Trịnh Hoài Ân
"""


@pytest.mark.parametrize("passage", PASSAGES, ids=[p["id"] for p in PASSAGES])
def test_a_passage_gives_what_a_reader_would_enter(passage: dict[str, Any]) -> None:
    record = extract(letters.reading(letter(passage)), ExtractOptions()).model_dump(
        mode="json", by_alias=True
    )
    got = facts(record["contest"])
    wanted = facts({**passage, "name": passage.get("contest_name")})
    for row in (row for key, rows in ROWS.items() if key in passage for row in rows):
        assert sorted(got[row]) == sorted(wanted[row]), row
