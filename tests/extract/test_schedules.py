"""Passages of invented letters that tell times, in two forms, against what a careful reader enters."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract import contest, deadlines
from pipeline.extract.lines import LineRef
from pipeline.extract.zones import Zones, find_zones
from pipeline.intake import open_document
from pipeline.options import ReadOptions
from pipeline.records.contest import Contest, Moment
from tests.extract.contest_letters import ContestLetter
from tests.extract.made_pages import laid_out, refs_of

PASSAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("schedules.toml").read_text("utf-8"))[
    "passage"
]
BODY = """Ủy ban nhân dân xã thông báo về việc tổ chức Cuộc thi “Sắc màu quê lúa” như sau:

{told}

Ủy ban nhân dân xã thông báo để các trường biết, phối hợp thực hiện./."""


def as_text(letter: str, folder: Path) -> Zones:
    """The letter as a text file."""
    file = folder / "letter.txt"
    file.write_text(letter, "utf-8")
    with open_document(file, ReadOptions().intake) as document:
        pages = [raw.words for raw in document.pages() if raw.words is not None]
    return find_zones([LineRef(page, i) for page in pages for i in range(len(page.lines))])


def as_page(letter: str, folder: Path) -> Zones:
    """The letter on a page, its tables in columns."""
    rows = [f"| {row} |" if " | " in row and not row.startswith("|") else row for row in letter.split("\n")]
    return find_zones(refs_of(laid_out("\n".join(rows))))


def short(value: Moment | None) -> str:
    if value is None:
        return ""
    return value.isoformat(timespec="minutes") if isinstance(value, dt.datetime) else value.isoformat()


def stages(found: Contest | None) -> list[list[str]]:
    told = found.stages if found else ()
    return [[s.label.casefold(), short(s.start.value), short(s.end.value)] for s in told]


def milestones(found: Contest | None) -> list[dict[str, str]]:
    out = []
    for m in found.milestones if found else ():
        days = {k: short(getattr(m, k).value) for k in ("on", "before", "start", "end")}
        out.append({"kind": m.kind.value, **{k: v for k, v in days.items() if v}})
    return out


def period(found: Contest | None) -> list[str]:
    told = [short(found.period.start.value), short(found.period.end.value)] if found else []
    return told if any(told) else []


def by_words(items: list[Any]) -> list[str]:
    return sorted(str(sorted(i.items()) if isinstance(i, dict) else i) for i in items)


@pytest.mark.parametrize("form", [as_text, as_page])
@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["id"])
def test_times_as_unknown_writers_tell_them(passage: dict[str, Any], form: Any, tmp_path: Path) -> None:
    issued = dt.date.fromisoformat(passage["issued"])
    body = BODY.format(told=passage["text"].strip())
    letter = ContestLetter("", passage["issued"], "tổ chức Cuộc thi “Sắc màu quê lúa”", body, ())
    zones = form(letter.text, tmp_path)
    found = contest.find(zones, issued)
    wanted = [[label.casefold(), start, end] for label, start, end in passage.get("stages", [])]
    assert by_words(stages(found)) == by_words(wanted)
    assert by_words(milestones(found)) == by_words(passage.get("milestones", []))
    assert period(found) == passage.get("period", [])
    told = sorted({short(d.date.value)[:10] for d in deadlines.find(zones, issued)})
    assert told == passage.get("deadlines", [])
