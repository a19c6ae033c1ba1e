from __future__ import annotations

import datetime as dt
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from zipfile import ZipFile

import icalendar
import pytest
from PIL import Image
from rich.console import Console

from pipeline.errors import NoSuchPlace, NotWritten
from pipeline.reconcile import Lang, compare, in_language, label, silent
from pipeline.reconcile.publish import Outputs, write
from pipeline.reconcile.show.calendar import calendar
from pipeline.reconcile.show.chart import chart
from pipeline.reconcile.show.page import page
from pipeline.reconcile.show.workbook import workbook
from pipeline.records.schedule import Conflicts, Timeline, Verdict
from pipeline.terminal.conflicts import conflicts_view, explanations_view, silences_view
from tests.reconcile.invented import archive, commune, stage

NOW = dt.datetime(2026, 6, 1, 8, 0, tzinfo=dt.UTC)
LINKS = {"root": "file:///tmp/a%20b.pdf"}


@pytest.fixture(scope="module")
def found() -> Conflicts:
    return compare(archive())


@pytest.fixture(scope="module")
def main(found: Conflicts) -> Timeline:
    return found.contests[0]


def test_json_keeps_the_contract(found: Conflicts) -> None:
    contest = json.loads(found.model_dump_json())["contests"][0]
    assert {
        "contest", "year", "letters", "stages", "milestones", "contradictions", "missing_roots",
    } <= contest.keys()  # fmt: skip
    assert {"id", "name", "code", "issuer"} <= contest["letters"][0].keys()
    first = contest["stages"][0]
    assert {"index", "label", "name", "claims", "verdict", "proposed"} <= first.keys()
    assert {"letter", "label", "start", "end", "evidence"} <= first["claims"][0].keys()
    assert {"start", "end", "authority", "reason"} <= first["proposed"].keys()
    assert (first["proposed"]["start"], first["verdict"]) == ("2026-04-01", "conflict")
    assert {"kind", "claims", "verdict", "proposed"} <= contest["milestones"][0].keys()
    assert {"letter", "code", "message"} <= contest["contradictions"][0].keys()
    assert contest["missing_roots"] == ["906/SKHCN-CĐS"]


def test_language_of_sentences(found: Conflicts) -> None:
    vi = in_language(found, Lang.VI).contests[0]
    held = vi.stages[0].proposed
    assert held is not None and held.reason == held.reason_vi and "phát động" in held.reason
    assert "báo cáo" in vi.contradictions[1].message
    assert in_language(found, Lang.EN) is found
    for verdict in Verdict:
        assert label(verdict.value, Lang.EN) != label(verdict.value, Lang.VI)


def test_silent_localities(found: Conflicts) -> None:
    main_, kitchen = silent(found.contests, "LAO CAI")
    assert (main_.units, len(main_.answered), len(main_.silent)) == (99, 7, 92)
    assert "xã Bát Xát" in main_.answered and "xã Bát Xát" not in main_.silent
    assert set(kitchen.answered) == {"xã Bảo Yên", "xã Nghĩa Đô"}
    assert [len(s.silent) for s in silent(found.contests, "Hải Phòng")] == [114] * len(found.contests)
    with pytest.raises(NoSuchPlace):
        silent(found.contests, "Atlantis")


