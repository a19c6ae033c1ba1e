from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from xml.etree import ElementTree as ET

from icalendar import Calendar

from pipeline.export import write_calendar, write_dublin_core, write_edxml, write_jsonl
from pipeline.records.contest import Contest, Stage
from pipeline.records.evidence import Field
from pipeline.records.letter import Letter
from tests.export.office_letters import citing, deadline, item, letter, text

NOW = dt.datetime(2026, 2, 5, 9, 0, tzinfo=dt.UTC)
ED = "{http://www.mic.gov.vn/TBT/QCVN_102_2016}"


def events(path: Path) -> list:
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def test_a_deadline_is_an_event_of_its_day(tmp_path: Path) -> None:
    write_calendar([item(letter(deadlines=(deadline(dt.date(2026, 2, 20)),)))], tmp_path / "a.ics", now=NOW)
    (event,) = events(tmp_path / "a.ics")
    assert event["DTSTART"].dt == dt.date(2026, 2, 20)
    assert event["DTEND"].dt == dt.date(2026, 2, 21)
    assert event["SUMMARY"] == "trước 20/02/2026: gửi báo cáo"
    assert [a["ACTION"] for a in event.walk("VALARM")] == ["DISPLAY"]


def test_an_hour_is_vietnamese_time(tmp_path: Path) -> None:
    at = dt.datetime(2026, 2, 20, 17, 0)
    write_calendar([item(letter(deadlines=(deadline(at),)))], tmp_path / "a.ics", now=NOW)
    (event,) = events(tmp_path / "a.ics")
    assert event["DTSTART"].dt.utcoffset() == dt.timedelta(hours=7)
    assert event["DTSTART"].dt.hour == 17
    assert b"VTIMEZONE" in (tmp_path / "a.ics").read_bytes()


def test_a_stage_runs_through_its_last_day(tmp_path: Path) -> None:
    moment = Field[dt.date | dt.datetime]
    stage = Stage(
        index=1,
        label="Vòng 1",
        start=moment(value=dt.date(2026, 3, 1)),
        end=moment(value=dt.date(2026, 3, 9)),
    )
    contest = Contest(name=text("Hội thi Bếp sạch"), stages=(stage,))
    write_calendar([item(letter(contest=contest))], tmp_path / "a.ics", now=NOW)
    (event,) = events(tmp_path / "a.ics")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2026, 3, 1), dt.date(2026, 3, 10))


def test_the_same_letter_keeps_its_events(tmp_path: Path) -> None:
    made = [item(letter(deadlines=(deadline(dt.date(2026, 2, 20)),)))]
    write_calendar(made, tmp_path / "a.ics", now=NOW)
    write_calendar(made, tmp_path / "b.ics", now=NOW + dt.timedelta(days=3))
    assert [e["UID"] for e in events(tmp_path / "a.ics")] == [e["UID"] for e in events(tmp_path / "b.ics")]


def test_edxml_says_what_the_letter_says_and_nothing_else(tmp_path: Path) -> None:
    (path,) = write_edxml([item(citing())], tmp_path, organs={"Sở Nông nghiệp tỉnh An Bình": "000.00.11.H99"})
    header = ET.parse(path).getroot().find(f"{ED}edXMLHeader/{ED}MessageHeader")
    assert header is not None

    def find(*names: str) -> str | None:
        return header.findtext("/".join(ED + n for n in names))

    assert find("From", "OrganId") == "000.00.11.H99"
    assert find("Code", "CodeNumber") == "45" and find("Code", "CodeNotation") == "SNN-TT"
    assert find("PromulgationInfo", "PromulgationDate") == "2026/02/03"
    assert find("SignerInfo", "Competence") == "KT." and find("SignerInfo", "FullName") == "Lò Thị Sen"
    assert find("ResponseFor", "Code") == "12/KH-UBND"
    assert find("DocumentId") == "000.00.11.H99,2026/02/03,45/SNN-TT"
    assert find("OtherInfo", "PageAmount") == "2"
    assert find("DueDate") is None and find("PromulgationInfo", "Place") is None


def test_two_letters_of_one_code_are_two_headers(tmp_path: Path) -> None:
    paths = write_edxml([item(), item()], tmp_path)
    assert len(set(paths)) == 2 and all(p.exists() for p in paths)
    assert write_edxml([item(), item()], tmp_path) == paths, "a second run writes the same files again"


def test_dublin_core_names(tmp_path: Path) -> None:
    write_dublin_core([item(citing())], tmp_path / "dc.xml")
    record = ET.parse(tmp_path / "dc.xml").getroot().find("record")
    assert record is not None
    values = {e.tag.split("}")[1]: e.text for e in record}
    assert values["title"] == "báo cáo số hộ trồng chè"
    assert values["issued"] == "2026-02-03" and values["references"] == "12/KH-UBND"


def test_json_lines_give_the_record_back(tmp_path: Path) -> None:
    write_jsonl([item(assigned_to="Phòng Kinh tế")], tmp_path / "a.jsonl")
    (line,) = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    archive = row.pop("archive")
    assert Letter.model_validate(row) == letter()
    assert archive["assigned_to"] == "Phòng Kinh tế" and archive["arrived_on"] == "2026-02-05"
