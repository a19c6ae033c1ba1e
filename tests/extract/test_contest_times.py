"""Stages, milestones and periods in the many ways that `contest_times.toml` tells them."""

from __future__ import annotations

import datetime as dt
import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract import contest
from pipeline.extract.zones import find_zones
from pipeline.records.contest import Contest, Moment
from pipeline.records.page import Line, Page
from tests.extract.made_pages import line_at, refs_of

LETTERS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("contest_times.toml").read_text("utf-8")
)["letter"]
LETTER = """ỦY BAN NHÂN DÂN
XÃ TÂN LẠC

Số: 215/UBND-VHXH
V/v tổ chức Cuộc thi “Sắc màu quê lúa”

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tân Lạc, ngày 15 tháng 9 năm 2026

Kính gửi: Các trường học trên địa bàn xã.

Thực hiện Kế hoạch số 31/KH-SVHTT ngày 24/8/2026 của Sở Văn hóa và Thể thao về tổ chức Cuộc thi “Sắc màu quê
lúa”, Ủy ban nhân dân xã thông báo:

{body}

Ủy ban nhân dân xã đề nghị các trường quan tâm, phối hợp thực hiện để phong trào đạt kết quả tốt đẹp./.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Đỗ Quang Khải
"""


def page_of(text: str) -> Page:
    """The letter laid out on one page; `| a | b |` is a row of cells."""
    lines: list[Line] = []
    block = 0
    y = 0.05
    for row in text.split("\n"):
        cells = [c.strip() for c in row.strip("| ").split("|")] if row.startswith("| ") else [row]
        width = 0.8 / len(cells)
        letters = 98 if len(cells) == 1 else int((width - 0.04) / 0.008)
        wrapped = [textwrap.wrap(c, letters, break_long_words=False, break_on_hyphens=False) for c in cells]
        for i, cell in enumerate(wrapped):
            block += len(cells) > 1 or not row.strip()
            for j, part in enumerate(cell):
                made = line_at(part, 0.1 + i * width, y + 0.013 * j, height=0.010)
                lines.append(Line(words=made.words, box=made.box, block=block))
        y += 0.013 * max(map(len, wrapped), default=0) + (
            0.012 if len(cells) > 1 else 0.006 if not row.strip() else 0
        )
    return Page(number=1, lines=tuple(lines))


def read(body: str) -> Contest:
    found = contest.find(find_zones(refs_of(page_of(LETTER.format(body=body.strip())))), dt.date(2026, 9, 15))
    assert found is not None
    return found


def short(value: Moment | None) -> str:
    if value is None:
        return "-"
    text = value.isoformat(timespec="minutes") if isinstance(value, dt.datetime) else value.isoformat()
    return text.removeprefix("2026-")


def stages(found: Contest) -> list[str]:
    return [
        f"{s.label}|{short(s.start.value)}|{short(s.end.value)}|{s.name.value or ''}" for s in found.stages
    ]


def milestones(found: Contest) -> list[str]:
    out = []
    for m in found.milestones:
        if m.on.value is not None:
            out.append(f"{m.kind.value} on {short(m.on.value)}")
        elif m.before.value is not None:
            out.append(f"{m.kind.value} < {short(m.before.value)}")
        else:
            out.append(f"{m.kind.value} {short(m.start.value)}..{short(m.end.value)}")
    return out


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["id"])
def test_times_of_invented_letters(letter: dict[str, Any]) -> None:
    found = read(letter["body"])
    assert stages(found) == letter.get("stages", [])
    assert sorted(milestones(found)) == sorted(letter.get("milestones", []))
    period = found.period
    told = period.start.value is not None or period.end.value is not None
    whole = [f"{short(period.start.value)}..{short(period.end.value)}"] if told else []
    assert whole == letter.get("period", [])