def test_chart_as_svg_names_every_letter(main: Timeline) -> None:
    drawn = chart(main, "svg", Lang.VI)
    words = " ".join(t.text or "" for t in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text"))
    for name in (
        "ÁP DỤNG",
        "xã Bát Xát",
        "phường Sa Pa (dự thảo)",
        "25/4 – 17/5",
        "Chặng 2 · Hoàn thiện",
        "22/4",
    ):
        assert name in words
    assert drawn == chart(main, "svg", Lang.VI), "the same timeline gives the same bytes"


def test_chart_as_png_grows_with_the_letters(main: Timeline) -> None:
    few = compare([m for m in archive() if m.id in ("root", "late")]).contests[0]
    sizes = [Image.open(io.BytesIO(chart(t, "png"))).size for t in (few, main)]
    assert sizes[0][0] == sizes[1][0] and sizes[0][1] < sizes[1][1]


def test_chart_of_undated_letters_can_be_drawn() -> None:
    vague = commune(
        "a", "xã Bát Xát", "1/UBND", "6/3/2026", stages=(stage(1, None, (None, None), text="tháng 4"),)
    )
    assert chart(compare([vague]).contests[0], "svg").startswith(b"<?xml")


def test_page_stands_alone(found: Conflicts) -> None:
    html = page(found.contests, NOW, Lang.VI, LINKS)
    assert not re.search(r"<(?:script|link|img|iframe)\b", html)
    assert not re.search(r"(?:src|url)\s*[=(]\s*[\"']?https?:", html)
    assert html.count("<article") == len(found.contests) and html.count("<svg") == len(found.contests)
    assert 'href="file:///tmp/a%20b.pdf"' in html and "MÂU THUẪN" in html
    assert "511/SYT-NVY = 511/SY-T-NVY" in html


def test_page_escapes_what_letters_print() -> None:
    nasty = "<script>alert(1)</script> & Co"
    html = page(compare([commune("a", "xã Bát Xát", "1/UBND", "6/3/2026", name=nasty)]).contests, NOW)
    assert "<script" not in html and "&lt;script&gt;" in html


def test_page_without_contests() -> None:
    assert "không tìm thấy cuộc thi nào" in page((), NOW, Lang.VI)


def test_workbook_has_dates_as_dates(found: Conflicts) -> None:
    with ZipFile(io.BytesIO(workbook(found.contests, Lang.EN))) as book:
        names = book.read("xl/workbook.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert re.findall(r'sheet name="([^"]+)"', names) == [
        "holds", "what the letters print", "letters", "notes", "citations",
    ]  # fmt: skip
    serial = (dt.date(2026, 5, 17) - dt.date(1899, 12, 30)).days
    assert f"<v>{serial}</v>" in sheet
    assert "Chặng 2 · Hoàn thiện sản phẩm" in words and "906/SKHCN-CĐS" in words


def test_workbook_writes_no_formulas() -> None:
    nasty = commune("a", "xã Bát Xát", "1/UBND", "6/3/2026", name="=HYPERLINK(1)")
    with ZipFile(io.BytesIO(workbook(compare([nasty]).contests))) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_calendar(found: Conflicts) -> None:
    book = icalendar.Calendar.from_ical(calendar(found.contests, NOW, Lang.VI, LINKS))
    events = {str(e["uid"]): e for e in book.walk("VEVENT")}
    shared = sum(len(t.stages) + len(t.milestones) for t in found.contests)
    assert len(events) == shared, "each row has an event of its own"
    second = events["sang-kien-so-vi-cong-dong-2026-stage-2@congvan"]
    assert (second["dtstart"].dt, second["dtend"].dt) == (dt.date(2026, 4, 25), dt.date(2026, 5, 18))
    first = events["sang-kien-so-vi-cong-dong-2026-stage-1@congvan"]
    assert str(first["url"]) == str(first["attach"]) == LINKS["root"]
    assert "xã Bát Xát" in str(first["description"]) and "905/SKHCN-CĐS" in str(first["description"])


def test_calendar_keeps_times_of_day() -> None:
    timed = commune("a", "xã Bát Xát", "1/UBND", "6/3/2026",
                    stages=(stage(1, None, ("1/4/2026 8:00", "1/4/2026 17:30")),))  # fmt: skip
    book = icalendar.Calendar.from_ical(calendar(compare([timed]).contests, NOW))
    (event,) = book.walk("VEVENT")
    assert event["dtend"].dt.isoformat() == "2026-04-01T17:30:00+07:00"
    assert len(book.walk("VTIMEZONE")) == 1


def test_files_are_written_where_wanted(found: Conflicts, tmp_path: Path) -> None:
    wanted = Outputs(tmp_path / "new" / "c.svg", tmp_path / "r.html", tmp_path / "x.xlsx", tmp_path / "d.ics")
    written = write(found.contests, wanted, NOW)
    assert [p.name for p in written] == [
        "c.svg", "c-2.svg", "c-3.svg", "c-4.svg", "r.html", "x.xlsx", "d.ics",
    ]  # fmt: skip
    assert all(p.stat().st_size > 500 for p in written)
    with pytest.raises(NotWritten):
        write(found.contests, Outputs(chart=tmp_path / "c.gif"), NOW)
    with pytest.raises(NotWritten):
        write(found.contests, Outputs(report=tmp_path), NOW)


@pytest.mark.parametrize("width", [70, 140])
@pytest.mark.parametrize("lang", list(Lang))
def test_terminal(found: Conflicts, lang: Lang, width: int) -> None:
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    console.print(conflicts_view(found, lang))
    console.print(silences_view(silent(found.contests, "Lào Cai"), lang))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert label("conflict", lang) in text and "25/4 – 17/5/2026" in text
    assert max(len(line) for line in text.splitlines()) <= width
    empty = Console(width=width, file=io.StringIO())
    empty.print(conflicts_view(Conflicts(), lang))
    empty.print(explanations_view((), lang))
    assert label("none", lang) in empty.file.getvalue()  # type: ignore[attr-defined]
