"""What the pages and the REST interface show and do."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest

from pipeline.archive import Archive
from pipeline.records.archive import State
from pipeline.records.page import Step
from pipeline.web.fieldrows import Form, rows, shown
from tests.archive.made_letters import doubt, made, put
from tests.archive.test_disagreements import ROOT, put_one
from tests.web.made_office import Ids


def test_the_inbox_lists_what_waits_worst_first(
    served: Callable, archive: Archive, ids: Ids, tmp_path: Path
) -> None:
    failed = made("Thư hỏng trang", code="30/UBND-VX", steps=(Step(page=1, name="failed", detail="O-PAGE"),))
    put(archive, tmp_path / "more", "failed.txt", failed)
    last = archive.letters()[-1].id
    page = served().client.get("/").text
    listed = re.findall(r'<a href="/letters/([^"]+)">\s*<span class="code"', page)
    assert listed[:2] == [last, ids.hostile] and ids.scan in listed and ids.plain not in listed
    assert "các chặng chồng nhau" in page and "không đọc được trang 1" in page


def test_the_worst_come_first_over_all_pages(archive: Archive, ids: Ids, tmp_path: Path) -> None:
    for n in range(7):
        put(
            archive,
            tmp_path / "more",
            f"{n}.txt",
            made(
                f"Thư số {n} " * (n + 3),
                code=f"{40 + n}/UBND",
                findings=tuple(doubt(f"D-{k}") for k in range(1 + n % 3)),
            ),
        )
    whole = [s.id for s in archive.waiting(limit=100)]
    paged: list[str] = []
    while found := archive.waiting(limit=2, after=paged[-1] if paged else None):
        paged += [s.id for s in found]
    assert paged == whole and set(whole) == {s.id for s in archive.letters(state=State.REVIEW)}
    weights = [sum(3 if r.field else 2 for r in archive.get(i).summary.reasons) for i in whole]
    assert weights == sorted(weights, reverse=True)


def test_next_goes_on_behind_a_letter_that_no_longer_waits(archive: Archive, ids: Ids) -> None:
    first, second = (s.id for s in archive.waiting(limit=2))
    archive.accept(first, by="Lan")
    assert archive.waiting(limit=1)[0].id == second


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


def test_search_without_accents(served: Callable, ids: Ids) -> None:
    client = served().client
    page = client.get("/search", params={"q": "sua duong lien thon"}).text
    assert ids.plain in page and ids.contest not in page
    hits = client.get("/api/search", params={"q": "Sang tao xanh"}).json()["hits"]
    assert {h["letter"]["id"] for h in hits} == {ids.contest, ids.other}
    assert client.get("/api/search", params={"q": "from:hôm-nào"}).status_code == 422
    assert "A-QUERY" in client.get("/search", params={"q": "from:hôm-nào"}).text


def test_facets_come_from_the_archive(served: Callable, ids: Ids) -> None:
    client = served().client
    page = client.get("/search").text
    assert re.search(r'data-filter="kind:CV"[^>]*>Công văn <small>5<', page)
    assert "from:2026 to:2026" in page and "kind:GM" not in page
    assert client.get("/api/facets").json()["kinds"] == [{"value": "CV", "letters": 5}]
    for filter_ in re.findall(r'data-filter="([^"]+)"', page):
        query = filter_.replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">")
        assert client.get("/api/search", params={"q": query}).status_code == 200, query


def test_the_register_has_ten_columns(served: Callable, ids: Ids) -> None:
    client = served().client
    page = client.get("/register").text
    assert page.count('<th scope="col"') == 10 and "sửa đường liên thôn" in page
    table = list(csv.reader(io.StringIO(client.get("/register/download/csv").content.decode("utf-8-sig"))))
    assert len(table[0]) == 10 and any("sửa đường liên thôn" in " ".join(line) for line in table)
    assert zipfile.is_zipfile(io.BytesIO(client.get("/register/download/xlsx").content))
    assert client.get("/register/download/exe").status_code == 404


def numbers(page: str) -> dict[str, str]:
    """Register numbers by the letter they link to."""
    return dict(re.findall(r'href="/letters/([^"]+)" aria-label="[^"]+">([^<]+)<', page))


def test_a_part_of_the_register_shows_the_numbers_of_the_whole(
    served: Callable, archive: Archive, ids: Ids
) -> None:
    client = served().client
    whole = numbers(client.get("/register").text)
    assert len(whole) == 5 and sorted(whole.values()) == ["01", "02", "03", "04", "05"]
    paged: dict[str, str] = {}
    page = client.get("/register?limit=2").text
    while True:
        paged |= numbers(page)
        more = re.search(r'href="(/register\?after=[^"]+)"', page)
        if more is None:
            break
        page = client.get(more[1].replace("&amp;", "&") + "&limit=2").text
    assert paged == whole == {s.id: archive.get(s.id).arrived.number for s in archive.letters()}  # type: ignore[union-attr]
    table = list(csv.reader(io.StringIO(client.get("/register/download/csv").content.decode("utf-8-sig"))))
    assert [line[1] for line in table[1:]] == sorted(whole.values())


def test_the_filter_finds_in_the_whole_register(served: Callable, archive: Archive, ids: Ids) -> None:
    client = served().client
    whole = numbers(client.get("/register").text)
    (road,) = [i for i in whole if "sửa đường liên thôn" in (archive.get(i).letter.subject.value or "")]

    def found(q: str, **more: object) -> dict[str, str]:
        return numbers(client.get("/register", params={"q": q, "limit": 1, **more}).text)

    assert found("sua duong lie") == found("đường liên thôn") == {road: whole[road]}
    assert found(whole[road]) == found(whole[road].lstrip("0")) == {road: whole[road]}
    assert found("kind:GM") == {} and "Không tìm thấy" in client.get("/register?q=kind:GM").text
    page = client.get("/register?q=kind:CV&limit=2").text
    assert "5 văn bản" in page and len(numbers(page)) == 2
    more = re.search(r'href="(/register\?after=[^"]+)"', page)
    assert more is not None and "q=kind%3ACV" in more[1]
    assert client.get("/register?q=from:gestern").status_code == 422
    assert len(numbers(client.get("/register?q=%20").text)) == 5


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


def test_trouble_is_a_page_for_people_and_json_for_programs(served: Callable) -> None:
    client = served().client
    page = client.get("/letters/00000000")
    assert page.status_code == 404 and "A-NOT-FOUND" in page.text and 'href="/register"' in page.text
    assert client.get("/api/letters/00000000").json()["code"] == "A-NOT-FOUND"


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


def test_disagreeing_dates_stand_in_the_inbox_with_the_reason(
    served: Callable, archive: Archive, tmp_path: Path
) -> None:
    put_one(archive, tmp_path / "in", "root.txt", ROOT, "Sở Khoa học và Công nghệ", dt.date(2026, 6, 20))
    put_one(
        archive, tmp_path / "in", "b.txt", "31/UBND-VX", "Ủy ban nhân dân xã Đông Mỹ", dt.date(2026, 6, 27)
    )
    client = served().client
    for _ in range(100):
        page = client.get("/").text
        if "lệch 7 ngày" in page:
            break
        time.sleep(0.1)
    assert f"văn bản gốc {ROOT}" in page and "<b>1</b> ngày khác với văn bản gốc" in page
    assert "31/UBND-VX" in [s.code for s in archive.waiting()]


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
