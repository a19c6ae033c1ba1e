"""Stages, milestones and periods in the many ways that `contest_times.toml` tells them."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract import contest
from pipeline.extract.zones import find_zones
from pipeline.records.contest import Contest, Moment
from tests.extract.contest_letters import ContestLetter
from tests.extract.made_pages import laid_out, refs_of

LETTERS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("contest_times.toml").read_text("utf-8")
)["letter"]
BODY = """Thực hiện Kế hoạch số 31/KH-SVHTT ngày 24/8/2026 của Sở Văn hóa và Thể thao về tổ chức Cuộc thi
“Sắc màu quê lúa”, Ủy ban nhân dân xã thông báo:

{told}

Ủy ban nhân dân xã đề nghị các trường quan tâm, phối hợp thực hiện để phong trào đạt kết quả tốt đẹp./."""


def read(body: str) -> Contest:
    told = BODY.format(told=body.strip())
    letter = ContestLetter("", "2026-09-15", "tổ chức Cuộc thi “Sắc màu quê lúa”", told, ())
    found = contest.find(find_zones(refs_of(laid_out(letter.text))), dt.date(2026, 9, 15))
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
