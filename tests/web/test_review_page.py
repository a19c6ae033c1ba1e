"""The page on which a letter is looked at and set right, and its REST calls."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.archive.artefacts import pack
from pipeline.web.fieldrows import Form, rows, shown
from tests.archive.made_letters import KEY, enter, made, put
from tests.web.made_office import Ids


def test_review_shows_every_field_with_its_place(served: Callable, ids: Ids) -> None:
    page = served().client.get(f"/letters/{ids.contest}").text
    for word in ("Chặng 1", "Khởi động", "01/06/2026", "20/06/2026", "Trần Văn Mẫu", "Lễ trao giải", "Nhất"):
        assert word in page, word
    assert 'data-path="contest.stages[0].end" data-form="date"' in page
    assert "addressees[0]</label>" not in page and re.search(r"Kính gửi </span>1</label>", page)


def test_rows_name_items_and_forms(archive: Archive, ids: Ids) -> None:
    found = {r.path: r for r in rows(archive.get(ids.contest).letter)}
    stage = found["contest.stages[0].start"]
    assert (stage.group, stage.item, stage.label, stage.form) == ("stages", "Chặng 1", "start", Form.DATE)
    assert found["addressees[0]"].label == "1" and found["issued_on"].form is Form.DATE
    assert found["contest.milestones[0].before"].value is None, "an absent date of an item can be filled in"
    assert found["contest.milestones[0].on"].item == "ceremony"
    assert found["subject"].form is Form.TEXT
    groups = [r.group for r in rows(archive.get(ids.contest).letter)]
    runs = [g for i, g in enumerate(groups) if i == 0 or groups[i - 1] != g]
    assert len(runs) == len(set(runs)), "each heading stands once"


@pytest.mark.parametrize(
    "value, text",
    [
        ("2026-09-30", "30/09/2026"),
        ("2026-09-30T17:00:00", "30/09/2026 17:00"),
        ("12/UBND", "12/UBND"),
        (None, ""),
    ],
)
def test_days_are_shown_as_people_write_them(value: str | None, text: str) -> None:
    assert shown(value) == text


def test_correct_withdraw_and_version_check(served: Callable, archive: Archive, ids: Ids) -> None:
    browser = served("editor")
    url = f"/api/letters/{ids.plain}"
    version = browser.client.get(url).json()["summary"]["version"]
    body = {"values": {"subject": "sửa cầu"}, "expected_version": version}
    first = browser.change("PATCH", url, json=body).json()
    assert first["letter"]["subject"]["value"] == "sửa cầu" and first["corrections"][0]["by"] == "Lan"
    again = browser.change(
        "PATCH", url, json={"values": {"subject": "sửa cống"}, "expected_version": version}
    )
    assert again.status_code == 409 and again.json()["code"] == "A-CONFLICT" and again.json()["remedy"]
    assert archive.get(ids.plain).letter.subject.value == "sửa cầu"
    late = browser.change("DELETE", f"{url}/corrections/subject?expected_version={version}")
    assert late.status_code == 409
    now = first["summary"]["version"]
    back = browser.change("DELETE", f"{url}/corrections/subject?expected_version={now}").json()
    assert back["letter"]["subject"]["value"] == "sửa đường liên thôn" and back["corrections"] == []


def test_tables_of_a_letter_can_be_corrected(served: Callable, ids: Ids) -> None:
    browser = served("editor")
    values = {
        "contest.stages[0].end": "2026-06-22",
        "contest.milestones[0].before": "2026-08-02T17:00:00",
        "addressees[0]": "",
        "contest.prizes[0].count": "3",
    }
    letter = browser.change("PATCH", f"/api/letters/{ids.contest}", json={"values": values}).json()["letter"]
    assert letter["contest"]["stages"][0]["end"]["value"] == "2026-06-22"
    assert letter["contest"]["milestones"][0]["before"]["value"] == "2026-08-02T17:00:00"
    assert letter["addressees"] == [] and letter["contest"]["prizes"][0]["count"]["value"] == 3


@pytest.mark.parametrize(
    "field, value",
    [("issued_on", "31/02/2026"), ("nothing", "x"), ("contest.stages[9].end", "2026-01-01"), ("source", "x")],
)
def test_what_does_not_fit_is_refused_with_a_remedy(
    served: Callable, ids: Ids, field: str, value: str
) -> None:
    answer = served("editor").change("PATCH", f"/api/letters/{ids.contest}", json={"values": {field: value}})
    assert answer.status_code == 422 and answer.json()["code"] == "A-FIELD" and answer.json()["remedy"]


def test_accept_and_reopen(served: Callable, archive: Archive, ids: Ids) -> None:
    browser = served("editor")
    url = f"/api/letters/{ids.hostile}/decision"
    assert browser.change("POST", url, json={"what": "accept"}).json()["summary"]["state"] == "filed"
    assert ids.hostile not in [s.id for s in archive.waiting()]
    assert browser.change("POST", url, json={"what": "reopen"}).json()["summary"]["state"] == "review"
    assert browser.change("POST", url, json={"what": "burn"}).status_code == 422


def test_pictures_of_pages(served: Callable, ids: Ids) -> None:
    browser = served()
    answer = browser.client.get(f"/api/letters/{ids.scan}/pages/1.webp")
    assert answer.headers["content-type"] == "image/webp" and answer.content[8:12] == b"WEBP"
    assert browser.client.get(f"/api/letters/{ids.scan}/pages/2.webp").status_code == 404
    assert browser.client.get(f"/api/letters/{ids.plain}/pages/1.webp").status_code == 404
    small = {"x0": 0.1, "y0": 0.1, "x1": 0.1, "y1": 0.2}
    assert browser.change("POST", f"/api/letters/{ids.scan}/pages/1/read", json=small).status_code == 422


def test_rows_of_tables_are_added_dropped_and_put_back(served: Callable, ids: Ids) -> None:
    browser = served("editor")
    url = f"/api/letters/{ids.contest}"
    page = browser.client.get(f"/letters/{ids.contest}").text
    assert 'data-new="contest.prizes"' in page and 'data-path="contest.prizes[+1].rank"' in page
    assert 'data-drop="contest.stages[0]"' in page
    new = {"contest.prizes[+1].rank": "Khuyến khích", "contest.stages[+].label": "Chặng 2"}
    filed = browser.change("PATCH", url, json={"values": new}).json()
    assert [p["rank"]["value"] for p in filed["letter"]["contest"]["prizes"]] == ["Nhất", "Khuyến khích"]
    assert filed["lists"]["contest.prizes"] == ["0", "+1"]
    browser.change("PATCH", url, json={"values": {"contest.prizes[0]": ""}})
    page = browser.client.get(f"/letters/{ids.contest}").text
    assert re.search(r"<s>Nhất · 1</s> <small>Lan", page) and 'data-back="contest.prizes[0]"' in page
    assert 'data-path="contest.prizes[+2].rank"' in page, "the next new one has a number of its own"
    back = browser.change("DELETE", f"{url}/corrections/contest.prizes[0]").json()
    assert [p["rank"]["value"] for p in back["letter"]["contest"]["prizes"]] == ["Nhất", "Khuyến khích"]


def test_a_reader_is_offered_no_changes_of_tables(served: Callable, ids: Ids) -> None:
    page = served("reader").client.get(f"/letters/{ids.contest}").text
    assert not re.search(r"data-(add|drop|back|new)=", page)


def test_two_events_of_one_kind_are_two_items(archive: Archive, ids: Ids) -> None:
    archive.correct(ids.contest, {"contest.milestones[+].kind": "ceremony"}, by="lan")
    filed = archive.get(ids.contest)
    found = {r.of for r in rows(filed.letter, filed.lists) if r.item == "ceremony"}
    assert found == {"contest.milestones[0]", "contest.milestones[+1]"}


def test_a_drawn_place_is_kept_with_the_value(served: Callable, ids: Ids) -> None:
    browser = served("editor")
    place = {"page": 1, "box": [0.1, 0.2, 0.3, 0.25]}
    body = {"values": {"issuer": "Sở Y tế"}, "places": {"issuer": [place]}}
    filed = browser.change("PATCH", f"/api/letters/{ids.scan}", json=body).json()
    assert filed["letter"]["issuer"]["evidence"] == [place] == filed["corrections"][0]["evidence"]
    body["places"] = {"issuer": [{"page": 0, "box": [0.1, 0.2, 0.3, 0.25]}]}
    assert browser.change("PATCH", f"/api/letters/{ids.scan}", json=body).status_code == 422


def test_pages_of_a_file_are_split_and_joined(served: Callable, archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "two.txt", made("Trang một của tệp\fTrang hai của tệp", code="1/X"))
    one = archive.letters()[-1].id
    browser = served("editor")
    filed = browser.change("POST", f"/api/letters/{one}/division", json={"begins": [1, 2]}).json()
    assert filed["begins"] == [1, 2] and filed["pages"] == [1]
    page = browser.client.get(f"/letters/{one}").text
    assert f'href="/letters/{one}-2"' in page and 'data-begins="1 2"' in page
    wrong = browser.change("POST", f"/api/letters/{one}/division", json={"begins": [3]})
    assert wrong.status_code == 422 and wrong.json()["code"] == "A-PAGES"
    late = {"begins": [1], "expected_version": 1}
    assert browser.change("POST", f"/api/letters/{one}/division", json=late).status_code == 409
    filed = browser.change("POST", f"/api/letters/{one}-2/division", json={"begins": [1]}).json()
    assert filed["summary"]["id"] == one and filed["pages"] == [1, 2]


def test_a_second_copy_of_a_file_has_a_page(
    served: Callable, archive: Archive, ids: Ids, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    sha256 = hashlib.sha256(content := "Kính gửi: Các thôn.".encode()).hexdigest()
    for name in ("one.txt", "two.txt"):
        (folder / name).write_bytes(content)
        enter(archive, folder / name, sha256)
        (claim,) = archive.desk.claim(1, 60)
        letter, pages = made("Kính gửi: Các thôn.", sha256=sha256, name=name)
        archive.desk.deliver(claim, KEY, content, pack(letter, pages), "test 1")
    twin = archive.letters()[-1].id
    client = served().client
    assert twin == f"{sha256[:8]}~2" and client.get(f"/letters/{twin}").status_code == 200
    assert client.get(f"/api/letters/{twin}").json()["summary"]["duplicate_of"] == sha256[:8]
