"""Contests side by side: what differs, what holds, and the files of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import icalendar
import pytest

from pipeline.records.evidence import Box, Evidence
from pipeline.web.crops import piece
from tests.web.made_office import Ids


def test_contests_show_what_differs_and_what_holds(served: Callable, ids: Ids) -> None:
    client = served().client
    page = client.get("/contests").text
    assert "Sáng tạo xanh" in page and "mâu thuẫn" in page and "77/SKHCN-QLCN" in page
    assert "20/06/2026" in page and "25/06/2026" in page
    (told,) = re.findall(r"data-contest=\"([^\"]+)\"", page)
    assert len(json.loads(told.replace("&#34;", '"').replace("&#39;", "'"))["letters"]) == 2
    english = client.get("/language/en?back=/contests").text
    assert "conflict" in english and "Dates that hold" in english


def test_a_correction_moves_the_comparison(served: Callable, ids: Ids) -> None:
    browser = served("editor")
    before = browser.client.get("/api/conflicts").json()["contests"][0]["stages"][0]["verdict"]
    browser.change(
        "PATCH",
        f"/api/letters/{ids.other}",
        json={"values": {"contest.stages[0].start": "2026-06-01", "contest.stages[0].end": "2026-06-20"}},
    )
    after = browser.client.get("/api/conflicts").json()["contests"][0]["stages"][0]["verdict"]
    assert (before, after) == ("conflict", "agree")


@pytest.mark.parametrize("what, begins", [("xlsx", b"PK"), ("ics", b"BEGIN:VCALENDAR"), ("report", b"<!")])
def test_downloads_of_contests(served: Callable, what: str, begins: bytes) -> None:
    answer = served().client.get(f"/contests/download/{what}")
    assert answer.content.lstrip()[: len(begins)].lower() == begins.lower()
    assert answer.headers["content-disposition"].startswith("attachment")
    if what == "ics":
        assert icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_silent_localities_and_a_place_that_is_none(served: Callable) -> None:
    client = served().client
    assert client.get("/contests", params={"place": "Ninh Bình"}).status_code == 200
    page = client.get("/contests", params={"place": "Xứ Không Đâu"})
    assert page.status_code == 200 and "Không có tỉnh, thành phố này" in page.text


@pytest.mark.parametrize(
    "boxes, whole",
    [
        ([], None),
        ([(1, None)], None),
        ([(1, (0.6, 0.50, 0.7, 0.52))], (0.6, 0.50, 0.7, 0.52)),
        ([(1, (0.6, 0.50, 0.7, 0.52)), (1, (0.2, 0.53, 0.3, 0.55))], (0.2, 0.50, 0.7, 0.55)),
        ([(1, (0.6, 0.50, 0.7, 0.52)), (1, (0.2, 0.83, 0.3, 0.85))], (0.6, 0.50, 0.7, 0.52)),
        ([(1, (0.6, 0.90, 0.7, 0.92)), (2, (0.2, 0.91, 0.3, 0.95))], (0.6, 0.90, 0.7, 0.92)),
    ],
    ids=["none", "text", "one", "two-lines", "apart", "next-page"],
)
def test_a_piece_of_the_scan_shows_a_date_over_two_lines(
    boxes: list[tuple[int, tuple[float, ...] | None]], whole: tuple[float, ...] | None
) -> None:
    seen = [Evidence(page=page, box=Box(*box) if box else None, span=(0, 1)) for page, box in boxes]
    assert piece(seen) == (Box(*whole) if whole else None)
